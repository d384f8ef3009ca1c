"""Shifts made from availability, leave and sickness."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from data.expand import Spell, SpellKind, expand_spells
from scheduler.domain.carer import Shift
from tests.data.expand.patterns import HOMES, MONDAY, a_spell, a_week, at, spells

SPRING = date(2027, 3, 28)
TUESDAY = date(2026, 6, 2)
AWAY = (SpellKind.LEAVE, SpellKind.SICK, SpellKind.TRAINING, SpellKind.UNAVAILABLE)


def shifts_of(*given_spells: Spell, first_day: date = MONDAY, days: int = 7) -> tuple[Shift, ...]:
    """Shifts of carer A."""
    return expand_spells(given_spells, a_week(first_day, days), HOMES)[0]


def hours(shifts: tuple[Shift, ...]) -> list[tuple[float, float]]:
    """Start and end of each shift in hours since the first midnight."""
    return [(shift.start / 3600, shift.end / 3600) for shift in shifts]


def test_availability_becomes_a_shift_from_home_to_home() -> None:
    """Monday to Sunday, each lettered a."""
    shifts = shifts_of(a_spell("07:00", "14:30"))
    assert [shift.id for shift in shifts] == [f"A-2026-06-0{day}-a" for day in range(1, 8)]
    assert hours(shifts)[1] == (31.0, 38.5)
    assert {shift.start_place for shift in shifts} == {"home-A"}


def test_spells_that_touch_are_one_shift_and_others_two() -> None:
    """07:00 to 11:00 and 11:00 to 14:00 are one; 16:00 to 22:00 is the day's second."""
    shifts = shifts_of(
        a_spell("11:00", "14:00"), a_spell("07:00", "11:00"), a_spell("16:00", "22:00"), days=1
    )
    assert hours(shifts) == [(7, 14), (16, 22)]
    assert [shift.id[-1] for shift in shifts] == ["a", "b"]


def test_a_night_belongs_to_the_day_on_which_it_starts() -> None:
    """Monday 22:00 to Tuesday 06:00 is Monday's; Sunday's night before is not of this week."""
    shifts = shifts_of(a_spell("22:00", "06:00"), days=2)
    assert [(shift.day, *span) for shift, span in zip(shifts, hours(shifts), strict=True)] == [
        (0, 22, 30),
        (1, 46, 54),
    ]


def test_round_the_clock_is_a_shift_a_day() -> None:
    """Whole days touch, but each day's work stays its own."""
    assert hours(shifts_of(a_spell("00:00", "24:00"), days=3)) == [(0, 24), (24, 48), (48, 72)]


def test_time_in_two_days_spells_is_the_earlier_days() -> None:
    """A night until 07:00 and an early from 06:00: the early begins at 07:00."""
    shifts = shifts_of(a_spell("22:00", "07:00"), a_spell("06:00", "14:00"), days=2)
    assert hours(shifts) == [(6, 14), (22, 31), (31, 38), (46, 55)]


def test_leave_takes_whole_days_and_training_takes_hours() -> None:
    """Leave on Tuesday leaves no shift; training at noon cuts one in two."""
    leave = a_spell("00:00", "24:00", SpellKind.LEAVE, first=TUESDAY, last=TUESDAY)
    training = a_spell("12:00", "13:00", SpellKind.TRAINING, first=MONDAY, last=MONDAY)
    shifts = shifts_of(a_spell("07:00", "15:00"), leave, training, days=3)
    assert hours(shifts) == [(7, 12), (13, 15), (55, 63)]


def test_leave_cuts_a_night_that_reaches_into_it() -> None:
    """Monday's night ends at the midnight at which Tuesday's leave begins."""
    leave = a_spell("00:00", "24:00", SpellKind.LEAVE, first=TUESDAY, last=TUESDAY)
    assert hours(shifts_of(a_spell("22:00", "06:00"), leave, days=1)) == [(22, 24)]


