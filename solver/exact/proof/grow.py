"""The bound of one part: rounds are added while any would help, then holds that are broken.

Known as column and row generation. A round helps if at the present prices it costs less than
it is paid. Cheap searches look first; only where they find none a full one decides.

References
----------
.. [1] Dohn, A., Rasmussen, M. S., Larsen, J. (2011). The vehicle routing problem with time
       windows and temporal dependencies. Networks, 58(4), 273-289.
       https://doi.org/10.1002/net.20472
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from solver.exact.effort import OutOfEffortError
from solver.exact.proof.labels import IMPOSSIBLE
from solver.exact.proof.master import Master, Mix, TimedRound
from solver.exact.proof.prices import FINE, Hold, Prices, bound_of
from solver.exact.proof.rounds import Rounds
from solver.exact.proof.search import Search
from solver.exact.proof.windows import Windows

MOST_AT_ONCE = 30
"""Rounds added of one kind, each time."""
MOST_KNOWN = 3000
KEPT = 1500
"""Rounds the programme may know, and how many of the cheapest are kept once it knows more."""
NARROW = 200
"""Labels a cheap search keeps of each spell of time."""
HOLDS_A_BOUND = 3
"""Broken holds added of each bound on two starts, each time."""
BROKEN = 1e-3
"""Share by which a hold counts as broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """What is known of one part.

    Parameters
    ----------
    bound
        Fine points no rota within the part can do without.
    prices, idle
        That prove it; see ``prices.bound_of``. ``None`` where effort ran out before.
    mix
        The best mix found last.
    """

    bound: int
    prices: Prices | None
    idle: tuple[int, ...]
    mix: Mix


def grow(search: Search, master: Master, windows: Windows, enough: int) -> Grown:
    """Bound of all rotas within ``windows``, by the best mix of all rounds there are.

    Parameters
    ----------
    master
        Knows rounds within the windows only; more rounds and holds are added to it.
    enough : points
        A bound beyond which no more is asked.
    """
    best = Grown(bound=-IMPOSSIBLE, prices=None, idle=(), mix=master.solve())
    while True:
        best = _with_rounds(search, master, windows, best, enough)
        if best.bound >= enough * FINE or search.effort.is_spent:
            return best
        broken = [
            hold for bound in search.day.bounds for hold in _broken(bound, best.mix, master.holds)
        ]
        if not broken:
            return best
        for hold in broken:
            master.hold(hold)


def _with_rounds(
    search: Search, master: Master, windows: Windows, best: Grown, enough: int
) -> Grown:
    """The best mix once no round is missing, and the best bound met on the way."""
    day = search.day
    late = int(np.maximum(0, windows.latest - day.due).max(initial=0))
    widest: int | None = NARROW
    while True:
        mix = master.solve()
        try:
            searches = [Rounds(search, kind, windows, mix.prices, widest) for kind in day.kinds]
        except OutOfEffortError:
            return best
        new = sum(_add(master, searches, mix.prices))
        if widest is None:
            bound, idle = bound_of(
                day, mix.prices, [one.least for one in searches], search.must, late
            )
            better = bound > best.bound
            best = Grown(
                bound=bound if better else best.bound,
                prices=mix.prices if better else best.prices,
                idle=tuple(idle.tolist()) if better else best.idle,
                mix=mix,
            )
            if not new or bound >= enough * FINE or mix.points * FINE - bound < FINE:
                return best
        widest = None if not new and widest is not None else NARROW
        if len(master.rounds) > MOST_KNOWN:
            master.keep(master.cheapest(mix.excess, KEPT))


def _add(master: Master, searches: list[Rounds], prices: Prices) -> Iterator[bool]:
    """Add rounds that are paid more than they cost, by half a point at least."""
    for kind, rounds in enumerate(searches):
        below = -int(prices.duty[kind]) - FINE // 2
        for _, tasks, starts in rounds.cheapest(MOST_AT_ONCE, below):
            yield master.add(TimedRound(kind=kind, tasks=tasks, starts=starts))


def _broken(bound: np.ndarray, mix: Mix, known: list[Hold]) -> list[Hold]:
    """The holds of one bound on two starts that the mix breaks most."""
    first, second, least = (int(figure) for figure in bound)
    firsts, seconds = mix.starts_of(first), mix.starts_of(second)
    found = []
    for moment in sorted({start for start, _ in firsts}):
        late = sum(share for start, share in firsts if start >= moment)
        held = sum(share for start, share in seconds if start >= moment + least)
        hold = Hold(first=first, second=second, least=least, moment=moment)
        if late - held > BROKEN and hold not in known:
            found.append((held - late, moment, hold))
    return [hold for _, _, hold in sorted(found, key=lambda one: one[:2])[:HOLDS_A_BOUND]]
