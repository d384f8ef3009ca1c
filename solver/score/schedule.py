"""When each task starts, once it is known who makes it and how early it may.

The order of a duty follows the releases. Starts are the least that satisfy every bound
from below: so they are unique, and nothing waits that need not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from solver.model import Ints, Longs, Problem
from solver.score.legs import ready


def tour(duty: Ints, moments: Longs, row: int) -> list[int]:
    """Tasks of duty ``row`` in order of ``moments``, ties by row of the task."""
    tasks = np.flatnonzero(duty == row)
    return sorted((int(task) for task in tasks), key=lambda task: (int(moments[task]), task))


def tours(problem: Problem, duty: Ints, moments: Longs) -> dict[int, list[int]]:
    """Every duty with a task, in order of row, and its tasks in order of ``moments``."""
    found = {row: tour(duty, moments, row) for row in range(len(problem.duty_carer))}
    return {row: tasks for row, tasks in found.items() if tasks}


def opening(problem: Problem, row: int, task: int) -> int:
    """Earliest start of ``task`` as the first of duty ``row``."""
    begins = int(problem.duty_start[row])
    home = int(problem.duty_start_place[row])
    if home < 0 or not problem.duty_commute_inside[row]:
        return begins
    place = int(problem.task_place[task])
    return ready(problem, int(problem.duty_mode[row]), begins, home, place)


def closing(problem: Problem, row: int, task: int, end: int) -> int:
    """Moment duty ``row`` is over if ``task`` is its last and ends at ``end``."""
    home = int(problem.duty_end_place[row])
    if home < 0 or not problem.duty_commute_inside[row]:
        return end
    place = int(problem.task_place_end[task])
    return ready(problem, int(problem.duty_mode[row]), end, place, home)


def ready_after(problem: Problem, row: int, before: int, start: int, task: int) -> int:
    """Earliest start of ``task`` straight after ``before``, which started at ``start``."""
    return ready(
        problem,
        int(problem.duty_mode[row]),
        start + int(problem.task_duration[before]),
        int(problem.task_place_end[before]),
        int(problem.task_place[task]),
    )


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
    passes the latest of its task can never come back, so then there is no answer.

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
    order = tours(problem, duty, release)
    moved = True
    while moved:
        moved = False
        for task, bound in _bounds(problem, duty, order, start):
            if bound > start[task]:
                start[task] = bound
                moved = True
        if np.any((duty >= 0) & (start > problem.task_latest)):
            return None
    return start


def _bounds(
    problem: Problem, duty: Ints, order: dict[int, list[int]], start: Longs
) -> Iterator[tuple[int, int]]:
    """Each task with a moment before which it cannot start, given the starts so far."""
    for row, tasks in order.items():
        yield tasks[0], on_grid(problem, tasks[0], opening(problem, row, tasks[0]))
        for before, task in pairwise(tasks):
            ready = ready_after(problem, row, before, int(start[before]), task)
            yield task, on_grid(problem, task, ready)
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
