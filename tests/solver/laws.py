"""What the laws that hold for every rota have in common."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, settings

from solver.model import Ints, Longs, Problem
from solver.score import starts
from tests.problem_arrays import having

Planned = tuple[Problem, Ints, Longs]

quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def legal_starts(planned: Planned) -> Longs:
    """Starts of a rota known to have some."""
    found = starts(*planned)
    assert found is not None
    return found


def free_flowing(problem: Problem) -> Problem:
    """The same problem without traffic."""
    return having(problem, step_speed=1_000_000)


def orders(duty: Ints, moments: Longs) -> list[list[int]]:
    """Tasks of each duty in order."""
    rows = range(int(duty.max(initial=-1)) + 1)
    return [
        sorted(np.flatnonzero(duty == row).tolist(), key=lambda task: (moments[task], task))
        for row in rows
    ]
