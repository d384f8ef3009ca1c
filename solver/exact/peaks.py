"""Moments at which some tasks must all be under way, each by a carer of its own.

A task whose window is shorter than the task is under way at some moments whatever its start.
Beside it counts half of the shortest leg that could come before it and half of the shortest
that could come after: of two tasks of one carer each has its half, so the longer spells of
one carer never overlap either.

References
----------
.. [1] Baptiste, P., Le Pape, C., Nuijten, W. (2001). Constraint-Based Scheduling. Springer,
       chapter 2: compulsory parts. https://doi.org/10.1007/978-1-4615-1479-4
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from solver.exact.possible import Grid, first_start, last_start, may_make, unit_of_task
from solver.model import UNREACHABLE, Longs, Problem

NO_START = 2**50
"""Stands for a moment where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What must be under way when, and who could do it.

    Parameters
    ----------
    able : shape (C, T)
        Whether some duty of the carer can make the task.
    earliest, latest : shape (T,), moments
        Nobody starts it earlier or later; ``earliest > latest`` where nobody can make it.
    busy_from, busy_to : shape (T,), moments
        If made, the task keeps its carer busy from the one to just before the other, whatever
        its start. Empty where ``busy_from >= busy_to``.
    unit : shape (T,)
    """

    able: Grid
    earliest: Longs
    latest: Longs
    busy_from: Longs
    busy_to: Longs
    unit: Longs


def demand(problem: Problem) -> Demand:
    """What must be under way when."""
    may = may_make(problem)
    able = _by_carer(problem, may)
    earliest = np.where(may, first_start(problem), NO_START).min(axis=0, initial=NO_START)
    latest = np.where(may, last_start(problem), -NO_START).max(axis=0, initial=-NO_START)
    before, after = _half_legs(problem, able, earliest, latest)
    return Demand(
        able=able,
        earliest=earliest,
        latest=latest,
        busy_from=latest - before,
        busy_to=earliest + problem.task_duration + after,
        unit=unit_of_task(problem),
    )


def moments(demand: Demand) -> Iterator[tuple[int, Longs]]:
    """Moments with the tasks under way; every set of such tasks is part of one of these.

    Known as maximal cliques of an interval graph: only the last beginning before an end counts.
    """
    busy = np.flatnonzero((demand.busy_from < demand.busy_to) & demand.able.any(axis=0))
    begins = np.unique(demand.busy_from[busy])
    ends = np.unique(demand.busy_to[busy])
    if not len(busy):
        return
    following = np.searchsorted(ends, begins, side="right")
    last = np.append(following[1:] != following[:-1], True)
    for moment in begins[last].tolist():
        is_on = (demand.busy_from[busy] <= moment) & (moment < demand.busy_to[busy])
        yield int(moment), busy[is_on]


def _by_carer(problem: Problem, may: Grid) -> Grid:
    able = np.zeros((len(problem.carer_rest), may.shape[1]), dtype=np.bool_)
    np.logical_or.at(able, problem.duty_carer, may)
    return able


def _half_legs(problem: Problem, able: Grid, earliest: Longs, latest: Longs) -> tuple[Longs, Longs]:
    """Half of the shortest leg that one carer could have before, and after, each task.

    Nothing where the window is so long that no leg would tell.
    """
    count = len(problem.task_place)
    before, after = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    legs = problem.drive.astype(np.int64) + problem.extra
    longest = int(legs[problem.drive < UNREACHABLE].max(initial=0))
    end = earliest + problem.task_duration
    tells = np.flatnonzero((latest - end < longest) & able.any(axis=0))
    every = np.arange(count)
    for some in np.array_split(tells, 1 + len(tells) // CHUNK):
        never = _never_both(problem, able, some)
        out, back = _legs(problem, legs, some, every), _legs(problem, legs, every, some)
        follows = (end[some][:, None] + out <= latest) & (out < UNREACHABLE) & ~never
        precedes = (end[:, None] + back <= latest[some]) & (back < UNREACHABLE) & ~never.T
        after[some] = _half(np.where(follows, out, NO_START).min(axis=1, initial=NO_START))
        before[some] = _half(np.where(precedes, back, NO_START).min(axis=0, initial=NO_START))
    return before, after


CHUNK = 256
"""Tasks compared with all others at once, for the sake of memory."""


def _half(leg: Longs) -> Longs:
    """Half of each leg, rounded down; nothing where there is none."""
    half: Longs = np.where(leg >= NO_START, 0, leg // 2)
    return half


def _legs(problem: Problem, legs: Longs, before: Longs, after: Longs) -> Longs:
    """Seconds from the end of each task ``before`` to the start of each ``after``, at least.

    By whatever mode; nothing where one of the two has no place.
    """
    here, there = problem.task_place_end[before], problem.task_place[after]
    leg = legs[:, here[:, None], there].min(axis=0)
    return np.where((here < 0)[:, None] | (there < 0), 0, leg)


def _never_both(problem: Problem, able: Grid, some: Longs) -> Grid:
    """Shape (N, T): whether no one carer can make both."""
    both = able[:, some].astype(np.float32).T @ able.astype(np.float32)
    unit = unit_of_task(problem)
    mates = (unit[some][:, None] == unit) & (problem.unit_distinct[unit] == 1)
    same = some[:, None] == np.arange(len(unit))
    never: Grid = (both == 0) | mates | same
    return never
