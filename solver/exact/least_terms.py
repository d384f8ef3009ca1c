"""The least that each term of the cost comes to in any rota that leaves out few units, or none.

One function a term, in points. Each looks at its own term alone, client by client or task by
task; what two clients want of the same carer is left away. Units left out are those that cost
most: so a bound is what is left without them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from solver.exact.least_travel import Legs
from solver.exact.peaks import Demand
from solver.exact.teams import able_of_group
from solver.model import Longs, Problem, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What every term is asked about.

    Parameters
    ----------
    few : shape (G,)
        Distinct carers each group has at least, if all its tasks are made.
    spared
        Units the rota may leave out.
    """

    problem: Problem
    wanted: Demand
    legs: Legs
    few: Longs
    spared: int

    @property
    def spared_tasks(self) -> int:
        """Tasks of that many units, the largest."""
        sizes = np.sort(np.diff(self.problem.unit_offset))
        return int(sizes[max(0, len(sizes) - self.spared) :].sum())

    def without_dearest(self, points: Longs) -> int:
        """Sum of points of units, or of groups, without those that may be left out."""
        return int(np.sort(points)[: max(0, len(points) - self.spared)].sum())

    def by_unit(self, points: Longs) -> Longs:
        """Shape (U,): sums of points of tasks; nothing of a task that nobody can make."""
        able = self.wanted.able.any(axis=0)
        sums = np.zeros(len(self.problem.unit_group), dtype=np.int64)
        np.add.at(sums, self.wanted.unit[able], points[able])
        return sums


def travel(asked: Question) -> int:
    """TRAVEL alone."""
    return asked.legs.least(asked.problem.travel, 0, asked.spared_tasks)


def commute(asked: Question) -> int:
    """COMMUTE alone."""
    return asked.legs.least(0, asked.problem.commute, asked.spared_tasks)


def under_way(asked: Question) -> int:
    """TRAVEL and COMMUTE together."""
    return asked.legs.least(asked.problem.travel, asked.problem.commute, asked.spared_tasks)


def late(asked: Question) -> int:
    """Each task as little late as anybody could be."""
    return asked.without_dearest(asked.by_unit(asked.problem.task_late * _lateness(asked)))


def greatest_late(asked: Question) -> int:
    """The greatest of those, once the units that are latest are left out."""
    problem, wanted = asked.problem, asked.wanted
    able = wanted.able.any(axis=0)
    latest = np.zeros(len(problem.unit_group), dtype=np.int64)
    np.maximum.at(latest, wanted.unit[able], _lateness(asked)[able])
    kept = np.sort(latest)[: max(0, len(latest) - asked.spared)]
    return problem.greatest_late * int(kept.max(initial=0))


def early(asked: Question) -> int:
    """Each task as little early as anybody could be: at their last start."""
    problem, last = asked.problem, asked.wanted.latest
    seconds = np.maximum(0, problem.task_preferred - problem.task_grace - last)
    seconds[last >= problem.task_again_from] = 0
    return asked.without_dearest(asked.by_unit(problem.task_early * seconds))


def near(asked: Question) -> int:
    """Each task as near to its preferred start as anybody could be."""
    problem, wanted = asked.problem, asked.wanted
    before = problem.task_preferred - wanted.latest
    after = wanted.earliest - problem.task_preferred
    seconds = np.maximum(0, np.maximum(before, after))
    return asked.without_dearest(asked.by_unit(problem.task_near * seconds))


def dislike(asked: Question) -> int:
    """Of each task the least disliked carer who can make it."""
    disliked = asked.problem.dislike[asked.problem.task_pair].T
    most = np.iinfo(np.int32).max
    least = np.where(asked.wanted.able, disliked, most).min(axis=0, initial=most)
    return asked.without_dearest(asked.by_unit(least.astype(np.int64)))


def faces(asked: Question) -> int:
    """Of each client as few carers as will do."""
    problem, few = asked.problem, asked.few
    crowd = np.maximum(0, few - problem.group_usual) ** 2
    points = problem.group_face * few + problem.group_crowd * crowd
    return asked.without_dearest(np.where(few > 0, points, 0))


