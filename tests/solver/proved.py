"""An answer judged anew by the plain scorer alone."""

from __future__ import annotations

import numpy as np

from solver.model import Ints, Longs, Problem
from solver.score import faults, score, starts


def assert_sound(problem: Problem, duty: Ints, start: Longs, cost: tuple[int, ...]) -> None:
    """Legal, started as defined by its own starts, and priced as defined.

    Parameters
    ----------
    duty : shape (T,)
        Duty that makes each task, -1 for nobody.
    start : shape (T,), moments
    cost : shape (tiers,), points
    """
    made = duty >= 0
    assert faults(problem, duty, start, start) == []
    defined = starts(problem, duty, start)
    assert defined is not None
    assert np.array_equal(defined[made], start[made])
    assert score(problem, duty, start).cost == cost
