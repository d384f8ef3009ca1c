"""Getting from one place to the next: how long it takes, and whether it may be done.

Where one end of a leg is ``NOWHERE`` there is no way to go: it takes no time and has no limit.
"""

from __future__ import annotations

from solver.model import UNREACHABLE, Problem

FULL_SPEED = 1_000_000
"""Free flow, in millionths of itself."""

NOWHERE = -1
"""Stands for no place: of a duty that begins or ends anywhere, of a task made where one is."""


def arrive(problem: Problem, mode: int, leave: int, free_flow: int) -> int:
    """Moment of arrival after leaving at ``leave`` on a leg of ``free_flow`` seconds.

    There are ``free_flow`` million parts to do and each second does as many as the speed
    of the step it falls in; the last, partly used second counts whole. Leaving at a
    moment when the speed is half, 600 seconds take 1,200.
    """
    first, last = int(problem.step_offset[mode]), int(problem.step_offset[mode + 1]) - 1
    step = first
    while step < last and int(problem.step_start[step + 1]) <= leave:
        step += 1
    todo, now = free_flow * FULL_SPEED, leave
    while todo > 0:
        speed = int(problem.step_speed[step])
        needed = -(-todo // speed)
        if step == last or now + needed <= int(problem.step_start[step + 1]):
            return now + needed
        change = int(problem.step_start[step + 1])
        todo -= (change - now) * speed
        now = change
        step += 1
    return now


def free_flow(problem: Problem, mode: int, here: int, there: int) -> int:
    """Seconds of the leg with no traffic; ``UNREACHABLE`` if there is none."""
    return 0 if NOWHERE in (here, there) else int(problem.drive[mode, here, there])


def added(problem: Problem, mode: int, here: int, there: int) -> int:
    """Seconds added on arrival whatever the traffic."""
    return 0 if NOWHERE in (here, there) else int(problem.extra[mode, here, there])


def ready(problem: Problem, mode: int, leave: int, here: int, there: int) -> int:
    """Earliest moment care can begin ``there`` after leaving ``here``."""
    reached = arrive(problem, mode, leave, free_flow(problem, mode, here, there))
    return reached + added(problem, mode, here, there)


def too_far(problem: Problem, limit: int, mode: int, here: int, there: int) -> bool:
    """Whether a leg is longer than ``limit`` and what its more isolated end adds."""
    if NOWHERE in (here, there):
        return False
    free = free_flow(problem, mode, here, there)
    allowance = max(int(problem.place_extra[here]), int(problem.place_extra[there]))
    return free >= UNREACHABLE or free > limit + allowance
