"""The board's quick answers are those of the engine's plain scorer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.domain.week import Week
from scheduler.formulate import Formulation, formulate
from scheduler.planning.board import Board
from scheduler.planning.facts import facts_of
from scheduler.planning.insertion import cheapest
from scheduler.planning.price import People
from solver.model import Ints, Longs
from solver.score import faults, score
from tests.strategies import weeks


def empty(formulation: Formulation) -> tuple[Ints, Longs]:
    """Rows in which nobody makes anything."""
    count = len(formulation.problem.task_place)
    return np.full(count, -1, dtype=np.int32), formulation.problem.task_preferred.copy()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks())
def test_a_choice_is_legal_and_costs_what_the_scorer_says(week: Week) -> None:
    """Visits are laid one by one; what each adds is the difference of two full scores.

    A double-up's two new faces are priced one at a time, so there only legality is asked.
    The board knows no grid of whole minutes.
    """
    formulation = formulate(replace(week, reference=None))
    formulation = replace(formulation, problem=replace(formulation.problem, grid=1))
    problem, facts = formulation.problem, facts_of(formulation)
    duty, start = empty(formulation)
    board, people = Board(facts, duty, start), People(facts)
    for unit in range(len(week.visits)):
        choice = cheapest(board, people, unit)
        if choice is None:
            continue
        before = score(problem, duty, start).cost
        for offer in choice.offers:
            board.place(offer.task, offer.slot.duty, offer.start)
            duty[offer.task], start[offer.task] = offer.slot.duty, offer.start
        people.add(unit, choice.carers, choice.start)
        after = list(score(problem, duty, start).cost)
        assert faults(problem, duty, start, start) == []
        if len(choice.offers) == 1:
            after[problem.unit_left_out_tier[unit]] += int(problem.unit_left_out[unit])
            assert choice.cost == tuple(b - a for a, b in zip(before, after, strict=True))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks(), st.data())
def test_what_the_board_refuses_is_illegal_and_what_it_takes_is_not(
    week: Week, data: st.DataObject
) -> None:
    """Any eligible carer, any start: slots and trials agree with the rules in rows."""
    week = replace(week, gaps=())
    formulation = formulate(replace(week, visits=tuple(replace(v, carers=1) for v in week.visits)))
    problem, facts = formulation.problem, facts_of(formulation)
    duty, start = empty(formulation)
    board = Board(facts, duty, start)
    for task in range(len(facts.place)):
        opens, closes = facts.earliest[task], facts.latest[task]
        rows = [row for row, carer in enumerate(facts.duty_carer) if facts.may(task, carer)]
        if opens > closes or not rows:
            continue
        row = data.draw(st.sampled_from(rows))
        moment = data.draw(st.integers(opens // 300, closes // 300)) * 300
        trial, tried_duty, tried_start = None, duty.copy(), start.copy()
        tried_duty[task], tried_start[task] = row, moment
        slots = list(board.slots(task, row, (opens, closes)))
        if any(slot.opens <= moment <= slot.closes for slot in slots):
            trial = board.try_task(task, row, moment)
        fits = trial is not None and trial.limit is None
        assert fits == (not faults(problem, tried_duty, tried_start, tried_start))
        if fits:
            board.place(task, row, moment)
            duty, start = tried_duty, tried_start
