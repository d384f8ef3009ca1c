"""The most a legal rota can cost, and the last moment it can reach: no sum may overflow.

The core adds in 64 bits and does not look for overflow. Every figure of a Problem is at most
2^40 in size (``check.FARTHEST``); that alone bounds no sum, so the sums themselves are bounded
here, for the problem at hand and in Python's unbounded integers. Each must stay below
``MOST``: then the difference of any two of them fits as well.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from solver.model import UNREACHABLE, Longs, Problem, Term

MOST = 2**61
"""Greatest moment and greatest energy; a quarter of what 64 bits hold."""

FULL_SPEED = 1_000_000

Exact = npt.NDArray[np.object_]
"""Python integers in an array: they never overflow."""


def furthest_moment(problem: Problem) -> int:
    """End of all tasks made one after another, each held back as long as it can be.

    Before each comes the slowest leg of all, the greatest bound of a link, and one step of
    the grid; the first begins at the greatest moment given.
    """
    longest = max(int(problem.drive.max(initial=0)), int(problem.extra.max(initial=0)))
    slowest = longest * FULL_SPEED // int(problem.step_speed.min(initial=FULL_SPEED)) + 1
    bounds = [*np.abs(problem.link_least).tolist(), *np.abs(problem.link_most).tolist()]
    before = slowest + longest + max(bounds, default=0) + problem.grid
    moments = (problem.task_latest, problem.task_earliest, problem.duty_start, problem.duty_end)
    first = max(abs(int(moment)) for array in moments for moment in [*array, 0])
    count = len(problem.task_place) + len(problem.duty_start)
    return int(first + sum(problem.task_duration.tolist()) + count * before)


def greatest_energy(problem: Problem) -> int:
    """Points of all tiers, each times its weight, with every term at its greatest."""
    tiers = [0] * problem.tiers
    for term, points in greatest_points(problem).items():
        tiers[int(problem.tier_of_term[term])] += points
    for unit, tier in enumerate(problem.unit_left_out_tier):
        tiers[int(tier)] += int(problem.unit_left_out[unit])
    weights = (max(1, weight) for weight in problem.guide.tolist())
    return int(sum(weight * points for weight, points in zip(weights, tiers, strict=True)))


def greatest_points(problem: Problem) -> dict[Term, int]:
    """More points of each term than any legal rota has, or as many."""
    return {**_of_starts(problem), **_of_people(problem), **_of_duties(problem)}


def _exact(values: npt.ArrayLike) -> Exact:
    return np.asarray(values, dtype=object)


def _sum(rates: Longs, amounts: Exact) -> int:
    return int((_exact(rates) * amounts).sum())


def _of_starts(problem: Problem) -> dict[Term, int]:
    """Starts lie in the windows of their tasks, and between first and last duty, if any."""
    if not len(problem.duty_start):
        terms = (Term.LATE, Term.EARLY, Term.NEAR, Term.UNEVEN, Term.GREATEST_LATE)
        return dict.fromkeys(terms, 0)
    begins = problem.duty_start.min(initial=2**62)
    ends = problem.duty_end.max(initial=-(2**62))
    first = _exact(np.maximum(problem.task_earliest, begins))
    last = np.maximum(first, _exact(np.minimum(problem.task_latest, ends)))
    wanted, grace = _exact(problem.task_preferred), _exact(problem.task_grace)
    late = np.maximum(last - wanted - grace, last - _exact(problem.task_again_to))
    late, early = np.maximum(late, 0), np.maximum(wanted - grace - first, 0)
    away = np.maximum(abs(first - wanted), abs(last - wanted))
    furthest = int(away.max(initial=0))
    return {
        Term.LATE: _sum(problem.task_late, late),
        Term.EARLY: _sum(problem.task_early, early),
        Term.NEAR: _sum(problem.task_near, away),
        Term.UNEVEN: 2 * furthest * sum(problem.time_rate.tolist()),
        Term.GREATEST_LATE: problem.greatest_late * int(late.max(initial=0)),
    }


def _of_people(problem: Problem) -> dict[Term, int]:
    """Everybody comes to everybody."""
    carers = len(problem.carer_rest)
    worst = problem.dislike.max(axis=1, initial=0)[problem.task_pair]
    return {
        Term.FACES: _sum(problem.group_face, _exact(carers))
        + _sum(problem.group_crowd, _exact(carers**2)),
        Term.WINDOW_FACES: _sum(problem.group_over_cap, (_exact(problem.group_met) + carers) ** 2),
        Term.STRANGER: int(problem.join.sum(dtype=np.int64)),
        Term.DISLIKE: int(worst.sum(dtype=np.int64)),
        Term.MOVED: 2 * sum(problem.unit_moved_carer.tolist())
        + sum(problem.unit_moved_time.tolist()),
    }


def _of_duties(problem: Problem) -> dict[Term, int]:
    """Every duty is worked from its start to its end, and all of it counts as anything."""
    duties, tasks = len(problem.duty_start), len(problem.task_place)
    starts, ends = _exact(problem.duty_start), _exact(problem.duty_end)
    dues, inside = _exact(problem.duty_due), sum((ends - starts).tolist())
    whole = max(ends, default=0) - min(starts, default=0)
    reachable = problem.drive[problem.drive < UNREACHABLE]
    return {
        Term.BREAK_MISSING: problem.break_missing * duties,
        Term.SHORT_HOURS: problem.short_hours * sum(problem.carer_contracted.tolist()),
        Term.LONG_WEEK: problem.long_week * inside,
        Term.LONG_SPAN: problem.long_span * duties * whole,
        Term.AWKWARD: problem.awkward * inside,
        Term.SPLIT: problem.split * tasks,
        Term.EXTRA_DAY: problem.extra_day * duties,
        Term.TRAVEL: problem.travel * inside,
        Term.COMMUTE: problem.commute * 2 * duties * int(reachable.max(initial=0)),
        Term.WAITING: problem.waiting * inside,
        Term.OVERTIME: problem.overtime * sum(np.maximum(ends - dues, 0).tolist()),
        Term.GREATEST_IDLE: problem.greatest_idle
        * max((np.maximum(ends, dues) - starts).tolist(), default=0),
    }
