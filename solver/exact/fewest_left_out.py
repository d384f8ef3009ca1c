"""What every rota must leave out, because at some moment there are too few carers for all.

One moment at a time: the tasks that must be under way then (``peaks``), each by a carer of its
own who may make it. How few units have to go is answered exactly for the moment; moments that
share no unit add up, since a unit left out is left out once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, maximum_bipartite_matching

from solver.exact.effort import Effort
from solver.exact.peaks import Demand, moments
from solver.model import Longs, Problem

EFFORT = 0.5
"""Most for one question about one moment; what is proved by then counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """One moment with too few carers.

    Parameters
    ----------
    moment
    tasks, carers
        These tasks must all be under way if they are made, each by one of these carers: who
        are fewer.
    units
        Fewest units with a part under way then that must be left out.
    """

    moment: int
    tasks: tuple[int, ...]
    carers: tuple[int, ...]
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What no rota can avoid leaving out.

    Parameters
    ----------
    units
        Fewest units.
    points : length ``tiers``
        Every rota leaves out at least so many, compared tier by tier, first tier first.
    nobody
        Units no carers can make at all.
    peaks
        Moments that share no unit, the worst first. They and ``nobody`` make up ``units``.
    """

    units: int
    points: tuple[int, ...]
    nobody: tuple[int, ...]
    peaks: tuple[Peak, ...]


def fewest_left_out(problem: Problem, wanted: Demand, effort: Effort) -> LeftOut:
    """Units and points every rota must leave out at least.

    Looked at are availability, allowed carers, distinct carers, windows and the shortest legs,
    moment by moment. Nothing is said about what two moments have in common: more may have to
    go.

    Parameters
    ----------
    wanted
        ``demand(problem)``.
    effort
        Moments reached when it is spent count for one unit each.
    """
    nobody = np.array(list(_nobody(problem, wanted)), dtype=np.int64)
    used, peaks, points = set(nobody.tolist()), [], _points(problem, nobody)
    for moment, tasks in _worst_first(wanted, used):
        free = tasks[~np.isin(wanted.unit[tasks], list(used))]
        peak = _Moment(problem, wanted, moment, free, effort)
        if not peak.is_short:
            continue
        peaks.append(peak.said())
        points = points + peak.least_points()
        used.update(wanted.unit[free].tolist())
    return LeftOut(
        units=len(nobody) + sum(peak.units for peak in peaks),
        points=tuple(points.tolist()),
        nobody=tuple(nobody.tolist()),
        peaks=tuple(peaks),
    )


def _nobody(problem: Problem, wanted: Demand) -> Iterator[int]:
    """Units whose tasks cannot all have a carer."""
    for unit in range(len(problem.unit_group)):
        tasks = np.arange(problem.unit_offset[unit], problem.unit_offset[unit + 1])
        able = wanted.able[:, tasks]
        lacking = not able.any(axis=0).all()
        if problem.unit_distinct[unit] and not lacking:
            lacking = _matched(able).min() < 0
        if lacking:
            yield unit


def _worst_first(wanted: Demand, without: set[int]) -> list[tuple[int, Longs]]:
    """Moments with too few carers, those that lack most first; ties by time."""
    found = []
    for moment, tasks in moments(wanted):
        left = tasks[~np.isin(wanted.unit[tasks], list(without))]
        lacking = int((_matched(wanted.able[:, left]) < 0).sum())
        if lacking:
            found.append((-lacking, moment, left))
    return [(moment, tasks) for _, moment, tasks in sorted(found, key=lambda one: one[:2])]


def _matched(able: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> Longs:
    """Shape (tasks,): a carer for each task, -1 for none; as many as there can be."""
    if not able.size:
        return np.full(able.shape[1], -1, dtype=np.int64)
    graph = csr_matrix(able.T)
    return maximum_bipartite_matching(graph, perm_type="column").astype(np.int64)


def _points(problem: Problem, units: Longs) -> Longs:
    """Shape (tiers,): what it costs to leave these units out."""
    points = np.zeros(problem.tiers, dtype=np.int64)
    np.add.at(points, problem.unit_left_out_tier[units], problem.unit_left_out[units])
    return points


class _Moment:
    """The tasks under way at one moment, and the carers there are for them."""

    def __init__(
        self, problem: Problem, wanted: Demand, moment: int, tasks: Longs, effort: Effort
    ) -> None:
        self.problem = problem
        self.effort = effort
        self.moment = moment
        self.tasks = tasks
        self.units = np.unique(wanted.unit[tasks])
        self.unit = wanted.unit[tasks]
        self.able = wanted.able[:, tasks]
        self.match = _matched(self.able)

    @property
    def is_short(self) -> bool:
        """Whether some task stays without a carer."""
        return bool((self.match < 0).any())

    def said(self) -> Peak:
        """The peak, with tasks that have fewer carers than they need (Hall's theorem)."""
        columns, carers = self._short()
        return Peak(
            moment=self.moment,
            tasks=tuple(self.tasks[columns].tolist()),
            carers=tuple(carers.tolist()),
            units=max(1, self._least(np.ones(len(self.units), dtype=np.int64), [])[0]),
        )

    def least_points(self) -> Longs:
        """Shape (tiers,): least points of units left out, compared tier by tier."""
        points = np.zeros(self.problem.tiers, dtype=np.int64)
        tiers, left_out = self.problem.unit_left_out_tier, self.problem.unit_left_out
        fixed: list[tuple[Longs, int]] = []
        for tier in sorted(set(tiers[self.units].tolist())):
            prices = np.where(tiers[self.units] == tier, left_out[self.units], 0)
            points[tier], is_exact = self._least(prices, fixed)
            if not is_exact:
                break
            fixed.append((prices, int(points[tier])))
        return points

    def _least(self, prices: Longs, fixed: list[tuple[Longs, int]]) -> tuple[int, bool]:
        """Least price of the units left out, where other prices are no more than given.

        And whether it is the least exactly, not only a bound.
        """
        if self.effort.is_spent:
            return 0, False
        model = cp_model.CpModel()
        made = [model.new_bool_var(f"unit {unit}") for unit in self.units]
        takes: dict[int, list[cp_model.IntVar]] = {}
        for column, unit in enumerate(self.unit):
            carers = np.flatnonzero(self.able[:, column]).tolist()
            mine = [model.new_bool_var(f"task {column} carer {carer}") for carer in carers]
            for carer, take in zip(carers, mine, strict=True):
                takes.setdefault(carer, []).append(take)
            model.add(sum(mine) == made[int(np.searchsorted(self.units, unit))])
        for mine in takes.values():
            model.add_at_most_one(mine)
        for others, most in fixed:
            model.add(_spent(made, others) <= most)
        model.minimize(_spent(made, prices))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = min(EFFORT, self.effort.left)
        status = solver.solve(model)
        self.effort.spend(float(solver.response_proto.deterministic_time))
        if status == cp_model.MODEL_INVALID:
            raise ValueError(f"The model of a moment is unsound: {model.validate()}")
        least = 0 if status == cp_model.UNKNOWN else round(solver.best_objective_bound)
        return max(0, least), status == cp_model.OPTIMAL

    def _short(self) -> tuple[Longs, Longs]:
        """Columns of tasks, and the carers for them, who are fewer.

        All that can be reached from a task without a carer by going from tasks to carers who
        may make them, and from carers to the tasks they were given.
        """
        carers, count = self.able.shape
        given = self.match >= 0
        to_carer = csr_matrix(self.able.T)
        back = csr_matrix(
            (np.ones(given.sum()), (self.match[given], np.flatnonzero(given))),
            shape=(carers, count),
        )
        graph = csr_matrix(
            np.block(
                [
                    [np.zeros((count, count)), to_carer.toarray()],
                    [back.toarray(), np.zeros((carers, carers))],
                ]
            )
        )
        first = int(np.flatnonzero(~given)[0])
        reached = breadth_first_order(graph, first, return_predecessors=False)
        reached = np.sort(reached).astype(np.int64)
        return reached[reached < count], reached[reached >= count] - count


def _spent(made: list[cp_model.IntVar], prices: Longs) -> cp_model.LinearExpr:
    """Price of the units not made."""
    saved = cp_model.LinearExpr.weighted_sum(made, prices.tolist())
    return int(prices.sum()) - saved
