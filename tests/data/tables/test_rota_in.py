"""Rotas read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.tables import Given, TableFaults, read_rota
from data.write.rota_csv import breaks_csv, rota_csv
from scheduler.domain.rota import Assignment, Break, Rota, Stage
from scheduler.domain.units import CarerId, PlaceId, VisitId
from scheduler.referee import rounds
from tests.data.tables.small import given, the_tables

BREAKFAST = VisitId("C1-breakfast-2026-11-30")
DOUBLE = VisitId("C2-breakfast-2026-11-30")


@pytest.fixture
def small(tmp_path: Path) -> Given:
    """The small provider's week."""
    folder = tmp_path / "tables"
    folder.mkdir()
    return given(the_tables(folder))


def a_rota(folder: Path, text: str, breaks: str | None = None) -> Path:
    """A rota file, and the breaks beside it."""
    (folder / "rota.csv").write_text(text, "utf-8")
    if breaks is not None:
        (folder / "breaks.csv").write_text(breaks, "utf-8")
    return folder / "rota.csv"


def an_assignment(visit: VisitId, start: int, *carers: str) -> Assignment:
    """One visit's carers and start."""
    return Assignment(visit=visit, carers=tuple(CarerId(one) for one in carers), start=start)


def test_our_own_rota_comes_back(small: Given, tmp_path: Path) -> None:
    """Ids, offsets, columns of no concern, parts in order, and the breaks beside it."""
    path = a_rota(
        tmp_path,
        "visit_id,client_id,carer_id,start,end,call,day,part\n"
        f"{DOUBLE},C2,K3,2026-11-30T08:00:00+00:00,2026-11-30T08:45:00+00:00,breakfast,Mon,2\n"
        f"{BREAKFAST},C1,K1,2026-11-30T07:31:00Z,2026-11-30T08:01:00Z,breakfast,Mon,1\n"
        f"{DOUBLE},C2,K2,2026-11-30T09:00:00+01:00,2026-11-30T09:45:00+01:00,breakfast,Mon,1\n",
        "carer_id,place,start,end\nK1,at-C1,2026-11-30T10:00:00+00:00,2026-11-30T10:20:00+00:00\n",
    )
    assert read_rota(path, small.week, stage=Stage.PUBLISHED) == Rota(
        assignments=(
            an_assignment(DOUBLE, 28_800, "K2", "K3"),
            an_assignment(BREAKFAST, 27_060, "K1"),
        ),
        breaks=(Break(carer=CarerId("K1"), place=PlaceId("at-C1"), start=36_000, end=37_200),),
        stage=Stage.PUBLISHED,
    )
    assert read_rota(tmp_path, small.week).assignments[1].visit == BREAKFAST


def test_a_planners_own_rota_finds_its_visits(small: Given, tmp_path: Path) -> None:
    """Client, date and time; names instead of ids; a vacant visit is nobody's."""
    path = a_rota(
        tmp_path,
        "Date;Start time;Finish;Client;Staff\n"
        "30/11/2026;07:40;08:10;Ada Ash;Kit Kestrel\n"
        "30/11/2026;8:05;8:50;c2;K2\n"
        "30/11/2026;8:05;8:50;C2;Moe Merlin\n"
        "30/11/2026;12:10;12:40;C1;\n"
        "30/11/2026;17:00;;C1;K2\n",
    )
    rota = read_rota(path, small.week, names=small.names)
    assert rota.assignments == (
        an_assignment(BREAKFAST, 27_600, "K1"),
        an_assignment(DOUBLE, 29_100, "K2", "K3"),
        an_assignment(VisitId("C1-tea-2026-11-30"), 61_200, "K2"),
    )


def test_local_dates_and_times_in_one_cell(small: Given, tmp_path: Path) -> None:
    """Both spellings of the date, without an offset."""
    path = a_rota(
        tmp_path,
        "client_id,carer_id,start,end\n"
        "C1,K1,30/11/2026 07:30,30/11/2026 08:00\n"
        "C2,K2,2026-11-30 08:00:00,2026-11-30 08:45:00\n"
        "C2,K3,2026-11-30T08:00,\n",
    )
    starts = [one.start for one in read_rota(path, small.week).assignments]
    assert starts == [27_000, 28_800]


def test_unknown_visits_and_carers_are_left_to_the_referee(small: Given, tmp_path: Path) -> None:
    """They can be read, and break rules of their own."""
    path = a_rota(
        tmp_path, "visit_id,carer_id,start\nC9-tea-2026-11-30,K9,2026-11-30T17:00:00+00:00\n"
    )
    assert read_rota(path, small.week).assignments == (
        an_assignment(VisitId("C9-tea-2026-11-30"), 61_200, "K9"),
    )


