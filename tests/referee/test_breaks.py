"""W4 and B1: a due rest break has room, and planned breaks are real."""

from __future__ import annotations

import pytest

from scheduler.referee import judge
from tests.builders import a_break, a_rota, a_shift, a_visit, a_week, clock, place_of
from tests.referee.checks import codes, codes_of

BOTH = {"v1": "A", "v2": "A"}
LONG = (a_visit("v1", at="07:00", minutes=180), a_visit("v2", at="10:20", minutes=180))
"""At one address, 20 minutes apart: 6 h 20 min of work."""

HERE = place_of("c1")


@pytest.mark.parametrize(("minutes", "found"), [(360, ()), (361, ("W4",))])
def test_more_than_six_hours_need_a_gap(minutes: int, found: tuple[str, ...]) -> None:
    """One visit of six hours needs no break, one of a minute more does."""
    assert codes_of(a_week(a_visit("v1", minutes=minutes)), {"v1": "A"}) == found


@pytest.mark.parametrize(("at", "found"), [("10:20", ()), ("10:19", ("W4",))])
def test_the_gap_is_as_long_as_the_break(at: str, found: tuple[str, ...]) -> None:
    """From 10:00 twenty minutes are due."""
    assert codes_of(a_week(*LONG), BOTH, {"v2": clock(at)}) == found


def test_a_missing_gap_is_measured() -> None:
    """The longest gap is 19 minutes of the 20 that are due; without any gap it is none."""
    for starts, longest in (({"v2": clock("10:19")}, 19 * 60), ({"v2": clock("10:00")}, 0)):
        week = a_week(LONG[0], a_visit("v2", at="10:20", minutes=200))
        (found,) = judge(week, a_rota(week, BOTH, starts)).breaches
        assert (found.code, found.value, found.limit) == ("W4", longest, 20 * 60)


def test_a_break_says_what_is_wrong_with_it() -> None:
    """One of nineteen minutes is too short; one of twenty lies outside the gap."""
    week = a_week(*LONG)
    for at, minutes, fault in (("10:00", 19, "is shorter than 20 min"), ("09:50", 20, "a gap")):
        rota = a_rota(week, BOTH, breaks=(a_break("A", HERE, clock(at), minutes),))
        assert any(fault in one.sentence for one in judge(week, rota).breaches)


def test_the_time_between_two_shifts_is_room_for_a_break() -> None:
    """10:00 to 10:20 between a shift that ends and one that begins; no gap lies in either."""
    shifts = (a_shift(ends="10:00"), a_shift(begins="10:10"))
    week = a_week(a_visit("v1", at="07:00", minutes=180), LONG[1], shifts=shifts)
    assert codes_of(week, BOTH) == ()
    longer = a_visit("v2", at="10:19", minutes=200)
    assert codes_of(a_week(LONG[0], longer, shifts=shifts), BOTH) == ("W4",)


def test_a_planned_break_inside_the_gap_is_sound() -> None:
    """10:00 to 10:20, at the place of the next visit."""
    week = a_week(*LONG)
    assert codes(week, a_rota(week, BOTH, breaks=(a_break("A", HERE, clock("10:00")),))) == ()


@pytest.mark.parametrize(
    ("place", "at", "minutes"),
    [(HERE, "09:59", 20), (HERE, "10:01", 20), ("at-elsewhere", "10:00", 20), (HERE, "10:00", 19)],
)
def test_a_break_outside_its_gap_or_too_short_breaks_b1(place: str, at: str, minutes: int) -> None:
    """A minute early, a minute late, elsewhere, a minute short: and so the due one is missing."""
    week = a_week(*LONG)
    rota = a_rota(week, BOTH, breaks=(a_break("A", place, clock(at), minutes),))
    assert codes(week, rota) == ("B1", "B1")


def test_a_break_begins_after_arriving() -> None:
    """09:30 + 10 min of driving + 5 min spare: from 09:45; nothing is due on a short day."""
    week = a_week(a_visit("v1", "c1"), a_visit("v2", "c2", at="10:30"))
    for at, found in (("09:45", ()), ("09:44", ("B1",))):
        rota = a_rota(week, BOTH, breaks=(a_break("A", place_of("c2"), clock(at)),))
        assert codes(week, rota) == found


def test_a_rota_that_plans_breaks_plans_every_due_one() -> None:
    """The break of day 0 is planned and that of day 1 is not; without any break all is well."""
    second = (
        a_visit("v3", at="07:00", day=1, minutes=180),
        a_visit("v4", at="10:20", day=1, minutes=180),
    )
    week = a_week(*LONG, *second)
    everything = BOTH | {"v3": "A", "v4": "A"}
    rota = a_rota(week, everything, breaks=(a_break("A", HERE, clock("10:00")),))
    assert codes(week, rota) == ("B1",)
    assert codes_of(week, everything) == ()


def test_a_break_of_somebody_else_is_no_break() -> None:
    """A break is planned for a carer who is not in the week."""
    week = a_week(a_visit("v1"))
    rota = a_rota(week, {"v1": "A"}, breaks=(a_break("Z", HERE, clock("10:00")),))
    assert codes(week, rota) == ("B1",)
