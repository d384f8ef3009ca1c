"""The peak of a week: demand against capacity, and what would ease the tightest times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time

from scheduler.domain.errors import InputError
from scheduler.domain.rota import Rota
from scheduler.domain.units import Day
from scheduler.domain.week import Week
from scheduler.planning.peak.asks import Ask, asks
from scheduler.planning.peak.moves import Hours, PeakOfDay, peak_of_day
from scheduler.planning.peak.profile import Group
from scheduler.planning.peak.quarters import Quarter, quarters
from scheduler.planning.peak.scene import scene_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Clock times between which is looked, the same on each day."""

    begins: time = time(0)
    ends: time | None = None

    def on(self, week: Week, day: Day) -> Hours:
        """Moments of one day; without an end, midnight."""
        horizon = week.horizon
        ends = horizon.midnight(day + 1) if self.ends is None else horizon.at(day, self.ends)
        return horizon.at(day, self.begins), ends


ALL_DAY = Between()


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """Answer of ``peak``.

    Parameters
    ----------
    quarters
        By day, quarter hour, zone and skill.
    days
        The tightest time of each day for the group asked about.
    asks
        Calls to ask about, the most helpful first.
    """

    group: Group
    quarters: tuple[Quarter, ...]
    days: tuple[PeakOfDay, ...]
    asks: tuple[Ask, ...]


def peak(
    week: Week,
    rota: Rota | None = None,
    *,
    group: Group | None = None,
    between: Between = ALL_DAY,
    quarters_of: Sequence[Group] | None = None,
) -> Peak:
    """Demand against capacity by quarter hour, and the visits whose move would free a carer.

    Parameters
    ----------
    rota
        Times and ways of a rota; without one, the times agreed and the shortest ways.
    group
        Whose tightest times are looked for; by default any work anywhere.
    quarters_of
        Whose quarter hours are told; by default those of every zone and skill, which takes
        most of the time.

    Raises
    ------
    InputError
        If the zone, the skill or the hours are not of this week.
    """
    asked = group or Group()
    require_known(week, asked)
    hours = {day: between.on(week, day) for day in range(week.horizon.days)}
    if any(begins >= ends for begins, ends in hours.values()):
        raise InputError(
            f"The time from {between.begins:%H:%M} to {between.ends:%H:%M} is empty.\n"
            "Maybe the two were swapped."
        )
    scene = scene_of(week, rota)
    groups = every_group(week) if quarters_of is None else quarters_of
    days = [peak_of_day(scene, asked, day, one) for day, one in hours.items()]
    found = tuple(day for day in days if day is not None)
    return Peak(
        group=asked,
        quarters=tuple(
            quarter for day, one in hours.items() for quarter in quarters(scene, groups, day, one)
        ),
        days=found,
        asks=asks(week, found),
    )


def zones_of(week: Week) -> tuple[str, ...]:
    """Zones clients live in, in order."""
    return tuple(sorted({client.zone for client in week.clients if client.zone}))


def skills_of(week: Week) -> tuple[str, ...]:
    """Skills that visits need, in order."""
    return tuple(sorted({name for visit in week.visits for name, _ in visit.skills}))


def every_group(week: Week) -> tuple[Group, ...]:
    """Any zone and each, with any skill and each."""
    return tuple(
        Group(zone=zone, skill=skill)
        for zone in ("", *zones_of(week))
        for skill in ("", *skills_of(week))
    )


def require_known(week: Week, group: Group) -> None:
    """Refuse a zone nobody lives in and a skill nobody needs or holds.

    Raises
    ------
    InputError
        Naming those there are.
    """
    held = {skill.name for carer in week.carers for skill in carer.skills}
    kinds: Sequence[tuple[str, str, Callable[[], Sequence[str]]]] = (
        ("zone", group.zone, lambda: zones_of(week)),
        ("skill", group.skill, lambda: sorted(held | set(skills_of(week)))),
    )
    for kind, name, known in kinds:
        if name and name not in known():
            listed = ", ".join(known()) or "none"
            raise InputError(f"There is no {kind} {name} in this week.\nMaybe one of: {listed}.")
