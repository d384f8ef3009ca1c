"""How a search spends its budget, and where its temperatures come from."""

from __future__ import annotations

import numpy as np
import pytest

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
