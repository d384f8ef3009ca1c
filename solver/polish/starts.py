"""The best start times of a rota whose tours are settled: who makes what, in which order."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from solver.model import Ints, Longs, Problem, Solution
from solver.polish.optimum import best_values
from solver.polish.prices import add_prices
from solver.polish.rules import add_rules
from solver.polish.timetable import Timetable
from solver.score import faults, score, starts
from solver.score.plan import Plan, lay_out


def best_starts(
    problem: Problem,
    solution: Solution,
    *,
    seconds: float = 2.0,
    clock: Callable[[], float] = time.monotonic,
) -> Solution:
    """The same tours at starts of least cost, tier by tier.

    The best of all starts that keep every present side: a gap of free time stays one, a
    start in the second window stays in it, a leg stays in its step of traffic (the README of
    this folder has them all). Whatever comes of it is judged by ``solver.score``.

    Parameters
    ----------
    solution
        A legal answer; its tours are in order of its starts.
    seconds
        Most seconds for the linear programmes, by ``clock``; parts of the rota not solved by
        then keep their starts.

    Returns
    -------
    solution
        With release = start and a lower cost, or the one given.
    """
    plan = lay_out(problem, solution.duty, solution.start)
    start = _best(plan, seconds, clock)
    better = answer_at(problem, solution.duty, start)
    if better is None or better.cost >= score(problem, solution.duty, solution.start).cost:
        return solution
    return better


def _best(plan: Plan, seconds: float, clock: Callable[[], float]) -> Longs:
    """Best starts by the programme of a plan; where nobody makes a task, as they were."""
    times = Timetable(plan)
    add_rules(times)
    add_prices(times)
    values = best_values(times.programme, seconds, clock)
    start = plan.start.copy()
    for task in plan.made:
        begins = times.start(task)
        moved = sum(weight * int(values[row]) for row, weight in begins.weights.items())
        start[task] = begins.constant + moved
    return start


def answer_at(problem: Problem, duty: Ints, start: Longs) -> Solution | None:
    """The answer whose tasks start at ``start``, or None if it is not legal.

    A start off the grid cannot be asked for by a release, only follow from others: then
    there is no answer either.

    Parameters
    ----------
    duty, start : shape (T,)
        As in ``Solution``.
    """
    least = starts(problem, duty, start)
    if least is None or not np.array_equal(least[duty >= 0], start[duty >= 0]):
        return None
    if faults(problem, duty, start, start):
        return None
    cost = score(problem, duty, start).cost
    return Solution(duty=duty, release=start, start=start, cost=cost)
