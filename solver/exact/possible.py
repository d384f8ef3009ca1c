"""Which duties can make which tasks, looked at one task at a time.

Optimistic on purpose: a leg or a commute is left away where it could be spared, traffic never
slows anybody. So what is impossible here is impossible in every rota.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from solver.model import Longs, Problem

Grid = npt.NDArray[np.bool_]


def may_make(problem: Problem) -> Grid:
    """Whether the duty's carer may make the task, and its hours leave a moment for it.

    Returns
    -------
    may : shape (D, T)
    """
    allowed = problem.allowed[problem.task_pair][:, problem.duty_carer].T == 1
    may: Grid = allowed & (first_start(problem) <= last_start(problem))
    return may


def first_start(problem: Problem) -> Longs:
    """Shape (D, T), moments: no duty starts the task earlier."""
    first: Longs = np.maximum(problem.duty_start[:, None], problem.task_earliest)
    return first


def last_start(problem: Problem) -> Longs:
    """Shape (D, T), moments: no duty starts the task later."""
    ends = problem.duty_end[:, None] - problem.task_duration
    last: Longs = np.minimum(ends, problem.task_latest)
    return last


def unit_of_task(problem: Problem) -> Longs:
    """Shape (T,): the unit of each task."""
    sizes = np.diff(problem.unit_offset)
    return np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
