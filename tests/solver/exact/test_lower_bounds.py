"""No legal rota is better than a bound: by trying every rota, and by searching for one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.exact.lower_bounds import LowerBounds, lower_bounds
from solver.model import Ints, Longs, Problem, Term
from solver.score import score
from solver.solve import solve
from solver.stop import Budget
from tests.problem_arrays import having
from tests.problems import a_random_problem
from tests.solver.exact.random_days import a_day, best_of_all, every_rota
from tests.solver.small import HOUR, MINUTE, Duty, Part, a_problem

ONE_TIER = np.full(len(Term), 1)


def with_tiers(problem: Problem, seed: int) -> Problem:
    """The same with every term, and every unit left out, in a tier of its own choice."""
    rng = np.random.default_rng(seed)
    return having(
        problem,
        tier_of_term=rng.integers(0, problem.tiers, len(Term)),
        unit_left_out_tier=rng.integers(
            0, rng.integers(1, problem.tiers + 1), problem.unit_group.shape
        ),
        guide=np.ones(problem.tiers),
    )


def assert_no_better(bounds: LowerBounds, problem: Problem, duty: Ints, start: Longs) -> None:
    """A legal rota is nowhere below a bound that is said of it."""
    scored = score(problem, duty, start)
    out = duty[problem.unit_offset[:-1]] < 0
    assert bounds.cost <= scored.cost
    assert bounds.units <= out.sum()
    assert bounds.chained <= (duty < 0).sum()
    if out.sum() <= bounds.spared:
        assert bounds.faces <= faces_of(problem, duty)
        assert bounds.driving <= driving_of(problem, duty, start)
    for said in bounds.terms:
        if out.sum() <= said.spared:
            assert said.least <= sum(scored.terms[term] for term in said.terms), said.terms
    for group, few in enumerate(bounds.teams):
        mine = problem.unit_group == group
        if mine.any() and not out[mine].any():
            tasks = np.repeat(mine, np.diff(problem.unit_offset))
            assert few <= len(set(problem.duty_carer[duty[tasks]].tolist()))


def faces_of(problem: Problem, duty: Ints) -> int:
    """Distinct carers of each group, added up."""
    group = np.repeat(problem.unit_group, np.diff(problem.unit_offset))
    made = (duty >= 0) & (group >= 0)
    return len(set(zip(group[made], problem.duty_carer[duty[made]], strict=True)))


def driving_of(problem: Problem, duty: Ints, start: Longs) -> int:
    """Seconds under way within duties."""
    return score(having(problem, travel=1), duty, start).terms[Term.TRAVEL]


def try_every_rota(problem: Problem) -> int:
    """Compare with all of them; how many there are."""
    bounds, count = lower_bounds(problem), 0
    for duty, _, start in every_rota(problem):
        assert_no_better(bounds, problem, duty, start)
        count += 1
    return count


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_no_rota_at_all_is_below_a_bound(seed: int) -> None:
    """Every assignment and order of three units, with all kinds of terms in any tiers."""
    problem = a_random_problem(seed, carers=2, days=1, units=3, groups=2)
    assert try_every_rota(problem)
    assert try_every_rota(with_tiers(problem, seed))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), must=st.booleans())
def test_no_crowded_day_is_below_a_bound(seed: int, must: bool) -> None:
    """Tasks that get into each other's way: units must often be left out."""
    assert try_every_rota(a_day(seed, must=must))


@pytest.mark.slow
@pytest.mark.parametrize(
    "first", [0, 50, *(pytest.param(at, marks=pytest.mark.long) for at in range(100, 300, 50))]
)
def test_no_rota_of_hundreds_of_problems_is_below_a_bound(first: int) -> None:
    """The same of as many problems as patience allows."""
    for seed in range(first, first + 50):
        problem = a_random_problem(seed, carers=2, days=1, units=3 + seed % 2, groups=2)
        try_every_rota(with_tiers(problem, seed) if seed % 3 else problem)
        try_every_rota(a_day(seed, must=bool(seed % 2), windows=seed % 5 > 0))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), units=st.integers(4, 14), days=st.integers(1, 3))
def test_no_search_finds_a_rota_below_a_bound(seed: int, units: int, days: int) -> None:
    """The engine does its best to refute what is said of larger problems."""
    problem = a_random_problem(seed, carers=4, days=days, units=units)
    for tiers in (problem, with_tiers(problem, seed)):
        bounds = lower_bounds(tiers)
        found = solve(tiers, Budget(iterations=4000), seed=1, threads=1).solution
        assert_no_better(bounds, tiers, found.duty, found.start)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_a_proof_joins_in(seed: int) -> None:
    """With effort for a proof the bound is the best cost there is, where nobody must stay out."""
    problem = a_day(seed)
    found = solve(problem, Budget(iterations=500), seed=1, threads=1).solution
    bounds, best = lower_bounds(problem, found, proof_effort=60.0), best_of_all(problem)
    if best is not None:
        assert bounds.cost == best
        assert bounds.is_optimal
        assert bounds.solution is not None
        assert bounds.solution.cost == best


