"""A desk whose rota can be changed to see what happens: everything is undone again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scheduler.domain.errors import InputError
from scheduler.domain.rota import Assignment
from scheduler.formulate import NOBODY
from scheduler.planning.desk import Desk
from solver.model import Problem
from solver.quote import Moved, Quote
from solver.spare import Spares, with_spares

NAMED = 5
"""How many visits a message names before it says "and others"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A desk, and its rota in the engine, priced to the point.

    Parameters
    ----------
    problem
        The desk's, with ``spares`` at its end.
    """

    desk: Desk
    problem: Problem
    spares: Spares
    quote: Quote

    def carer_of(self, task: int) -> int:
        """Row of the carer who makes a task, -1 for nobody."""
        duty = int(self.quote.duty[task])
        return self.desk.facts.duty_carer[duty] if duty >= 0 else -1

    def assignments(
        self, moved: Iterable[Moved], duties: Mapping[int, int]
    ) -> tuple[Assignment, ...]:
        """Assignments of visits of the week that a change moves, as they would be.

        Parameters
        ----------
        duties
            Duty of each task that the change gives to another one.
        """
        facts, rows = self.desk.facts, self.desk.formulation.rows
        starts = {one.task: one.now for one in moved if one.task < len(facts.unit_of)}
        units = sorted({facts.unit_of[task] for task in starts})
        found = []
        for unit in units:
            tasks = facts.tasks_of(unit)
            own = [duties.get(task, int(self.quote.duty[task])) for task in tasks]
            if all(duty >= 0 for duty in own):
                start = next(starts[task] for task in tasks if task in starts)
                carers = tuple(rows.carers.names[facts.duty_carer[duty]] for duty in own)
                found.append(Assignment(visit=rows.visits.names[unit], carers=carers, start=start))
        return tuple(found)


def counter_of(desk: Desk) -> Counter:
    """Lay a desk's rota into the engine.

    Raises
    ------
    InputError
        If some visit of the rota breaks a hard rule where it stands.
    """
    problem, spares = with_spares(_on_its_grid(desk))
    more = len(problem.task_place) - len(desk.duty)
    duty = np.append(desk.duty, np.full(more, NOBODY, dtype=np.int32))
    start = np.append(desk.start, np.zeros(more, dtype=np.int64))
    quote = Quote(problem, duty, start)
    if quote.unfit:
        raise InputError(_unfit(desk, quote.unfit))
    return Counter(desk=desk, problem=problem, spares=spares, quote=quote)


def _on_its_grid(desk: Desk) -> Problem:
    """The problem; on no grid where the rota's own starts are on none."""
    problem = desk.formulation.problem
    made = desk.start[desk.duty >= 0]
    return replace(problem, grid=1) if (made % problem.grid).any() else problem


def _unfit(desk: Desk, tasks: Sequence[int]) -> str:
    """Which visits break a rule, and what to do."""
    names = desk.formulation.rows.visits.names
    units = dict.fromkeys(desk.facts.unit_of[task] for task in tasks)
    some = ", ".join(names[unit] for unit in list(units)[:NAMED])
    more = " and others" if len(units) > NAMED else ""
    return (
        f"The rota breaks a hard rule at {some}{more}; nothing about it can be promised.\n"
        "Maybe see what `carerota check` says and mend those visits first."
    )