def window_faces(asked: Question) -> int:
    """Of those, as many as there can be have been met before."""
    problem, few = asked.problem, asked.few
    met = able_of_group(problem, asked.wanted) & (problem.in_window == 1)
    new = np.maximum(0, few - met.sum(axis=1))
    over = np.maximum(0, problem.group_met + new - problem.group_cap) ** 2
    return asked.without_dearest(np.where(few > 0, problem.group_over_cap * over, 0))


def stranger(asked: Question) -> int:
    """Of each client as few carers as will do, those who cost least to join."""
    able = able_of_group(asked.problem, asked.wanted)
    joins = (np.sort(price[can]) for price, can in zip(asked.problem.join, able, strict=True))
    least = [int(cheap[:few].sum()) for cheap, few in zip(joins, asked.few, strict=True)]
    return asked.without_dearest(np.array(least, dtype=np.int64))


def moved(asked: Question) -> int:
    """Carers of the rota in force who cannot come, whether the unit is made or not."""
    problem, points = asked.problem, 0
    for unit, reference in enumerate(problem.unit_reference):
        tasks = slice(problem.unit_offset[unit], problem.unit_offset[unit + 1])
        gone = sum(
            not asked.wanted.able[carer, tasks].any() for carer in reference.tolist() if carer >= 0
        )
        points += int(problem.unit_moved_carer[unit]) * gone
    return points


def short_hours(asked: Question) -> int:
    """Contracted hours beyond all duties of the carer, and beyond the most they may work."""
    problem = asked.problem
    most = np.zeros_like(problem.carer_contracted)
    np.add.at(most, problem.duty_carer, problem.duty_end - problem.duty_start)
    most = np.minimum(most, problem.carer_most_work)
    return problem.short_hours * int(np.maximum(0, problem.carer_contracted - most).sum())


def long_week(asked: Question) -> int:
    """All tasks and the least driving, beyond what all carers do before a week is long."""
    problem = asked.problem
    if not problem.long_week:
        return 0
    care = asked.without_dearest(asked.by_unit(problem.task_duration))
    work = care + asked.legs.least(1, 0, asked.spared_tasks)
    return problem.long_week * max(0, work - int(problem.carer_warn_work.sum()))


def _lateness(asked: Question) -> Longs:
    """Shape (T,), seconds: of each task at the best start anybody has."""
    problem, wanted = asked.problem, asked.wanted
    first = wanted.earliest
    of_first = np.maximum(0, first - problem.task_preferred - problem.task_grace)
    of_second = np.maximum(0, np.maximum(first, problem.task_again_from) - problem.task_again_to)
    of_first = np.where(first >= problem.task_again_from, of_second, of_first)
    has_second = wanted.latest >= problem.task_again_from
    seconds: Longs = np.where(has_second, np.minimum(of_first, of_second), of_first)
    return seconds


Least = Callable[[Question], int]

ALONE: Mapping[tuple[Term, ...], Least] = {
    (Term.FACES,): faces,
    (Term.STRANGER,): stranger,
    (Term.WINDOW_FACES,): window_faces,
    (Term.DISLIKE,): dislike,
    (Term.LATE,): late,
    (Term.EARLY,): early,
    (Term.MOVED,): moved,
    (Term.SHORT_HOURS,): short_hours,
    (Term.LONG_WEEK,): long_week,
    (Term.NEAR,): near,
    (Term.GREATEST_LATE,): greatest_late,
}
TOGETHER: Mapping[tuple[Term, ...], Least] = {(Term.TRAVEL, Term.COMMUTE): under_way}
APART: Mapping[tuple[Term, ...], Least] = {(Term.TRAVEL,): travel, (Term.COMMUTE,): commute}


def terms_of(problem: Problem) -> dict[tuple[Term, ...], Least]:
    """The terms of which anything is known; all others are 0 at least.

    Travel and commute are bounded together where they count in one tier: more is known of
    their sum than of each.
    """
    tier = problem.tier_of_term
    legs = TOGETHER if tier[Term.TRAVEL] == tier[Term.COMMUTE] else APART
    return {**ALONE, **legs}
