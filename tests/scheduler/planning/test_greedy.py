"""The plain baseline: legal, repeatable, and as simple as it claims."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from scheduler.domain.client import Rag
from scheduler.domain.week import Week
from scheduler.planning.greedy import greedy
from scheduler.referee import judge
from tests.builders import a_carer, a_client, a_shift, a_visit, a_week, critical
from tests.strategies import weeks


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks())
def test_the_referee_finds_nothing_against_it(week: Week) -> None:
    """Whatever the week, the baseline is a rota one could publish, pins of unplaced visits
    aside: a visit pinned to a carer who cannot come is left out.
    """
    assert judge(week, greedy(week)).breaches == ()


def test_it_repeats_and_makes_what_one_carer_can_make() -> None:
    """Three visits an hour apart are one carer's morning."""
    week = a_week(*(a_visit(f"v{n}", f"c{n}", at=f"{9 + n:02d}:00") for n in range(3)))
    rota = greedy(week)
    assert [one.visit for one in rota.assignments] == ["v0", "v1", "v2"]
    assert greedy(week) == rota


def test_what_is_critical_is_laid_first() -> None:
    """One carer, two visits at one time: the critical one is made, or that of the red client."""
    shifts = [a_shift("A", 0, "09:00", "09:30")]
    ordinary, urgent = (
        a_visit("v1", "c1", slack=0),
        a_visit("v2", "c2", slack=0, critical=critical()),
    )
    rota = greedy(a_week(ordinary, urgent, shifts=shifts))
    assert [one.visit for one in rota.assignments] == ["v2"]
    red = a_visit("v3", "c3", slack=0)
    clients = [a_client("c3", rag=Rag.RED)]
    rota = greedy(a_week(ordinary, red, shifts=shifts, clients=clients))
    assert [one.visit for one in rota.assignments] == ["v3"]


def test_each_visit_goes_to_whoever_costs_least_then() -> None:
    """B is of the team, so no stranger; A comes first by row but costs 300 more."""
    carers = [a_carer("A"), a_carer("B")]
    rota = greedy(a_week(a_visit(), carers=carers, clients=[a_client(team=("B",))]))
    assert rota.assignments[0].carers == ("B",)


def test_a_double_up_takes_two_carers_at_one_moment() -> None:
    """A is busy at the agreed time, so both come when A can: the earliest is 09:15."""
    carers = [a_carer("A"), a_carer("B")]
    shifts = [a_shift("A", 0, "09:15", "10:15"), a_shift("B", 0)]
    rota = greedy(a_week(a_visit(at="09:00", carers=2), carers=carers, shifts=shifts))
    (made,) = rota.assignments
    assert set(made.carers) == {"A", "B"}
    assert made.start == 9 * 3600 + 15 * 60


def test_nobody_loses_a_due_break_to_one_visit_more() -> None:
    """Three long visits fill a day without a gap; the third is left out, as breaks are law."""
    visits = [
        a_visit(f"v{n}", f"c{n}", at=at, minutes=120, slack=0)
        for n, at in enumerate(["08:00", "10:15", "12:30"])
    ]
    assert len(greedy(a_week(*visits)).assignments) == 2