def test_every_fault_of_a_rota_is_listed(small: Given, tmp_path: Path) -> None:
    """Nine rows, nine faults, and one in the breaks."""
    path = a_rota(
        tmp_path,
        "visit_id,client_id,carer_id,start,end\n"
        f"{BREAKFAST},C1,K1,soon,\n"
        f"{BREAKFAST},C1,K1,2026-11-30T25:00:00+00:00,\n"
        f"{DOUBLE},C2,K2,30/11/2026 08:00,30/11/2026 08:20\n"
        f"{DOUBLE},C2,K3,30/11/2026 08:15,30/11/2026 09:00\n"
        ",C1,K1,30/11/2026 09:45,\n"
        ",C7,K1,30/11/2026 09:45,\n"
        ",C2,K1,05/12/2026 09:45,\n"
        ",,K1,30/11/2026 09:45,\n"
        f"{BREAKFAST},C1,K1,30/11/2026 07:30,30/11/2026 07:10\n"
        ",C1,K1,30/11/1999 07:30,\n"
        "C1-lunch-2026-11-30,C1,K1,30/11/2026 12:00,30/11/2026 12:20\n",
        "carer_id,place,start,end\nK1,nowhere,30/11/2026 10:00,30/11/2026 10:20\n"
        "K1,at-C1,30/11/2026 10:00,\n",
    )
    with pytest.raises(TableFaults) as caught:
        read_rota(path, small.week)
    found = [(fault.file, fault.row, fault.column) for fault in caught.value.faults]
    assert found == [
        ("breaks.csv", 2, "place"),
        ("breaks.csv", 3, "end"),
        ("rota.csv", 2, "start"),
        ("rota.csv", 3, "start"),
        ("rota.csv", 5, "start"),
        ("rota.csv", 6, "start"),
        ("rota.csv", 7, "client_id"),
        ("rota.csv", 8, "start"),
        ("rota.csv", 9, "visit_id"),
        ("rota.csv", 10, "end"),
        ("rota.csv", 11, "start"),
        ("rota.csv", 12, "end"),
    ]
    messages = str(caught.value)
    assert "fits C1-breakfast-2026-11-30 and C1-lunch-2026-11-30 equally well" in messages
    assert "agreed for 30 minutes; the rota gives it 20" in messages
    assert "Client C2 has no visit on 2026-12-05" in messages


def test_a_rota_without_its_columns_or_itself_is_refused(small: Given, tmp_path: Path) -> None:
    """Carer and start are needed; so is the file."""
    with pytest.raises(TableFaults, match=r"column carer_id: This column is missing"):
        read_rota(a_rota(tmp_path, "visit_id,start\nx,y\n"), small.week)
    with pytest.raises(TableFaults, match="empty"):
        read_rota(a_rota(tmp_path, "\n"), small.week)
    with pytest.raises(TableFaults, match="no such rota"):
        read_rota(tmp_path / "nothing.csv", small.week)


def test_the_longer_part_is_the_first_carers(tmp_path: Path) -> None:
    """The second carer of a partial double-up leaves after 20 of 45 minutes."""
    from tests.data.tables.small import DEMAND

    head, rest = DEMAND.split("\n", 1)
    lines = [f"{line},20" if "45,2" in line else f"{line}," for line in rest.splitlines()]
    week = given(the_tables(tmp_path, demand="\n".join([f"{head},second_length_min", *lines]))).week
    path = a_rota(
        tmp_path,
        "visit_id,carer_id,start,end\n"
        f"{DOUBLE},K2,30/11/2026 08:00,30/11/2026 08:20\n"
        f"{DOUBLE},K3,30/11/2026 08:00,30/11/2026 08:45\n",
    )
    assert read_rota(path, week).assignments == (an_assignment(DOUBLE, 28_800, "K3", "K2"),)


def test_a_rota_written_and_read_is_the_same(small: Given, tmp_path: Path) -> None:
    """Nothing is lost on the way through rota.csv and breaks.csv, only the order of rows."""
    week = small.week
    carers = {1: ("K1",), 2: ("K2", "K3")}
    rota = Rota(
        assignments=tuple(
            an_assignment(visit.id, visit.agreed + 60, *carers[visit.carers])
            for visit in week.visits
            if visit.day == 0 and visit.agreed < 14 * 3600
        ),
        breaks=(Break(carer=CarerId("K1"), place=PlaceId("at-C1"), start=36_000, end=37_200),),
    )
    (tmp_path / "rota.csv").write_bytes(rota_csv(week, rounds(week, rota)))
    (tmp_path / "breaks.csv").write_bytes(breaks_csv(week, rota))
    again = read_rota(tmp_path / "rota.csv", week)
    assert set(again.assignments) == set(rota.assignments)
    assert len(again.assignments) == 3
    assert again.breaks == rota.breaks
