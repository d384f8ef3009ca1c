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


class Times:
    """Starts of further packages, best where on its worst day the most carers are left.

    A first guess only: ways and hours are not looked at.

    Parameters
    ----------
    free : shape (days, steps)
        As ``to_spare``; what is taken is counted off.
    """

    def __init__(self, free: Longs, asked: Asked) -> None:
        self._left = free.astype(np.int64)
        self._asked = asked

    def best(self, count: int) -> list[Seconds]:
        """At most so many starts, seconds after the band begins: most to spare first.

        Where the band has room for it the whole window lies inside it. Starts lie a window
        apart, as one within the other's window would offer little new; the earliest of equals
        comes first.
        """
        found: list[int] = []
        apart = max(1, self._asked.window // STEP)
        for step in sorted(self._steps(), key=lambda one: (-self._worst(one), one)):
            if len(found) < count and all(abs(step - other) >= apart for other in found):
                found.append(step)
        return [step * STEP for step in found]

    def take(self, start: Seconds) -> None:
        """Count off the carers of a package that starts so long after the band begins.

        They are busy from setting out to coming away.
        """
        step = start // STEP
        reach = (self._asked.length + 2 * AROUND - 1) // STEP
        self._left[:, max(0, step - reach) : step + reach + 1] -= self._asked.handed

    def _worst(self, step: int) -> int:
        return int(self._left[:, step].min())

    def _steps(self) -> range:
        """Steps whose window lies inside the band; the middle one where none does."""
        steps, inside = self._left.shape[1], -(-self._asked.window // STEP)
        if 2 * inside < steps:
            return range(inside, steps - inside)
        return range((steps - 1) // 2, (steps - 1) // 2 + 1)
