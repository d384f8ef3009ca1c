"""Reading bus timetables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.travel.timetable import clock_seconds, read_gtfs, read_timetable
from scheduler.domain.errors import InputError

HEAD = "trip,stop,stop_lat,stop_lon,time\n"


def written(folder: Path, *rows: str) -> Path:
    """A timetable file."""
    path = folder / "buses.csv"
    path.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "seconds"), [("07:45", 27_900), ("7:05:30", 25_530), ("25:10", 90_600)]
)
def test_clock_times_may_pass_midnight(text: str, seconds: int) -> None:
    """25:10 is ten past one in the night after."""
    assert clock_seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "7", "7:5", "07:60", "noon"])
def test_what_is_no_time_is_refused(text: str) -> None:
    """Only hours and two-digit minutes are a time."""
    with pytest.raises(ValueError, match="no time"):
        clock_seconds(text)


def test_a_trip_of_three_stops_is_two_connections(tmp_path: Path) -> None:
    """Each stop to the next, ordered by departure over all trips."""
    table = read_timetable(
        written(
            tmp_path,
            "2,B,52.61,-0.70,09:30",
            "2,A,52.60,-0.70,09:40",
            "1,A,52.60,-0.70,09:00",
            "1,B,52.61,-0.70,09:10",
            "1,C,52.62,-0.70,09:35",
        )
    )
    names = [stop.id for stop in table.stops]
    legs = [
        (names[a], names[b], int(leaves), int(arrives))
        for a, b, leaves, arrives in zip(
            table.from_stop, table.to_stop, table.leaves, table.arrives, strict=True
        )
    ]
    assert legs == [
        ("A", "B", 32_400, 33_000),
        ("B", "C", 33_000, 34_500),
        ("B", "A", 34_200, 34_800),
    ]


def test_every_faulty_row_is_named(tmp_path: Path) -> None:
    """Row numbers are those of the file; the heading is row 1."""
    path = written(
        tmp_path, "1,A,52.6,-0.7,09:00", "1,B,north,-0.7,09:10", "1,A,52.7,-0.7,9h", "1,A,1,1,9:30"
    )
    with pytest.raises(InputError) as fault:
        read_timetable(path)
    text = str(fault.value)
    assert "row 3" in text
    assert "row 4" in text
    assert "row 5: stop A lies in two places" in text


def test_a_bus_does_not_arrive_before_it_leaves(tmp_path: Path) -> None:
    """23:50 then 00:10 must be written 24:10."""
    path = written(tmp_path, "1,A,52.6,-0.7,23:50", "1,B,52.7,-0.7,00:10")
    with pytest.raises(InputError, match=r"Trip 1 is at B before(.|\n)*24:10"):
        read_timetable(path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    """A file without times is no timetable."""
    path = tmp_path / "buses.csv"
    path.write_text("trip,stop,stop_lat,stop_lon\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column time"):
        read_timetable(path)


GTFS = {
    "stops.txt": "stop_id,stop_lat,stop_lon\nA,52.6,-0.7\nB,52.7,-0.7\n",
    "trips.txt": "route_id,service_id,trip_id\nr,week,1\nr,sunday,2\n",
    "stop_times.txt": (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "1,09:10:00,09:11:00,B,10\n1,09:00:00,09:00:00,A,9\n"
        "2,10:00:00,10:00:00,A,1\n2,10:10:00,10:10:00,B,2\n"
    ),
    "calendar.txt": (
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,"
        "start_date,end_date\n"
        "week,1,1,1,1,1,1,0,20260101,20261231\nsunday,0,0,0,0,0,0,1,20260101,20261231\n"
    ),
    "calendar_dates.txt": ("service_id,date,exception_type\nweek,20260525,2\nsunday,20260525,1\n"),
}


@pytest.mark.parametrize(
    ("on", "leaves"),
    [
        (date(2026, 6, 1), [32_400]),
        (date(2026, 6, 7), [36_000]),
        (date(2026, 5, 25), [36_000]),
        (date(2027, 6, 1), []),
    ],
)
def test_a_feed_gives_the_service_of_one_day(tmp_path: Path, on: date, leaves: list[int]) -> None:
    """A weekday, a Sunday, a bank holiday run as a Sunday, and a day after the feed ends."""
    for name, text in GTFS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_gtfs(tmp_path, on).leaves.tolist() == leaves


def test_a_feed_with_an_unknown_stop_is_refused(tmp_path: Path) -> None:
    """A time at a stop nobody placed cannot be used."""
    for name, text in GTFS.items():
        (tmp_path / name).write_text(text.replace("B,52.7,-0.7", ""), encoding="utf-8")
    with pytest.raises(InputError, match="unknown stops B"):
        read_gtfs(tmp_path, date(2026, 6, 1))
