"""When each task starts, once it is known who makes it and how early it may.

The order of a duty follows the releases. Starts are the least that satisfy every bound
from below: so they are unique, and nothing waits that need not. ``ways`` says where a task
without a place is made.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from solver.model import Ints, Longs, Problem
from solver.score.legs import NOWHERE
from solver.score.ways import reach, ways


def tour(duty: Ints, moments: Longs, row: int) -> list[int]:
    """Tasks of duty ``row`` in order of ``moments``, ties by row of the task."""
    tasks = np.flatnonzero(duty == row)
    return sorted((int(task) for task in tasks), key=lambda task: (int(moments[task]), task))


def tours(problem: Problem, duty: Ints, moments: Longs) -> dict[int, list[int]]:
    """Every duty with a task, in order of row, and its tasks in order of ``moments``."""
    found = {row: tour(duty, moments, row) for row in range(len(problem.duty_carer))}
    return {row: tasks for row, tasks in found.items() if tasks}


def on_grid(problem: Problem, task: int, moment: int) -> int:
    """The next moment of the grid, though never past the latest start of ``task``.

    On a grid of 60, moment 61 is put off to 120; if the latest start is 90, to 90.
    """
    put_off = -(-moment // problem.grid) * problem.grid
    latest = int(problem.task_latest[task])
    return latest if moment <= latest < put_off else put_off


def starts(problem: Problem, duty: Ints, release: Longs) -> Longs | None:
    """Least starts that respect releases, duties, legs and links.

    Each bound from below is applied again and again until nothing moves. A start that
    passes the latest of its task can never come back, so then there is no answer. Both
    bounds of a link hold back: the second task waits until ``link_least`` after the first,
    the first until ``link_most`` before the second.

    A task without a place starts as early as the last start before it allows in the end:
    that is earlier again where the time to travel first runs out as that start rises. What
    is made after it never starts earlier for that, as long as no traffic clears so fast that
    who sets out after a meal is there before who had it there would be done; no start falls
    back then either.

    Parameters
    ----------
    duty : shape (T,)
        Duty that makes each task, -1 for nobody.
    release : shape (T,), moments
        Decided lower bound of each start. Tasks of one duty are made in this order, ties
        by row. Nothing here compares it with ``task_earliest``: see ``faults``.

    Returns
    -------
    start : shape (T,), moments, or None
        Where nobody makes a task, its release unchanged. None if some start would have to
        be later than ``task_latest``, a circle of waiting included.
    """
    start = release.astype(np.int64, copy=True)
    for made in np.flatnonzero(duty >= 0):
        start[made] = on_grid(problem, int(made), int(start[made]))
    released, order = start.copy(), tours(problem, duty, release)
    moved = True
    while moved:
        moved = False
        for task, bound in _bounds(problem, duty, order, start):
            # Where the time to travel first runs out, a meal starts earlier again.
            held = released if problem.task_place[task] == NOWHERE else start
            if (settled := max(int(held[task]), bound)) != start[task]:
                start[task] = settled
                moved = True
        if np.any((duty >= 0) & (start > problem.task_latest)):
            return None
    return start


def _bounds(
    problem: Problem, duty: Ints, order: dict[int, list[int]], start: Longs
) -> Iterator[tuple[int, int]]:
    """Each task with a moment before which it cannot start, given the starts so far."""
    for row, tasks in order.items():
        before = None
        for task, way in zip(tasks, ways(problem, row, tasks, start), strict=True):
            yield task, on_grid(problem, task, reach(problem, row, before, start, way))
            before = task
    for link in range(len(problem.link_first)):
        first, second = int(problem.link_first[link]), int(problem.link_second[link])
        if duty[first] < 0 or duty[second] < 0:
            continue
        least, most = int(problem.link_least[link]), int(problem.link_most[link])
        if least == most == 0:
            # Together means at the same moment, whatever the grid of either.
            yield second, int(start[first])
            yield first, int(start[second])
        else:
            yield second, on_grid(problem, second, int(start[first]) + least)
            yield first, on_grid(problem, first, int(start[second]) - most)
