"""The least that getting about costs in any rota that leaves nothing out.

Each task is reached from somewhere and left for somewhere: from and to another task of the
same duty, or where the duty begins and ends. The cheapest way to give every task one leg in
and one out (an assignment) is a bound for every rota, since the legs of a rota are one such
way. Legs no rota can have are left away: too far, no carer for both ends, no time between.

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

NO_LEG = 1e15
"""Points of a leg there is none of: more than all the others of an answer together."""

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastTravel:
    """What getting about costs at least.

    Parameters
    ----------
    points
        No rota that makes every task has fewer points of TRAVEL and COMMUTE together.
    is_impossible
        Whether the tasks cannot all be reached and left at all. No rota then makes them all,
        and ``points`` counts only legs there are.
    """

    points: int
    is_impossible: bool = False


def least_travel(problem: Problem) -> LeastTravel:
    """Points of TRAVEL and COMMUTE that no rota which makes every task can do without.

    Tasks without a place are made on the way and add no leg. Legs are counted at free flow,
    each by the quickest mode in which one carer can make both ends. Days that share no task
    and no duty are solved apart: a week of 1,800 tasks takes about a second.
    """
    if not problem.travel and not problem.commute:
        return LeastTravel(points=0)
    may = may_make(problem) & (problem.task_place >= 0)
    found = [_assigned(problem, may, duties, tasks) for duties, tasks in _apart(problem, may)]
    unreachable = (problem.task_place >= 0) & ~may.any(axis=0)
    return LeastTravel(
        points=sum(points for points, _ in found),
        is_impossible=bool(unreachable.any()) or any(lacks for _, lacks in found),
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


def _assigned(problem: Problem, may: Grid, duties: Longs, tasks: Longs) -> tuple[int, bool]:
    """Points of the cheapest legs in and out of ``tasks``, and whether some leg is lacking."""
    able = may[np.ix_(duties, tasks)]
    legs = _between(problem, able, duties, tasks)
    out = _ways(problem, able, duties, tasks, back=False)
    home = _ways(problem, able, duties, tasks, back=True)
    unused = np.full((len(duties), len(duties)), NO_LEG)
    np.fill_diagonal(unused, 0.0)
    table = np.block([[legs, home.T], [out, unused]])
    row, column = linear_sum_assignment(table)
    points = table[row, column]
    return round(float(points[points < NO_LEG].sum())), bool((points >= NO_LEG).any())


def _between(problem: Problem, able: Grid, duties: Longs, tasks: Longs) -> Points:
    """Shape (N, N), points: from each task to each other, straight after it."""
    best = np.full((len(tasks), len(tasks)), NO_LEG)
    first, last = first_start(problem)[np.ix_(duties, tasks)], last_start(problem)
    last = last[np.ix_(duties, tasks)]
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
        best = np.minimum(best, np.where(legal, problem.travel * seconds, NO_LEG))
    return best


def _ways(problem: Problem, able: Grid, duties: Longs, tasks: Longs, *, back: bool) -> Points:
    """Shape (duties, N), points: to each task as the first of each duty, or back from the last."""
    ends = problem.task_place_end if back else problem.task_place
    homes = problem.duty_end_place if back else problem.duty_start_place
    found = np.full((len(duties), len(tasks)), NO_LEG)
    for row, duty in enumerate(duties):
        mode, home = int(problem.duty_mode[duty]), int(homes[duty])
        if home < 0:
            found[row] = np.where(able[row], 0.0, NO_LEG)
            continue
        places = ends[tasks]
        way = problem.drive[mode, places, home] if back else problem.drive[mode, home, places]
        seconds = way.astype(np.int64)
        limit = int(problem.commute_limit[mode])
        near = _near(problem, limit, (places, np.array(home)), seconds)
        found[row] = np.where(able[row] & near, problem.commute * seconds, NO_LEG)
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
