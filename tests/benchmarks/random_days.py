"""Random legal answers for a day of a published set, made without any search.

Clients are taken in a random order; each of their services goes to a random carer who may
make it, as soon as that carer is free or some minutes later. So the answers are poor, and
full of waiting, lateness and overtime: what a judge and our own score must agree on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from solver.model import Longs, Problem, Solution
from solver.score import faults, score, starts


@dataclass(slots=True)
class _Rota:
    """A rota in the making: who makes each task, when, and when and where carers are free."""

    problem: Problem
    rng: np.random.Generator
    duty: list[int] = field(init=False)
    start: list[int] = field(init=False)
    free: list[int] = field(init=False)
    place: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.duty = [-1] * len(self.problem.task_place)
        self.start = [0] * len(self.problem.task_place)
        self.free = self.problem.duty_start.tolist()
        self.place = self.problem.duty_start_place.tolist()

    def arrival(self, task: int, row: int) -> int:
        """The earliest start of ``task`` for the carer of duty ``row``, where they are now."""
        there = int(self.problem.task_place[task])
        leg = 0 if there < 0 else int(self.problem.drive[0, self.place[row], there])
        return max(self.free[row] + leg, int(self.problem.task_earliest[task]))

    def make(self, task: int, row: int, start: int) -> None:
        """Have ``task`` made."""
        self.duty[task], self.start[task] = row, start
        self.free[row] = start + int(self.problem.task_duration[task])
        if (there := int(self.problem.task_place_end[task])) >= 0:
            self.place[row] = there

    def idle(self) -> int:
        """Now and then some seconds for which nobody waits, whole minutes where asked."""
        minutes = int(self.rng.integers(0, 30)) if self.rng.random() < 0.3 else 0
        return minutes * 60

    def add(self, unit: int) -> None:
        """Have a unit made if its carers are found and nothing comes too late."""
        offset = self.problem.unit_offset
        tasks = list(range(offset[unit], offset[unit + 1]))
        rows = self._rows(unit, tasks)
        if rows is None:
            return
        if not self.problem.unit_distinct[unit]:
            for task, row in zip(tasks, rows, strict=True):
                self.make(task, row, self.arrival(task, row) + self.idle())
            return
        ready = zip(tasks, rows, strict=True)
        begins = [self.arrival(task, row) + self.idle() for task, row in ready]
        for task, row, start in zip(tasks, rows, self._linked(tasks, begins), strict=True):
            if start > self.problem.task_latest[task]:
                return
            self.make(task, row, start)

    def _rows(self, unit: int, tasks: list[int]) -> list[int] | None:
        """A carer for each task, in place of several tries; every carer has one duty."""
        for _ in range(50):
            rows = [int(self.rng.choice(self._may(task))) for task in tasks]
            if not self.problem.unit_distinct[unit] or len(set(rows)) == len(rows):
                return rows
        return None

    def _may(self, task: int) -> Longs:
        allowed: Longs = np.flatnonzero(self.problem.allowed[self.problem.task_pair[task]])
        return allowed

    def _linked(self, tasks: list[int], begins: list[int]) -> list[int]:
        """Starts of one unit's tasks, none before it ``begins``, that keep its link."""
        problem = self.problem
        for row in np.flatnonzero(np.isin(problem.link_first, tasks)):
            first, second = begins
            second = max(second, first + int(problem.link_least[row]))
            begins = [max(first, second - int(problem.link_most[row])), second]
        return begins


def a_random_answer(problem: Problem, seed: int, *, leave_out: float = 0.0) -> Solution:
    """A legal answer with its cost by the plain scorer; the same for the same arguments.

    Parameters
    ----------
    leave_out
        Share of the units nobody is asked to make.
    """
    rng = np.random.default_rng(seed)
    rota = _Rota(problem, rng)
    for unit in rng.permutation(len(problem.unit_group)):
        if rng.random() >= leave_out:
            rota.add(int(unit))
    duty = np.array(rota.duty, dtype=np.int32)
    release = np.array(rota.start, dtype=np.int64)
    start = starts(problem, duty, release)
    assert start is not None
    assert faults(problem, duty, start, start) == []
    cost = score(problem, duty, start).cost
    return Solution(duty=duty, release=start, start=start, cost=cost)
