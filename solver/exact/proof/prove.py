"""Is this rota the best there is? The search for a proof, or for a better rota.

The day is cut into parts by when tasks start. A part is done with when its bound reaches the
best rota known, or when its few rounds left have been searched. What is proved is a bound:
every part left open has one, and the least of them holds for the whole day. Runs repeat
exactly: effort is counted, not timed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import count

import numpy as np

from solver.exact.effort import Effort, OutOfEffortError
from solver.exact.proof.choose import Chosen
from solver.exact.proof.day import Day, day_of
from solver.exact.proof.first import first_rota, most_points
from solver.exact.proof.lateness import windows_of_better
from solver.exact.proof.master import Master
from solver.exact.proof.part import Part, halves, look
from solver.exact.proof.prices import FINE
from solver.exact.proof.search import Search
from solver.exact.proof.windows import Windows, all_windows
from solver.model import Problem, Solution
from solver.score import faults, score, starts


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What is certain about a day.

    Parameters
    ----------
    bound : length ``tiers``, points
        No rota that makes every unit which must be made costs less in any tier.
    solution
        The best rota known, the one given included; ``None`` if there is none.
    is_optimal
        Whether ``solution`` costs exactly ``bound``: then no rota at all is better.
    is_impossible
        Whether it is certain that no rota makes every unit which must be made.
    parts
        Parts looked at.
    effort
        Spent.
    """

    bound: tuple[int, ...]
    solution: Solution | None
    is_optimal: bool
    is_impossible: bool
    parts: int
    effort: float


def prove(
    problem: Problem,
    upper: Solution | None = None,
    *,
    effort: float,
) -> Proof:
    """Prove the best rota of a day, or as high a bound as effort allows.

    A unit must be made if leaving it out counts in an earlier tier than everything else; the
    others may be left out at their price.

    Parameters
    ----------
    upper
        A rota already known, the better the faster. Only where one is given or found soon are
        big days worth trying.
    effort
        Most to spend, about a second each on one core; see ``solver.exact.effort``.

    Raises
    ------
    NotProvableError
        If the Problem asks for something the proof does not know.
    ValueError
        If ``upper`` is not legal.
    """
    day = day_of(problem)
    known = _points_known(day, upper)
    limit = most_points(day, all_windows(day)) + 1 if known is None else known
    search = Search(day=day, must=2 * limit + 1, effort=Effort(effort))
    tree = _Tree(search, limit)
    tree.run(known is None)
    best = upper if tree.best is None else _solution(day, tree.best)
    nothing = known is None and tree.best is None
    bound = np.zeros(problem.tiers, dtype=np.int64)
    bound[day.tier] = 0 if nothing and tree.is_done else tree.bound
    return Proof(
        bound=tuple(bound.tolist()),
        solution=best,
        is_optimal=tree.is_done and not nothing,
        is_impossible=tree.is_done and nothing,
        parts=tree.parts,
        effort=search.effort.spent,
    )


class _Tree:
    """Parts left open, the least bound first, and the best rota found.

    Parameters
    ----------
    limit : points
        Only rotas that cost less are looked for.
    """

    def __init__(self, search: Search, limit: int) -> None:
        self.search = search
        self.limit = limit
        self.best: Chosen | None = None
        self.parts = 0
        self._open: list[tuple[int, int, Part]] = []
        self._names = count()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left open."""
        return not self._open

    @property
    def bound(self) -> int:
        """Points no rota looked for can do without."""
        least = min((part.bound for _, _, part in self._open), default=self.limit * FINE)
        return min(self.limit, max(0, -(-least // FINE)))

    def run(self, from_nothing: bool) -> None:
        """Search until nothing is open or no effort is left."""
        windows, master = all_windows(self.search.day), Master(self.search)
        if from_nothing:
            self._found(first_rota(self.search, windows, self.limit))
        self._push(Part(windows=windows, bound=0, master=master))
        while self._open and not self.search.effort.is_spent:
            _, _, part = heappop(self._open)
            try:
                for windows in self._sides(part):
                    self._look(windows, part)
            except OutOfEffortError:
                # What was looked at of it counts for no more than the whole.
                self._push(part)

    def _sides(self, part: Part) -> Iterator[Windows]:
        """The two halves of a part; of the whole day only what a better rota could have."""
        if part.cut is not None:
            yield from halves(part.cut, part.windows)
        else:
            yield windows_of_better(self.search, part.windows, part.master, self.limit)

    def _look(self, windows: Windows, of: Part) -> None:
        """Look at one side of a part; keep what is left of it, and what was found."""
        self.parts += 1
        seen = look(self.search, windows, of.master, of.bound, self.limit)
        for chosen in seen.found:
            self._found(chosen)
        if seen.part is not None:
            self._push(seen.part)
        self._open = [one for one in self._open if one[0] <= (self.limit - 1) * FINE]
        heapify(self._open)

    def _found(self, chosen: Chosen | None) -> None:
        if chosen is not None and chosen.points < self.limit:
            self.limit, self.best = chosen.points, chosen

    def _push(self, part: Part) -> None:
        heappush(self._open, (part.bound, next(self._names), part))


def _points_known(day: Day, upper: Solution | None) -> int | None:
    """What a rota costs if it makes every unit that must be made."""
    if upper is None:
        return None
    problem = day.problem
    wrong = faults(problem, upper.duty, upper.release, upper.start)
    if wrong:
        raise ValueError("The rota given is not legal: " + "; ".join(wrong[:3]))
    cost = score(problem, upper.duty, upper.start).cost
    return None if any(cost[: day.tier]) else int(cost[day.tier])


def _solution(day: Day, chosen: Chosen) -> Solution:
    """The rota chosen, in rows, its cost as the definition has it."""
    problem = day.problem
    duty = np.full(len(day.due), -1, dtype=np.int32)
    release = day.earliest.copy()
    free = [list(kind.duties) for kind in day.kinds]
    for one in chosen.rota or ():
        duty[list(one.tasks)] = free[one.kind].pop(0)
        release[list(one.tasks)] = one.starts
    start = starts(problem, duty, release)
    if start is None:
        raise RuntimeError("A rota was proved that has no starts.")
    cost = score(problem, duty, start).cost
    if cost[day.tier] != chosen.points:
        raise RuntimeError(f"A rota of {chosen.points} points costs {cost[day.tier]}.")
    return Solution(duty=duty, release=release, start=start, cost=cost)
