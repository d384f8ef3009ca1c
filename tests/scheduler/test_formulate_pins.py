"""Pins in rows: teams and whole runs, and what the engine makes of them."""

from __future__ import annotations

import pytest

from scheduler.domain.errors import InputError
from scheduler.domain.rota import Pin, RunPin
from scheduler.domain.units import CarerId, ShiftId, VisitId
from scheduler.domain.week import Week
from scheduler.formulate import formulate
from scheduler.planning.week import plan_week
from scheduler.referee import judge
from tests.builders import a_carer, a_rota, a_shift, a_visit, a_week, clock

A, B, C = CarerId("A"), CarerId("B"), CarerId("C")
THREE = (a_carer("A"), a_carer("B"), a_carer("C"))


def eligible(week: Week, visit: str) -> list[set[str]]:
    """Carers open to each part of a visit."""
    formulation = formulate(week)
    problem, names = formulation.problem, formulation.rows.carers.names
    return [
        {names[row] for row in problem.allowed[problem.task_pair[task]].nonzero()[0]}
        for task in formulation.rows.tasks_of(VisitId(visit))
    ]


def test_a_pinned_team_leaves_every_part_to_its_members() -> None:
    """Of three carers two are of the team; a pinned carer takes one part, the rest the other."""
    visit = a_visit("v1", carers=2)
    team = Pin(visit=visit.id, team=(A, B))
    assert eligible(a_week(visit, carers=THREE, pins=(team,)), "v1") == [{"A", "B"}] * 2
    one = Pin(visit=visit.id, carers=(B,), team=(A, B))
    assert eligible(a_week(visit, carers=THREE, pins=(one,)), "v1") == [{"B"}, {"A", "B"}]


def test_a_pinned_carer_outside_the_pinned_team_leaves_the_visit_to_nobody() -> None:
    """The pins contradict each other: C must come and may not."""
    visit = a_visit("v1")
    pin = Pin(visit=visit.id, carers=(C,), team=(A, B))
    assert eligible(a_week(visit, carers=THREE, pins=(pin,)), "v1") == [set()]


def in_force(**changes: object) -> Week:
    """A goes to c1 at nine and c2 at noon on Monday; B to c1 on Tuesday; c3 is new."""
    visits = (
        a_visit("v1", "c1", at="09:00"),
        a_visit("v2", "c2", at="12:00"),
        a_visit("v3", "c1", at="09:00", day=1),
        a_visit("v4", "c3", at="10:30"),
    )
    week = a_week(*visits, carers=THREE[:2], days=2)
    reference = a_rota(week, {"v1": "A", "v2": "A", "v3": "B"}, {"v2": clock("12:10")})
    return a_week(*visits, carers=THREE[:2], days=2, reference=reference, **changes)


def test_a_pinned_run_keeps_its_visits_their_starts_and_everybody_else_out() -> None:
    """Monday of A: v1 and v2 stay at 09:00 and 12:10, and v4 goes to B; Tuesday is free."""
    week = in_force(run_pins=(RunPin(carer=A, day=0),))
    assert [eligible(week, name)[0] for name in ("v1", "v2", "v3", "v4")] == [
        {"A"},
        {"A"},
        {"A", "B"},
        {"B"},
    ]
    planned = plan_week(week, iterations=4000, threads=1)
    made = {one.visit: (one.carers, one.start) for one in planned.rota.assignments}
    assert made["v1"] == ((A,), clock("09:00"))
    assert made["v2"] == ((A,), clock("12:10"))
    assert made["v4"][0] == (B,)
    assert judge(week, planned.rota).codes() == ()


def test_a_run_of_one_shift_leaves_the_other_shifts_of_the_day_open() -> None:
    """The morning of A is pinned; the afternoon, and so v2, is not."""
    halves = (a_shift("A", 0, "07:00", "11:00"), a_shift("A", 0, "11:30", "18:00"))
    morning = RunPin(carer=A, day=0, shift=ShiftId("A-0-07:00"))
    week = in_force(
        run_pins=(morning,), shifts=(*halves, a_shift("B", 0), a_shift("B", 1), a_shift("A", 1))
    )
    assert eligible(week, "v1") == [{"A"}]
    assert eligible(week, "v2") == [{"A", "B"}]


def test_a_run_is_pinned_only_beside_the_rota_that_says_what_it_is() -> None:
    """Without a reference nobody knows which visits are meant."""
    with pytest.raises(InputError, match="no rota in force"):
        a_week(a_visit("v1"), run_pins=(RunPin(carer=A, day=0),))
    with pytest.raises(InputError, match="A pinned run names carer Z"):
        in_force(run_pins=(RunPin(carer=CarerId("Z"), day=0),))
