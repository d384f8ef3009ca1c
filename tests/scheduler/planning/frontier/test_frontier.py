"""Plans none of which beats another, judged and measured by those who did not make them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from data.given import Sources, given_for
from data.tables import read_tables
from scheduler.domain.errors import InputError
from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.planning.frontier import Aim, Effort, Frontier, adopt, frontier, outcome_of
from scheduler.planning.frontier.explore import MOST_SEARCHES, SHARES
from scheduler.planning.greedy import greedy
from scheduler.referee import judge
from scheduler.rules.prices import Tier
from tests.builders import a_carer, a_past_visit, a_rota, a_visit, a_week
from tests.builders_rules import the_rules
from tests.strategies import weeks

SHORT = Effort(iterations=3000, threads=1)
PROTECTED = (Tier.SAFETY, Tier.LAW, Tier.COVERAGE)


def a_choice() -> Week:
    """Six clients along a road, four carers beside it, each client known to somebody far off.

    Who is near is not who is known, and all want the same two hours: faces, times and roads
    pull apart.
    """
    along = {"c1": 0, "c2": 4, "c3": 9, "c4": 13, "c5": 19, "c6": 24}
    homes = {"A": 1, "B": 8, "C": 15, "D": 23}
    at = {f"at-{name}": where for name, where in along.items()}
    at |= {f"home-{name}": where for name, where in homes.items()}
    legs = {
        (here, there): abs(at[here] - at[there]) for here in at for there in at if here != there
    }
    visits = [
        a_visit(f"{call}-{client}-{day}", client, at=hour, day=day, call=call, slack=60)
        for day in range(4)
        for client in along
        for call, hour in (("breakfast", "08:00"), ("tea", "17:00"))
    ]
    known = dict(zip(along, "DCADBA", strict=True))
    past = [
        a_past_visit(client, carer, day=-d) for client, carer in known.items() for d in (1, 2, 3)
    ]
    return a_week(
        *visits,
        carers=[a_carer(name) for name in homes],
        days=4,
        minutes=legs,
        history=tuple(past),
        rules=the_rules(prices={"face": 1200, "stranger": 9600, "acquaintance": 2400}),
    )


@pytest.fixture(scope="module")
def found() -> Frontier:
    """Plans of the small choice."""
    return frontier(a_choice(), effort=Effort(iterations=90_000, threads=1))


def beats(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Written out again, so that it is not the filter that judges itself."""
    return all(a <= b for a, b in zip(one, other, strict=True)) and any(
        a < b for a, b in zip(one, other, strict=True)
    )


def demand_a_frontier(week: Week, found: Frontier) -> None:
    """What must hold of every frontier of every week."""
    base = judge(week, found.base_rota)
    verdicts = [judge(week, plan.rota) for plan in found.plans]
    points = [outcome_of(week, plan.rota).point for plan in found.plans]
    assert points
    assert not any(beats(one, other) for one in points for other in points)
    assert len(set(points)) == len(points)
    for plan, verdict, point in zip(found.plans, verdicts, points, strict=True):
        assert plan.outcome.verdict == verdict
        assert plan.outcome.point == point
        assert all(verdict.cost[tier] <= base.cost[tier] for tier in PROTECTED)
        assert all(
            verdict.codes().count(code) <= base.codes().count(code) for code in verdict.codes()
        )
        assert len(plan.rota.assignments) >= len(found.base_rota.assignments)


def test_five_plans_or_more_none_beaten_none_twice(found: Frontier) -> None:
    """Every pair is compared anew, on figures measured anew."""
    assert len(found.plans) >= 5
    assert found.shortfall == ""
    demand_a_frontier(a_choice(), found)


def test_the_usual_searches_together_cost_less_than_the_base(found: Frontier) -> None:
    """Effort is counted in steps; further searches come only where plans are still missing."""
    assert found.base_iterations is not None
    usual = sum(search.iterations for search in found.searches[: SHARES - 1])
    assert 0 < usual < found.base_iterations


