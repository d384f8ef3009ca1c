"""What no rota can do better, in visits, clock times and sentences."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.planning.greedy import greedy
from scheduler.planning.proven import proven
from scheduler.planning.week import plan_week
from scheduler.referee import judge
from tests.builders import a_carer, a_rota, a_visit, a_week
from tests.strategies import weeks


def test_a_rush_names_visits_carers_and_the_hour() -> None:
    """Three at eight, and two carers who work then: one stays unallocated, and why."""
    visits = [a_visit(f"v{n}", f"c{n}", at="08:00", slack=0) for n in (1, 2, 3)]
    week = a_week(*visits, carers=[a_carer("A"), a_carer("B")])
    said = proven(week, plan_week(week, iterations=200, threads=1).rota)
    assert (said.unallocated.least, said.unallocated.reached) == (1, 1)
    (rush,) = said.rushes
    assert sorted(rush.visits) == ["v1", "v2", "v3"]
    assert sorted(rush.carers) == ["A", "B"]
    assert said.sentences[0] == "1 visit unallocated is the fewest there can be."
    assert "3 visits must be under way at once" in said.sentences[1]
    assert "only 2 may make them: 1 cannot be made" in said.sentences[1]


def test_what_could_be_made_is_not_said_to_be_impossible() -> None:
    """A rota that leaves out a visit for no reason is not called the best."""
    week = a_week(a_visit("v1", at="09:00"))
    said = proven(week, Rota(assignments=()))
    assert said.unallocated.least == 0
    assert said.sentences[0].startswith(
        "Nothing proves that a visit must stay unallocated; 1 visit"
    )
    assert not said.is_optimal


def test_a_whole_rota_is_said_to_be_whole() -> None:
    """Nothing unallocated cannot be bettered; one client sees one face."""
    week = a_week(a_visit("v1", at="09:00"))
    said = proven(week, a_rota(week, {"v1": "A"}))
    assert said.sentences[0] == "Every visit has its carers, which no rota can better."
    assert (said.faces.least, said.faces.reached) == (1, 1)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(week=weeks())
def test_no_legal_rota_of_a_week_is_below_what_is_said(week: Week) -> None:
    """The referee's own cost of two rotas made in different ways is never below the bound."""
    for rota in (greedy(week), plan_week(week, iterations=400, threads=1).rota):
        verdict = judge(week, rota)
        if verdict.is_legal:
            said = proven(week, rota)
            assert said.cost <= verdict.cost
            assert said.unallocated.least <= said.unallocated.reached
            if said.unallocated.reached <= said.spared:
                assert said.faces.least <= said.faces.reached
                assert said.driving.least <= said.driving.reached
