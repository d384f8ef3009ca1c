"""Small weeks with doors: places where somebody new might live."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any

from scheduler.domain.carer import Carer, Shift
from scheduler.domain.rota import Rota
from scheduler.domain.units import PlaceId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.planning.capacity import Asked, Band, Door, Effort, Settings
from tests.builders import HOUR, a_carer, a_client, a_rota, a_shift, a_week

MORNING = Band(name="breakfast", begins=time(8), ends=time(9, 30))
QUICK = Settings(effort=Effort(iterations=2_000, threads=1), seeds=(1, 2))
"""Enough for weeks so small, and repeatable."""


def doors(count: int) -> tuple[Door, ...]:
    """Addresses ten minutes from everywhere."""
    return tuple(Door(place=PlaceId(f"door-{number}")) for number in range(1, count + 1))


def a_town(
    *visits: Visit,
    carers: Sequence[Carer] | None = None,
    shifts: Sequence[Shift] | None = None,
    count: int = 6,
    days: int = 1,
    **changes: Any,
) -> Week:
    """A week in zone Town, whose ways to the doors are known; one carer from 08:00 to 10:00."""
    people = carers if carers is not None else [a_carer("A")]
    spells = (
        [a_shift(one.id, day, "08:00", "10:00") for one in people for day in range(days)]
        if shifts is None
        else shifts
    )
    names = dict.fromkeys(visit.client for visit in visits)
    return a_week(
        *visits,
        carers=people,
        shifts=spells,
        clients=[a_client(name, zone="Town") for name in names],
        days=days,
        minutes={(door.place, door.place): 0 for door in doors(count)},
        **changes,
    )


def asked(count: int = 6, **changes: Any) -> Asked:
    """Half an hour in the morning, at any time of the band."""
    given: dict[str, Any] = {
        "zone": "Town",
        "band": MORNING,
        "doors": doors(count),
        "window": 24 * HOUR,
    }
    return Asked(**(given | changes))


def the_rota(week: Week, carer: str = "A") -> Rota:
    """Everything by one carer at its agreed start."""
    return a_rota(week, {visit.id: carer for visit in week.visits})
