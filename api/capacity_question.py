"""From what a commissioner writes to a question about capacity."""

from __future__ import annotations

from dataclasses import dataclass

from data.doors import Doors
from scheduler.domain.errors import InputError
from scheduler.domain.units import Seconds
from scheduler.measures import STANDARD
from scheduler.planning.capacity import Asked, band_of
from scheduler.planning.words import WEEKDAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A package in a planner's words; times in seconds."""

    zone: str
    band: str
    skill: str
    handed: int
    length: Seconds
    window: Seconds
    weekdays: str


def asked_for(doors: Doors, wanted: Wanted) -> Asked:
    """The question.

    Raises
    ------
    InputError
        If the band, the skill or the weekdays cannot be read.
    """
    return Asked(
        zone=wanted.zone,
        band=band_of(doors.week, wanted.band),
        doors=doors.doors,
        length=wanted.length,
        handed=wanted.handed,
        skills=_skills(wanted.skill),
        weekdays=_weekdays(wanted.weekdays),
        window=wanted.window,
    )


def _skills(text: str) -> tuple[tuple[str, int], ...]:
    if not text:
        return ()
    name, _, level = text.partition(":")
    if level and not level.isdecimal():
        raise InputError(f"{text} is no skill and level.\nMaybe write it as hoist or hoist:2.")
    return ((name, int(level or 1)),)


def _weekdays(text: str) -> frozenset[int]:
    if text == "daily":
        return frozenset(range(7))
    days = {day.casefold(): row for row, day in enumerate(WEEKDAYS)}
    parts = [part.strip().casefold()[:3] for part in text.replace(";", ",").split(",")]
    unknown = [part for part in parts if part not in days]
    if unknown:
        raise InputError(
            f"{text} are no weekdays: {', '.join(unknown)}.\nMaybe write daily, or Mon,Wed,Fri."
        )
    return frozenset(days[part] for part in parts)


def few(count: int, hide: bool) -> str:
    """A count of people; where it leaves the provider, small ones are not told."""
    if hide and 0 < count < STANDARD.fewest_shown:
        return f"fewer than {STANDARD.fewest_shown}"
    return str(count)
