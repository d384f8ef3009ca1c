"""A rota laid out: the spells each carer works, day by day, with their gaps.

Terms and faults both read this; it holds no prices and no limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from solver.model import Ints, Longs, Problem
from solver.score.legs import arrive, free_flow
from solver.score.schedule import ready_after, tours


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """What lies between two consecutive tasks of one duty.

    Parameters
    ----------
    drive
        Seconds under way.
    idle
        Seconds between being ready and the next start; negative if the leg does not fit.
    """

    before: int
    after: int
    drive: int
    idle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """The work of one duty, from its first start to its last end.

    ``work`` is that time without the idle gaps that are free, and with the commute where
    that lies inside the duty.
    """

    duty: int
    carer: int
    day: int
    tasks: tuple[int, ...]
    legs: tuple[Leg, ...]
    first: int
    last: int
    work: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDay:
    """The spells one carer works under one day number.

    ``gaps`` are the seconds of ``room`` between one spell and the next.
    """

    carer: int
    day: int
    spells: tuple[Spell, ...]
    gaps: tuple[int, ...]

    @property
    def first(self) -> int:
        """First start."""
        return self.spells[0].first

    @property
    def last(self) -> int:
        """Last end."""
        return max(spell.last for spell in self.spells)

    @property
    def work(self) -> int:
        """Seconds of work."""
        return sum(spell.work for spell in self.spells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Who makes what and when, and the working days that follow from it."""

    problem: Problem
    duty: Ints
    start: Longs
    days: tuple[WorkingDay, ...]

    @property
    def spells(self) -> Iterator[Spell]:
        """Every spell, by duty."""
        return (spell for day in self.days for spell in day.spells)

    @property
    def legs(self) -> Iterator[Leg]:
        """Every leg between two tasks of one duty."""
        return (leg for spell in self.spells for leg in spell.legs)

    @property
    def made(self) -> list[int]:
        """Tasks that somebody makes."""
        return [task for task in range(len(self.duty)) if self.duty[task] >= 0]

    def carer_of(self, task: int) -> int:
        """Carer who makes ``task``, -1 for nobody."""
        row = int(self.duty[task])
        return int(self.problem.duty_carer[row]) if row >= 0 else -1

    def tasks_of(self, unit: int) -> range:
        """Tasks of ``unit``."""
        return range(int(self.problem.unit_offset[unit]), int(self.problem.unit_offset[unit + 1]))

    def is_done(self, unit: int) -> bool:
        """Whether every task of ``unit`` is made by somebody."""
        return all(self.duty[task] >= 0 for task in self.tasks_of(unit))

    def days_of(self, carer: int) -> list[WorkingDay]:
        """Days ``carer`` works, in order."""
        return [day for day in self.days if day.carer == carer]

    def work_of(self, carer: int) -> int:
        """Seconds ``carer`` works in the block."""
        return sum(day.work for day in self.days_of(carer))


def lay_out(problem: Problem, duty: Ints, start: Longs) -> Plan:
    """Plan of the tasks of ``duty``, made at ``start``; the order of a duty is by start."""
    spells = [
        _spell(problem, row, tasks, start) for row, tasks in tours(problem, duty, start).items()
    ]
    days = tuple(
        _working_day(problem, tuple(group), start)
        for _, group in groupby(spells, key=lambda spell: (spell.carer, spell.day))
    )
    return Plan(problem=problem, duty=duty, start=start, days=days)


def room(problem: Problem, earlier: Spell, later: Spell, start: Longs) -> int:
    """Seconds left between two spells of one carer after getting from the one to the other.

    From the last task of the earlier to the first of the later, travelling as in the later
    duty; negative if that does not fit.
    """
    return _leg(problem, later.duty, earlier.tasks[-1], later.tasks[0], start).idle


def _leg(problem: Problem, row: int, before: int, after: int, start: Longs) -> Leg:
    mode = int(problem.duty_mode[row])
    end = int(start[before]) + int(problem.task_duration[before])
    here, there = int(problem.task_place_end[before]), int(problem.task_place[after])
    return Leg(
        before=before,
        after=after,
        drive=arrive(problem, mode, end, free_flow(problem, mode, here, there)) - end,
        idle=int(start[after]) - ready_after(problem, row, before, int(start[before]), after),
    )


def _spell(problem: Problem, row: int, tasks: list[int], start: Longs) -> Spell:
    legs = tuple(_leg(problem, row, before, after, start) for before, after in pairwise(tasks))
    first = int(start[tasks[0]])
    last = max(int(start[task]) + int(problem.task_duration[task]) for task in tasks)
    free = sum(leg.idle for leg in legs if leg.idle >= problem.free_gap)
    return Spell(
        duty=row,
        carer=int(problem.duty_carer[row]),
        day=int(problem.duty_day[row]),
        tasks=tuple(tasks),
        legs=legs,
        first=first,
        last=last,
        work=last - first - free + _commute_inside(problem, row, tasks),
    )


def _commute_inside(problem: Problem, row: int, tasks: list[int]) -> int:
    """Free-flow seconds from and to the duty's own places, where they lie inside it."""
    if not problem.duty_commute_inside[row]:
        return 0
    mode = int(problem.duty_mode[row])
    home, end = int(problem.duty_start_place[row]), int(problem.duty_end_place[row])
    first, last = int(problem.task_place[tasks[0]]), int(problem.task_place_end[tasks[-1]])
    there = free_flow(problem, mode, home, first) if home >= 0 else 0
    return there + (free_flow(problem, mode, last, end) if end >= 0 else 0)


def _working_day(problem: Problem, spells: tuple[Spell, ...], start: Longs) -> WorkingDay:
    gaps = tuple(room(problem, earlier, later, start) for earlier, later in pairwise(spells))
    return WorkingDay(carer=spells[0].carer, day=spells[0].day, spells=spells, gaps=gaps)
