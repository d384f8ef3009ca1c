"""One day in the shape a proof needs: kinds of duties, their legs, and what is owed to whom.

Only a ``Problem`` in which every price rises with time comes into this shape: then, for given
rounds, nothing starts later than it must, and a round's cost for itself alone is a bound on
its cost in any rota. Every other ``Problem`` is refused with all the reasons.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.exact.proof.refuse import costing_tiers, reasons_against
from solver.model import Longs, Problem
from solver.score.legs import free_flow, ready, too_far

MUST = -1
"""Left-out points of a unit that no price in the tier of the proof can pay for."""

NOT_AFTER = 2**50
"""Seconds from one start to the next where the one task may not follow the other."""

Bits = npt.NDArray[np.int64]
Grid = npt.NDArray[np.bool_]


class NotProvableError(ValueError):
    """The Problem asks for something the proof does not know; one reason a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Duties that can stand in for each other, and the N tasks each of them may make.

    Parameters
    ----------
    duties
        Rows of the duties.
    tasks : shape (N,)
        Rows of the tasks, ascending.
    after : shape (N, N), seconds
        From the start of the row's task to the earliest start of the column's straight after
        it; ``NOT_AFTER`` where it may not follow.
    soonest : shape (N, N), seconds
        The same with any other tasks in between; a task after itself included.
    leg : shape (N, N), points
    first : shape (N,), moments
        Earliest start as the first of a round; ``NOT_AFTER`` where it may not be.
    last : shape (N,), moments
        Latest start as the last of a round, below every moment where it may not be.
    out, back : shape (N,), points
        To the first task of a round, and from the last.
    own : shape (N,), points
        What the task costs with these carers, wherever it stands in the round.
    excludes : shape (N,)
        One bit for each task that a round with this one cannot have any more: itself, and
        tasks of its unit where that needs distinct carers.
    """

    duties: tuple[int, ...]
    tasks: Longs
    after: Longs
    soonest: Longs
    leg: Longs
    first: Longs
    last: Longs
    out: Longs
    back: Longs
    own: Longs
    excludes: Bits


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What the proof reads. Sizes as in ``Problem``; B bounds on pairs of starts.

    Parameters
    ----------
    tier
        Where all the costs are that the proof adds up.
    earliest, latest, due : shape (T,), moments
        Bounds on the start, and the moment after which it is late.
    rate : shape (T,), points a second late
    greatest : points a second of the greatest lateness
    bounds : shape (B, 3)
        First task, second task, seconds: the second starts at least so long after the first.
    unit : shape (T,)
        Unit of each task.
    left_out : shape (U,), points
        ``MUST`` where leaving the unit out counts in an earlier tier.
    """

    problem: Problem
    tier: int
    kinds: tuple[Kind, ...]
    earliest: Longs
    latest: Longs
    due: Longs
    rate: Longs
    greatest: int
    bounds: Longs
    unit: Longs
    left_out: Longs


def day_of(problem: Problem) -> Day:
    """The Problem in the shape of a proof.

    Raises
    ------
    NotProvableError
        With every reason why it does not come into this shape.
    """
    reasons = list(reasons_against(problem))
    if reasons:
        raise NotProvableError("\n".join(reasons))
    tier = max(costing_tiers(problem), default=0)
    priced = problem.unit_left_out_tier == tier
    return Day(
        problem=problem,
        tier=tier,
        kinds=tuple(_kind(problem, duties) for duties in _alike(problem)),
        earliest=problem.task_earliest,
        latest=problem.task_latest,
        due=problem.task_preferred + problem.task_grace,
        rate=problem.task_late,
        greatest=problem.greatest_late,
        bounds=_bounds(problem),
        unit=np.repeat(np.arange(len(problem.unit_group)), np.diff(problem.unit_offset)),
        left_out=np.where(priced, problem.unit_left_out, MUST).astype(np.int64),
    )


def _bounds(problem: Problem) -> Longs:
    """Both sides of each link as a bound from below."""
    first, second = problem.link_first, problem.link_second
    least = np.column_stack([first, second, problem.link_least])
    most = np.column_stack([second, first, -problem.link_most])
    return np.concatenate([least, most]).astype(np.int64)


def _alike(problem: Problem) -> Iterator[tuple[int, ...]]:
    """Rows of duties that differ in nothing the proof reads."""
    carer = problem.duty_carer
    table = np.column_stack(
        [
            problem.duty_start,
            problem.duty_end,
            problem.duty_start_place,
            problem.duty_end_place,
            problem.duty_mode,
            problem.duty_commute_inside,
            problem.allowed.T[carer],
            problem.dislike.T[carer],
        ]
    ).astype(np.int64)
    found: dict[bytes, list[int]] = {}
    for row, figures in enumerate(table):
        found.setdefault(figures.tobytes(), []).append(row)
    return (tuple(duties) for duties in found.values())


