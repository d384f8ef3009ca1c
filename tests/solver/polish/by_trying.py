"""Small questions of polishing answered by trying everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np

from solver.model import Ints, Longs, Problem, Solution
from solver.score import faults, score
from solver.score.plan import lay_out
from solver.score.ways import Way


def answer(problem: Problem, duty: Ints, start: Longs) -> Solution:
    """The answer with these starts."""
    return Solution(duty=duty, release=start, start=start, cost=score(problem, duty, start).cost)


def best_starts_by_trying(problem: Problem, before: Solution) -> tuple[int, ...]:
    """Least cost over all starts on the grid with tours, ways and free gaps as in ``before``.

    For problems without traffic, nights, breaks, weekly rest and second windows: there
    nothing else is a side that has to stay.
    """
    sides = _sides(problem, before.duty, before.start)
    return min(
        score(problem, before.duty, tried).cost
        for tried in _starts_on_the_grid(problem, before)
        if _sides(problem, before.duty, tried) == sides
        and not faults(problem, before.duty, tried, tried)
    )


def best_day_by_trying(
    problem: Problem, pool: Sequence[Solution], best: Solution, day: int
) -> tuple[int, ...]:
    """Least cost over all ways to give each carer their ``day`` of some answer, or a day off."""
    costs = []
    for rows in product(*_days_of_carers(problem, [best, *pool], day)):
        tried = _with_day(problem, best, day, rows)
        if tried is not None and not faults(problem, tried.duty, tried.start, tried.start):
            costs.append(tried.cost)
    return min(costs)


def _starts_on_the_grid(problem: Problem, before: Solution) -> Iterator[Longs]:
    """Starts of all tasks made on every multiple of the grid within their windows."""
    made, grid = np.flatnonzero(before.duty >= 0), problem.grid
    earliest, latest = problem.task_earliest[made] // -grid * -grid, problem.task_latest[made]
    options = [range(a, b + 1, grid) for a, b in zip(earliest, latest, strict=True)]
    for chosen in product(*options):
        tried = before.start.copy()
        tried[made] = chosen
        yield tried


def _sides(problem: Problem, duty: Ints, start: Longs) -> list[tuple[int, int, Way, bool]]:
    """Which tasks follow each other in a duty, by which way, and which gaps are free time."""
    legs = lay_out(problem, duty, start).legs
    return [(leg.before, leg.after, leg.way, leg.idle >= problem.free_gap) for leg in legs]


Day = tuple[tuple[int, int, int], ...]
"""Tasks of a carer on a day, each with its duty and start."""


def _days_of_carers(problem: Problem, answers: Sequence[Solution], day: int) -> list[set[Day]]:
    """The different days of each carer, the day off among them."""
    carers = range(len(problem.carer_rest))
    return [{(), *(_day(problem, answer, carer, day) for answer in answers)} for carer in carers]


def _day(problem: Problem, answer: Solution, carer: int, day: int) -> Day:
    return tuple(
        (task, int(row), int(answer.start[task]))
        for task, row in enumerate(answer.duty)
        if row >= 0 and problem.duty_carer[row] == carer and problem.duty_day[row] == day
    )


def _with_day(problem: Problem, best: Solution, day: int, rows: Sequence[Day]) -> Solution | None:
    """``best`` with other work on a day; None where some task would be made twice."""
    is_today = (best.duty >= 0) & (problem.duty_day[best.duty] == day)
    duty, start = np.where(is_today, -1, best.duty).astype(np.int32), best.start.copy()
    for task, row, moment in (entry for one in rows for entry in one):
        if duty[task] >= 0:
            return None
        duty[task], start[task] = row, moment
    return answer(problem, duty, start)
