"""What the Problem charges for times, added to a programme term by term.

Terms that starts cannot change while tours and sides stay (faces, travel, breaks, days) are
not here: they are constants of the comparison.
"""

from __future__ import annotations

from solver.model import Term
from solver.polish.expression import Expression
from solver.polish.timetable import Timetable
from solver.score.plan import Spell
from solver.score.ways import leaving


def add_prices(times: Timetable) -> None:
    """Charge every term about times; rules first, since bounds save variables."""
    for term in (_times_of_tasks, _uneven, _gaps, _spans, _hours, _overtime):
        term(times)
    _greatest_late(times)
    _greatest_idle(times)


def _tier(times: Timetable, term: Term) -> int:
    return int(times.problem.tier_of_term[term])


def _lateness(times: Timetable, task: int) -> Expression:
    """Seconds after the window the start falls to; negative inside."""
    problem, start = times.problem, times.start(task)
    if int(times.plan.start[task]) >= int(problem.task_again_from[task]):
        return start - int(problem.task_again_to[task])
    return start - int(problem.task_preferred[task] + problem.task_grace[task])


def _times_of_tasks(times: Timetable) -> None:
    """LATE, EARLY and NEAR."""
    problem, charge = times.problem, times.programme.charge_above
    late, early, near = (_tier(times, term) for term in (Term.LATE, Term.EARLY, Term.NEAR))
    for task in times.plan.made:
        start, preferred = times.start(task), int(problem.task_preferred[task])
        charge(late, int(problem.task_late[task]), _lateness(times, task))
        if int(times.plan.start[task]) < int(problem.task_again_from[task]):
            earliness = -start + (preferred - int(problem.task_grace[task]))
            charge(early, int(problem.task_early[task]), earliness)
        charge(near, int(problem.task_near[task]), start - preferred)
        charge(near, int(problem.task_near[task]), -start + preferred)


def _uneven(times: Timetable) -> None:
    """The spread of each time group beyond its grace."""
    problem = times.problem
    offsets: dict[int, list[Expression]] = {}
    for task in times.plan.made:
        if (group := int(problem.task_time_group[task])) >= 0:
            offset = times.start(task) - int(problem.task_preferred[task])
            offsets.setdefault(group, []).append(offset)
    for group, found in offsets.items():
        rate = int(problem.time_rate[group])
        if len(found) > 1 and rate:
            spread = times.programme.maximum(found, problem.grid)
            spread += times.programme.maximum([-offset for offset in found], problem.grid)
            grace = int(problem.time_grace[group])
            times.programme.charge_above(_tier(times, Term.UNEVEN), rate, spread, grace)


def _gaps(times: Timetable) -> None:
    """WAITING, and AWKWARD beyond what is paid, of gaps that are not free time."""
    problem, programme = times.problem, times.programme
    for leg in times.plan.legs:
        if leg.idle >= problem.free_gap:
            continue
        if not leg.way.is_commute:
            programme.charge(_tier(times, Term.WAITING), problem.waiting, times.idle(leg))
        awkward, gap = _tier(times, Term.AWKWARD), times.idle(leg)
        programme.charge_above(awkward, problem.awkward, gap, problem.paid_gap)


def _spans(times: Timetable) -> None:
    """LONG_SPAN of each working day."""
    problem, tier = times.problem, _tier(times, Term.LONG_SPAN)
    for day in times.plan.days:
        span = times.last(day.spells[-1]) - times.first(day.spells[0])
        target = int(problem.carer_target_span[day.carer])
        times.programme.charge_above(tier, problem.long_span, span, target)


def _hours(times: Timetable) -> None:
    """SHORT_HOURS and LONG_WEEK of each carer at work."""
    problem, charge = times.problem, times.programme.charge_above
    work: dict[int, Expression] = {}
    for day in times.plan.days:
        work[day.carer] = work.get(day.carer, Expression()) + times.work_of_day(day)
    short, long = _tier(times, Term.SHORT_HOURS), _tier(times, Term.LONG_WEEK)
    for carer, seconds in work.items():
        contracted = int(problem.carer_contracted[carer])
        charge(short, problem.short_hours, -seconds + contracted)
        charge(long, problem.long_week, seconds, int(problem.carer_warn_work[carer]))


def _overtime(times: Timetable) -> None:
    """OVERTIME of each duty."""
    problem, tier = times.problem, _tier(times, Term.OVERTIME)
    for spell in times.plan.spells if problem.overtime else ():
        due = int(problem.duty_due[spell.duty])
        times.programme.charge_above(tier, problem.overtime, times.over(spell), due)


def _greatest_late(times: Timetable) -> None:
    """GREATEST_LATE: one figure above the lateness of every task."""
    late = [_lateness(times, task) for task in times.plan.made]
    if times.problem.greatest_late and late:
        worst = times.programme.maximum([Expression(), *late], times.problem.grid)
        tier = _tier(times, Term.GREATEST_LATE)
        times.programme.charge(tier, times.problem.greatest_late, worst)


def _greatest_idle(times: Timetable) -> None:
    """GREATEST_IDLE: one figure above the idle time of every duty, worked at all or not."""
    problem = times.problem
    spells = {spell.duty: spell for spell in times.plan.spells}
    if not problem.greatest_idle or not spells:
        return
    unused = [
        int(problem.duty_due[row] - problem.duty_start[row])
        for row in range(len(problem.duty_carer))
        if row not in spells
    ]
    idle = [_idle(times, spell) for spell in spells.values()]
    worst = times.programme.maximum([Expression({}, max(unused, default=0)), *idle], problem.grid)
    times.programme.charge(_tier(times, Term.GREATEST_IDLE), problem.greatest_idle, worst)


def _idle(times: Timetable, spell: Spell) -> Expression:
    """Seconds before leaving, between tasks, and from the end until due."""
    problem, duty = times.problem, spell.duty
    way = spell.first - leaving(problem, duty, spell.way, spell.first)
    before = times.first(spell) - way - int(problem.duty_start[duty])
    after = -times.over(spell) + int(problem.duty_due[duty])
    gaps = sum((times.idle(leg) for leg in spell.legs), Expression())
    return times.programme.excess(before) + gaps + times.programme.excess(after)
