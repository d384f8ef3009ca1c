"""The fewest carers who can look after one client, by constraint programming.

The answer is exact for the relaxed question of ``team_problem``, and so a lower bound for
every real rota. Runs repeat exactly: one worker, a seed, and a limit on counted effort
instead of seconds.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model

from solver.exact.team_bounds import least_team, quick_team
from solver.exact.team_problem import TeamProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSize:
    """How few carers will do.

    Parameters
    ----------
    least
        Fewer carers than this cannot make all visits.
    team
        The smallest team found, rows of carers; ``None`` if none was found.
    proven
        True where ``least`` is the size of ``team``, or where it is certain that no team
        exists at all.
    effort
        Counted effort spent by the exact search, in its deterministic seconds; 0 where the
        quick bounds met.
    """

    least: int
    team: tuple[int, ...] | None
    proven: bool
    effort: float = 0.0


def smallest_team(problem: TeamProblem, *, effort: float = 1.0, seed: int = 0) -> TeamSize:
    """Smallest team for all visits of ``problem``.

    Parameters
    ----------
    effort
        Most effort, in deterministic seconds of CP-SAT (about a second each on one core).

    Returns
    -------
    size
        Where effort runs out, ``least`` is the best bound proven and ``proven`` is False.
    """
    if not len(problem.needed):
        return TeamSize(least=0, team=(), proven=True)
    if (problem.able.sum(axis=0) < problem.needed).any():
        return TeamSize(least=least_team(problem), team=None, proven=True)
    least = least_team(problem)
    quick = quick_team(problem)
    if quick is not None and len(quick) == least:
        return TeamSize(least=least, team=quick, proven=True)
    if least > len(problem.rest):
        return TeamSize(least=least, team=None, proven=True)
    if effort <= 0:
        return TeamSize(least=least, team=quick, proven=False)
    most = len(quick) - 1 if quick is not None else len(problem.rest)
    return _TeamModel(problem, least, most).solve(quick, effort, seed)


class _TeamModel:
    """The model of a team of at least ``least`` and at most ``most`` carers."""

    def __init__(self, problem: TeamProblem, least: int, most: int) -> None:
        self.problem = problem
        self.least = least
        self.model = cp_model.CpModel()
        self.carers = [one for alike in problem.alike for one in alike[:most]]
        self.joins = {one: self.model.new_bool_var(f"joins {one}") for one in self.carers}
        self.makes = {
            (one, int(visit)): self.model.new_bool_var(f"makes {one} {visit}")
            for one in self.carers
            for visit in np.flatnonzero(problem.able[one])
        }
        self._cover_visits()
        for one in self.carers:
            self._keep_apart(one)
            self._keep_limits(one)
        for alike in problem.alike:
            self._order(alike[:most])
        size = cp_model.LinearExpr.sum(list(self.joins.values()))
        self.model.add_linear_constraint(size, least, most)
        self.model.minimize(size)

    def solve(self, quick: tuple[int, ...] | None, effort: float, seed: int) -> TeamSize:
        """Search; ``quick`` is the team known before, larger than any this model admits."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = effort
        # A carer's joining bounds all they make: seen by the linear relaxation, missed without.
        solver.parameters.linearization_level = 2
        status = solver.solve(self.model)
        spent = float(solver.response_proto.deterministic_time)
        if status == cp_model.MODEL_INVALID:
            raise ValueError(f"The model of the smallest team is unsound: {self.model.validate()}")
        if status == cp_model.INFEASIBLE:
            least = len(quick) if quick is not None else self.least
            return TeamSize(least=least, team=quick, proven=True, effort=spent)
        if status == cp_model.UNKNOWN:
            return TeamSize(least=self.least, team=quick, proven=False, effort=spent)
        team = tuple(sorted(one for one in self.carers if solver.value(self.joins[one])))
        return TeamSize(
            least=max(self.least, round(solver.best_objective_bound)),
            team=team,
            proven=status == cp_model.OPTIMAL,
            effort=spent,
        )

    def _cover_visits(self) -> None:
        """Each visit has the distinct carers it needs; who makes a visit has joined."""
        by_visit = defaultdict(list)
        for (one, visit), made in self.makes.items():
            by_visit[visit].append(made)
            self.model.add_implication(made, self.joins[one])
        for visit, needed in enumerate(self.problem.needed):
            self.model.add(cp_model.LinearExpr.sum(by_visit[visit]) == int(needed))

    def _keep_apart(self, one: int) -> None:
        """Visits that one person cannot combine."""
        clash = np.triu(self.problem.clashes[one], 1)
        for first, second in zip(*np.nonzero(clash), strict=True):
            if (one, int(first)) in self.makes and (one, int(second)) in self.makes:
                self.model.add_at_most_one(
                    self.makes[one, int(first)], self.makes[one, int(second)]
                )

    def _keep_limits(self, one: int) -> None:
        """Days and work in each window, and visits a day, where they could bind."""
        by_day = defaultdict(list)
        for visit in np.flatnonzero(self.problem.able[one]):
            day = int(self.problem.duty_day[one, visit])
            if day >= 0:
                by_day[day].append(int(visit))
        most = int(self.problem.most_visits[one])
        for visits in by_day.values():
            if len(visits) > most:
                self.model.add(sum(self.makes[one, visit] for visit in visits) <= most)
        works: dict[int, cp_model.IntVar] = {}
        for window, (first, last) in enumerate(self.problem.windows):
            days = [day for day in by_day if first <= day <= last]
            self._limit_work(one, window, [visit for day in days for visit in by_day[day]])
            limit = int(self.problem.most_days[one, window])
            if len(days) > limit:
                for day in days:
                    if day not in works:
                        works[day] = self._works(one, by_day[day])
                self.model.add(sum(works[day] for day in days) <= limit * self.joins[one])

    def _limit_work(self, one: int, window: int, visits: list[int]) -> None:
        """Work in one window."""
        limit = int(self.problem.most_work[one, window])
        lengths = [int(self.problem.duration[visit]) for visit in visits]
        if sum(lengths) > limit:
            made = [self.makes[one, visit] for visit in visits]
            self.model.add(cp_model.LinearExpr.weighted_sum(made, lengths) <= limit)

    def _works(self, one: int, visits: list[int]) -> cp_model.IntVar:
        """Whether the carer makes any of these visits."""
        works = self.model.new_bool_var("works")
        for visit in visits:
            self.model.add_implication(self.makes[one, visit], works)
        return works

    def _order(self, alike: tuple[int, ...]) -> None:
        """Of carers who are alike the first join first."""
        for first, second in pairwise(alike):
            self.model.add_implication(self.joins[second], self.joins[first])