def test_no_plan_is_illegal_and_nothing_is_left_out(found: Frontier) -> None:
    """Four carers have room for all 48 visits."""
    assert all(plan.outcome.verdict.is_legal for plan in found.plans)
    assert {len(plan.rota.assignments) for plan in found.plans} == {48}


def test_one_seed_is_one_frontier(found: Frontier) -> None:
    """A frontier limited by iterations repeats, plan by plan."""
    again = frontier(a_choice(), effort=Effort(iterations=90_000, threads=1))
    assert [plan.rota for plan in again.plans] == [plan.rota for plan in found.plans]
    assert again.searches == found.searches


def test_the_best_in_each_aim_is_named(found: Frontier) -> None:
    """Each aim has a plan that says it is best in it."""
    for aim in Aim:
        least = min(plan.outcome.aims[aim] for plan in found.plans)
        best = [plan for plan in found.plans if aim.value in plan.best]
        assert {plan.outcome.aims[aim] for plan in best} == {least}


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(weeks())
def test_no_week_trades_what_is_protected(week: Week) -> None:
    """Random weeks with every rule in them, from a plain rota that may leave much out."""
    found = frontier(week, greedy(week), effort=Effort(iterations=600, threads=1))
    demand_a_frontier(week, found)
    assert len(found.searches) <= MOST_SEARCHES
    assert len(found.plans) >= found.wanted or found.shortfall


def test_a_better_covered_plan_sets_the_base_aside() -> None:
    """A base that leaves a visit out for no reason is not offered as a way to drive less."""
    week = a_choice()
    empty = Rota(assignments=())
    found = frontier(week, empty, effort=SHORT)
    assert found.base.protected.left_out == 48
    assert all(plan.direction != "base" for plan in found.plans)
    assert found.base_iterations is None
    demand_a_frontier(week, found)


def test_where_nothing_can_be_chosen_there_is_one_plan_and_it_is_said() -> None:
    """One carer, one visit at one minute: one plan, after every search there is."""
    week = a_week(a_visit("v1", slack=0))
    found = frontier(week, effort=Effort(iterations=120, threads=1))
    assert [plan.name for plan in found.plans] == ["plan-1"]
    assert len(found.searches) == MOST_SEARCHES > SHARES
    assert "Only 1 plan found of 5 wanted" in found.shortfall


def test_a_base_that_was_given_stays_if_it_is_not_beaten() -> None:
    """Who makes the visits is fixed by pins, and the agreed times are kept: one plan."""
    week = a_week(a_visit("v1", at="09:00"), a_visit("v2", "c2", at="12:00"))
    rota = a_rota(week, {"v1": "A", "v2": "A"})
    found = frontier(week, rota, effort=Effort(iterations=120, threads=1))
    assert found.plans[0].direction == "base"
    assert found.plans[0].rota == rota


def test_one_plan_is_adopted_by_name_or_number(found: Frontier) -> None:
    """The rota comes back as it was judged."""
    assert adopt(found, "plan-2") == adopt(found, "2") == found.plans[1].rota


def test_a_plan_that_is_not_there_is_refused(found: Frontier) -> None:
    """The answer names the plans there are."""
    with pytest.raises(InputError, match=r"No plan is called plan-99\.\nMaybe take one of plan-1"):
        adopt(found, "plan-99")


def test_one_plan_is_no_choice() -> None:
    """Asking for one is refused before anything is searched."""
    with pytest.raises(InputError, match="nothing to choose"):
        frontier(a_choice(), plans=1)


@pytest.mark.slow
def test_the_sample_week_has_five_plans_for_less_than_a_second_one() -> None:
    """Few steps on the bundled week: five plans or more, none trading what is protected, all
    other searches together cheaper than the base.
    """
    folder = Path(__file__).parents[4] / "data" / "samples" / "melton_harborough_rutland"
    week = given_for(read_tables(folder), None, 7, Sources()).week
    found = frontier(week, effort=Effort(iterations=90_000, threads=1))
    assert len(found.plans) >= 5
    assert found.base_iterations is not None
    assert found.other_iterations < found.base_iterations
    demand_a_frontier(week, found)
    assert all(plan.outcome.verdict.is_legal for plan in found.plans)