def _kind(problem: Problem, duties: tuple[int, ...]) -> Kind:
    """The tasks one of these duties may make, and everything that depends on the duty."""
    row = duties[0]
    pairs = problem.task_pair
    may = problem.allowed[pairs, problem.duty_carer[row]] == 1
    tasks = np.flatnonzero(may).astype(np.int64)
    first, out = _opening(problem, row, tasks)
    last, back = _closing(problem, row, tasks)
    after, leg = _legs(problem, row, tasks)
    after[_mates(problem, tasks)] = NOT_AFTER
    return Kind(
        duties=duties,
        tasks=tasks,
        after=after,
        soonest=_soonest(after),
        leg=leg,
        first=first,
        last=last,
        out=out,
        back=back,
        own=problem.dislike[pairs[tasks], problem.duty_carer[row]].astype(np.int64),
        excludes=_excludes(problem, tasks),
    )


def _opening(problem: Problem, row: int, tasks: Longs) -> tuple[Longs, Longs]:
    """Earliest start of each task as the first of the duty, and points to get there."""
    begins, home = int(problem.duty_start[row]), int(problem.duty_start_place[row])
    mode, inside = int(problem.duty_mode[row]), bool(problem.duty_commute_inside[row])
    first, out = [], []
    for place in (int(place) for place in problem.task_place[tasks]):
        far = too_far(problem, int(problem.commute_limit[mode]), mode, home, place)
        reached = ready(problem, mode, begins, home, place) if inside and not far else begins
        first.append(NOT_AFTER if far else reached)
        out.append(0 if far else problem.commute * free_flow(problem, mode, home, place))
    return _longs(first), _longs(out)


def _closing(problem: Problem, row: int, tasks: Longs) -> tuple[Longs, Longs]:
    """Latest start of each task as the last of the duty, and points to get back."""
    ends, home = int(problem.duty_end[row]), int(problem.duty_end_place[row])
    mode, inside = int(problem.duty_mode[row]), bool(problem.duty_commute_inside[row])
    last, back = [], []
    for task in tasks:
        place, lasts = int(problem.task_place_end[task]), int(problem.task_duration[task])
        far = too_far(problem, int(problem.commute_limit[mode]), mode, place, home)
        way = ready(problem, mode, 0, place, home) if inside and not far else 0
        last.append(-NOT_AFTER if far else ends - way - lasts)
        back.append(0 if far else problem.commute * free_flow(problem, mode, place, home))
    return _longs(last), _longs(back)


def _legs(problem: Problem, row: int, tasks: Longs) -> tuple[Longs, Longs]:
    """Seconds from start to start, and points under way, between any two of the tasks."""
    mode = int(problem.duty_mode[row])
    after = np.full((len(tasks), len(tasks)), NOT_AFTER, dtype=np.int64)
    leg = np.zeros_like(after)
    for i, before in enumerate(tasks):
        here, lasts = int(problem.task_place_end[before]), int(problem.task_duration[before])
        for j, task in enumerate(tasks):
            there = int(problem.task_place[task])
            if i == j or too_far(problem, int(problem.leg_limit[mode]), mode, here, there):
                continue
            after[i, j] = lasts + ready(problem, mode, 0, here, there)
            arrived = after[i, j] - lasts - int(problem.extra[mode, here, there])
            leg[i, j] = problem.travel * arrived
    return after, leg


def _soonest(after: Longs) -> Longs:
    """Least seconds from start to start over any tasks between (Floyd and Warshall)."""
    soonest = after.copy()
    for between in range(len(after)):
        way = soonest[:, between, None] + soonest[between]
        soonest = np.minimum(soonest, way)
    return np.minimum(soonest, NOT_AFTER)


def _mates(problem: Problem, tasks: Longs) -> Grid:
    """Shape (N, N): whether two tasks need distinct carers; a task from itself too."""
    unit = np.searchsorted(problem.unit_offset, tasks, side="right") - 1
    mates: Grid = (unit[:, None] == unit) & (problem.unit_distinct[unit] == 1)
    np.fill_diagonal(mates, val=True)
    return mates


def _excludes(problem: Problem, tasks: Longs) -> Bits:
    mates = _mates(problem, tasks)
    found: Bits = mates @ (np.int64(1) << np.arange(len(tasks), dtype=np.int64))
    return found


def _longs(values: list[int]) -> Longs:
    return np.array(values, dtype=np.int64)
