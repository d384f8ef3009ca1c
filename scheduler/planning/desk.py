"""A rota laid out on the planner's desk: everything a question between two rotas looks at."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, encode, formulate
from scheduler.planning.board import Board
from scheduler.planning.facts import Facts, facts_of
from scheduler.planning.price import People
from solver.model import Ints, Longs


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One rota of one week, ready to be asked about. Questions change nothing on it.

    Parameters
    ----------
    duty, start : shape (T,)
        The rota in the engine's rows: duty of each task (-1 where nobody makes it), and its
        start, a moment, read only where somebody does.
    board, people
        The carers' side and the clients' side of what one more visit would cost.
    """

    formulation: Formulation
    rota: Rota
    duty: Ints
    start: Longs
    board: Board
    people: People

    @property
    def week(self) -> Week:
        """What was given."""
        return self.formulation.week

    @property
    def facts(self) -> Facts:
        """The problem in plain lists."""
        return self.board.facts


def desk_of(week: Week, rota: Rota) -> Desk:
    """Lay out a rota of a week.

    Raises
    ------
    InputError
        As ``formulate``.
    """
    return desk_with(formulate(week), rota)


def desk_with(formulation: Formulation, rota: Rota) -> Desk:
    """As ``desk_of``, for a week that is already formulated."""
    facts = facts_of(formulation)
    duty, start = encode(formulation, rota)
    people = People(facts)
    for unit in range(len(formulation.rows.visits)):
        tasks = facts.tasks_of(unit)
        if all(duty[task] >= 0 for task in tasks):
            carers = [facts.duty_carer[int(duty[task])] for task in tasks]
            people.add(unit, carers, int(start[tasks[0]]))
    return Desk(
        formulation=formulation,
        rota=rota,
        duty=duty,
        start=start,
        board=Board(facts, duty, start),
        people=people,
    )
