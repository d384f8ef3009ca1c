"""A proof says what trying every rota says; and nothing more than it has proved."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings

from benchmarks.sets.hhcrsp import instance_of
from solver.exact.proof import NotProvableError, prove
from solver.model import Problem, Solution, Term
from solver.score import faults, score
from tests.benchmarks.shared import BENCH, an_answer, needs
from tests.problem_arrays import having
from tests.solver.exact.random_days import a_day, best_of_all, days
from tests.solver.small import HOUR, MINUTE, Duty, Part, a_problem

ONE_TIER = np.full(len(Term), 1)
PATIENCE = 60.0


def a_priced_day(*units: Part | list[Part], duties: tuple[Duty, ...] = (Duty(),)) -> Problem:
    """A day in which getting about costs a point a second, and nothing may be left out."""
    problem = a_problem(*units, duties=duties, days=1)
    return having(
        problem,
        travel=1,
        tier_of_term=ONE_TIER,
        unit_left_out=1,
        unit_left_out_tier=0,
        tiers=2,
        guide=[1000, 1],
        unit_group=-1,
    )


def test_the_shortest_way_round_three_clients_is_proved() -> None:
    """Clients at places 0, 1 and 2, ten minutes apart on a line: the way along it is 20 minutes.

    Any other order goes back and takes 30 or 40.
    """
    proof = prove(
        a_priced_day(Part("09:00"), Part("09:00", place=1), Part("09:00", place=2)),
        effort=PATIENCE,
    )
    assert proof.is_optimal
    assert proof.bound == (0, 20 * MINUTE)
    assert proof.solution is not None
    assert proof.solution.cost == proof.bound


def test_a_double_up_waits_for_the_later_carer() -> None:
    """Two start together, so as late as the one who begins at nine: an hour late for both.

    The hour counts twice, at a point a second, and once more as the greatest lateness.
    """
    duties = (Duty(carer=0, start="08:00"), Duty(carer=1, start="09:00"))
    problem = a_priced_day([Part("08:00"), Part("08:00")], duties=duties)
    problem = having(problem, task_late=1, greatest_late=1, task_earliest=8 * HOUR)
    problem = having(problem, link_first=[0], link_second=[1], link_least=[0], link_most=[0])
    proof = prove(problem, effort=PATIENCE)
    assert proof.is_optimal
    assert proof.bound == (0, 3 * HOUR)


@settings(max_examples=40, deadline=None)
@given(problem=days())
def test_a_proved_rota_is_the_best_of_all(problem: Problem) -> None:
    """What is proved is what trying every rota finds, or that there is none."""
    proof, best = prove(problem, effort=PATIENCE), best_of_all(problem)
    assert proof.is_impossible == (best is None)
    if best is not None:
        assert proof.is_optimal
        assert proof.solution is not None
        assert proof.bound == best == proof.solution.cost
        assert_legal(problem, proof.solution)


@settings(max_examples=25, deadline=None)
@given(problem=days(must=False))
def test_a_unit_may_be_left_out_at_its_price(problem: Problem) -> None:
    """Where leaving out counts beside all else, a proof weighs it against the rest."""
    proof = prove(problem, effort=PATIENCE)
    assert proof.is_optimal
    assert proof.bound == best_of_all(problem)


@settings(max_examples=10, deadline=None)
@given(problem=days(carers=3))
def test_three_carers_are_no_harder_than_two(problem: Problem) -> None:
    """Some of them are alike, and stand in for each other."""
    proof, best = prove(problem, effort=PATIENCE), best_of_all(problem)
    assert proof.bound == (best or (0, 0))


@settings(max_examples=15, deadline=None)
@given(problem=days())
def test_out_of_effort_a_bound_is_still_a_bound(problem: Problem) -> None:
    """Wherever the search is cut short."""
    best = best_of_all(problem)
    for effort in (0.0, 0.002, 0.005, 0.01, 0.02, 0.04):
        proof = prove(problem, effort=effort)
        if best is not None:
            assert not proof.is_impossible
            assert proof.bound <= best
            assert not proof.is_optimal or proof.bound == best


def test_a_rota_given_is_returned_where_none_is_better() -> None:
    """Along the line in the one direction is as short as in the other."""
    problem = a_priced_day(Part("09:00"), Part("09:00", place=1), Part("09:00", place=2))
    given = an_answer(problem, [0, 0, 0], [3, 2, 1])
    proof = prove(problem, given, effort=PATIENCE)
    assert proof.is_optimal
    assert proof.solution is given


def test_a_rota_that_is_not_legal_is_refused() -> None:
    """Two tasks of half an hour each cannot both start at nine."""
    problem = a_priced_day(Part("09:00"), Part("09:00"))
    start = problem.task_preferred
    wrong = Solution(duty=np.zeros(2, np.int32), release=start, start=start, cost=(0, 0))
    with pytest.raises(ValueError, match="not legal: overlap"):
        prove(problem, wrong, effort=PATIENCE)


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ({"waiting": 1}, "WAITING has a price."),
        ({"task_near": 1}, "NEAR has a price."),
        ({"grid": 60}, "Starts are multiples of 60 s"),
        ({"task_again_from": 0}, "second window"),
        ({"carer_most_work": HOUR}, "limit that could bind: work in the block"),
        ({"carer_most_visits": 1}, "limit that could bind: tasks a day"),
        ({"task_place": -1, "task_place_end": -1}, "have no place"),
        ({"unit_left_out_tier": 2, "tiers": 3, "guide": [1, 1, 1]}, "in a tier after"),
    ],
)
def test_what_the_proof_does_not_know_is_named(figures: dict[str, object], reason: str) -> None:
    """A Problem that asks for more than the proof knows is refused, with the reason."""
    problem = having(a_priced_day(Part("09:00"), Part("10:00")), **figures)
    with pytest.raises(NotProvableError, match=reason):
        prove(problem, effort=PATIENCE)


def test_every_reason_is_named_at_once() -> None:
    """Two duties of a carer, and two prices unknown here: three lines."""
    duties = (Duty(end="12:00"), Duty(start="13:00"))
    problem = having(a_priced_day(Part("09:00"), duties=duties), waiting=1, overtime=1)
    with pytest.raises(NotProvableError) as refused:
        prove(problem, effort=PATIENCE)
    assert len(str(refused.value).splitlines()) == 3


def test_the_same_day_is_proved_the_same_way() -> None:
    """Two runs look at the same parts and end with the same rota."""
    first, again = (prove(a_day(7), effort=PATIENCE) for _ in range(2))
    assert (first.parts, first.effort) == (again.parts, again.effort)
    assert first.solution is not None
    assert again.solution is not None
    assert first.solution.start.tolist() == again.solution.start.tolist()


@needs("hhcrsp")
@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, 11))
def test_the_published_days_of_ten_clients_are_proved(number: int) -> None:
    """All were proved before, by two hours of CPLEX; the values are those published.

    They are rounded to four decimals of a third of a unit, and points are thousandths of one:
    so they agree to within a point.
    """
    name = f"InstanzCPLEX_HCSRP_10_{number}"
    path = BENCH / "hhcrsp" / "instances" / "mankowska" / f"{name}.json"
    problem = instance_of(name, json.loads(path.read_text())).problem
    proof = prove(problem, effort=PATIENCE)
    assert proof.is_optimal
    assert abs(proof.bound[1] - 3000 * PUBLISHED[number]) <= 1


PUBLISHED = {
    1: 218.1987,
    2: 246.6267,
    3: 305.8583,
    4: 186.8967,
    5: 189.5433,
    6: 200.0993,
    7: 225.369,
    8: 232.0483,
    9: 222.295,
    10: 225.0057,
}
"""Ceschia, Di Gaspero, Rosati, Schaerf (2024), https://doi.org/10.1111/itor.13585."""


def assert_legal(problem: Problem, solution: Solution) -> None:
    """The rota breaks no rule and costs what it says."""
    assert faults(problem, solution.duty, solution.release, solution.start) == []
    assert score(problem, solution.duty, solution.start).cost == solution.cost
