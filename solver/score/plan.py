"""A rota laid out: the spells each carer works, day by day, with their gaps.

Terms and faults both read this; it holds no prices and no limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from solver.model import Ints, Longs, Problem
from solver.score.legs import arrive, free_flow
from solver.score.schedule import tours
from solver.score.ways import Way, last_place, reach, ways


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
    way: Way
    drive: int
    idle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """The work of one duty, from its first start to its last end.

    ``work`` is that time without the idle gaps that are free, and with the commute before
    and after it where that lies inside the duty. ``way`` is that to the first task.
    """

    duty: int
    carer: int
    day: int
    tasks: tuple[int, ...]
    way: Way
    legs: tuple[Leg, ...]
    first: int
    last: int
    work: int

    @property
    def commutes(self) -> list[Way]:
        """Ways made before any task with a place is."""
        found = [self.way, *(leg.way for leg in self.legs)]
        return [way for way in found if way.is_commute]


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

    From the last place of the earlier to the first task of the later, travelling as in the
    later duty; negative if that does not fit.
    """
    here, there = last_place(problem, earlier.tasks), int(problem.task_place[later.tasks[0]])
    way = Way(here=here, there=there, is_commute=False)
    return _leg(problem, later.duty, earlier.tasks[-1], later.tasks[0], way, start).idle


def _leg(problem: Problem, row: int, before: int, after: int, way: Way, start: Longs) -> Leg:
    mode = int(problem.duty_mode[row])
    end = int(start[before]) + int(problem.task_duration[before])
    return Leg(
        before=before,
        after=after,
        way=way,
        drive=arrive(problem, mode, end, free_flow(problem, mode, way.here, way.there)) - end,
        idle=int(start[after]) - reach(problem, row, before, start, way),
    )


def _spell(problem: Problem, row: int, tasks: list[int], start: Longs) -> Spell:
    to_first, *to_others = ways(problem, row, tasks, start)
    legs = tuple(
        _leg(problem, row, before, after, way, start)
        for (before, after), way in zip(pairwise(tasks), to_others, strict=True)
    )
    first = int(start[tasks[0]])
    last = max(int(start[task]) + int(problem.task_duration[task]) for task in tasks)
    free = sum(leg.idle for leg in legs if leg.idle >= problem.free_gap)
    return Spell(
        duty=row,
        carer=int(problem.duty_carer[row]),
        day=int(problem.duty_day[row]),
        tasks=tuple(tasks),
        way=to_first,
        legs=legs,
        first=first,
        last=last,
        work=last - first - free + _commute_inside(problem, row, to_first, tasks),
    )


def _commute_inside(problem: Problem, row: int, to_first: Way, tasks: list[int]) -> int:
    """Free-flow seconds to the first task and from the last, where they lie inside the duty."""
    if not problem.duty_commute_inside[row]:
        return 0
    mode, end = int(problem.duty_mode[row]), int(problem.duty_end_place[row])
    there = free_flow(problem, mode, to_first.here, to_first.there)
    return there + free_flow(problem, mode, last_place(problem, tasks), end)


def _working_day(problem: Problem, spells: tuple[Spell, ...], start: Longs) -> WorkingDay:
    gaps = tuple(room(problem, earlier, later, start) for earlier, later in pairwise(spells))
    return WorkingDay(carer=spells[0].carer, day=spells[0].day, spells=spells, gaps=gaps)
