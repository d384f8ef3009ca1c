"""From the engine's answer to a rota people can read, with a place for every due break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from scheduler.domain.rota import Assignment, Break, Rota
from scheduler.domain.units import MINUTE, Moment, Seconds
from scheduler.formulate import Formulation
from solver.model import Ints, Longs, Problem, Solution
from solver.score.legs import ready


def interpret(formulation: Formulation, solution: Solution) -> Rota:
    """Rota of a solution: assignments by start and visit, and a break for each day due one.

    Visits of which any part has no duty are left unallocated.
    """
    return rota_of(formulation, solution.duty, solution.start)


def rota_of(formulation: Formulation, duty: Ints, start: Longs) -> Rota:
    """Rota of the tasks that ``duty`` gives to somebody, at ``start``.

    Parameters
    ----------
    duty : shape (T,)
        Duty that makes each task, -1 for nobody.
    start : shape (T,), moments
        Read only where somebody makes the task.
    """
    found = _assignments(formulation, duty, start)
    return Rota(
        assignments=tuple(sorted(found, key=lambda one: (one.start, one.visit))),
        breaks=breaks_of(formulation, duty, start),
    )


def _assignments(formulation: Formulation, duty: Ints, start: Longs) -> Iterator[Assignment]:
    rows, carer_of = formulation.rows, formulation.problem.duty_carer
    for visit in rows.visits.names:
        tasks = rows.tasks_of(visit)
        if all(duty[task] >= 0 for task in tasks):
            carers = tuple(rows.carers.names[carer_of[duty[task]]] for task in tasks)
            yield Assignment(visit=visit, carers=carers, start=int(start[tasks[0]]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One carer's part of one visit: rows, and the moments it begins and ends."""

    carer: int
    day: int
    duty: int
    task: int
    start: Moment
    end: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    """Time between two parts of a day, from being ready for the second."""

    before: _Part
    after: _Part
    ready: Moment

    @property
    def idle(self) -> Seconds:
        return self.after.start - self.ready

    @property
    def is_between_shifts(self) -> bool:
        return self.before.duty != self.after.duty


def breaks_of(formulation: Formulation, duty: Ints, start: Longs) -> tuple[Break, ...]:
    """A break for each carer and working day due one that has room for it (W4, B1).

    Of the gaps inside a shift that are long enough, the break goes where it comes nearest
    the middle of the day, the longer of equals; only without such a gap, between two shifts.

    Parameters
    ----------
    duty : shape (T,)
        Duty that makes each task, -1 for nobody.
    start : shape (T,), moments
        Read only where somebody makes the task.
    """
    parts = sorted(
        _parts(formulation, duty, start), key=lambda one: (one.carer, one.day, one.start)
    )
    days = (list(group) for _, group in groupby(parts, key=lambda one: (one.carer, one.day)))
    planned = (_break_of_day(formulation, day) for day in days)
    found = [one for one in planned if one is not None]
    return tuple(sorted(found, key=lambda one: (one.start, one.carer)))


def _parts(formulation: Formulation, duty: Ints, start: Longs) -> Iterator[_Part]:
    problem, offset = formulation.problem, formulation.rows.first_task
    if not len(duty):
        return
    made = np.minimum.reduceat(duty, offset[:-1]) >= 0
    for task in np.flatnonzero(np.repeat(made, np.diff(offset))).tolist():
        row, begins = int(duty[task]), int(start[task])
        yield _Part(
            carer=int(problem.duty_carer[row]),
            day=int(problem.duty_day[row]),
            duty=row,
            task=task,
            start=begins,
            end=begins + int(problem.task_duration[task]),
        )


def _break_of_day(formulation: Formulation, parts: Sequence[_Part]) -> Break | None:
    """Break of one working day; ``None`` where none is due or none fits."""
    problem, carer = formulation.problem, parts[0].carer
    length = int(problem.carer_break_length[carer])
    gaps = [_gap(problem, before, after) for before, after in pairwise(parts)]
    fitting = [gap for gap in gaps if gap.idle >= length]
    candidates = [gap for gap in fitting if not gap.is_between_shifts] or fitting
    if not candidates or _work(problem, parts, gaps) <= problem.carer_break_after[carer]:
        return None
    middle = (parts[0].start + parts[-1].end - length) // 2
    chosen = min(
        candidates, key=lambda gap: (abs(_nearest(gap, middle, length) - middle), -gap.idle)
    )
    place, begins = int(problem.task_place[chosen.after.task]), _nearest(chosen, middle, length)
    if chosen.is_between_shifts:
        place, begins = _between_shifts(problem, chosen, length)
    return Break(
        carer=formulation.rows.carers.names[carer],
        place=formulation.rows.places.names[place],
        start=begins,
        end=begins + length,
    )


def _work(problem: Problem, parts: Sequence[_Part], gaps: Sequence[_Gap]) -> Seconds:
    """Work of a working day: the span of each shift without its gaps that are free time."""
    shifts = [list(group) for _, group in groupby(parts, key=lambda part: part.duty)]
    spans = sum(max(part.end for part in shift) - shift[0].start for shift in shifts)
    inside = (gap.idle for gap in gaps if not gap.is_between_shifts)
    return spans - sum(idle for idle in inside if idle >= problem.free_gap)


def _gap(problem: Problem, before: _Part, after: _Part) -> _Gap:
    reached = _reach(
        problem,
        after.duty,
        int(problem.task_place_end[before.task]),
        int(problem.task_place[after.task]),
        before.end,
    )
    return _Gap(before=before, after=after, ready=reached)


def _reach(problem: Problem, duty: int, here: int, there: int, leave: Moment) -> Moment:
    """Moment the carer of a duty who leaves ``here`` is ready ``there``."""
    return ready(problem, int(problem.duty_mode[duty]), leave, here, there)


def _nearest(gap: _Gap, wanted: Moment, length: Seconds) -> Moment:
    """Start of a break inside the gap, as near ``wanted`` as can be, on a whole minute."""
    last = gap.after.start - length
    return min(-(-max(gap.ready, min(wanted, last)) // MINUTE) * MINUTE, last)


def _between_shifts(problem: Problem, gap: _Gap, length: Seconds) -> tuple[int, Moment]:
    """Place and start of a break between two shifts.

    At home as soon as the carer is there, if the way back leaves room for it; else at the
    next visit as soon as the carer could be there.
    """
    home, there = (
        int(problem.duty_end_place[gap.before.duty]),
        int(problem.task_place[gap.after.task]),
    )
    last = int(problem.task_place_end[gap.before.task])
    begins = max(gap.ready, _reach(problem, gap.before.duty, last, home, gap.before.end))
    if _reach(problem, gap.after.duty, home, there, begins + length) <= gap.after.start:
        return home, begins
    return there, gap.ready
