"""How a search spends its budget, and where its temperatures come from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solver.model import Problem
from solver.params import HALF, LOW_SHARE, Params, step_uphill
from solver.solve import solve
from solver.stop import Budget
from tests.problems import a_random_problem


def test_a_step_uphill_is_a_share_of_the_steps() -> None:
    """Of 0, 10 ... 100 one in ten is below 10, and half are below 50."""
    steps = np.arange(0, 101, 10)
    assert step_uphill(steps, LOW_SHARE) == pytest.approx(10.0)
    assert step_uphill(steps, HALF) == pytest.approx(50.0)


def test_without_steps_uphill_there_is_still_a_temperature() -> None:
    """No step, or steps that cost nothing: one point, so that no temperature is zero."""
    assert step_uphill(np.array([], dtype=np.int64), HALF) == 1.0
    assert step_uphill(np.zeros(5, dtype=np.int64), HALF) == 1.0


def an_easy_problem() -> Problem:
    """Twenty units, none of them dear to leave out."""
    problem = a_random_problem(5, carers=4, days=2, units=20, groups=4)
    return replace(problem, unit_left_out=problem.unit_left_out * 0 + 1)


@pytest.mark.parametrize("warm", [False, True])
def test_all_iterations_are_spent_and_no_more(warm: bool) -> None:
    """Quenching, melting, annealing and the end share 20,000; whole steps lose a few at most."""
    problem = a_random_problem(3, carers=4, days=2, units=20, groups=4)
    first = solve(problem, Budget(iterations=500), threads=1).solution if warm else None
    result = solve(problem, Budget(iterations=20_000), threads=1, warm=first)
    assert 19_800 <= result.iterations <= 20_000


def test_melting_stops_when_the_energy_has_risen() -> None:
    """A rise of minus all is there at once, one of a millionfold never: 2 to 15 looks, or 16."""
    problem = a_random_problem(5, carers=4, days=2, units=20, groups=4)

    def looks_while_melting(rise: float) -> int:
        params = Params(melt_rise=rise)
        result = solve(problem, Budget(iterations=24_000), threads=1, params=params)
        looks = [look.iterations for look in result.curve]
        polished = looks[-1] == looks[-2]
        return len(looks) - polished - (1 + 12 + params.slices + 1)

    assert 2 <= looks_while_melting(-1.0) < 16
    assert looks_while_melting(1e6) == 16


@pytest.mark.parametrize(("steps", "times"), [(50.0, 7), (100.0, 3), (180.0, 2), (300.0, 0)])
def test_there_are_as_many_beginnings_as_there_is_time_for(steps: float, times: int) -> None:
    """Of 24,000 steps for 20 units 0.3 are 360 a unit; each beginning is 12 looks; one is none."""
    problem = an_easy_problem()

    def looks(**how: float) -> int:
        params = Params(melt_rise=1e6, **how)
        return len(solve(problem, Budget(iterations=24_000), threads=1, params=params).curve)

    assert looks(anew_steps=steps) - looks(anew_share=0.0) == 12 * times


def test_nobody_begins_anew_where_something_has_to_come_in() -> None:
    """More visits than fit, dear to leave out: the looks are the same with and without."""
    problem = a_random_problem(17, carers=3, days=2, units=60, groups=6)
    problem = replace(problem, unit_left_out=problem.unit_left_out * 1000)
    budget = Budget(iterations=12_000)
    anew, not_anew = (
        solve(problem, budget, threads=1, params=Params(anew_steps=1.0, anew_share=share))
        for share in (0.3, 0.0)
    )
    assert anew.solution.cost == not_anew.solution.cost
    assert len(anew.curve) == len(not_anew.curve)


def test_the_best_starts_end_a_search() -> None:
    """What is given back costs no more than at the last look of the search itself."""
    problem = a_random_problem(7, carers=5, days=3, units=40, groups=6)
    result = solve(problem, Budget(iterations=3_000), threads=1)
    assert result.solution.cost <= min(look.cost for look in result.curve)


def test_without_a_share_the_best_starts_are_left_out_by_iterations_too() -> None:
    """The same steps; what the search itself found, which choosing starts would have bettered."""
    problem = a_random_problem(7, carers=5, days=3, units=40, groups=6)
    fine, rough = (
        solve(problem, Budget(iterations=3_000), threads=1, params=Params(polish_share=share))
        for share in (0.06, 0.0)
    )
    assert fine.iterations == rough.iterations
    assert fine.solution.cost < rough.solution.cost