def care(*units: Part | Sequence[Part], duties: Sequence[Duty], **figures: object) -> Problem:
    """Units fixed to their preferred start; leaving one out costs a point of tier 0."""
    problem = a_problem(*units, duties=duties, days=1)
    given = {
        "task_earliest": problem.task_preferred,
        "task_latest": problem.task_preferred,
        "unit_left_out": 1,
        **figures,
    }
    return having(problem, **given)


def test_three_at_eight_are_one_too_many_for_two() -> None:
    """Three visits at eight and two carers: one is left out, and the sentence can name them."""
    problem = care(*[Part("08:00")] * 3, duties=(Duty(0), Duty(1)))
    bounds = lower_bounds(problem)
    assert (bounds.units, bounds.cost[0]) == (1, 1)
    (peak,) = bounds.left_out.peaks
    assert (len(peak.tasks), peak.carers, peak.units) == (3, (0, 1), 1)
    assert 8 * HOUR <= peak.moment < 8 * HOUR + 30 * MINUTE


def test_who_may_not_come_does_not_count_at_a_peak() -> None:
    """Two visits at eight that only the first of three carers may make."""
    allowed = [[1, 0, 0]]
    duties = (Duty(0), Duty(1), Duty(2))
    bounds = lower_bounds(care(Part("08:00"), Part("08:00"), duties=duties, allowed=allowed))
    (peak,) = bounds.left_out.peaks
    assert peak.carers == (0,)


def test_the_way_between_makes_a_peak() -> None:
    """Ends at 8:30, begins at 8:35, ten minutes apart: one carer cannot make both."""
    apart = care(Part("08:00"), Part("08:35", place=1), duties=(Duty(),))
    assert lower_bounds(apart).units == 1
    together = care(Part("08:00"), Part("08:35"), duties=(Duty(),))
    assert lower_bounds(together).units == 0


def test_a_visit_nobody_may_make_is_left_out() -> None:
    """It is named as such, not as a peak."""
    problem = care(Part("08:00"), duties=(Duty(),), allowed=[[0]])
    bounds = lower_bounds(problem)
    assert bounds.left_out.nobody == (0,)
    assert (bounds.units, bounds.cost[0]) == (1, 1)


def test_tasks_that_do_not_chain_are_counted() -> None:
    """Three half hours from seven to eight, at no time in particular: only two fit.

    No moment has too few carers, but no carer can make them one after the other.
    """
    problem = care(*[Part("07:00")] * 3, duties=(Duty(0, 0, "07:00", "08:00"),))
    problem = having(problem, task_earliest=7 * HOUR, task_latest=7 * HOUR + 29 * MINUTE)
    bounds = lower_bounds(problem)
    assert bounds.units == 2
    assert bounds.units >= bounds.left_out.units


def test_travel_is_at_least_the_line() -> None:
    """Clients at places 0, 1 and 2 on a line, a point a second: 20 minutes at least."""
    parts = [Part("08:00"), Part("10:00", place=1), Part("12:00", place=2)]
    bounds = lower_bounds(care(*parts, duties=(Duty(),), travel=1))
    (legs,) = [said for said in bounds.terms if Term.TRAVEL in said.terms]
    assert legs.least == 20 * MINUTE
    assert legs.spared == 0
    assert bounds.cost == (0, 0, 0, 0, 0, 20 * MINUTE, 0)


def test_once_a_visit_must_go_only_the_cheaper_legs_are_certain() -> None:
    """Two at eight for one carer: whichever goes, the way to the other may go with it."""
    parts = [Part("08:00", place=2), Part("08:00"), Part("10:00")]
    bounds = lower_bounds(care(*parts, duties=(Duty(),), travel=1))
    assert bounds.cost[0] == 1
    assert bounds.cost[5] == 0


def test_the_smallest_team_bounds_the_faces() -> None:
    """Breakfast and bed, and duties of half a day: two faces at three points each."""
    duties = (Duty(0, 0, "07:00", "14:00"), Duty(1, 0, "15:00", "22:00"))
    bounds = lower_bounds(care(Part("08:00"), Part("20:00"), duties=duties, group_face=3))
    assert bounds.teams.tolist() == [2]
    (faces,) = [said for said in bounds.terms if Term.FACES in said.terms]
    assert faces.least == 6


def test_a_rota_that_meets_its_bound_is_optimal() -> None:
    """And says so without any search."""
    parts = [Part("08:00"), Part("10:00", place=1)]
    problem = care(*parts, duties=(Duty(),), travel=1)
    found = solve(problem, Budget(iterations=100), seed=1, threads=1).solution
    bounds = lower_bounds(problem, found)
    assert bounds.is_optimal
    assert bounds.cost == found.cost
    assert all(said.least == said.reached for said in bounds.terms if Term.TRAVEL in said.terms)


def test_what_cannot_be_proved_says_why() -> None:
    """A price the proof does not know; the other bounds are there all the same."""
    problem = care(Part("08:00"), duties=(Duty(),), waiting=1, tier_of_term=ONE_TIER)
    bounds = lower_bounds(problem, proof_effort=1.0)
    assert bounds.proof is None
    assert bounds.unprovable == ("WAITING has a price.",)
