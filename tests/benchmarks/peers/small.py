"""Small days and weeks in the format of the set ``week``."""

from __future__ import annotations

import random
from typing import Any

HOUR = 3600
LEG_S = 600
GRACE_S = 900


def a_shift(number: int, day: int = 0, start: int = 7, end: int = 15) -> dict[str, Any]:
    """A shift between two hours of a day."""
    return {"id": number, "day": day, "start": start * HOUR, "end": end * HOUR}


def a_carer(number: int, *shifts: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A carer who lives at place 0, with every skill and hours nobody reaches."""
    return {
        "id": number,
        "home": 0,
        "skills": ["hoist"],
        "contract_s": 100 * HOUR,
        "max_s": 200 * HOUR,
        "shifts": list(shifts or (a_shift(0),)),
        **more,
    }


def a_visit(number: int, hour: float, **more: Any) -> dict[str, Any]:
    """Half an hour at a place of its own, half an hour before or after the preferred start."""
    start = int(hour * HOUR)
    return {
        "id": number,
        "client": number,
        "loc": number + 1,
        "day": 0,
        "carers": 1,
        "duration": 1800,
        "pref_start": start,
        "win_start": start - 1800,
        "win_end": start + 1800,
        "skills": [],
        **more,
    }


def given(carers: list[dict[str, Any]], visits: list[dict[str, Any]]) -> dict[str, Any]:
    """An instance; every leg takes ten minutes."""
    places = 2 + max(visit["loc"] for visit in visits)
    return {
        "name": "small",
        "days": 1 + max(shift["day"] for carer in carers for shift in carer["shifts"]),
        "skills": ["hoist"],
        "travel_seconds": [
            [0 if one == other else LEG_S for other in range(places)] for one in range(places)
        ],
        "carers": carers,
        "visits": visits,
        "weights": {
            "unassigned_per_s": 60,
            "travel_per_s": 1,
            "deviation_per_s": 0.5,
            "deviation_grace_s": GRACE_S,
            "extra_carer": 1800,
            "over_contract_per_s": 1,
        },
    }


def a_small_week(seed: int = 1, days: int = 2) -> dict[str, Any]:
    """Four carers, one with two shifts a day, and eight clients with two visits each, some double.

    All visits can be made, easily.
    """
    draw = random.Random(seed)
    shifts = [[a_shift(day, day, 7, 15) for day in range(days)] for _ in range(3)]
    split = [
        a_shift(2 * day + half, day, *((7, 12), (13, 20))[half])
        for day in range(days)
        for half in (0, 1)
    ]
    carers = [a_carer(row, *mine) for row, mine in enumerate([*shifts, split])]
    carers[1]["skills"] = []
    visits: list[dict[str, Any]] = []
    for day in range(days):
        for client in range(8):
            for hour in (draw.randrange(8, 10), draw.randrange(12, 14)):
                visits.append(
                    a_visit(
                        len(visits),
                        hour,
                        client=client,
                        loc=client + 1,
                        day=day,
                        carers=2 if client == 0 else 1,
                        skills=["hoist"] if client == 1 else [],
                        win_start=(hour - 1) * HOUR,
                        win_end=(hour + 1) * HOUR,
                    )
                )
    return given(carers, visits)
