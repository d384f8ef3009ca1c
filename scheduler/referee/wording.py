"""Moments and durations as a planner reads them."""

from __future__ import annotations

from scheduler.domain.horizon import FIRST_KNOWN_DAY, LAST_KNOWN_DAY
from scheduler.domain.units import HOUR, MINUTE, Day, Moment, Seconds
from scheduler.domain.week import Week

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def on(week: Week, day: Day) -> str:
    """A day in words: "Monday 2026-06-01"."""
    if not FIRST_KNOWN_DAY <= day <= LAST_KNOWN_DAY:
        return f"day {day}"
    return f"{WEEKDAYS[week.horizon.weekday(day)]} {week.horizon.date_of(day).isoformat()}"


def at(week: Week, moment: Moment) -> str:
    """A moment in words: "Monday 2026-06-01 09:15"."""
    day = week.horizon.day_of(moment)
    if not FIRST_KNOWN_DAY < day < LAST_KNOWN_DAY:
        return f"{moment} s from the first midnight"
    shown = week.horizon.clock(moment)
    return f"{on(week, day)} {shown // HOUR:02d}:{shown % HOUR // MINUTE:02d}"


def spell(seconds: Seconds) -> str:
    """A duration in words: "10 h 30 min", "25 min", "90 s"."""
    if seconds < 0:
        return f"minus {spell(-seconds)}"
    hours, rest = divmod(seconds, HOUR)
    minutes, odd = divmod(rest, MINUTE)
    if odd:
        return f"{seconds} s" if seconds < HOUR else f"{hours} h {minutes} min {odd} s"
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
