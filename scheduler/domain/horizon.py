"""The planning period, and the only place where clock times become moments.

A moment is elapsed time, so that lengths stay true on the two days a year when the
clocks change: 02:30 to 03:30 summer time may be any of zero, one or two hours.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from scheduler.domain.errors import InputError
from scheduler.domain.units import Day, Moment, Seconds

FIRST_KNOWN_DAY: Day = -400
LAST_KNOWN_DAY: Day = 400


@lru_cache(maxsize=64)
def _midnights(first_day: date, zone: str) -> tuple[Moment, ...]:
    """Moment of each local midnight from ``FIRST_KNOWN_DAY`` to ``LAST_KNOWN_DAY``."""
    place = ZoneInfo(zone)
    origin = datetime.combine(first_day, time(), place).timestamp()
    return tuple(
        round(datetime.combine(first_day + timedelta(days=day), time(), place).timestamp() - origin)
        for day in range(FIRST_KNOWN_DAY, LAST_KNOWN_DAY + 1)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """The days being planned.

    Parameters
    ----------
    first_day
        Local date of day 0; moment 0 is its midnight.
    days
        How many days are planned, at least 1.
    zone
        IANA name of the time zone people live by.
    """

    first_day: date
    days: int
    zone: str = "Europe/London"

    def __post_init__(self) -> None:
        if not 1 <= self.days <= LAST_KNOWN_DAY:
            raise InputError(f"A period of {self.days} days cannot be planned.")

    @property
    def end(self) -> Moment:
        """Midnight that closes the last day planned."""
        return self.midnight(self.days)

    def midnight(self, day: Day) -> Moment:
        """Moment at which ``day`` begins; may lie in the past or after the period."""
        return _midnights(self.first_day, self.zone)[day - FIRST_KNOWN_DAY]

    def day_of(self, moment: Moment) -> Day:
        """Local day in which ``moment`` falls."""
        return bisect_right(_midnights(self.first_day, self.zone), moment) - 1 + FIRST_KNOWN_DAY

    def date_of(self, day: Day) -> date:
        """Local date of ``day``."""
        return self.first_day + timedelta(days=day)

    def day_number(self, on: date) -> Day:
        """Day index of a local date."""
        return (on - self.first_day).days

    def weekday(self, day: Day) -> int:
        """Monday is 0, Sunday is 6."""
        return self.date_of(day).weekday()

    def at(self, day: Day, clock: time) -> Moment:
        """Moment at which the wall clock shows ``clock`` on ``day``.

        A clock time that occurs twice (October) means the first of the two; one that
        never occurs (March) means the moment that many minutes after the gap opened.
        """
        local = datetime.combine(self.date_of(day), clock, ZoneInfo(self.zone))
        origin = datetime.combine(self.first_day, time(), ZoneInfo(self.zone))
        return round(local.timestamp() - origin.timestamp())

    def instant(self, moment: Moment) -> datetime:
        """Aware local date and time of ``moment``."""
        origin = datetime.combine(self.first_day, time(), ZoneInfo(self.zone)).timestamp()
        return datetime.fromtimestamp(origin + moment, ZoneInfo(self.zone))

    def clock(self, moment: Moment) -> Seconds:
        """What the wall clock shows at ``moment``, as seconds after 00:00 (0 to 86399)."""
        shown = self.instant(moment)
        return shown.hour * 3600 + shown.minute * 60 + shown.second
