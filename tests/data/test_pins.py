"""What a planner has decided, read from a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.pins import read_pins
from data.tables import TableFaults
from scheduler.domain.errors import InputError
from scheduler.domain.rota import Pin, RunPin
from scheduler.domain.units import CarerId, ShiftId, VisitId
from scheduler.domain.week import Week
from tests.builders import a_carer, a_visit, a_week, clock


@pytest.fixture
def week() -> Week:
    """Two visits on Monday and Tuesday, two carers."""
    visits = [a_visit("v1", at="09:00"), a_visit("v2", at="09:00", day=1)]
    return a_week(*visits, carers=[a_carer("A"), a_carer("B")])


def pins_of(folder: Path, text: str) -> Path:
    """A table of pins."""
    path = folder / "pins.csv"
    path.write_text("visit_id,carer_id,start\n" + text, "utf-8")
    return path


def test_two_rows_pin_both_carers_and_one_start(tmp_path: Path, week: Week) -> None:
    """A clock time lies on the visit's own day: 09:10 on Tuesday."""
    found = read_pins(pins_of(tmp_path, "v2,A,09:10\nv2,B,\n"), week)
    carers = (CarerId("A"), CarerId("B"))
    assert found.visits == (Pin(visit=VisitId("v2"), carers=carers, start=clock("09:10", day=1)),)


@pytest.mark.parametrize("text", ["2026-06-01 09:10", "2026-06-01T09:10:00+01:00", "9:10"])
def test_a_start_may_be_written_in_several_ways(text: str, tmp_path: Path, week: Week) -> None:
    """Local time, time with offset, or a clock time."""
    (found,) = read_pins(pins_of(tmp_path, f"v1,,{text}\n"), week).visits
    assert (found.carers, found.start) == ((), clock("09:10"))


def test_every_wrong_row_is_named(tmp_path: Path, week: Week) -> None:
    """Unknown visit, unknown carer, no time, and a row that pins nothing."""
    text = "v9,A,\nv1,K,\nv1,A,noon\nv2,,\n"
    with pytest.raises(TableFaults) as raised:
        read_pins(pins_of(tmp_path, text), week)
    assert [(one.row, one.column) for one in raised.value.faults] == [
        (2, "visit_id"),
        (3, "carer_id"),
        (4, "start"),
        (5, "carer_id"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffvisit_id;carer_id;start\nv1;A;01/06/2026 09:10\n",
        "Visit ID,Carer ID,Start\nv1,A,0910\n\n",
    ],
)
def test_a_table_as_a_spreadsheet_saves_it_is_read(text: str, tmp_path: Path, week: Week) -> None:
    """Semicolons, a mark at the beginning, other headers, dates and empty rows as they come."""
    path = tmp_path / "pins.csv"
    path.write_text(text, "utf-8")
    (found,) = read_pins(path, week).visits
    assert (found.carers, found.start) == (("A",), clock("09:10"))


@pytest.mark.parametrize("text", ["", "v1,A,09:10\n", "visit,who\nv1,A\n"])
def test_a_table_without_its_columns_is_not_taken_for_no_pins(
    text: str, tmp_path: Path, week: Week
) -> None:
    """Else what was promised would be planned away without a word."""
    path = tmp_path / "pins.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(TableFaults, match="nothing is pinned"):
        read_pins(path, week)


def test_a_day_is_no_start_and_two_starts_are_none(tmp_path: Path, week: Week) -> None:
    """A date alone is not midnight; of two starts of a visit the second is a fault."""
    text = "v1,,2026-06-01\nv2,A,09:10\nv2,,09:20\n"
    with pytest.raises(TableFaults) as raised:
        read_pins(pins_of(tmp_path, text), week)
    assert [(one.row, one.column) for one in raised.value.faults] == [(2, "start"), (4, "start")]


def test_a_missing_file_is_bad_input(tmp_path: Path, week: Week) -> None:
    """Pins that cannot be read are never passed over."""
    with pytest.raises(InputError, match="cannot be read"):
        read_pins(tmp_path / "none.csv", week)


WIDE = "visit_id,carer_id,start,team,run\n"


def wide(folder: Path, text: str) -> Path:
    """A table with every column."""
    path = folder / "pins.csv"
    path.write_text(WIDE + text, "utf-8")
    return path


def test_a_team_is_a_list_of_ids(tmp_path: Path, week: Week) -> None:
    """Whoever makes v1 is A or B."""
    (found,) = read_pins(wide(tmp_path, "v1,,,A; B,\n"), week).visits
    assert found == Pin(visit=VisitId("v1"), team=(CarerId("A"), CarerId("B")))


def test_a_row_without_a_visit_pins_a_run(tmp_path: Path, week: Week) -> None:
    """A's Tuesday by its date, and B's Monday by its shift."""
    found = read_pins(wide(tmp_path, ",A,,,2026-06-02\n,B,,,B-0-07:00\n"), week)
    assert found.visits == ()
    assert found.runs == (
        RunPin(carer=CarerId("A"), day=1),
        RunPin(carer=CarerId("B"), day=0, shift=ShiftId("B-0-07:00")),
    )


def test_every_fault_of_teams_and_runs_is_named(tmp_path: Path, week: Week) -> None:
    """Unknown member, run through a visit, run of nobody, of another's shift, of no day, with
    a start.
    """
    text = "v1,,,A;Z,\nv1,A,,,2026-06-01\n,,,,2026-06-01\n,A,,,B-0-07:00\n,A,,,2026-07-01\n"
    with pytest.raises(TableFaults) as raised:
        read_pins(wide(tmp_path, text + ",A,09:00,,2026-06-01\n"), week)
    assert [(one.row, one.column) for one in raised.value.faults] == [
        (2, "team"),
        (3, "run"),
        (4, "carer_id"),
        (5, "run"),
        (6, "run"),
        (7, "start"),
    ]
