"""What one carer's working day costs, as far as it does not depend on the day of others."""

from __future__ import annotations

import numpy as np

from solver.model import Longs, Term
from solver.polish.elsewhere import Elsewhere
from solver.score import terms
from solver.score.plan import Plan, WorkingDay

ALONE = {
    Term.BREAK_MISSING: terms.break_missing,
    Term.LONG_SPAN: terms.long_span,
    Term.AWKWARD: terms.awkward,
    Term.SPLIT: terms.split,
    Term.TRAVEL: terms.travel,
    Term.COMMUTE: terms.commute,
    Term.WAITING: terms.waiting,
    Term.OVERTIME: terms.overtime,
}
"""Terms that are sums over working days, of which the plain scorer reads nothing else."""


class DayPrice:
    """Prices of working days on the day that is chosen anew.

    Parameters
    ----------
    rest
        The other days, taken as given.
    unit_of
        Unit of each task.
    sole
        Time groups with at most one task that may be made on the day: their spread follows
        from that task alone.
    """

    def __init__(self, rest: Elsewhere, unit_of: list[int], sole: set[int]) -> None:
        self.rest = rest
        self.problem = rest.plan.problem
        self.unit_of = unit_of
        self.sole = sole

    def of_carer(self, carer: int, days: list[WorkingDay]) -> Longs:
        """Points of a carer's whole week, shape (tiers,): hours and days."""
        problem, points = self.problem, np.zeros(self.problem.tiers, dtype=np.int64)
        work = sum(day.work for day in days)
        short = max(0, int(problem.carer_contracted[carer]) - work)
        long = max(0, work - int(problem.carer_warn_work[carer]))
        extra = max(0, len(days) - int(problem.carer_target_days[carer]))
        for term, seconds in (
            (Term.SHORT_HOURS, problem.short_hours * short),
            (Term.LONG_WEEK, problem.long_week * long),
            (Term.EXTRA_DAY, problem.extra_day * extra),
        ):
            points[problem.tier_of_term[term]] += seconds
        return points

    def of_day(self, day: WorkingDay, start: Longs) -> Longs:
        """Points of one working day, shape (tiers,), at the starts ``start``, shape (T,)."""
        problem, points = self.problem, np.zeros(self.problem.tiers, dtype=np.int64)
        plan = Plan(problem=problem, duty=self.rest.plan.duty, start=start, days=(day,))
        for term, count in ALONE.items():
            points[problem.tier_of_term[term]] += count(plan)
        tasks = [task for spell in day.spells for task in spell.tasks]
        for task in tasks:
            for term, amount in self._of_task(task, day.carer, int(start[task])):
                points[problem.tier_of_term[term]] += amount
        for unit in {self.unit_of[task]: None for task in tasks}:
            points[problem.tier_of_term[Term.MOVED]] += self._moved(unit, tasks, day.carer, start)
        for group in {int(problem.unit_group[self.unit_of[task]]): None for task in tasks}:
            if group >= 0 and day.carer not in self.rest.faces.get(group, ()):
                points[problem.tier_of_term[Term.FACES]] += problem.group_face[group]
                points[problem.tier_of_term[Term.STRANGER]] += problem.join[group, day.carer]
        return points

    def lateness(self, task: int, start: int) -> int:
        """Seconds after the window the start falls to."""
        problem = self.problem
        if start >= problem.task_again_from[task]:
            return max(0, start - int(problem.task_again_to[task]))
        return max(0, start - int(problem.task_preferred[task]) - int(problem.task_grace[task]))

    def _of_task(self, task: int, carer: int, start: int) -> list[tuple[Term, int]]:
        """Points of one task at a start."""
        problem, offset = self.problem, start - int(self.problem.task_preferred[task])
        is_first = start < problem.task_again_from[task]
        early = max(0, -offset - int(problem.task_grace[task])) if is_first else 0
        return [
            (Term.LATE, int(problem.task_late[task]) * self.lateness(task, start)),
            (Term.EARLY, int(problem.task_early[task]) * early),
            (Term.NEAR, int(problem.task_near[task]) * abs(offset)),
            (Term.DISLIKE, int(problem.dislike[problem.task_pair[task], carer])),
            (Term.UNEVEN, self._uneven(task, offset)),
        ]

    def _uneven(self, task: int, offset: int) -> int:
        """What the task adds to the spread, where no other of its group may be made today."""
        group = int(self.problem.task_time_group[task])
        others = self.rest.offsets.get(group, [])
        if group not in self.sole or not others:
            return 0
        rate = int(self.problem.time_rate[group])
        return rate * (self._beyond(group, [*others, offset]) - self._beyond(group, others))

    def _beyond(self, group: int, offsets: list[int]) -> int:
        """Seconds by which the spread of a time group exceeds its grace."""
        return max(0, max(offsets) - min(offsets) - int(self.problem.time_grace[group]))

    def _moved(self, unit: int, tasks: list[int], carer: int, start: Longs) -> int:
        """What a reference carer who comes saves, and what another time costs."""
        problem, first = self.problem, int(self.problem.unit_offset[unit])
        reference = [int(one) for one in problem.unit_reference[unit]]
        points = -int(problem.unit_moved_carer[unit]) * reference.count(carer)
        if first in tasks and max(reference) >= 0:
            shift = abs(int(start[first]) - int(problem.unit_reference_start[unit]))
            points += int(problem.unit_moved_time[unit]) * (shift > problem.moved_grace)
        return points
