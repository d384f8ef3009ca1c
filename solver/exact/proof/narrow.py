"""Moments at which no rota better than the best known starts a task, taken from the windows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.exact.proof.day import MUST, Day
from solver.exact.proof.windows import Windows
from solver.exact.proof.within import Remaining
from solver.model import Longs

NEVER_TOO_LATE = 2**40
"""Seconds of lateness that nothing forbids."""


def within_reach(day: Day, windows: Windows, price: Longs, room: int) -> Windows:
    """The windows without moments so late that their lateness alone costs too much.

    Parameters
    ----------
    price : shape (T,), points a second late
        What lateness of the task costs beside what every rota costs anyhow.
    room : points
        What a better rota may cost beside that.
    """
    counts = (price > 0) & (day.left_out[day.unit] == MUST)
    late = np.where(counts, max(0, room) // np.maximum(1, price), NEVER_TOO_LATE)
    latest = np.minimum(windows.latest, np.maximum(day.due + late, windows.earliest))
    return Windows(earliest=windows.earliest, latest=latest)


def not_before(
    day: Day, windows: Windows, kinds: Sequence[Remaining], limits: Sequence[int]
) -> Windows:
    """The windows without moments earlier than in any round that is cheap enough.

    Parameters
    ----------
    limits : one for each kind, fine points
        A better rota has no round above.
    """
    first = np.full(len(day.due), NEVER_TOO_LATE, dtype=np.int64)
    for remaining, limit in zip(kinds, limits, strict=True):
        labels = remaining.rounds.labels
        cheap = labels.take(labels.cost + remaining.ahead <= limit)
        np.minimum.at(first, remaining.rounds.kind.tasks[cheap.task], cheap.start)
    counts = day.left_out[day.unit] == MUST
    earliest = np.where(counts, np.maximum(windows.earliest, first), windows.earliest)
    return Windows(earliest=earliest, latest=windows.latest)
