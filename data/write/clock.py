"""Moments and durations as people write them."""

from __future__ import annotations

from scheduler.domain.horizon import Horizon
from scheduler.domain.units import HOUR, MINUTE, Day, Moment, Seconds

METRES_A_MILE = 1609.344


def clock_words(horizon: Horizon, moment: Moment) -> str:
    """Local wall clock, "07:45"; seconds are dropped."""
    return horizon.instant(moment).strftime("%H:%M")


def date_words(horizon: Horizon, day: Day) -> str:
    """Local date, "Monday 30 November 2026"."""
    on = horizon.date_of(day)
    return f"{on:%A} {on.day} {on:%B %Y}"


def short_date_words(horizon: Horizon, day: Day) -> str:
    """Local date, "Mon 30 Nov"."""
    on = horizon.date_of(day)
    return f"{on:%a} {on.day} {on:%b}"


def iso(horizon: Horizon, moment: Moment) -> str:
    """ISO 8601 local date and time with its offset from UTC."""
    return horizon.instant(moment).isoformat()


def minutes_words(seconds: Seconds) -> str:
    """Whole minutes, "25 min"; halves are rounded up."""
    return f"{minutes(seconds)} min"


def minutes(seconds: Seconds) -> int:
    """Whole minutes, halves rounded up."""
    return (seconds + MINUTE // 2) // MINUTE


def hours_words(seconds: Seconds) -> str:
    """Hours and minutes, "6 h 05"."""
    whole = minutes(seconds)
    return f"{whole // 60} h {whole % 60:02d}"


def hours(seconds: Seconds) -> float:
    """Hours as a decimal number."""
    return seconds / HOUR


def exact(seconds: Seconds) -> str:
    """Hours, minutes and seconds, "6:05:00", as spreadsheets add them up."""
    minutes_, second = divmod(abs(seconds), MINUTE)
    hour, minute = divmod(minutes_, 60)
    return f"{'-' if seconds < 0 else ''}{hour}:{minute:02d}:{second:02d}"
