"""A week planned from end to end."""

from __future__ import annotations

import pytest

from scheduler.domain.errors import InputError
from scheduler.domain.week import Week
from scheduler.planning.greedy import greedy
from scheduler.planning.week import Planned, plan_from, plan_week
from scheduler.referee import judge
from solver.result import Progress
from solver.stop import Budget, Halt
from tests.builders import a_carer, a_visit, a_week


def little_week(days: int = 7) -> Week:
    """Two carers, three clients, four calls a day, one of them for two."""
    times = {"c1": "08:00", "c2": "08:30", "c3": "12:00"}
    visits = [
        a_visit(f"{client}-{day}", client, at=at, day=day, call="morning")
        for day in range(days)
        for client, at in times.items()
    ]
    visits += [
        a_visit(f"bed-{day}", "c1", at="20:00", day=day, carers=2, call="bed")
        for day in range(days)
    ]
    return a_week(*visits, carers=[a_carer("A"), a_carer("B")], days=days)


def plan(week: Week, **changes: object) -> Planned:
    """Short and repeatable."""
    given: dict[str, object] = {"iterations": 3000, "threads": 1} | changes
    return plan_week(week, **given)  # type: ignore[arg-type]


def test_a_planned_week_is_legal_and_costs_what_the_referee_says() -> None:
    """The referee finds no breach and the same points in every tier."""
    week = little_week(3)
    planned = plan(week)
    verdict = judge(week, planned.rota)
    assert verdict.breaches == ()
    assert verdict.cost == planned.cost
    assert len(planned.rota.assignments) == len(week.visits)
    assert planned.version.startswith("carerota ")


def test_it_is_never_worse_than_greedy() -> None:
    """In this week the weekly rest of both carers makes greedy leave three visits out."""
    week = little_week()
    assert plan(week, iterations=100_000).cost <= judge(week, greedy(week)).cost


def test_one_seed_is_one_rota() -> None:
    """A search limited by iterations repeats."""
    week = little_week(2)
    assert plan(week, seed=7).rota == plan(week, seed=7).rota


def test_a_given_rota_is_never_made_worse() -> None:
    """Planning on from a rota keeps it or betters it."""
    week = little_week(3)
    rota = greedy(week)
    budget = Budget(iterations=500)
    assert plan_from(week, rota, budget, threads=1).cost <= judge(week, rota).cost


def test_progress_is_shown_and_can_end_the_search() -> None:
    """The first look says stop, so there is no second; costs are in the tiers of the rota."""
    seen: list[Progress] = []

    def look(progress: Progress) -> bool:
        seen.append(progress)
        return False

    planned = plan(little_week(2), watch=look)
    assert len(seen) == len(planned.curve) == 1
    assert seen[0].left_out == 0
    assert planned.cost <= seen[0].cost


def test_a_search_can_be_ended_from_elsewhere() -> None:
    """A halt that is set already leaves one look, at what building a first answer came to."""
    halt = Halt()
    halt.set()
    assert len(plan(little_week(2), halt=halt).curve) == 1


def test_more_than_a_week_is_refused() -> None:
    """Longer periods are planned week after week."""
    with pytest.raises(InputError, match="week after week"):
        plan(a_week(a_visit(), days=14))
