"""What giving one visit to some carers adds for its client; the carers' side is ``days``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from scheduler.domain.units import Moment
from scheduler.planning.days import by_tier
from scheduler.planning.facts import Facts
from solver.model import Problem, Term


class People:
    """Who has come to whom, and when each call was made, on the rota as it grows."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._faces: dict[int, Counter[int]] = defaultdict(Counter)
        self._offsets: dict[int, list[int]] = defaultdict(list)

    def add(self, unit: int, carers: Sequence[int], start: Moment) -> None:
        """Note that a unit is made."""
        problem, first = self._facts.problem, self._facts.tasks_of(unit)[0]
        self._faces[int(problem.unit_group[unit])].update(carers)
        self._offsets[int(problem.task_time_group[first])].append(
            start - self._facts.preferred[first]
        )

    def price_of_carer(self, unit: int, task: int, carer: int) -> tuple[int, ...]:
        """Points by tier of one carer making one part of a unit, whatever the time."""
        problem, group = self._facts.problem, int(self._facts.problem.unit_group[unit])
        now = set(self._faces[group])
        points = {
            Term.DISLIKE: int(problem.dislike[problem.task_pair[task], carer]),
            Term.MOVED: self._moved(unit, carer),
        }
        if group >= 0 and carer not in now:
            for term, count in (
                (Term.FACES, _faces),
                (Term.WINDOW_FACES, _window_faces),
                (Term.STRANGER, _strangers),
            ):
                points[term] = count(problem, group, now | {carer}) - count(problem, group, now)
        return by_tier(self._facts, points)

    def price_of_start(self, unit: int, start: Moment) -> tuple[int, ...]:
        """Points by tier of a unit starting at a moment, whoever makes it."""
        problem, first = self._facts.problem, self._facts.tasks_of(unit)[0]
        offset, grace = start - self._facts.preferred[first], int(problem.task_grace[first])
        return by_tier(
            self._facts,
            {
                Term.LATE: int(problem.task_late[first]) * max(0, offset - grace),
                Term.EARLY: int(problem.task_early[first]) * max(0, -offset - grace),
                Term.NEAR: int(problem.task_near[first]) * abs(offset),
                Term.UNEVEN: self._uneven(int(problem.task_time_group[first]), offset),
                Term.MOVED: self._moved_in_time(unit, start),
            },
        )

    def _uneven(self, group: int, offset: int) -> int:
        seen = self._offsets[group] if group >= 0 else []
        if not seen:
            return 0
        grace = int(self._facts.problem.time_grace[group])
        then = max(0, max(seen) - min(seen) - grace)
        now = max(0, max(*seen, offset) - min(*seen, offset) - grace)
        return int(self._facts.problem.time_rate[group]) * (now - then)

    def _moved(self, unit: int, carer: int) -> int:
        """Nothing for a carer of the reference, the price of losing one for any other."""
        problem = self._facts.problem
        before = [one for one in problem.unit_reference[unit].tolist() if one >= 0]
        return int(problem.unit_moved_carer[unit]) if before and carer not in before else 0

    def _moved_in_time(self, unit: int, start: Moment) -> int:
        problem = self._facts.problem
        if not (problem.unit_reference[unit] >= 0).any():
            return 0
        shift = abs(start - int(problem.unit_reference_start[unit]))
        return int(problem.unit_moved_time[unit]) if shift > problem.moved_grace else 0


def _faces(problem: Problem, group: int, carers: set[int]) -> int:
    over = max(0, len(carers) - int(problem.group_usual[group]))
    return int(problem.group_face[group]) * len(carers) + int(problem.group_crowd[group]) * over**2


def _window_faces(problem: Problem, group: int, carers: set[int]) -> int:
    if not carers:
        return 0
    new = sum(not problem.in_window[group, carer] for carer in carers)
    over = max(0, int(problem.group_met[group]) + new - int(problem.group_cap[group]))
    return int(problem.group_over_cap[group]) * over**2


def _strangers(problem: Problem, group: int, carers: set[int]) -> int:
    return sum(int(problem.join[group, carer]) for carer in carers)
