"""The number of packages that no rota can exceed, and why, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scheduler.domain.units import HOUR, Day
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, formulate
from scheduler.planning.capacity.asked import NEW, Asked, package, with_packages
from scheduler.planning.words import clock, hours, weekday
from solver.exact.room import Room, Scarce, Wanted, room
from solver.model import Longs


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What no rota can exceed.

    Parameters
    ----------
    most
        No rota that makes everything the rota in force makes, and harms nobody, has more.
    sentence
        The argument.
    """

    most: int
    sentence: str


def proof(kept: Week, asked: Asked) -> Proof | None:
    """Bound for packages at any of the doors and any time of the band, whoever makes them.

    ``None`` where it says nothing about as many packages as there are doors.

    Parameters
    ----------
    kept
        The week as it must be kept.
    """
    any_time = replace(asked, window=24 * HOUR)
    packages = [
        package(kept, any_time, str(number), door, 0) for number, door in enumerate(asked.doors)
    ]
    formulation = formulate(with_packages(kept, packages))
    found = room(
        formulation.problem,
        [
            Wanted(day=day, tasks=_tasks(formulation, day), parts=asked.handed)
            for day in asked.days(kept)
        ],
    )
    if found.packages >= len(asked.doors):
        return None
    return Proof(most=found.packages, sentence=_said(kept, asked, found))


def _tasks(formulation: Formulation, day: Day) -> Longs:
    """Tasks of one day's call in every package."""
    rows = formulation.rows
    return np.array(
        [
            task
            for visit in formulation.week.visits
            if visit.day == day and visit.client.startswith(NEW)
            for task in rows.tasks_of(visit.id)
        ],
        dtype=np.int64,
    )


def _said(kept: Week, asked: Asked, found: Room) -> str:
    skill = "".join(f" and hold the skill {name}" for name, _ in asked.skills)
    who = f"carers who could come to {asked.zone}{skill}"
    if found.scarce is Scarce.HOURS:
        return (
            f"In the week the {who} have at most {hours(max(0, found.left))} hours of work left "
            f"beside all other visits, without any way between them; each package takes "
            f"{hours(found.each)}. So no rota can take more than {found.packages}."
        )
    horizon = kept.horizon
    return (
        f"On {weekday(horizon, found.begins)} from {clock(horizon, found.begins)} to "
        f"{clock(horizon, found.ends)} the {who} have at most {hours(max(0, found.left))} hours "
        f"of their shifts left beside what must be done then, with the shortest ways; each "
        f"package takes at least {hours(found.each)} of it. So no rota can take more than "
        f"{found.packages}."
    )
