"""The hard rules about times, and the sides of gaps and breaks, as rows of a programme."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from solver.model import NEVER
from solver.polish.expression import Expression
from solver.polish.timetable import Timetable
from solver.score.plan import WorkingDay


def add_rules(times: Timetable) -> None:
    """Hold everything that solver.score.faults asks of times; then carry the bounds along."""
    for rule in (_legs, _rooms, _links, _rests, _weekly_rest, _spans):
        rule(times)
    times.programme.tighten()
    for rule in (_work, _nights, _breaks):
        rule(times)


def _legs(times: Timetable) -> None:
    """Legs fit, and a gap that is free time stays one, as one that is not."""
    free = times.problem.free_gap
    for leg in times.plan.legs:
        gap = times.idle(leg)
        if leg.idle >= free:
            times.programme.hold(gap, least=max(0, free))
        else:
            times.programme.hold(gap, least=0, most=free - 1)


def _rooms(times: Timetable) -> None:
    """The way from one duty of a carer to the next fits."""
    for gap in times.rooms.values():
        times.programme.hold(gap, least=0)


def _links(times: Timetable) -> None:
    """Linked starts are as far apart as agreed."""
    problem, made = times.problem, times.plan.duty >= 0
    for link in np.flatnonzero(made[problem.link_first] & made[problem.link_second]):
        first, second = int(problem.link_first[link]), int(problem.link_second[link])
        times.programme.hold(
            times.start(second) - times.start(first),
            least=int(problem.link_least[link]),
            most=int(problem.link_most[link]),
        )


def _rests(times: Timetable) -> None:
    """Rest between working days, and after the last end before the block."""
    for carer, days in _by_carer(times):
        rest = int(times.problem.carer_rest[carer])
        before = int(times.problem.carer_last_end[carer])
        if before != NEVER:
            times.programme.hold(times.first(days[0].spells[0]), least=before + rest)
        for earlier, later in pairwise(days):
            gap = times.first(later.spells[0]) - times.last(earlier.spells[-1])
            times.programme.hold(gap, least=rest)


def _weekly_rest(times: Timetable) -> None:
    """The longest rest of now stays long enough."""
    problem = times.problem
    for carer, days in _by_carer(times):
        rest = int(problem.carer_weekly_rest[carer])
        spells = [spell for day in days for spell in day.spells]
        begins = max(problem.block_start, int(problem.carer_last_end[carer]))
        ends = [Expression({}, begins), *(times.last(spell) for spell in spells)]
        firsts = [*(times.first(spell) for spell in spells), Expression({}, problem.block_end)]
        gaps = [later - earlier for earlier, later in zip(ends, firsts, strict=True)]
        if rest > 0:
            times.programme.hold(max(gaps, key=times.programme.value), least=rest)


def _spans(times: Timetable) -> None:
    """A day is no longer than declared."""
    for day in times.plan.days:
        most = int(times.problem.carer_most_span[day.carer])
        times.programme.hold(_span(times, day), most=most)


def _work(times: Timetable) -> None:
    """Work of a day and of the block is within law and contract."""
    problem = times.problem
    for day in times.plan.days:
        most = int(problem.carer_most_day_work[day.carer])
        times.programme.hold(times.work_of_day(day), most=most)
    for carer, days in _by_carer(times):
        work = sum((times.work_of_day(day) for day in days), Expression())
        times.programme.hold(work, most=int(problem.carer_most_work[carer]))


def _nights(times: Timetable) -> None:
    """A day short enough for night work stays so."""
    problem = times.problem
    for day in times.plan.days:
        at_night = any(
            problem.duty_night_start[spell.duty] < problem.duty_night_end[spell.duty]
            for spell in day.spells
        )
        if at_night and day.work <= problem.night_most:
            times.programme.hold(times.work_of_day(day), most=problem.night_most)


def _breaks(times: Timetable) -> None:
    """A day that asks for no break goes on asking for none; one that has one keeps it."""
    problem = times.problem
    for day in times.plan.days if problem.break_missing else ():
        after = int(problem.carer_break_after[day.carer])
        length = int(problem.carer_break_length[day.carer])
        if day.work <= after:
            times.programme.hold(times.work_of_day(day), most=after)
            continue
        gaps = _gaps(times, day)
        longest = max(gaps, key=times.programme.value, default=Expression())
        if times.programme.value(longest) >= length:
            times.programme.hold(longest, least=length)
        else:
            _stand_still(times, day)


def _gaps(times: Timetable, day: WorkingDay) -> list[Expression]:
    """Gaps a break may be taken in; between duties at their shortest."""
    legs = [times.idle(leg) for spell in day.spells for leg in spell.legs]
    duties = [(earlier.duty, later.duty) for earlier, later in pairwise(day.spells)]
    return [*legs, *(times.rooms[pair] for pair in duties)]


def _stand_still(times: Timetable, day: WorkingDay) -> None:
    """Gaps between duties that hold a break only in the traffic of now stay as they are."""
    length = int(times.problem.carer_break_length[day.carer])
    for (earlier, later), gap in zip(pairwise(day.spells), day.gaps, strict=True):
        if gap >= length:
            times.programme.hold(times.last(earlier), least=earlier.last, most=earlier.last)
            times.programme.hold(times.first(later), least=later.first, most=later.first)


def _span(times: Timetable, day: WorkingDay) -> Expression:
    """Seconds from first start to last end."""
    return times.last(day.spells[-1]) - times.first(day.spells[0])


def _by_carer(times: Timetable) -> list[tuple[int, list[WorkingDay]]]:
    """Carers at work and their days in order."""
    found: dict[int, list[WorkingDay]] = {}
    for day in times.plan.days:
        found.setdefault(day.carer, []).append(day)
    return sorted(found.items())
