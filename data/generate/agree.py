"""Agreeing times: wished starts spread until a district's carers can be everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from data.generate.clients import InventedClient
from data.generate.knobs import DemandKnobs
from data.generate.packages import EVERY_DAY, InventedCall

STEP = 15
"""Minutes between starts that are offered."""

CROWDED = 120
"""Minutes of moving that one carer too many, for a whole visit, is worth."""

APART = 150
"""Minutes that two calls of one person should be apart, start to start."""

TOO_CLOSE = 4
"""Minutes of moving that each minute too close is worth."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a new call meets: carers busy by minute of the day, how many may be, and when the
    client's other calls start.
    """

    busy: npt.NDArray[np.int64]
    limit: float
    own: Sequence[int]


def agreed(
    calls: Sequence[InventedCall],
    clients: Mapping[str, InventedClient],
    carers: Mapping[str, int],
    knobs: DemandKnobs,
    rng: np.random.Generator,
) -> list[InventedCall]:
    """Calls with the start that was agreed, in the order given.

    A call whose start is settled already keeps it. Of the others time-critical calls choose
    first, then people at high risk, then everybody by lot. Each takes the start nearest to
    the wished one at which the district is not crowded.

    Parameters
    ----------
    carers
        Number of carers in each district.
    """
    need = {"red": 1, "amber": 2, "green": 3}
    lot = rng.random(len(calls))
    order = sorted(
        range(len(calls)),
        key=lambda row: (
            not calls[row].settled,
            not calls[row].reason,
            need[clients[calls[row].client].rag],
            lot[row],
        ),
    )
    busy: dict[str, npt.NDArray[np.int64]] = {d: np.zeros(1800, dtype=np.int64) for d in carers}
    settled = list(calls)
    others: dict[str, list[int]] = {one: [] for one in clients}
    for row in order:
        call = calls[row]
        if call.weekdays != EVERY_DAY:
            continue
        district = clients[call.client].door.at.district
        limit = knobs.spreading[call.name] * carers[district]
        crowd = Crowd(busy[district], limit, others[call.client])
        start = call.start if call.settled else _start(call, crowd, knobs)
        others[call.client].append(start)
        busy[district][start : start + call.length + knobs.travel] += call.carers
        settled[row] = replace(call, start=start)
    return settled


def _start(call: InventedCall, crowd: Crowd, knobs: DemandKnobs) -> int:
    """Best agreed start for one call."""
    first, last = knobs.bands[call.name]
    minutes = call.length + knobs.travel

    def price(start: int) -> float:
        over = np.maximum(0, crowd.busy[start : start + minutes] + call.carers - crowd.limit)
        close = sum(max(0, APART - abs(start - other)) for other in crowd.own)
        return abs(start - call.wished) + CROWDED * float(over.mean()) + TOO_CLOSE * close

    return min(range(first, last + 1, STEP), key=price)
