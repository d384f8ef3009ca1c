"""Figures told while a search is under way agree with what is measured of a finished rota."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from scheduler.domain.week import Week
from scheduler.formulate import formulate, solution_of
from scheduler.planning.glance import Glances, least_of
from scheduler.planning.greedy import greedy
from scheduler.planning.proven import proven
from tests.builders import a_carer, a_client, a_rota, a_visit, a_week
from tests.strategies import weeks


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(week=weeks())
def test_what_is_told_is_what_is_measured(week: Week) -> None:
    """Travel is that of the engine's own scorer, to the few seconds by which a speed changes on
    the way; and no rota leaves out less than the least told.
    """
    rota = greedy(week)
    formulation = formulate(week)
    found = Glances(formulation).of(solution_of(formulation, rota))
    told = proven(week, rota)
    driven_h = told.driving.reached / 3600
    assert abs(found.travel_h - driven_h) <= 0.01 + driven_h / 10
    assert least_of(formulation).left_out <= told.unallocated.reached


def test_known_is_who_came_before_or_is_of_the_team() -> None:
    """A visit by a stranger is not known; by somebody of the team it is."""
    for team, share in (((), 0.0), (("A",), 1.0)):
        client = a_client("c1", team=team)
        week = a_week(a_visit("v1", "c1", at="09:00"), carers=[a_carer("A")], clients=[client])
        formulation = formulate(week)
        found = Glances(formulation).of(solution_of(formulation, a_rota(week, {"v1": "A"})))
        assert found.known_share == share


def test_one_client_of_two_carers_sees_two_at_least() -> None:
    """The least number of faces counts those who must come together."""
    week = a_week(a_visit("v1", at="09:00", carers=2), carers=[a_carer("A"), a_carer("B")])
    assert least_of(formulate(week)).faces == 2.0
