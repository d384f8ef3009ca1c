"""The least that some terms of the cost come to in any rota that leaves nothing out.

One function a term, in points. Each looks at its own term alone, client by client or task by
task; what two clients want of the same carer is left away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from solver.exact.least_travel import least_travel
from solver.exact.peaks import Demand, moments
from solver.exact.possible import Grid
from solver.model import Longs, Problem, Term


def under_way(problem: Problem, _wanted: Demand) -> int:
    """TRAVEL and COMMUTE together; see ``least_travel``."""
    return least_travel(problem).points


def travel(problem: Problem, _wanted: Demand) -> int:
    """TRAVEL alone."""
    return least_travel(replace(problem, commute=0)).points


def commute(problem: Problem, _wanted: Demand) -> int:
    """COMMUTE alone."""
    return least_travel(replace(problem, travel=0)).points


def dislike(problem: Problem, wanted: Demand) -> int:
    """Of each task the least disliked carer who can make it."""
    disliked = problem.dislike[problem.task_pair].T
    least = np.where(wanted.able, disliked, np.iinfo(np.int32).max).min(axis=0)
    return int(least[wanted.able.any(axis=0)].sum())


def faces(problem: Problem, wanted: Demand) -> int:
    """Of each client as many carers as one unit, or one moment, needs at once."""
    few = fewest_faces(problem, wanted)
    crowd = np.maximum(0, few - problem.group_usual) ** 2
    return int((problem.group_face * few + problem.group_crowd * crowd)[few > 0].sum())


def window_faces(problem: Problem, wanted: Demand) -> int:
    """Of those, as many as there can be have been met before."""
    few = fewest_faces(problem, wanted)
    met = _able_of_group(problem, wanted) & (problem.in_window == 1)
    new = np.maximum(0, few - met.sum(axis=1))
    over = np.maximum(0, problem.group_met + new - problem.group_cap) ** 2
    return int((problem.group_over_cap * over)[few > 0].sum())


def stranger(problem: Problem, wanted: Demand) -> int:
    """Of each client as few carers as will do, those who cost least to join."""
    few, able = fewest_faces(problem, wanted), _able_of_group(problem, wanted)
    joins = (np.sort(price[can]) for price, can in zip(problem.join, able, strict=True))
    return sum(int(cheapest[:count].sum()) for cheapest, count in zip(joins, few, strict=True))


def long_week(problem: Problem, _wanted: Demand) -> int:
    """All tasks and the least driving, beyond what all carers do before a week is long."""
    if not problem.long_week:
        return 0
    driving = least_travel(replace(problem, travel=1, commute=0)).points
    work = int(problem.task_duration.sum()) + driving
    return problem.long_week * max(0, work - int(problem.carer_warn_work.sum()))


Least = Callable[[Problem, Demand], int]

PEOPLE: Mapping[tuple[Term, ...], Least] = {
    (Term.DISLIKE,): dislike,
    (Term.FACES,): faces,
    (Term.WINDOW_FACES,): window_faces,
    (Term.STRANGER,): stranger,
    (Term.LONG_WEEK,): long_week,
}
TOGETHER: Mapping[tuple[Term, ...], Least] = {(Term.TRAVEL, Term.COMMUTE): under_way}
APART: Mapping[tuple[Term, ...], Least] = {(Term.TRAVEL,): travel, (Term.COMMUTE,): commute}


def least_terms(problem: Problem, wanted: Demand) -> dict[tuple[Term, ...], int]:
    """Points of the terms of which anything is known; all others are 0 at least.

    Travel and commute are bounded together where they count in one tier: more is known of
    their sum than of each.
    """
    tier = problem.tier_of_term
    legs = TOGETHER if tier[Term.TRAVEL] == tier[Term.COMMUTE] else APART
    return {terms: least(problem, wanted) for terms, least in {**legs, **PEOPLE}.items()}


def fewest_faces(problem: Problem, wanted: Demand) -> Longs:
    """Shape (G,): distinct carers each group must have; 0 where it has no task."""
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


def _able_of_group(problem: Problem, wanted: Demand) -> Grid:
    """Shape (G, C): whether the carer can make some task of the group."""
    able: Grid = np.zeros(problem.in_window.shape, dtype=np.bool_)
    group = problem.unit_group[wanted.unit]
    some = group >= 0
    np.logical_or.at(able, group[some], wanted.able.T[some])
    return able
