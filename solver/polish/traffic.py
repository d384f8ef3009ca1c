"""When a leg takes as long as it does now, so that its length is a figure and not a curve."""

from __future__ import annotations

from solver.model import FOREVER, NEVER, Problem
from solver.score.legs import FULL_SPEED


def steady(problem: Problem, mode: int, leave: int, drive: int) -> tuple[int, int]:
    """Moments of leaving between which a leg surely takes ``drive`` seconds, as from ``leave``.

    A leg within one speed step takes as long from any moment of it that leaves room for
    the whole leg; one that crosses into another step is certain from ``leave`` alone.
    """
    if not drive:
        return NEVER, FOREVER
    first, last = int(problem.step_offset[mode]), int(problem.step_offset[mode + 1]) - 1
    step = first
    while step < last and int(problem.step_start[step + 1]) <= leave:
        step += 1
    opens = NEVER if step == first else int(problem.step_start[step])
    closes = FOREVER if step == last else int(problem.step_start[step + 1]) - drive
    return (opens, closes) if leave <= closes else (leave, leave)


def slowest(problem: Problem, mode: int, free_flow: int) -> int:
    """Seconds the leg takes in the slowest traffic of its mode."""
    first, last = int(problem.step_offset[mode]), int(problem.step_offset[mode + 1])
    return -(-free_flow * FULL_SPEED // int(problem.step_speed[first:last].min()))
