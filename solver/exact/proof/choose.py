"""The best rota of given rounds, by constraint programming (CP-SAT), with starts that keep links.

The rounds are few: all that a proof leaves over. What they cost too much, each, is known from
the prices of the proof, and no better rota has room for more than the gap: that one row is
what makes the search short.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model

from solver.exact.proof.day import MUST, Day
from solver.exact.proof.master import TimedRound, lateness, points_of
from solver.exact.proof.search import Search
from solver.exact.proof.windows import Windows


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Rounds to choose from, and how good the choice must be.

    Parameters
    ----------
    windows
        Bounds on all starts.
    rounds
        Each with its earliest starts.
    excess, room : points
        What each round costs too much at least, rounded down, and what all of a rota's
        together may.
    least, most : points
        No rota costs less; only one that costs no more is wanted.
    """

    windows: Windows
    rounds: tuple[TimedRound, ...]
    excess: tuple[int, ...]
    room: int
    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The outcome.

    Parameters
    ----------
    starts
        Kinds of duty, tasks and starts of the rounds of the best rota found; ``None`` if
        none was.
    points
        What it costs; meaningless without it.
    settled
        Whether nothing better can be made of these rounds.
    """

    rota: tuple[TimedRound, ...] | None
    points: int
    settled: bool


def earliest_round(day: Day, kind: int, tasks: tuple[int, ...], windows: Windows) -> TimedRound:
    """The round with the earliest starts it can have for itself."""
    given = day.kinds[kind]
    columns = np.searchsorted(given.tasks, tasks).tolist()
    start = max(int(given.first[columns[0]]), int(windows.earliest[tasks[0]]))
    starts = [start]
    for (before, column), task in zip(pairwise(columns), tasks[1:], strict=True):
        start = max(start + int(given.after[before, column]), int(windows.earliest[task]))
        starts.append(start)
    return TimedRound(kind=kind, tasks=tasks, starts=tuple(starts))


def choose(search: Search, choice: Choice, most: float) -> Chosen:
    """The best rota made of the rounds of ``choice``.

    Parameters
    ----------
    most
        Effort, or what is left of all of it.
    """
    chosen, spent = _Model(search.day, choice).solve(min(most, search.effort.left))
    search.effort.spend(spent)
    return chosen


class _Model:
    """Which rounds, and when."""

    def __init__(self, day: Day, choice: Choice) -> None:
        self.day = day
        self.choice = choice
        self.model = cp_model.CpModel()
        windows = choice.windows
        most_late = np.maximum(0, windows.latest - day.due)
        self.start = [
            self.model.new_int_var(int(first), int(last), f"start {task}")
            for task, (first, last) in enumerate(zip(windows.earliest, windows.latest, strict=True))
        ]
        self.late = [
            self.model.new_int_var(0, int(most), f"late {task}")
            for task, most in enumerate(most_late)
        ]
        self.greatest = self.model.new_int_var(0, int(most_late.max(initial=0)), "greatest late")
        self.left_out = {
            unit: self.model.new_bool_var(f"left out {unit}")
            for unit in np.flatnonzero(day.left_out != MUST).tolist()
        }
        self.used = [self.model.new_bool_var(f"round {row}") for row in range(len(choice.rounds))]
        self._make_every_task()
        self._use_duties()
        self._follow_legs()
        self._keep_bounds()
        self._count_points()

    def solve(self, effort: float) -> tuple[Chosen, float]:
        """Search; and what it took."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.max_deterministic_time = effort
        solver.parameters.linearization_level = 2
        status = solver.solve(self.model)
        spent = float(solver.response_proto.deterministic_time)
        if status == cp_model.MODEL_INVALID:
            raise ValueError(f"The model of the best rota is unsound: {self.model.validate()}")
        if status in (cp_model.INFEASIBLE, cp_model.UNKNOWN):
            return Chosen(rota=None, points=0, settled=status == cp_model.INFEASIBLE), spent
        rota = tuple(
            TimedRound(
                kind=one.kind,
                tasks=one.tasks,
                starts=tuple(int(solver.value(self.start[task])) for task in one.tasks),
            )
            for one, used in zip(self.choice.rounds, self.used, strict=True)
            if solver.value(used)
        )
        points = round(solver.objective_value)
        return Chosen(rota=rota, points=points, settled=status == cp_model.OPTIMAL), spent

    def _make_every_task(self) -> None:
        """Each task is in one round, or its unit is left out; then it is as late as it is."""
        by_task = defaultdict(list)
        for one, used in zip(self.choice.rounds, self.used, strict=True):
            for task, start, late in zip(
                one.tasks, one.starts, lateness(self.day, one), strict=True
            ):
                by_task[task].append((used, start, int(late)))
        for task, begins in enumerate(self.start):
            rounds = by_task[task]
            spared = self.left_out.get(int(self.day.unit[task]))
            self.model.add_exactly_one(
                [*(one[0] for one in rounds), *([] if spared is None else [spared])]
            )
            first = int(self.choice.windows.earliest[task])
            # A round for itself starts no later than in company: said in one row, not many.
            self.model.add(begins >= first + sum(used * (at - first) for used, at, _ in rounds))
            self.model.add(self.late[task] >= sum(used * late for used, _, late in rounds))
            behind = self.model.add(self.late[task] >= begins - int(self.day.due[task]))
            worst = self.model.add(self.greatest >= self.late[task])
            if spared is not None:
                behind.only_enforce_if(~spared)
                worst.only_enforce_if(~spared)

    def _use_duties(self) -> None:
        """Of each kind no more rounds than duties."""
        for row, kind in enumerate(self.day.kinds):
            rounds = zip(self.choice.rounds, self.used, strict=True)
            used = [one for timed, one in rounds if timed.kind == row]
            self.model.add(cp_model.LinearExpr.sum(used) <= len(kind.duties))

    def _follow_legs(self) -> None:
        """Who makes one task straight after another has to get there."""
        legs = defaultdict(list)
        for one, used in zip(self.choice.rounds, self.used, strict=True):
            for before, task in pairwise(one.tasks):
                legs[one.kind, before, task].append(used)
        for (row, before, task), rounds in legs.items():
            kind = self.day.kinds[row]
            i, j = np.searchsorted(kind.tasks, [before, task])
            taken = rounds[0]
            if len(rounds) > 1:
                taken = self.model.new_bool_var("leg")
                self.model.add(cp_model.LinearExpr.sum(rounds) == taken)
            apart = int(kind.after[i, j])
            self.model.add(self.start[task] >= self.start[before] + apart).only_enforce_if(taken)
        self._end_in_time()

    def _end_in_time(self) -> None:
        """The last task of a round starts early enough for its duty to end in time."""
        for one, used in zip(self.choice.rounds, self.used, strict=True):
            kind, task = self.day.kinds[one.kind], one.tasks[-1]
            last = int(kind.last[np.searchsorted(kind.tasks, task)])
            if last < self.choice.windows.latest[task]:
                self.model.add(self.start[task] <= last).only_enforce_if(used)

    def _keep_bounds(self) -> None:
        """Linked starts, where both tasks are made."""
        for first, second, least in self.day.bounds.tolist():
            kept = self.model.add(self.start[second] >= self.start[first] + least)
            units = {int(self.day.unit[first]), int(self.day.unit[second])}
            spared = [self.left_out[unit] for unit in units if unit in self.left_out]
            if spared:
                kept.only_enforce_if([~one for one in spared])

    def _count_points(self) -> None:
        """All that counts, and the room there is for what costs too much."""
        day, choice, total = self.day, self.choice, cp_model.LinearExpr
        moving = []
        for one in choice.rounds:
            late = int((lateness(day, one) * day.rate[list(one.tasks)]).sum())
            moving.append(points_of(day, one) - late)
        spared = [int(day.left_out[unit]) for unit in self.left_out]
        points = (
            total.weighted_sum(self.used, moving)
            + total.weighted_sum(self.late, day.rate.tolist())
            + total.weighted_sum(list(self.left_out.values()), spared)
            + day.greatest * self.greatest
        )
        self.model.add_linear_constraint(points, choice.least, choice.most)
        self.model.add(total.weighted_sum(self.used, list(choice.excess)) <= choice.room)
        self.model.minimize(points)
