"""The hard rules about one carer's days and week: rest, work, and what was declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from solver.model import NEVER
from solver.score.plan import Plan, WorkingDay


def _rest(plan: Plan) -> Iterator[str]:
    """Between working days, and after the last end before the block, a carer rests."""
    for carer, rest in enumerate(plan.problem.carer_rest):
        days = plan.days_of(carer)
        before = int(plan.problem.carer_last_end[carer])
        if days and before != NEVER and days[0].first - before < rest:
            yield f"rest: carer {carer} rests {days[0].first - before} s before the block"
        for earlier, later in pairwise(days):
            if later.first - earlier.last < rest:
                yield f"rest: carer {carer} rests too little before day {later.day}"


def _weekly_rest(plan: Plan) -> Iterator[str]:
    """Once in the block, a carer has a long uninterrupted rest inside it."""
    problem = plan.problem
    for carer, rest in enumerate(problem.carer_weekly_rest):
        days = plan.days_of(carer)
        edges = [max(problem.block_start, int(problem.carer_last_end[carer]))]
        for spell in (spell for day in days for spell in day.spells):
            edges += [spell.first, spell.last]
        edges.append(problem.block_end)
        longest = max(edges[i + 1] - edges[i] for i in range(0, len(edges), 2))
        if rest > 0 and longest < rest:
            yield f"weekly rest: carer {carer} rests {longest} s at most, due {rest}"


def _days(plan: Plan) -> Iterator[str]:
    """A carer works no more days than declared."""
    for carer, most in enumerate(plan.problem.carer_most_days):
        if (worked := len(plan.days_of(carer))) > most:
            yield f"days: carer {carer} works {worked} days, at most {most}"


def _visits(plan: Plan) -> Iterator[str]:
    """A carer makes no more tasks a day than declared."""
    for day in plan.days:
        made = sum(len(spell.tasks) for spell in day.spells)
        if made > (most := int(plan.problem.carer_most_visits[day.carer])):
            yield f"visits: carer {day.carer} makes {made} tasks on day {day.day}, at most {most}"


def _span(plan: Plan) -> Iterator[str]:
    """A day is no longer, first start to last end, than declared."""
    for day in plan.days:
        span = day.last - day.first
        if span > (most := int(plan.problem.carer_most_span[day.carer])):
            yield f"span: carer {day.carer}, day {day.day} spans {span} s, at most {most}"


def _day_work(plan: Plan) -> Iterator[str]:
    """A carer works no longer on a day than the law lets them."""
    for day in plan.days:
        if day.work > (most := int(plan.problem.carer_most_day_work[day.carer])):
            yield f"day work: carer {day.carer}, day {day.day} has {day.work} s, at most {most}"


def _work(plan: Plan) -> Iterator[str]:
    """A carer works no longer in the block than law and contract let them."""
    for carer, most in enumerate(plan.problem.carer_most_work):
        if (work := plan.work_of(carer)) > most:
            yield f"work: carer {carer} works {work} s, at most {most}"


def _night(plan: Plan) -> Iterator[str]:
    """A working day with enough work at night is short."""
    problem = plan.problem
    for day in plan.days:
        at_night = _at_night(plan, day)
        if 0 < at_night >= problem.night_counts_from and day.work > problem.night_most:
            yield f"night: carer {day.carer}, day {day.day} has {day.work} s, {at_night} at night"


def _at_night(plan: Plan, day: WorkingDay) -> int:
    """Seconds of a working day's spells that lie in the night."""
    problem, seconds = plan.problem, 0
    for spell in day.spells:
        falls, ends = problem.duty_night_start[spell.duty], problem.duty_night_end[spell.duty]
        seconds += max(0, min(spell.last, int(ends)) - max(spell.first, int(falls)))
    return seconds


CARER_RULES: tuple[Callable[[Plan], Iterator[str]], ...] = (
    _rest,
    _weekly_rest,
    _days,
    _visits,
    _span,
    _day_work,
    _work,
    _night,
)
