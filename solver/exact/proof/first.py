"""A first rota, where none is given: without one no lateness is too dear to be looked at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from solver.exact.proof.choose import Chosen
from solver.exact.proof.day import MUST, Day, Kind
from solver.exact.proof.finish import try_rounds
from solver.exact.proof.grow import grow
from solver.exact.proof.master import Master
from solver.exact.proof.narrow import within_reach
from solver.exact.proof.search import Search
from solver.exact.proof.windows import Windows, settled

PUNCTUAL = 32
"""The first try allows this part of the day as lateness; each further try twice as much."""
MOST_ROUNDS = 500
"""Rounds a first rota is chosen from, the cheapest."""


def first_rota(search: Search, windows: Windows, upper: int) -> Chosen | None:
    """Some rota of fewer than ``upper`` points, or ``None`` where none is found.

    Nothing is proved: only rounds with little lateness are looked at, and more lateness is
    allowed until a rota can be made of what was found.
    """
    day = search.day
    if not len(day.due) or not (day.left_out == MUST).any():
        return None
    begins, ends = int(windows.earliest.min()), int(windows.latest.max())
    late = max(1, (int(day.due.max()) - begins) // PUNCTUAL)
    price = np.ones(len(day.due), dtype=np.int64)
    while not search.effort.is_spent:
        part = settled(within_reach(day, windows, price, late), search.firm)
        if not part.is_empty:
            chosen = _try(search, part, upper)
            if chosen is not None:
                return chosen
        if int(day.due.min()) + late >= ends:
            return None
        late *= 2
    return None


def _try(search: Search, windows: Windows, upper: int) -> Chosen | None:
    """A rota of the cheapest rounds within the windows."""
    # Prices far beyond what a rota costs would drown the others in rounding.
    must = min(search.must, 2 * most_points(search.day, windows))
    search = replace(search, must=must)
    master = Master(search)
    grown = grow(search, master, windows, upper)
    rounds = (master.rounds[row] for row in master.cheapest(grown.mix.excess, MOST_ROUNDS))
    return try_rounds(search, windows, rounds, upper)


def most_points(day: Day, windows: Windows) -> int:
    """No rota within the windows that makes every unit costs more."""
    late = np.maximum(0, windows.latest - day.due)
    most = int((late * day.rate).sum()) + day.greatest * int(late.max(initial=0))
    for task in range(len(day.due)):
        most += max((_dearest(kind, task) for kind in day.kinds), default=0)
    return most + int(np.maximum(0, day.left_out).sum())


def _dearest(kind: Kind, task: int) -> int:
    """Points of the task with these duties, whatever comes before and after."""
    column = int(np.searchsorted(kind.tasks, task))
    if column >= len(kind.tasks) or kind.tasks[column] != task:
        return 0
    legs = int(kind.leg[column].max()) + int(kind.leg[:, column].max())
    return legs + int(kind.out[column] + kind.back[column] + kind.own[column])
