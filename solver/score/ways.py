"""Where a carer is and goes next, tasks without a place included.

Such a task, a meal, is made at the next client's if the carer can be there in time for it,
and otherwise where they are: who has the time travels first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solver.model import UNREACHABLE, Longs, Problem
from solver.score.legs import NOWHERE, added, free_flow, ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a carer gets to a task of a duty.

    Parameters
    ----------
    here, there
        Places. ``here`` is ``NOWHERE`` where the duty may begin anywhere, and where the carer
        is at the task already; ``there``, where a task without a place is made on the spot.
    is_commute
        Whether no task before it in the duty has a place of its own: then ``here`` is where
        the duty begins.
    """

    here: int
    there: int
    is_commute: bool


def ways(problem: Problem, row: int, tasks: Sequence[int], start: Longs) -> Iterator[Way]:
    """The way to each of the tasks of duty ``row``, in the order they are made.

    Two clients with a meal between them: the commute, the leg from the first client to the
    second, where the meal is, and no way from the meal. Where that would have the meal start
    after its latest: the commute, no way to the meal, and then the leg.

    Parameters
    ----------
    start : shape (T,), moments
        Of each way only the start of the task before it is read, and only when that way is
        asked for: so starts may be settled along the way.
    """
    here, is_commute = int(problem.duty_start_place[row]), True
    for at, task in enumerate(tasks):
        way = Way(here=here, there=int(problem.task_place[task]), is_commute=is_commute)
        if way.there != NOWHERE:
            here, is_commute = int(problem.task_place_end[task]), False
        elif at + 1 < len(tasks):
            before, there = tasks[at - 1] if at else None, int(problem.task_place[tasks[at + 1]])
            to_next = Way(here=here, there=there, is_commute=is_commute)
            if there != NOWHERE and _is_in_time(problem, row, before, task, start, to_next):
                way, here = to_next, NOWHERE
        yield way


def _is_in_time(
    problem: Problem, row: int, before: int | None, task: int, start: Longs, to_next: Way
) -> bool:
    """Whether ``task``, without a place, can be made at the end of the way ``to_next``.

    Its release is no later than its latest start, or there is no answer; so only the way
    decides.
    """
    mode, latest = int(problem.duty_mode[row]), int(problem.task_latest[task])
    exists = free_flow(problem, mode, to_next.here, to_next.there) < UNREACHABLE
    return exists and reach(problem, row, before, start, to_next) <= latest


def reach(problem: Problem, row: int, before: int | None, start: Longs, way: Way) -> int:
    """Earliest start at the end of ``way``: after the task ``before``, or first of the duty."""
    if before is None:
        return opening(problem, row, way)
    end = int(start[before]) + int(problem.task_duration[before])
    return ready(problem, int(problem.duty_mode[row]), end, way.here, way.there)


def opening(problem: Problem, row: int, way: Way) -> int:
    """Earliest start of the first task of duty ``row``, to which ``way`` leads."""
    begins = int(problem.duty_start[row])
    if not problem.duty_commute_inside[row]:
        return begins
    return ready(problem, int(problem.duty_mode[row]), begins, way.here, way.there)


def leaving(problem: Problem, row: int, way: Way, start: int) -> int:
    """Moment the carer sets out if the first task of duty ``row`` starts at ``start``.

    Without traffic, by ``way``; the start itself where the commute lies outside the duty.
    """
    if not problem.duty_commute_inside[row]:
        return start
    mode, here, there = int(problem.duty_mode[row]), way.here, way.there
    return start - free_flow(problem, mode, here, there) - added(problem, mode, here, there)


def closing(problem: Problem, row: int, tasks: Sequence[int], end: int) -> int:
    """Moment duty ``row`` is over if the last of its ``tasks`` ends at ``end``."""
    if not problem.duty_commute_inside[row]:
        return end
    place, home = last_place(problem, tasks), int(problem.duty_end_place[row])
    return ready(problem, int(problem.duty_mode[row]), end, place, home)


def last_place(problem: Problem, tasks: Sequence[int]) -> int:
    """Where the last of the tasks that has a place ends, ``NOWHERE`` if none has."""
    places = (int(problem.task_place_end[task]) for task in reversed(tasks))
    return next((place for place in places if place != NOWHERE), NOWHERE)
