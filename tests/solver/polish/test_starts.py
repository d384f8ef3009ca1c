"""Best starts against trying every start, and against laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from solver.model import FOREVER, Ints, Longs, Problem, Solution, Term
from solver.polish import best_starts
from solver.score import faults, score, starts
from tests.problem_arrays import having
from tests.problems import a_legal_plan, a_random_problem, plans
from tests.solver.polish.by_trying import answer, best_starts_by_trying
from tests.solver.small import HOUR

quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
ROTAS = 40


def settled(problem: Problem, duty: Ints, release: Longs) -> Solution:
    """The answer these releases lead to."""
    start = starts(problem, duty, release)
    assert start is not None
    return answer(problem, duty, start)


@quick
@given(planned=plans())
def test_the_answer_is_legal_and_never_worse(planned: tuple[Problem, Ints, Longs]) -> None:
    """Whatever the problem, tours stay, no rule is broken and the cost does not rise."""
    problem, duty, release = planned
    before = settled(problem, duty, release)
    after = best_starts(problem, before)
    assert np.array_equal(after.duty, duty)
    assert faults(problem, duty, after.release, after.start) == []
    assert score(problem, duty, after.start).cost == after.cost
    assert after.cost <= before.cost


@pytest.mark.parametrize("seed", range(ROTAS))
def test_no_choice_of_starts_is_better(seed: int) -> None:
    """Up to four tasks, every start on a grid of ten minutes tried: none costs less."""
    problem, before = _a_small_rota(seed)
    assert best_starts(problem, before).cost == best_starts_by_trying(problem, before)


def test_the_small_rotas_can_be_improved() -> None:
    """The comparison above means something: most of its rotas are not at their best.

    And every term about times costs something in some of them.
    """
    rotas = [_a_small_rota(seed) for seed in range(ROTAS)]
    better = [best_starts(problem, before).cost < before.cost for problem, before in rotas]
    assert sum(better) > ROTAS / 2
    charged = {
        term
        for problem, before in rotas
        for term, points in score(problem, before.duty, before.start).terms.items()
        if points
    }
    about_times = {Term.LATE, Term.EARLY, Term.NEAR, Term.UNEVEN, Term.WAITING, Term.AWKWARD}
    about_hours = {Term.SHORT_HOURS, Term.LONG_WEEK, Term.LONG_SPAN, Term.OVERTIME}
    assert about_times | about_hours | {Term.GREATEST_LATE, Term.GREATEST_IDLE} <= charged


def _a_small_rota(seed: int) -> tuple[Problem, Solution]:
    """A random problem without traffic and nights, on a grid of ten minutes, and a rota of it.

    A window is twenty minutes to either side, at times of the grid. Of its tasks at most four are
    made.
    """
    rng = np.random.default_rng(seed)
    problem = a_random_problem(seed, carers=2, days=int(rng.integers(1, 3)), units=5, groups=2)
    wanted = problem.task_preferred // 600 * 600
    problem = having(
        problem,
        grid=600,
        step_offset=[0, 1, 2],
        step_start=[0, 0],
        step_speed=[700_000, 1_000_000],
        task_preferred=wanted + rng.integers(0, 600, len(wanted)) * rng.integers(0, 2),
        duty_start=problem.duty_start + rng.integers(0, 600),
        duty_due=problem.duty_due - rng.integers(0, 600),
        task_earliest=wanted - 1200,
        task_latest=wanted + 1200,
        task_again_from=FOREVER,
        task_again_to=FOREVER,
        duty_night_end=problem.duty_night_start,
        carer_weekly_rest=0,
        carer_contracted=problem.carer_contracted % (2 * HOUR),
        carer_warn_work=problem.carer_warn_work % (2 * HOUR),
        break_missing=0,
        unit_reference=-1,
    )
    while True:
        duty, release = a_legal_plan(problem, int(rng.integers(2**32)))
        duty = _with_few_tasks(problem, duty)
        start = starts(problem, duty, release)
        if start is not None and not faults(problem, duty, release, start):
            return problem, answer(problem, duty, start)


def _with_few_tasks(problem: Problem, duty: Ints) -> Ints:
    """The first units only, so that at most four tasks are made."""
    kept = duty.copy()
    for unit in reversed(range(len(problem.unit_group))):
        if np.count_nonzero(kept >= 0) > 4:
            kept[problem.unit_offset[unit] : problem.unit_offset[unit + 1]] = -1
    return kept
