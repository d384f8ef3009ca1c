"""Quick answers about the smallest team: what is needed at least, and one that will do."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from solver.exact.team_problem import TeamProblem
from solver.model import Flags


def least_team(problem: TeamProblem) -> int:
    """A number of carers below which no team can do.

    The greatest of: the carers one visit needs; the carers whose ability, summed from the
    ablest down, reaches the visits wanted; and per window the carers whose working days,
    summed likewise, reach the carer-days wanted, where a day wants as many carers as visits
    that no one person can combine.

    With breakfast and bed too far apart for one person, seven days want 14 carer-days; at
    5 days a carer that is 3 carers.
    """
    bounds = [int(problem.needed.max(initial=0))]
    bounds.append(_fewest(problem.able.sum(axis=1), int(problem.needed.sum())))
    wanted = _carers_wanted(problem)
    for window, (first, last) in enumerate(problem.windows):
        total = sum(carers for day, carers in wanted.items() if first <= day <= last)
        if total:
            dated = (problem.duty_day >= first) & (problem.duty_day <= last)
            days = np.array(
                [len(set(row[mask])) for row, mask in zip(problem.duty_day, dated, strict=True)]
            )
            bounds.append(_fewest(np.minimum(days, problem.most_days[:, window]), total))
    return max(bounds)


def quick_team(problem: TeamProblem) -> tuple[int, ...] | None:
    """A team that can make every visit, or ``None`` where this simple search finds none.

    Visits are given out in order of time: to those of the team who already work that day,
    then to those with fewest days; where nobody of the team can, the ablest carer joins.
    """
    work = _Work(problem)
    ablest = np.argsort(-problem.able.sum(axis=1), kind="stable")
    for visit in np.argsort(problem.earliest, kind="stable"):
        for _ in range(int(problem.needed[visit])):
            members = sorted(work.team, key=lambda one: work.eagerness(one, int(visit)))
            others = (int(one) for one in ablest if int(one) not in work.visits)
            chosen = next(
                (one for one in [*members, *others] if work.can_take(one, int(visit))), None
            )
            if chosen is None:
                return None
            work.take(chosen, int(visit))
    return tuple(sorted(work.team))


class _Work:
    """Who makes what while a team is put together; changed in place."""

    def __init__(self, problem: TeamProblem) -> None:
        self.problem = problem
        self.visits: dict[int, list[int]] = {}

    @property
    def team(self) -> list[int]:
        """Carers with a visit."""
        return list(self.visits)

    def eagerness(self, carer: int, visit: int) -> tuple[bool, int, int]:
        """Sort key: those at work that day first, then those with fewest days."""
        days = {int(self.problem.duty_day[carer, one]) for one in self.visits[carer]}
        return int(self.problem.duty_day[carer, visit]) not in days, len(days), carer

    def can_take(self, carer: int, visit: int) -> bool:
        """Whether one more visit keeps every limit of the carer."""
        mine = self.visits.get(carer, [])
        if visit in mine or not self.problem.able[carer, visit]:
            return False
        if any(self.problem.clashes[carer][visit, one] for one in mine):
            return False
        return self._within_limits(carer, [*mine, visit])

    def take(self, carer: int, visit: int) -> None:
        """Give the visit to the carer."""
        self.visits.setdefault(carer, []).append(visit)

    def _within_limits(self, carer: int, mine: list[int]) -> bool:
        """Whether these visits keep days, work and visits a day."""
        problem = self.problem
        by_day: dict[int, list[int]] = defaultdict(list)
        for visit in mine:
            by_day[int(problem.duty_day[carer, visit])].append(visit)
        if any(
            day >= 0 and len(those) > problem.most_visits[carer] for day, those in by_day.items()
        ):
            return False
        for window, (first, last) in enumerate(problem.windows):
            days = [day for day in by_day if first <= day <= last]
            work = sum(int(problem.duration[one]) for day in days for one in by_day[day])
            if len(days) > problem.most_days[carer, window]:
                return False
            if work > problem.most_work[carer, window]:
                return False
        return True


def _fewest(capacity: np.ndarray[tuple[int], np.dtype[np.int64]], wanted: int) -> int:
    """How many of the greatest capacities reach ``wanted``; one more than all if they do not."""
    reached = np.cumsum(np.sort(capacity)[::-1])
    return int(np.searchsorted(reached, wanted)) + 1


def _carers_wanted(problem: TeamProblem) -> dict[int, int]:
    """Distinct carers each day wants at least, by day.

    Only visits that fall on the same day for every carer who can make them are counted.
    """
    together = _never_together(problem)
    by_day: dict[int, list[int]] = defaultdict(list)
    for visit in range(len(problem.needed)):
        days = set(problem.duty_day[problem.able[:, visit], visit].tolist())
        if len(days) == 1:
            by_day[days.pop()].append(visit)
    return {day: _clique(problem, together, visits) for day, visits in by_day.items() if day >= 0}


def _never_together(problem: TeamProblem) -> Flags:
    """Shape (V, V): 1 where no carer at all can make both visits."""
    every = np.ones((len(problem.needed), len(problem.needed)), dtype=np.uint8)
    for carers in problem.alike:
        every &= problem.clashes[carers[0]]
    return every


def _clique(problem: TeamProblem, apart: Flags, visits: list[int]) -> int:
    """Carers wanted by some visits of one day of which no two can be combined (greedy)."""
    best = 0
    for start in visits:
        chosen = [start]
        for other in visits:
            if other != start and all(apart[other, one] for one in chosen):
                chosen.append(other)
        best = max(best, int(problem.needed[chosen].sum()))
    return best
