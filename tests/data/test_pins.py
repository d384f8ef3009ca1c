"""What a planner has decided, read from a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.pins import read_pins
from data.tables import TableFaults
from scheduler.domain.errors import InputError
from scheduler.domain.rota import Pin
from scheduler.domain.units import CarerId, VisitId
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
    assert found == (Pin(visit=VisitId("v2"), carers=carers, start=clock("09:10", day=1)),)


@pytest.mark.parametrize("text", ["2026-06-01 09:10", "2026-06-01T09:10:00+01:00", "9:10"])
def test_a_start_may_be_written_in_several_ways(text: str, tmp_path: Path, week: Week) -> None:
    """Local time, time with offset, or a clock time."""
    (found,) = read_pins(pins_of(tmp_path, f"v1,,{text}\n"), week)
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


def test_a_missing_file_is_bad_input(tmp_path: Path, week: Week) -> None:
    """Pins that cannot be read are never passed over."""
    with pytest.raises(InputError, match="cannot be read"):
        read_pins(tmp_path / "none.csv", week)
