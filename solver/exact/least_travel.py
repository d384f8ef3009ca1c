"""The least that getting about costs in any rota.

Each task is reached from somewhere and left for somewhere: from and to another task of the
same duty, or where the duty begins and ends. The cheapest way to give every task one leg in
and one out (an assignment) is a bound for every rota, since the legs of a rota are one such
way. Legs no rota can have are left away: too far, no carer for both ends, no time between.
A task that may be left out is one that may also be its own leg, at a price.

References
----------
.. [1] Toth, P., Vigo, D. (2002). The Vehicle Routing Problem. SIAM, chapter 2: the assignment
       relaxation. https://doi.org/10.1137/1.9780898718515
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from solver.exact.possible import Grid, first_start, last_start, may_make, unit_of_task
from solver.model import UNREACHABLE, Longs, Problem

EXACT = 2**52
"""Points that can be told apart from one more; beyond, nothing is said."""

TRIED = (0.5, 1.0, 2.0, 4.0)
"""Prices of leaving a task out that are tried, in mean points of a leg."""

Reals = npt.NDArray[np.float64]


class Legs:
    """Every leg some rota could have, day by day.

    Tasks without a place are made on the way and add no leg. Legs are counted at free flow,
    each by the quickest mode in which one carer can make both ends. Days that share no task
    and no duty are kept apart: a week of 1,800 tasks takes about a second.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        may = may_make(problem) & (problem.task_place >= 0)
        self.parts = tuple(_part(problem, may, *rows) for rows in _apart(problem, may))
        self.is_placed = problem.task_place >= 0
        self.lonely = self.is_placed & ~may.any(axis=0)

    def least(self, travel: int, commute: int, spared: int = 0) -> int:
        """Points of legs and commutes that no rota can do without.

        Parameters
        ----------
        travel, commute : points a second
        spared
            Tasks the rota may leave out. With none the answer means nothing where
            ``fewest_spared`` is above 0: there is no such rota.
        """
        count = int(self.is_placed.sum())
        if spared >= count:
            return 0
        everything = sum(part.least_of_all(travel, commute) for part in self.parts)
        if not spared or not everything:
            return everything
        return max(0, *self._priced(travel, commute, spared, everything / count))

    def with_price(self, travel: int, commute: int, skip: Longs) -> int:
        """Points that legs, commutes and tasks left out come to at least.

        Parameters
        ----------
        skip : shape (T,), points
            Of leaving each task out; nothing of a task without a place.
        """
        rest = int(skip[self.lonely].sum())
        return rest + sum(part.least(travel, commute, skip[part.tasks]) for part in self.parts)

    def fewest_spared(self) -> int:
        """Tasks every rota leaves out: the carers there are cannot make all, one by one."""
        return self.with_price(0, 0, np.ones(len(self.is_placed), dtype=np.int64))

    def _priced(self, travel: int, commute: int, spared: int, mean: float) -> Iterator[int]:
        """Bounds with a price of leaving out, which ``spared`` tasks have for nothing."""
        for times in TRIED:
            price = max(1, round(times * mean))
            skip = np.full(len(self.is_placed), price, dtype=np.int64)
            yield self.with_price(travel, commute, skip) - price * spared


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Duties and tasks that have nothing to do with others; D duties, N tasks.

    Parameters
    ----------
    tasks : shape (N,)
    between : shape (N, N), seconds
        From each task to each other, straight after it; infinite where there is no leg.
    out, back : shape (D, N), seconds
        To each task as the first of each duty, and from it as the last.
    """

    tasks: Longs
    between: Reals
    out: Reals
    back: Reals

    def least(self, travel: int, commute: int, skip: Longs) -> int:
        """Points of the cheapest legs in and out of every task, or of leaving it out."""
        table = self._table(travel, commute, skip)
        if _most(table) > EXACT:
            return 0
        row, column = linear_sum_assignment(table)
        return round(float(table[row, column].sum()))

    def least_of_all(self, travel: int, commute: int) -> int:
        """Points of the cheapest legs in and out of as many tasks as can have them."""
        count = len(self.tasks)
        table = self._table(travel, commute, np.zeros(count, dtype=np.int64))
        must = _most(table) + 1
        if must * count > EXACT:
            return 0
        table[np.arange(count), np.arange(count)] = must
        row, column = linear_sum_assignment(table)
        return round(float(table[row, column].sum())) % int(must)

    def _table(self, travel: int, commute: int, skip: Longs) -> Reals:
        """Shape (N + D, N + D), points: from each task or duty to each task or duty."""
        legs = _times(travel, self.between)
        np.fill_diagonal(legs, skip)
        unused = np.full((len(self.out), len(self.out)), np.inf)
        np.fill_diagonal(unused, 0.0)
        back, out = _times(commute, self.back), _times(commute, self.out)
        return np.block([[legs, back.T], [out, unused]])


def _most(table: Reals) -> int:
    """No way to choose one figure of each row comes to more."""
    return int(np.where(np.isfinite(table), table, 0).max(axis=1, initial=0).sum())


def _times(price: int, seconds: Reals) -> Reals:
    """Points of legs; where there is none, not even one that costs nothing."""
    return np.where(
        np.isfinite(seconds), price * np.where(np.isfinite(seconds), seconds, 0), np.inf
    )


def _apart(problem: Problem, may: Grid) -> Iterator[tuple[Longs, Longs]]:
    """Duties and tasks that have nothing to do with the others (a day, as a rule)."""
    duties = len(problem.duty_carer)
    row, task = np.nonzero(may)
    size = duties + len(problem.task_place)
    graph = csr_matrix((np.ones(len(row)), (row, duties + task)), shape=(size, size))
    _, part = connected_components(graph, directed=False)
    for name in np.unique(part[duties + task]):
        members = np.flatnonzero(part == name)
        yield members[members < duties], members[members >= duties] - duties


def _part(problem: Problem, may: Grid, duties: Longs, tasks: Longs) -> _Part:
    able = may[np.ix_(duties, tasks)]
    return _Part(
        tasks=tasks,
        between=_between(problem, able, duties, tasks),
        out=_ways(problem, able, duties, tasks, back=False),
        back=_ways(problem, able, duties, tasks, back=True),
    )


def _between(problem: Problem, able: Grid, duties: Longs, tasks: Longs) -> Reals:
    """Shape (N, N), seconds: from each task to each other, straight after it."""
    best = np.full((len(tasks), len(tasks)), np.inf)
    first = first_start(problem)[np.ix_(duties, tasks)]
    last = last_start(problem)[np.ix_(duties, tasks)]
    forbidden = _never_after(problem, tasks)
    for mode in np.unique(problem.duty_mode[duties]):
        mine = problem.duty_mode[duties] == mode
        both = (able[mine].T.astype(np.float32) @ able[mine].astype(np.float32)) > 0
        leg = np.ix_(problem.task_place_end[tasks], problem.task_place[tasks])
        seconds = problem.drive[mode][leg].astype(np.int64)
        late = np.iinfo(np.int64).max
        earliest = np.where(able[mine], first[mine], late).min(axis=0, initial=late)
        latest = np.where(able[mine], last[mine], -late).max(axis=0, initial=-late)
        apart = problem.task_duration[tasks][:, None] + seconds + problem.extra[mode][leg]
        in_time = earliest[:, None] <= latest - apart
        near = _near(problem, int(problem.leg_limit[mode]), leg, seconds)
        legal = both & in_time & near & (apart <= forbidden)
        best = np.minimum(best, np.where(legal, seconds, np.inf))
    return best


def _ways(problem: Problem, able: Grid, duties: Longs, tasks: Longs, *, back: bool) -> Reals:
    """Shape (D, N), seconds: to each task as the first of each duty, or back from the last."""
    ends = problem.task_place_end if back else problem.task_place
    homes = problem.duty_end_place if back else problem.duty_start_place
    found = np.full((len(duties), len(tasks)), np.inf)
    for row, duty in enumerate(duties):
        mode, home = int(problem.duty_mode[duty]), int(homes[duty])
        if home < 0:
            found[row] = np.where(able[row], 0.0, np.inf)
            continue
        places = ends[tasks]
        way = problem.drive[mode, places, home] if back else problem.drive[mode, home, places]
        seconds = way.astype(np.int64)
        limit = int(problem.commute_limit[mode])
        near = _near(problem, limit, (places, np.array(home)), seconds)
        found[row] = np.where(able[row] & near, seconds, np.inf)
    return found


def _near(
    problem: Problem, limit: int, leg: tuple[npt.NDArray[np.int32], ...], seconds: Longs
) -> Grid:
    """Whether a leg there is, of so many seconds, is within the limit of its two ends."""
    one, other = leg
    allowance = np.maximum(problem.place_extra[one], problem.place_extra[other])
    near: Grid = (seconds < UNREACHABLE) & (seconds <= limit + allowance)
    return near


def _never_after(problem: Problem, tasks: Longs) -> Longs:
    """Shape (N, N), seconds: most there may be from the start of a task to that of the next.

    Negative where the second cannot come after the first: in one unit of distinct carers, and
    the task itself. Elsewhere what a link between the two allows.
    """
    unit = unit_of_task(problem)[tasks]
    most = np.full((len(tasks), len(tasks)), np.iinfo(np.int64).max // 2)
    mates = (unit[:, None] == unit) & (problem.unit_distinct[unit] == 1)
    most[mates | np.eye(len(tasks), dtype=np.bool_)] = -1
    position = np.full(len(problem.task_place), -1)
    position[tasks] = np.arange(len(tasks))
    i, j = position[problem.link_first], position[problem.link_second]
    inside = (i >= 0) & (j >= 0)
    np.minimum.at(most, (i[inside], j[inside]), problem.link_most[inside])
    np.minimum.at(most, (j[inside], i[inside]), -problem.link_least[inside])
    return most