def test_sickness_of_the_night_before_reaches_into_the_first_morning() -> None:
    """Off sick from Sunday 22:00 to Monday 09:00."""
    sunday = MONDAY - timedelta(days=1)
    sick = a_spell("22:00", "09:00", SpellKind.SICK, first=sunday, last=sunday)
    shifts, absences = expand_spells([a_spell("07:00", "12:00"), sick], a_week(days=1), HOMES)
    assert hours(shifts) == [(9, 12)]
    assert [(one.start, one.end, one.kind) for one in absences] == [
        (at("22:00") - 86_400, at("09:00"), "sick")
    ]


def test_a_shift_keeps_its_clock_times_when_the_clocks_change() -> None:
    """In spring the night from Saturday 22:00 to Sunday 06:00 has seven hours."""
    saturday = SPRING - timedelta(days=1)
    night = shifts_of(a_spell("22:00", "06:00"), first_day=saturday, days=1)[0]
    assert night.end - night.start == 7 * 3600
    early = shifts_of(a_spell("07:00", "14:00"), first_day=SPRING, days=1)[0]
    assert (early.start, early.end) == (6 * 3600, 13 * 3600)


@settings(max_examples=40, deadline=None)
@given(spells(), st.dates(date(2026, 3, 20), date(2026, 11, 1)))
def test_shifts_of_one_carer_never_overlap(given_spells: list[Spell], first: date) -> None:
    """In order of start, each ends before the next begins, and none is empty."""
    shifts, _ = expand_spells(given_spells, a_week(first), HOMES)
    assert len({shift.id for shift in shifts}) == len(shifts)
    for carer in HOMES:
        own = sorted((s for s in shifts if s.carer == carer), key=lambda shift: shift.start)
        assert all(shift.start < shift.end for shift in own)
        assert all(one.end <= other.start for one, other in pairwise(own))


@settings(max_examples=40, deadline=None)
@given(spells(SpellKind.AVAILABLE), spells(*AWAY), st.dates(date(2026, 3, 20), date(2026, 11, 1)))
def test_time_away_is_never_inside_a_shift(
    free: list[Spell], away: list[Spell], first: date
) -> None:
    """Whatever is taken away is gone, and nothing else is."""
    week = a_week(first)
    shifts, absences = expand_spells([*free, *away], week, HOMES)
    whole, _ = expand_spells(free, week, HOMES)
    for carer in HOMES:
        gone = [a for a in absences if a.carer == carer]
        kept = [s for s in shifts if s.carer == carer]
        assert not any(a.start < s.end and s.start < a.end for a in gone for s in kept)
        for minute in range(-60, week.end + 90_000, 2700):
            inside = any(s.start <= minute < s.end for s in whole if s.carer == carer)
            taken = any(a.start <= minute < a.end for a in gone)
            assert any(s.start <= minute < s.end for s in kept) == (inside and not taken)


@settings(max_examples=60, deadline=None)
@given(spells(), st.integers(0, 6))
def test_seven_days_later_the_shifts_are_the_same(given_spells: list[Spell], step: int) -> None:
    """Away from a clock change, a week and all its cycles moved by seven days changes nothing."""
    week = timedelta(days=7)
    first = MONDAY + timedelta(days=step)
    moved = [replace(s, when=replace(s.when, anchor=s.when.anchor + week)) for s in given_spells]
    before, _ = expand_spells(given_spells, a_week(first), HOMES)
    after, _ = expand_spells(moved, a_week(first + week), HOMES)
    assert [(s.carer, s.day, s.start, s.end) for s in before] == [
        (s.carer, s.day, s.start, s.end) for s in after
    ]


@settings(max_examples=40, deadline=None)
@given(spells())
def test_more_availability_never_takes_time_away(given_spells: list[Spell]) -> None:
    """A further spell of the same carers only adds time."""
    more = [*given_spells, a_spell("09:00", "17:00")]
    few, _ = expand_spells(given_spells, a_week(), HOMES)
    many, _ = expand_spells(more, a_week(), HOMES)
    for minute in range(0, a_week().end, 900):
        if any(s.start <= minute < s.end for s in few if s.carer == "A"):
            assert any(s.start <= minute < s.end for s in many if s.carer == "A")
