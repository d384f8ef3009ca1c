"""The engine against the plain scorer: starts, cost and hard rules on random problems."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import _core
from solver.model import Problem, Term
from solver.score import score
from solver.solve import solve
from solver.stop import Budget
from tests.problems import a_legal_plan, a_random_problem, problems
from tests.solver.proved import assert_sound


def assert_proved(problem: Problem, search: _core.Search) -> None:
    """Best answer of a search: legal, started as defined, priced as defined, no drift."""
    assert search.drift() == ""
    assert_sound(problem, search.duty, search.start, search.cost)


@settings(max_examples=60, deadline=None)
@given(problem=problems(), seed=st.integers(0, 2**32))
def test_every_answer_is_legal_and_costs_what_the_definition_says(
    problem: Problem, seed: int
) -> None:
    """After each of several hot slices the best answer is judged anew by the plain scorer."""
    search = _core.Search(problem.arrays(), problem.scalars(), seed, 1)
    search.construct()
    assert_proved(problem, search)
    for heat in (1e9, 1e6, 1e3):
        search.advance(400, 0.0, heat, heat, False, False, 50)
        assert_proved(problem, search)
    search.return_to_best()
    search.advance(400, 0.0, 1.0, 1.0, True, False, 50)
    assert_proved(problem, search)


@settings(max_examples=30, deadline=None)
@given(problem=problems(), seed=st.integers(0, 2**32))
def test_nothing_drifts_after_any_single_step(problem: Problem, seed: int) -> None:
    """The current state, hot enough to keep every legal move, equals itself computed anew."""
    search = _core.Search(problem.arrays(), problem.scalars(), seed, 1)
    search.construct()
    for _ in range(60):
        search.advance(5, 0.0, 1e12, 1e12, False, False, 50)
        assert search.drift() == ""


def test_iterations_and_seed_repeat_to_the_byte_whatever_the_threads() -> None:
    """Two runs by iterations with two threads give the same answer; another seed another."""
    problem = a_random_problem(7, carers=6, days=3, units=40, groups=6)

    def run(seed: int, threads: int) -> tuple[bytes, bytes, tuple[int, ...]]:
        result = solve(problem, Budget(iterations=4000), seed=seed, threads=threads)
        solution = result.solution
        return solution.duty.tobytes(), solution.release.tobytes(), solution.cost

    for threads in (1, 2, 3):
        assert run(1, threads) == run(1, threads)
    assert run(1, 2)[:2] != run(2, 2)[:2]


@pytest.mark.parametrize("threads", [1, 2, 3])
@pytest.mark.parametrize("number", range(4))
def test_a_search_repeats_step_by_step_on_problems_of_all_parts(number: int, threads: int) -> None:
    """Not the answer alone: each look on the way, each move tried, legal and kept."""
    problem = a_random_problem(100 + number, carers=5, days=3, units=25, groups=5)

    def run() -> tuple[object, ...]:
        result = solve(problem, Budget(iterations=1500), seed=number, threads=threads)
        looks = tuple(replace(look, elapsed=0.0) for look in result.curve)
        found = result.solution
        return found.duty.tobytes(), found.start.tobytes(), looks, result.moves

    assert run() == run()


def test_the_best_answer_never_gets_worse_and_starts_with_the_first() -> None:
    """The curve of best costs is falling, tier by tier, from the first answer on."""
    problem = a_random_problem(11, carers=6, days=3, units=40, groups=6)
    result = solve(problem, Budget(iterations=6000), seed=3)
    costs = [look.cost for look in result.curve]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] < costs[0]
    assert result.solution.cost == costs[-1]


def test_a_warm_start_is_never_made_worse() -> None:
    """Starting from a legal plan, the answer costs at most what the plan costs."""
    problem = a_random_problem(5, carers=5, days=2, units=25, groups=5)
    duty, release = a_legal_plan(problem, 1)
    search = _core.Search(problem.arrays(), problem.scalars(), 1, 1)
    search.load(duty, release)
    begun = search.cost
    search.construct()
    search.advance(2000, 0.0, 1e4, 1.0, False, False, 50)
    assert search.cost <= begun
    assert_proved(problem, search)


@pytest.mark.parametrize("after", [0.0, 0.02, 0.1])
def test_cancelling_leaves_a_legal_answer(after: float) -> None:
    """Whenever it is cancelled, the best so far is legal and priced as defined."""
    problem = a_random_problem(13, carers=6, days=3, units=40, groups=6)
    search = _core.Search(problem.arrays(), problem.scalars(), 1, 2)
    timer = threading.Timer(after, search.cancel)
    timer.start()
    search.construct()
    search.advance(2**62, 30.0, 1e5, 1e2, False, True, 50)
    timer.join()
    assert search.cancelled
    assert_proved(problem, search)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9])
@pytest.mark.parametrize("number", [31, 32])
def test_cancelling_during_construction_leaves_a_legal_answer(number: int, share: float) -> None:
    """After any share of the time it takes: what is placed stands, nothing is half done."""
    problem = a_random_problem(number, carers=10, days=5, units=150, groups=20)
    whole = _core.Search(problem.arrays(), problem.scalars(), 1, 1)
    begun = time.monotonic()
    whole.construct()
    search = _core.Search(problem.arrays(), problem.scalars(), 1, 2)
    timer = threading.Timer(share * (time.monotonic() - begun), search.cancel)
    timer.start()
    search.construct()
    timer.join()
    assert_proved(problem, search)
    search.advance(2**62, 30.0, 1e5, 1e2, False, True, 50)
    search.return_to_best()
    assert_proved(problem, search)
    assert search.iterations == 0


@pytest.mark.parametrize("after", [0.0, 0.01, 0.1])
@pytest.mark.parametrize("number", [41, 42])
def test_cancelling_during_the_last_phase_leaves_a_legal_answer(number: int, after: float) -> None:
    """The strict phase ends at once, with an answer no worse than it began with."""
    problem = a_random_problem(number, carers=6, days=3, units=40, groups=6)
    search = _core.Search(problem.arrays(), problem.scalars(), 1, 2)
    search.construct()
    search.advance(1000, 0.0, 1e5, 1e2, False, True, 50)
    search.return_to_best()
    begun = search.cost
    timer = threading.Timer(after, search.cancel)
    timer.start()
    search.advance(2**62, 30.0, 1.0, 1.0, True, False, 50)
    assert search.cancelled
    timer.join()
    assert search.cost <= begun
    assert_proved(problem, search)


@pytest.mark.parametrize("looks", [1, 2, 31, 61])
def test_watch_may_stop_the_search_at_any_look(looks: int) -> None:
    """After the first answer, a slice, half of all, and just before the last phase."""
    problem = a_random_problem(51, carers=5, days=2, units=20, groups=5)
    seen: list[object] = []

    def watch(look: object) -> bool:
        seen.append(look)
        return len(seen) < looks

    found = solve(problem, Budget(iterations=3000), watch=watch, audit=True).solution
    assert len(seen) == looks
    assert_sound(problem, found.duty, found.start, found.cost)


def test_watch_can_stop_the_search() -> None:
    """A watcher that answers False sees one look and no more slices are run."""
    problem = a_random_problem(3)
    looks = []

    def watch(look: object) -> bool:
        looks.append(look)
        return False

    solve(problem, Budget(iterations=10_000), watch=watch)
    assert len(looks) == 1


def test_starts_lie_on_the_grid_unless_the_window_ends_before() -> None:
    """On a grid of 300 s each start is a multiple of 300, or the latest start of its task."""
    for number in range(10):
        problem = replace(a_random_problem(number, units=12), grid=300)
        solution = solve(problem, Budget(iterations=500), seed=1, threads=1).solution
        made = solution.duty >= 0
        start, latest = solution.start[made], problem.task_latest[made]
        partners = np.isin(start, latest)
        assert np.all((start % 300 == 0) | partners)
        assert np.any(start % 300 == 0)


@settings(max_examples=40, deadline=None)
@given(problem=problems(), seed=st.integers(0, 2**32))
def test_the_first_answer_lacks_no_due_break(problem: Problem, seed: int) -> None:
    """Building from nothing leaves a visit out rather than take a break away."""
    search = _core.Search(problem.arrays(), problem.scalars(), seed, 1)
    search.construct()
    assert search.breaks_missing == 0
    assert score(problem, search.duty, search.start).terms[Term.BREAK_MISSING] == 0
