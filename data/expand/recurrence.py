"""On which dates a pattern happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from math import lcm

from scheduler.domain.horizon import Horizon
from scheduler.domain.units import Day, Moment, Seconds

EPOCH = date(2024, 1, 1)
"""Monday from which cycles without a start of their own are counted: a fixed date, so that
a cycle keeps its step however many weeks are planned."""

EVERY_DAY = frozenset(range(7))
DAY: Seconds = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """Dates from ``first`` to ``last`` that lie on given weekdays of given weeks of a cycle.

    Parameters
    ----------
    weekdays
        Monday is 0.
    weeks, cycle
        Weeks of the cycle, counted from 1, and its length in weeks.
    anchor
        Any date in week 1 of the cycle; weeks begin on Monday.
    first, last
        Both included; ``None`` is open-ended.
    """

    weekdays: frozenset[int] = EVERY_DAY
    weeks: frozenset[int] = frozenset({1})
    cycle: int = 1
    anchor: date = EPOCH
    first: date | None = None
    last: date | None = None

    def happens_on(self, on: date) -> bool:
        """Whether the pattern includes the local date ``on``."""
        if on.weekday() not in self.weekdays:
            return False
        if (self.first and on < self.first) or (self.last and on > self.last):
            return False
        return self.week_of(on) in self.weeks

    def week_of(self, on: date) -> int:
        """Week of the cycle in which ``on`` lies, counted from 1."""
        return (_monday(on) - _monday(self.anchor)).days // 7 % self.cycle + 1

    def dates_shared(self, other: Recurrence, shift: int = 0) -> bool:
        """Whether some date of this pattern is ``shift`` days before one of ``other``."""
        return any(
            self.happens_on(on) and other.happens_on(on + timedelta(days=shift))
            for on in self._common_dates(other)
        )

    def _common_dates(self, other: Recurrence) -> Iterator[date]:
        """Dates enough to see whether two patterns ever meet: one round of both cycles."""
        firsts = [one for one in (self.first, other.first) if one]
        lasts = [one for one in (self.last, other.last) if one]
        start = max(firsts, default=max(self.anchor, other.anchor)) - timedelta(days=1)
        span = 7 * lcm(self.cycle, other.cycle) + 2
        if lasts:
            span = min(span, (min(lasts) - start).days + 2)
        return (start + timedelta(days=step) for step in range(span))


def _monday(on: date) -> date:
    """Monday of the week of ``on``."""
    return on - timedelta(days=on.weekday())


def moment_at(horizon: Horizon, day: Day, clock: Seconds) -> Moment:
    """Moment at which clocks show ``clock`` seconds after 00:00 of ``day``.

    24:00 and later belong to the days after: 30 h is 06:00 on the next day.
    """
    shown = clock % DAY
    at = time(shown // 3600, shown // 60 % 60, shown % 60)
    return horizon.at(day + clock // DAY, at)
