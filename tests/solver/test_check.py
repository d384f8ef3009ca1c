"""A Problem that does not fit together never reaches the core."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solver.check import ProblemError, check_problem
from tests.problems import a_random_problem


def test_a_sound_problem_passes() -> None:
    """Random problems of the tests are sound."""
    for seed in range(20):
        check_problem(a_random_problem(seed))


@pytest.mark.parametrize(
    ("name", "index", "value", "words"),
    [
        ("task_place", 0, 9999, "task_place holds"),
        ("task_pair", 0, -1, "task_pair holds"),
        ("duty_carer", 0, 77, "duty_carer holds"),
        ("link_first", 0, -3, "link_first holds"),
        ("unit_offset", -1, 1, "unit_offset does not cut"),
        ("step_speed", 0, 0, "step_speed is not within"),
        ("task_duration", 0, -5, "negative duration"),
        ("carer_rest", 0, 2**62, "carer_rest holds a figure beyond"),
    ],
)
def test_each_fault_is_named(name: str, index: int, value: int, words: str) -> None:
    """One figure out of range is refused with the name of its array."""
    problem = a_random_problem(4, units=12)
    array = getattr(problem, name).copy()
    array[index] = value
    with pytest.raises(ProblemError, match=words):
        check_problem(replace(problem, **{name: array}))


def test_wrong_types_and_shapes_are_all_listed() -> None:
    """An int64 row array and a short array are reported together."""
    problem = a_random_problem(4)
    broken = replace(
        problem,
        task_place=problem.task_place.astype(np.int64),
        carer_rest=problem.carer_rest[:-1],
    )
    with pytest.raises(ProblemError) as caught:
        check_problem(broken)
    assert "carer_most_work has shape" in str(caught.value)
    assert "task_place is int64" in str(caught.value)
