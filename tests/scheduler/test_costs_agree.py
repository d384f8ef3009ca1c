"""The translation means what docs/OBJECTIVE.md means: two independent judges agree.

One side is the referee, which reads the week; the other the engine's plain scorer, which
reads only what ``formulate`` wrote. They share no code.
"""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, encode, formulate, solution_of
from scheduler.referee import judge
from solver.score import faults
from tests.strategies import assignments_of, weeks

NOT_THE_ENGINES = {"W4", "B1", "P1", "D1", "D2"}
"""Codes the engine does not know as hard: breaks are a cost, pay is for publishing, and
an assignment the engine could not even write."""


def referee_finds(week: Week, rota: Rota) -> set[str]:
    """Codes of the breaches that the engine must avoid too."""
    return set(judge(week, rota).codes()) - NOT_THE_ENGINES


def engine_finds(formulation: Formulation, rota: Rota) -> list[str]:
    """Faults in rows; a part that lies in no duty is one."""
    duty, start = encode(formulation, rota)
    lost = [
        one.visit
        for one in rota.assignments
        if any(duty[task] < 0 for task in formulation.rows.tasks_of(one.visit))
    ]
    return [f"no duty: {visit}" for visit in lost] + faults(formulation.problem, duty, start, start)


@st.composite
def growing_rotas(draw: st.DrawFn) -> tuple[Week, list[Assignment]]:
    """A week, and two proposals for each of its visits in some order."""
    week = draw(weeks())
    order = draw(st.permutations(week.visits * 2))
    return week, [draw(assignments_of(visit)) for visit in order]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(growing_rotas())
def test_both_judges_agree_on_what_is_legal_and_what_it_costs(
    given_case: tuple[Week, list[Assignment]],
) -> None:
    """Visits are proposed one by one: at each step the referee and the engine's rules agree
    whether the proposal is legal; the legal ones stay, and the costs agree tier by tier.
    """
    week, proposals = given_case
    formulation = formulate(week)
    rota = Rota(assignments=())
    for proposal in proposals:
        if any(made.visit == proposal.visit for made in rota.assignments):
            continue
        bolder = Rota(assignments=(*rota.assignments, proposal))
        breaches, found = referee_finds(week, bolder), engine_finds(formulation, bolder)
        assert bool(breaches) == bool(found), (breaches, found)
        if not breaches:
            rota = bolder
    known = zip(solution_of(formulation, rota).cost, formulation.unavoidable, strict=True)
    assert tuple(cost + extra for cost, extra in known) == judge(week, rota).cost
