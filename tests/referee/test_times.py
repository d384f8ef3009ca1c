"""A4, A5 and A6: when a visit may start."""

from __future__ import annotations

import pytest

from tests.builders import MINUTE, a_gap, a_visit, a_week, clock, critical
from tests.referee.checks import codes_of

BOTH = {"v1": "A", "v2": "A"}


@pytest.mark.parametrize(("apart", "found"), [(239, ("A4",)), (240, ()), (300, ()), (301, ("A4",))])
def test_two_doses_are_four_to_five_hours_apart(apart: int, found: tuple[str, ...]) -> None:
    """Starts 240 to 300 minutes apart are agreed."""
    week = a_week(
        a_visit("v1", at="08:00"),
        a_visit("v2", at="12:30", slack=60),
        gaps=(a_gap("v1", "v2", 240, 300),),
    )
    assert codes_of(week, BOTH, {"v2": clock("08:00") + apart * MINUTE}) == found


def test_a_gap_rule_is_quiet_while_one_visit_is_unallocated() -> None:
    """Nothing can be said of a visit that nobody makes."""
    visits = (a_visit("v1", at="08:00"), a_visit("v2", at="09:00"))
    week = a_week(*visits, gaps=(a_gap("v1", "v2", 240),))
    assert codes_of(week, {"v1": "A"}) == ()
    assert codes_of(week, BOTH) == ("A4",)


@pytest.mark.parametrize(("minutes", "found"), [(-11, ("A5",)), (-10, ()), (10, ()), (11, ("A5",))])
def test_a_visit_starts_inside_its_window(minutes: int, found: tuple[str, ...]) -> None:
    """Ten minutes before or after the agreed time, in no case more."""
    week = a_week(a_visit("v1", at="09:00", slack=10))
    assert codes_of(week, {"v1": "A"}, {"v1": clock("09:00") + minutes * MINUTE}) == found


@pytest.mark.parametrize(("minutes", "found"), [(-16, ("A6",)), (15, ()), (16, ("A6",))])
def test_a_time_critical_visit_starts_close_to_its_time(
    minutes: int, found: tuple[str, ...]
) -> None:
    """Fifteen minutes either way are safe, whatever the window allows."""
    week = a_week(a_visit("v1", at="09:00", slack=60, critical=critical()))
    assert codes_of(week, {"v1": "A"}, {"v1": clock("09:00") + minutes * MINUTE}) == found
