"""How late a task can be in a rota better than the best known: the first windows.

Where lateness is allowed at a price, nothing else ends the windows; and in windows that are
too long there are too many rounds. So part of the price of lateness is set aside: what every
rota costs without that part is bounded first, and what room is left then pays for no more
than so much lateness.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from solver.exact.least_travel import Legs
from solver.exact.proof.day import MUST, Day
from solver.exact.proof.grow import Grown, grow
from solver.exact.proof.master import Master
from solver.exact.proof.narrow import within_reach
from solver.exact.proof.prices import FINE, Prices, bound_of
from solver.exact.proof.rounds import Rounds
from solver.exact.proof.search import Search
from solver.exact.proof.windows import Windows, settled
from solver.model import Longs

PUNCTUAL = 8
"""The first prices come from rounds with this part of the lateness there is room for."""
MEMORIES = (6, 8, 10, None)
"""Tasks remembered as gone, few first: each bound makes the windows of the next shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The same search with part of the price of lateness, and the price set aside.

    Parameters
    ----------
    aside : shape (T,), points a second late
    """

    search: Search
    aside: Longs


def windows_of_better(search: Search, windows: Windows, master: Master, upper: int) -> Windows:
    """The windows without lateness too dear for a rota of fewer than ``upper`` points.

    Parameters
    ----------
    master
        Rounds and holds found on the way are added to it.
    """
    windows = settled(_affordable(search.day, windows, upper), search.firm)
    shared = _shared(search)
    if windows.is_empty or not shared.aside.any():
        return windows
    prices = _first_prices(shared, windows, master, upper)
    if prices is None:
        return windows
    for memory in MEMORIES:
        bound = _bound(shared.search, windows, prices, memory)
        windows = _narrowed(search, shared, windows, bound, upper)
    grown = _grown(shared.search, windows, master, upper)
    return _narrowed(search, shared, windows, grown.bound, upper)


def _shared(search: Search) -> Shared:
    """Set the price of the greatest lateness aside; without one, half of each task's own."""
    day = search.day
    if day.greatest:
        aside = np.full(len(day.due), day.greatest, dtype=np.int64)
        return Shared(search=replace(search, day=replace(day, greatest=0)), aside=aside)
    half = day.rate // 2
    return Shared(search=replace(search, day=replace(day, rate=half)), aside=day.rate - half)


def _affordable(day: Day, windows: Windows, upper: int) -> Windows:
    """The windows without lateness that costs more than all there is beside travel."""
    room, problem = upper - 1, day.problem
    if (day.left_out == MUST).all():
        room -= Legs(problem).least(problem.travel, problem.commute)
    return within_reach(day, windows, day.rate + day.greatest, room)


def _narrowed(search: Search, shared: Shared, windows: Windows, bound: int, upper: int) -> Windows:
    """The windows once ``bound`` fine points are spent on everything but what is set aside."""
    room = upper - 1 - max(0, -(-bound // FINE))
    return settled(within_reach(search.day, windows, shared.aside, room), search.firm)


def _first_prices(shared: Shared, windows: Windows, master: Master, upper: int) -> Prices | None:
    """Prices at which rounds with little lateness make every task, if there are any."""
    search = shared.search
    ones = np.ones(len(search.day.due), dtype=np.int64)
    most = int((windows.latest - search.day.due).max())
    late = max(1, most // PUNCTUAL)
    while not search.effort.is_spent:
        part = settled(within_reach(search.day, windows, ones, late), search.firm)
        if not part.is_empty:
            grown = _grown(search, part, master, upper)
            if grown.mix.points < upper:
                return grown.prices
        if late >= most:
            return None
        late *= 2
    return None


def _grown(search: Search, windows: Windows, master: Master, upper: int) -> Grown:
    """The bound of the shared day; its rounds and holds are kept for the whole day."""
    mine = Master(search)
    for hold in master.holds:
        mine.hold(hold)
    for one in master.rounds:
        if windows.holds(one.tasks, one.starts):
            mine.add(one)
    grown = grow(search, mine, windows, upper)
    for hold in mine.holds[len(master.holds) :]:
        master.hold(hold)
    for one in mine.rounds:
        master.add(one)
    return grown


def _bound(search: Search, windows: Windows, prices: Prices, memory: int | None) -> int:
    """Fine points of the shared day at these prices, whatever rounds there are."""
    day = search.day
    rounds = (Rounds(search, kind, windows, prices, memory=memory) for kind in day.kinds)
    least = [one.least for one in rounds]
    late = int(np.maximum(0, windows.latest - day.due).max(initial=0))
    return bound_of(day, prices, least, search.must, late)[0]
