"""On which dates a pattern happens."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from data.expand import EPOCH, Recurrence
from tests.data.expand.patterns import MONDAY, recurrences

DATES = st.dates(date(2025, 1, 1), date(2028, 1, 1))


def test_the_epoch_is_a_monday() -> None:
    """Weeks of cycles without a start of their own begin on Monday 1 January 2024."""
    assert EPOCH.weekday() == 0


def test_weeks_of_a_cycle_count_from_the_anchor() -> None:
    """Any day of the first week serves as anchor; the Monday after begins week 2."""
    third = Recurrence(weeks=frozenset({3}), cycle=4, anchor=date(2026, 6, 4))
    happening = [
        MONDAY + timedelta(days=d)
        for d in range(56)
        if third.happens_on(MONDAY + timedelta(days=d))
    ]
    assert happening == [date(2026, 6, 15) + timedelta(days=d) for d in (*range(7), *range(28, 35))]


def test_first_and_last_day_are_included() -> None:
    """A pattern from the 2nd to the 4th happens on three days."""
    pattern = Recurrence(first=date(2026, 6, 2), last=date(2026, 6, 4))
    assert [pattern.happens_on(date(2026, 6, day)) for day in range(1, 6)] == [
        False,
        True,
        True,
        True,
        False,
    ]


@settings(deadline=None)
@given(recurrences(), DATES)
def test_a_pattern_returns_after_its_cycle(pattern: Recurrence, on: date) -> None:
    """The same weekday one cycle later is the same."""
    assert pattern.happens_on(on) == pattern.happens_on(on + timedelta(weeks=pattern.cycle))


@settings(deadline=None)
@given(recurrences(), DATES)
def test_a_pattern_happens_as_often_as_it_says(pattern: Recurrence, on: date) -> None:
    """In one whole cycle: weekdays times weeks."""
    dates = (on + timedelta(days=d) for d in range(7 * pattern.cycle))
    assert sum(map(pattern.happens_on, dates)) == len(pattern.weekdays) * len(pattern.weeks)


@settings(deadline=None)
@given(recurrences(), recurrences(), st.integers(-1, 1))
def test_shared_dates_are_found_as_by_looking(
    one: Recurrence, other: Recurrence, shift: int
) -> None:
    """Looking at each day of eight times seven weeks and more finds the same."""
    looked = any(
        one.happens_on(EPOCH + timedelta(days=d))
        and other.happens_on(EPOCH + timedelta(days=d + shift))
        for d in range(7 * one.cycle * other.cycle)
    )
    assert one.dates_shared(other, shift) == looked


def test_patterns_that_end_before_the_other_begins_share_no_date() -> None:
    """May and June do not meet, not even a day apart where none is shared."""
    may = Recurrence(first=date(2026, 5, 1), last=date(2026, 5, 31))
    june = Recurrence(first=date(2026, 6, 1))
    assert not may.dates_shared(june)
    assert may.dates_shared(june, 1)
    assert not june.dates_shared(may, 1)
