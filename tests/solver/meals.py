"""Tasks made wherever the carer is, such as a meal, in problems worked by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.model import Problem
from solver.score import starts
from tests.problem_arrays import having
from tests.solver.small import Part, clock, planned

ANYWHERE = -1


def a_meal(at: str = "12:00") -> Part:
    """Half an hour without a place."""
    return Part(at, place=ANYWHERE)


def begun_by(problem: Problem, latest: str) -> Problem:
    """The same problem with a latest start of every meal."""
    is_meal = problem.task_place == ANYWHERE
    return having(problem, task_latest=np.where(is_meal, clock(latest), problem.task_latest))


def from_home(problem: Problem, *, inside: bool) -> Problem:
    """The same problem with duties that begin and end at place 0."""
    return having(problem, duty_start_place=0, duty_end_place=0, duty_commute_inside=inside)


def begins(problem: Problem, duty: Sequence[int], *released: str) -> list[str] | None:
    """Starts by the clock that follow from releases by the clock; None if none do."""
    moments = [clock(text) for text in released]
    found = starts(problem, *planned(problem, duty, moments))
    return None if found is None else [by_clock(int(moment)) for moment in found]


def by_clock(moment: int) -> str:
    """A moment of day 0 as "08:30"; with its seconds where it is not on the minute."""
    minutes, seconds = divmod(moment, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text
