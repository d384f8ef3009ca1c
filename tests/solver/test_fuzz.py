"""Whatever is asked of the engine, it is refused in words or answered rightly.

An ordinary run tries a little of everything; ``CAREROTA_FUZZ=5000`` tries as many problems of
each kind. A failing number alone repeats it: ``pytest tests/solver/test_fuzz.py -k "[123]"``.
"""

from __future__ import annotations

import itertools
import os
import resource

import numpy as np
import pytest

from solver.check import MOST_ADDED, ProblemError, check_problem
from solver.model import UNREACHABLE, Problem
from solver.solve import solve
from solver.stop import Budget
from tests.problem_arrays import having
from tests.problems import a_random_problem
from tests.solver.corrupt import NONE_OF, a_small_problem, spoilt, stretched, without
from tests.solver.proved import assert_sound

ROUNDS = int(os.environ.get("CAREROTA_FUZZ", "80"))


def answered(problem: Problem, seed: int) -> bool:
    """Whether it was not refused; the answer is then sound, whatever the threads."""
    budget, threads = Budget(iterations=200 + seed % 7 * 100), 1 + seed % 3
    try:
        found = solve(problem, budget, seed=seed, threads=threads, audit=True).solution
    except ProblemError as refusal:
        assert str(refusal)
        return False
    assert_sound(problem, found.duty, found.start, found.cost)
    return True


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_nobody_would_mean_is_refused_or_answered(seed: int) -> None:
    """Rows of nothing, ends of integers, other kinds, shapes and layouts of arrays."""
    rng = np.random.default_rng([1, seed])
    answered(spoilt(a_small_problem(rng), rng), seed)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_extremes_that_may_be_asked_are_refused_or_answered(seed: int) -> None:
    """Several fields at once at, and just inside, the bounds of what a figure may be."""
    rng = np.random.default_rng([2, seed])
    answered(stretched(a_small_problem(rng), rng), seed)


def is_sound(problem: Problem) -> bool:
    """Whether it is not refused."""
    try:
        check_problem(problem)
    except ProblemError:
        return False
    return True


def test_some_of_either_kind_is_refused_and_some_is_answered() -> None:
    """Else the tests above would prove nothing: of a hundred, five at least of each."""
    for kind, make in enumerate((spoilt, stretched), start=1):
        chances = [np.random.default_rng([kind, seed]) for seed in range(100)]
        sound = sum(is_sound(make(a_small_problem(rng), rng)) for rng in chances)
        assert 5 <= sound <= 95


PAIRS = ["".join(pair) for pair in itertools.combinations(NONE_OF, 2)]


@pytest.mark.parametrize("letters", [*NONE_OF, *PAIRS, "".join(NONE_OF)])
def test_a_problem_may_lack_any_of_its_parts(letters: str) -> None:
    """No places, modes, tasks, links, duties, carers, pair rows, groups, time groups; and two."""
    for seed in range(2):
        problem = a_small_problem(np.random.default_rng([3, seed]))
        assert answered(without(problem, letters), seed)


def test_a_block_of_ages_needs_no_memory_of_ages() -> None:
    """Two thousand years of quarter hours in two modes, each with a row, would be 600 MB."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert answered(having(a_random_problem(1), block_end=2**36), seed=0)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


@pytest.mark.parametrize("added", [2**29, 2**30])
def test_what_is_added_where_nobody_can_travel_means_nothing(added: int) -> None:
    """However much, it does not make the leg one that may be used."""
    for seed in range(5):
        problem = a_random_problem(seed, units=12)
        everywhere = np.full_like(problem.drive, UNREACHABLE)
        assert answered(having(problem, drive=everywhere, extra=added), seed)


def test_seventeen_years_may_be_added_to_a_leg_and_no_more() -> None:
    """A second more would be read as leave to use the leg."""
    problem = a_random_problem(4)
    assert answered(having(problem, extra=MOST_ADDED), seed=0)
    with pytest.raises(ProblemError, match="has more than 536870911 seconds added"):
        check_problem(having(problem, extra=MOST_ADDED + 1))


def test_a_block_too_short_for_a_weekly_rest_is_refused() -> None:
    """Two days have room for a rest of two days, and for one of a second more they have not."""
    problem = having(a_random_problem(4), carer_last_end=0, carer_weekly_rest=2 * 86_400)
    check_problem(problem)
    with pytest.raises(ProblemError, match="Carer 0 has no weekly rest in the block"):
        check_problem(having(problem, carer_weekly_rest=2 * 86_400 + 1))
