"""The problem of a week in which only a neighbourhood of what is broken may change.

Everything else keeps its carers and its start: its window is one moment, and its rows are
open to those carers alone. Nothing is left out of the problem, so that hours, rest, faces
and prices are those of the whole week.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from scheduler.domain.rota import Stage
from scheduler.domain.units import Moment, VisitId
from scheduler.formulate import NO_LIMIT, NOBODY, Formulation, encode
from scheduler.formulate.people import DAYS_A_WEEK
from scheduler.planning.repair.former import former_team
from scheduler.planning.repair.profiles import Profile
from scheduler.planning.repair.situation import Situation
from scheduler.rules.prices import Tier
from solver.model import Flags, Ints, Longs, Problem, Solution, Term

Marks = npt.NDArray[np.bool_]

OPEN, SHUT = -1, -2
"""Who may make a task: whom the rules allow; nobody. From 0: one carer alone."""

BREAKS_AS_VISITS = 10
"""A due break is not given up for this many of the gravest visits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What may change, in rows.

    Parameters
    ----------
    free, wanted : shape (U,)
        Units that may change; those of them that have to be placed.
    """

    problem: Problem
    warm: Solution
    free: Marks
    wanted: Marks


def narrowed(
    formulation: Formulation,
    situation: Situation,
    profile: Profile,
    later: Mapping[VisitId, Moment],
) -> Narrowed:
    """The problem of a situation for one kind of option, and the rota in force to start from.

    Parameters
    ----------
    formulation
        Of the situation's week, or of one in which carers may be asked for more.
    later
        Visits that may start no earlier than a moment, found out by trying.
    """
    wanted = _units(formulation, situation.wanted)
    free = wanted | _units(formulation, situation.others - situation.soon)
    free |= _units(formulation, (one.visit for one in situation.restored))
    duty, start = encode(formulation, situation.rota)
    of_unit = formulation.rows.task_units()
    problem = _priced(formulation, situation, profile, wanted)
    opens = [
        max(situation.reached(visit), later.get(visit, 0)) if free[row] else 0
        for row, visit in enumerate(formulation.rows.visits.names)
    ]
    problem = _windows(problem, np.array(opens, dtype=np.int64)[of_unit], free[of_unit], start)
    problem = _bound(problem, _who(problem, duty, free[of_unit]))
    if profile.team_only:
        problem = limited(problem, dict(_of_team(formulation, situation, wanted)))
    kept = np.where(wanted[of_unit], NOBODY, duty).astype(np.int32)
    warm = Solution(duty=kept, release=start, start=start, cost=())
    return Narrowed(problem=problem, warm=warm, free=free, wanted=wanted)


def _units(formulation: Formulation, visits: Iterable[VisitId]) -> Marks:
    """Marks of some visits, shape (U,)."""
    found = np.zeros(len(formulation.rows.visits), dtype=np.bool_)
    found[[formulation.rows.visits.row(visit) for visit in visits]] = True
    return found


def _priced(
    formulation: Formulation, situation: Situation, profile: Profile, wanted: Marks
) -> Problem:
    """Prices of change, the same for a minute as for an hour; breaks as hard as can be.

    What is broken anyway may move in time at the price of a draft.
    """
    problem, prices = formulation.problem, situation.week.rules.prices
    known = problem.unit_moved_carer > 0
    carer = np.where(wanted, prices.moved_carer[Stage.PUBLISHED], prices.moved_carer[profile.stage])
    time = np.where(wanted, prices.moved_time[Stage.DRAFT], prices.moved_time[profile.stage])
    tiers = problem.tier_of_term.copy()
    if profile.cost_first:
        cost, person = tiers == Tier.COST, tiers == Tier.PERSON
        tiers[cost], tiers[person] = Tier.PERSON, Tier.COST
    if profile.asks:
        problem = _with_overtime(formulation, situation)
        tiers[Term.LONG_WEEK] = Tier.PERSON
    tiers[Term.MOVED], tiers[Term.BREAK_MISSING] = Tier.PERSON, Tier.SAFETY
    return replace(
        problem,
        unit_moved_carer=np.where(known, carer, 0).astype(np.int64),
        unit_moved_time=np.where(known, time, 0).astype(np.int64),
        moved_grace=0,
        break_missing=BREAKS_AS_VISITS * int(problem.unit_left_out.max(initial=1)),
        tier_of_term=tiers,
    )


def _with_overtime(formulation: Formulation, situation: Situation) -> Problem:
    """Prices of what carers are asked for: each second beyond the shift or the hours agreed."""
    problem, week = formulation.problem, situation.week
    agreed = [
        min(c.contract.most * week.horizon.days // DAYS_A_WEEK, NO_LIMIT) for c in week.carers
    ]
    return replace(
        problem,
        overtime=week.rules.repair.overtime,
        long_week=week.rules.repair.overtime,
        duty_due=_due(formulation, situation),
        carer_warn_work=np.minimum(problem.carer_warn_work, np.array(agreed, dtype=np.int64)),
    )


def _due(formulation: Formulation, situation: Situation) -> Longs:
    """End of each shift as it was agreed."""
    shifts = formulation.week.shift
    ends = [
        situation.week.shift[name].end if name in situation.week.shift else shifts[name].end
        for name in formulation.rows.duties.names
    ]
    return np.array(ends, dtype=np.int64)


def _windows(problem: Problem, opens: Longs, free: Marks, start: Longs) -> Problem:
    """One moment for what is fixed; nothing that is free starts before it can; shapes (T,)."""
    earliest = np.maximum(problem.task_earliest, opens)
    return replace(
        problem,
        task_earliest=np.where(free, earliest, start),
        task_latest=np.where(free, problem.task_latest, start),
    )


def _who(problem: Problem, duty: Ints, free: Marks) -> Ints:
    """Who may make each task, shape (T,): whom the rules allow, nobody, or one carer."""
    carer = np.where(duty >= 0, problem.duty_carer[duty], SHUT)
    return np.where(free, OPEN, carer).astype(np.int32)


def _bound(problem: Problem, who: Ints) -> Problem:
    """Rows of pairs for each kind of task and whoever may make it."""
    kinds, task_pair = np.unique(
        np.column_stack([problem.task_pair, who]), axis=0, return_inverse=True
    )
    allowed = problem.allowed[kinds[:, 0]].copy()
    bound = kinds[:, 1] != OPEN
    allowed[bound] = 0
    alone = np.flatnonzero(kinds[:, 1] >= 0)
    allowed[alone, kinds[alone, 1]] = 1
    return replace(
        problem,
        task_pair=task_pair.reshape(-1).astype(np.int32),
        allowed=np.ascontiguousarray(allowed),
        dislike=np.ascontiguousarray(problem.dislike[kinds[:, 0]]),
    )


def limited(problem: Problem, masks: Mapping[int, Flags]) -> Problem:
    """The problem with some tasks open only to the carers of a mask, shape (C,)."""
    task_pair, size = problem.task_pair.copy(), len(problem.allowed)
    allowed, dislike = [problem.allowed], [problem.dislike]
    for task, mask in masks.items():
        own = int(task_pair[task])
        allowed.append(problem.allowed[own : own + 1] & mask)
        dislike.append(problem.dislike[own : own + 1])
        task_pair[task], size = size, size + 1
    return replace(
        problem,
        task_pair=task_pair,
        allowed=np.ascontiguousarray(np.concatenate(allowed)),
        dislike=np.ascontiguousarray(np.concatenate(dislike)),
    )


def _of_team(
    formulation: Formulation, situation: Situation, wanted: Marks
) -> Iterator[tuple[int, Flags]]:
    """Tasks of clients who return, open to their former team alone."""
    rows, week = formulation.rows, formulation.week
    teams = {client: former_team(situation, client) for client in situation.returned}
    for unit in np.flatnonzero(wanted):
        visit = week.visits[unit]
        if visit.client in teams:
            of_team = [carer.id in teams[visit.client] for carer in week.carers]
            for task in rows.tasks_of(visit.id):
                yield task, np.array(of_team, dtype=np.uint8)
