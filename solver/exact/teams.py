"""How few carers each group must have, as a bound on what continuity costs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from solver.exact.effort import Effort
from solver.exact.peaks import Demand, moments
from solver.exact.possible import Grid
from solver.exact.smallest_team import smallest_team
from solver.exact.team_problem import ANY_DAY, CANNOT, TeamProblem
from solver.model import Ints, Longs, Problem

EFFORT = 0.5
"""Most for one group."""

DAYS = 10**6
"""More days than any block has."""


def fewest_faces(problem: Problem, wanted: Demand, may: Grid, effort: Effort) -> Longs:
    """Shape (G,): distinct carers each group has at least, if all its tasks are made.

    The greater of the carers needed at one moment, and of the smallest team within days, rest,
    span and hours; the latter by quick bounds alone once ``effort`` is spent.

    Parameters
    ----------
    may : shape (D, T)
        ``may_make(problem)``.
    """
    few = _at_once(problem, wanted)
    for group in range(len(few)):
        asked = _team_problem(problem, wanted, may, group)
        if asked is not None:
            team = smallest_team(asked, effort=min(EFFORT, effort.left))
            effort.spend(team.effort)
            few[group] = max(few[group], team.least)
    return few


def able_of_group(problem: Problem, wanted: Demand) -> Grid:
    """Shape (G, C): whether the carer can make some task of the group."""
    able: Grid = np.zeros(problem.in_window.shape, dtype=np.bool_)
    group = problem.unit_group[wanted.unit]
    some = group >= 0
    np.logical_or.at(able, group[some], wanted.able.T[some])
    return able


def _at_once(problem: Problem, wanted: Demand) -> Longs:
    """Shape (G,): distinct carers each group has at one moment or in one unit; 0 without tasks."""
    group = problem.unit_group[wanted.unit]
    few = np.zeros(len(problem.group_face), dtype=np.int64)
    few[group[group >= 0]] = 1
    for together in _together(problem, wanted):
        theirs = group[together]
        groups, counts = np.unique(theirs[theirs >= 0], return_counts=True)
        np.maximum.at(few, groups, counts)
    return few


def _together(problem: Problem, wanted: Demand) -> Iterator[Longs]:
    """Tasks that need distinct carers: of one unit, or under way at one moment."""
    sizes = np.diff(problem.unit_offset)
    for unit in np.flatnonzero((sizes > 1) & (problem.unit_distinct == 1)):
        yield np.arange(problem.unit_offset[unit], problem.unit_offset[unit + 1])
    for _, tasks in moments(wanted):
        yield tasks


def _team_problem(problem: Problem, wanted: Demand, may: Grid, group: int) -> TeamProblem | None:
    """The question for all visits of the group that somebody can make; ``None`` without any."""
    visits = [tasks for tasks in _visits(problem, group) if wanted.able[:, tasks].any(axis=0).all()]
    if not visits:
        return None
    days = np.stack([_days(problem, may, tasks) for tasks in visits], axis=1)
    useful = (days != CANNOT).any(axis=1)
    limits = {
        "most_days": np.minimum(problem.carer_most_days[useful, None], DAYS).astype(np.int32),
        "most_work": problem.carer_most_work[useful, None],
        "most_visits": problem.carer_most_visits[useful],
        "span": problem.carer_most_span[useful],
        "rest": problem.carer_rest[useful],
    }
    first, last = int(problem.duty_day.min()), int(problem.duty_day.max())
    return TeamProblem(
        earliest=np.array([wanted.earliest[tasks].min() for tasks in visits]),
        latest=np.array([wanted.latest[tasks].max() for tasks in visits]),
        duration=np.array([problem.task_duration[tasks].min() for tasks in visits]),
        needed=np.array([len(tasks) for tasks in visits], dtype=np.int32),
        duty_day=days[useful],
        windows=np.array([[first, last]], dtype=np.int32),
        **limits,
    )


def _visits(problem: Problem, group: int) -> Iterator[Longs]:
    """Tasks of the group that need distinct carers together, the others one by one."""
    for unit in np.flatnonzero(problem.unit_group == group):
        tasks = np.arange(problem.unit_offset[unit], problem.unit_offset[unit + 1])
        yield from [tasks] if problem.unit_distinct[unit] else tasks[:, None]


def _days(problem: Problem, may: Grid, tasks: Longs) -> Ints:
    """Shape (C,): the working day on which each carer could make some of the tasks."""
    days = np.full(len(problem.carer_rest), CANNOT, dtype=np.int32)
    for duty in np.flatnonzero(may[:, tasks].any(axis=1)):
        carer, day = problem.duty_carer[duty], problem.duty_day[duty]
        days[carer] = day if days[carer] in (CANNOT, day) else ANY_DAY
    return days
