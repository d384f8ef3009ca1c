"""When each further package is best agreed: where the most carers are to spare, day by day."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scheduler.domain.rota import Rota
from scheduler.domain.units import MINUTE, Day, Moment, Seconds
from scheduler.domain.week import Week
from scheduler.planning.capacity.asked import Asked
from scheduler.planning.peak.profile import Group, carers_there
from scheduler.planning.peak.scene import Scene, scene_of
from solver.exact.spare import spare
from solver.model import Longs

STEP = 15 * MINUTE
AROUND = 10 * MINUTE
"""Time on either side of a call that its carer needs to come and go."""


def to_spare(week: Week, rota: Rota, asked: Asked) -> Longs:
    """Carers to spare for the call, shape (days, steps): the fewest from a start to its end.

    Steps are quarter hours from the beginning of the band.
    """
    scene = scene_of(week, rota)
    skill = asked.skills[0][0] if asked.skills else ""
    group = Group(zone=asked.zone if _has_clients(week, asked.zone) else "", skill=skill)
    return np.array([list(_day(scene, group, asked, day)) for day in asked.days(week)])


def _has_clients(week: Week, zone: str) -> bool:
    return any(client.zone == zone for client in week.clients)


def _day(scene: Scene, group: Group, asked: Asked, day: Day) -> Iterator[int]:
    first, last = asked.band.on(scene.week, day)
    for start in range(first, last + 1, STEP):
        begins, ends = start - AROUND, start + asked.length + AROUND
        yield min(_at(scene, group, moment) for moment in _moments(scene, begins, ends))


def _moments(scene: Scene, begins: Moment, ends: Moment) -> list[Moment]:
    """Moments between two at which more may be needed than just before, and the first."""
    return [
        begins,
        *sorted({part.begins for part in scene.parts if begins < part.begins < ends}),
    ]


def _at(scene: Scene, group: Group, moment: Moment) -> int:
    parts = [part for part in scene.parts if part.begins <= moment < part.ends]
    short, free = spare([scene.able(part) for part in parts], carers_there(scene, group, moment))
    return free - short


def starts(free: Longs, asked: Asked, count: int) -> list[Seconds]:
    """Start of each of ``count`` packages, seconds after the band begins.

    Each is put where, on its worst day, the most carers are left; the earliest of equals. Those
    before it are taken to need their carers from setting out to coming away.

    Parameters
    ----------
    free : shape (days, steps)
        As ``to_spare``.
    """
    return [start for start, _ in zip(_placed(free, asked), range(count), strict=False)]


def roomy(free: Longs, asked: Asked, limit: int) -> int:
    """How many packages put so one after another leave nobody short, at most ``limit``.

    A first guess only: ways and hours are not looked at.
    """
    left, count = free.astype(np.int64), 0
    for start in starts(free, asked, limit):
        left[:, _busy(asked, start // STEP)] -= asked.handed
        if (left[:, start // STEP] < 0).any():
            break
        count += 1
    return count


def _placed(free: Longs, asked: Asked) -> Iterator[Seconds]:
    """Starts of packages without end, each where most carers are left after those before it."""
    left = free.astype(np.int64)
    while True:
        step = int(left.min(axis=0).argmax())
        left[:, _busy(asked, step)] -= asked.handed
        yield step * STEP


def _busy(asked: Asked, step: int) -> slice:
    """Steps at which a call begun would need a carer whom a call at ``step`` keeps busy."""
    reach = (asked.length + 2 * AROUND - 1) // STEP
    return slice(max(0, step - reach), step + reach + 1)
