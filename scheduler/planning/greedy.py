"""The plain baseline: one visit after another, each to whoever costs least at that moment.

Nothing is ever taken back, nobody is moved to make room, and no start is changed later;
this is what much rota software does, and what "greedy" means wherever we compare. The
search must never end worse.
"""

from __future__ import annotations

import numpy as np

from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.formulate import NOBODY, Formulation, formulate
from scheduler.interpret import rota_of
from scheduler.planning.board import Board
from scheduler.planning.facts import facts_of
from scheduler.planning.insertion import cheapest
from scheduler.planning.price import People
from scheduler.rules.prices import Tier


def greedy(week: Week) -> Rota:
    """Lay the visits of a week one by one, the critical ones first, then by agreed start.

    Each goes to the legal carer, or pair of carers, with the least cost added at that
    moment, tier by tier; equals by carer, then start. A visit that nobody can make without
    moving another, or whose making would cost somebody a due break, is left out.

    Raises
    ------
    InputError
        As ``formulate``.
    """
    return greedy_of(formulate(week))


def greedy_of(formulation: Formulation) -> Rota:
    """As ``greedy``, for a week that is already formulated."""
    facts = facts_of(formulation)
    nobody = np.full(len(facts.place), NOBODY, dtype=np.int32)
    board, people = Board(facts, nobody, np.zeros(len(nobody), np.int64)), People(facts)
    duty, start = nobody.copy(), formulation.problem.task_preferred.copy()
    for unit in _in_order(formulation):
        choice = cheapest(board, people, unit)
        if choice is not None:
            people.add(unit, choice.carers, choice.start)
            for offer in choice.offers:
                board.place(offer.task, offer.slot.duty, offer.start)
                duty[offer.task], start[offer.task] = offer.slot.duty, offer.start
    return rota_of(formulation, duty, start)


def _in_order(formulation: Formulation) -> list[int]:
    """Units whose harm is a matter of safety first, then by agreed start, then by id."""
    problem, names = formulation.problem, formulation.rows.visits.names
    return sorted(
        range(len(names)),
        key=lambda unit: (
            int(problem.unit_left_out_tier[unit]) != Tier.SAFETY,
            int(problem.task_preferred[problem.unit_offset[unit]]),
            names[unit],
        ),
    )
