"""What a board remembers of its trials is what it would find anew, whatever was relaxed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.domain.carer import Limits
from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.formulate import encode
from scheduler.planning.board import MAY_DIFFER, Board
from scheduler.planning.days import Limit
from scheduler.planning.desk import desk_of
from scheduler.planning.facts import Facts, changed
from scheduler.planning.greedy import greedy
from scheduler.planning.insertion import cheapest
from scheduler.planning.reasons import why_not
from scheduler.planning.relaxation import Case
from scheduler.planning.rungs import LADDER, Attempt
from scheduler.planning.words import Why
from scheduler.rules.eligibility import needs_of
from tests.builders import a_carer, a_contract, a_rota, a_shift, a_visit, a_week
from tests.strategies import weeks

ASKED = (Why.OFF, Why.BUSY, Why.HOURS, Why.STRANGER)
"""What the rungs look for: each carer is taken to be stopped by each in turn."""


def cases_of(week: Week, rota: Rota) -> Iterator[Case]:
    """Each visit nobody makes, on one desk."""
    desk, made = desk_of(week, rota), {one.visit for one in rota.assignments}
    for visit in week.visits:
        if visit.id not in made:
            row = desk.formulation.rows.visits.row(visit.id)
            yield Case(desk.formulation, desk.board, desk.people, row)


def attempts_of(case: Case) -> Iterator[Attempt]:
    """Every change of every rung: as found, and for each carer alone whatever stops them."""
    (need,) = needs_of(case.week, (case.visit,))
    carers = range(len(case.week.carers))
    found = [why_not(case, need, carer) for carer in carers]
    for rung in LADDER:
        yield from rung(case, need, found)
        for carer in carers:
            for why in ASKED:
                only = [why if row == carer else Why.BLOCKED for row in carers]
                for attempt in rung(case, need, only):
                    yield attempt._replace(through=carer)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks(), st.data())
def test_every_rung_finds_what_a_board_without_memory_finds(
    week: Week, data: st.DataObject
) -> None:
    """A greedy rota less some visits; one board remembers through all rungs, carers and visits,
    beside it a new one for each change that remembers nothing.
    """
    whole = greedy(week)
    kept = tuple(one for one in whole.assignments if data.draw(st.booleans()))
    rota = Rota(assignments=kept)
    for case in cases_of(week, rota):
        duty, start = encode(case.formulation, rota)
        for attempt in attempts_of(case):
            board = case.board.relaxed(attempt.facts)
            plain = Board(attempt.facts, duty, start)
            remembered = cheapest(board, case.people, case.unit, attempt.through)
            assert remembered == cheapest(plain, case.people, case.unit, attempt.through)


@pytest.mark.parametrize(
    ("field", "row", "value"),
    [("most_work", 0, 0), ("most_days", 0, 0), ("most_visits", 0, 0)],
)
def test_a_limit_is_part_of_what_is_remembered(field: str, row: int, value: int) -> None:
    """The same trial with a limit of nothing is refused, and without it is not, in any order."""
    desk = desk_of(a_week(a_visit()), Rota(assignments=()))
    start = desk.facts.preferred[0]
    strict = replace(desk.facts, **{field: changed(getattr(desk.facts, field), row, value)})
    for _ in range(2):
        assert desk.board.relaxed(desk.facts).try_task(0, 0, start).limit is None
        assert desk.board.relaxed(strict).try_task(0, 0, start).limit is Limit.HOURS


def test_a_night_is_part_of_what_is_remembered() -> None:
    """Eleven hours by day are no night's work; all of them at night are too long for one."""
    long_day = a_visit("v2", at="08:00", minutes=600)
    carer = a_carer(contract=a_contract(), limits=Limits(days=7))
    week = a_week(a_visit("v1", at="18:30"), long_day, carers=[carer], shifts=[a_shift("A")])
    desk = desk_of(week, a_rota(week, {"v2": "A"}))
    row = desk.formulation.rows.visits.row(week.visits[0].id)
    (task,) = desk.facts.tasks_of(row)
    start = desk.facts.preferred[task]
    dark = replace(desk.facts, night=[(0, 10**9) for _ in desk.facts.night])
    for _ in range(2):
        assert desk.board.relaxed(desk.facts).try_task(task, 0, start).limit is None
        assert desk.board.relaxed(dark).try_task(task, 0, start).limit is Limit.REST


def test_any_other_fact_starts_a_memory_of_its_own() -> None:
    """A visit three times as long takes three times the work, whatever was tried before."""
    desk = desk_of(a_week(a_visit(minutes=30)), Rota(assignments=()))
    start = desk.facts.preferred[0]
    assert desk.board.relaxed(desk.facts).try_task(0, 0, start).work == 1800
    longer = replace(desk.facts, duration=[5400])
    assert desk.board.relaxed(longer).try_task(0, 0, start).work == 5400
    assert desk.board.relaxed(desk.facts).try_task(0, 0, start).work == 1800


def test_what_is_placed_is_forgotten_about() -> None:
    """With another visit on the round the same trial works longer."""
    week = a_week(a_visit("v1", at="09:00"), a_visit("v2", at="11:00"))
    desk = desk_of(week, Rota(assignments=()))
    start = desk.facts.preferred
    alone = desk.board.relaxed(desk.facts).try_task(0, 0, start[0]).work
    desk.board.place(1, 0, start[1])
    assert desk.board.relaxed(desk.facts).try_task(0, 0, start[0]).work > alone


def test_what_may_differ_are_facts() -> None:
    """A name that is no field would never be compared."""
    assert {field.name for field in fields(Facts)} >= MAY_DIFFER
