"""What a rota costs: one function for each term, added up by tier.

The words and formulas are those of docs/OBJECTIVE.md. Every function returns the points
of one term for the whole plan; none of them knows how the others count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from solver.model import Ints, Longs, Problem, Term
from solver.score.legs import free_flow
from solver.score.people import dislike, faces, moved, stranger, window_faces
from solver.score.plan import Plan, Spell, lay_out
from solver.score.ways import closing, last_place, leaving


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a rota costs.

    Parameters
    ----------
    cost : length ``tiers``, points
        Rotas are compared by this, first tier first.
    terms
        Points of each term; in tier ``tier_of_term``.
    left_out : length ``tiers``, points
        Units nobody makes; they make up the rest of ``cost``.
    """

    cost: tuple[int, ...]
    terms: Mapping[Term, int]
    left_out: tuple[int, ...]


def score(problem: Problem, duty: Ints, start: Longs) -> Score:
    """Cost of a rota, term by term.

    Parameters
    ----------
    duty : shape (T,)
        Duty that makes each task, -1 for nobody.
    start : shape (T,), moments
        Read only where somebody makes the task. Legal starts are assumed: see ``faults``.
    """
    plan = lay_out(problem, duty, start)
    terms = {term: count(plan) for term, count in TERMS.items()}
    left_out = [0] * problem.tiers
    for unit in range(len(problem.unit_group)):
        if not plan.is_done(unit):
            left_out[int(problem.unit_left_out_tier[unit])] += int(problem.unit_left_out[unit])
    cost = list(left_out)
    for term, points in terms.items():
        cost[int(problem.tier_of_term[term])] += points
    return Score(cost=tuple(cost), terms=terms, left_out=tuple(left_out))


def above(amount: int, limit: int) -> int:
    """What ``amount`` has more than ``limit``."""
    return max(0, amount - limit)


def _offset(plan: Plan, task: int) -> int:
    """Seconds after the preferred start, negative if before."""
    return int(plan.start[task]) - int(plan.problem.task_preferred[task])


def _is_again(plan: Plan, task: int) -> bool:
    """Whether the start falls to the second window of ``task``."""
    return int(plan.start[task]) >= int(plan.problem.task_again_from[task])


def _lateness(plan: Plan, task: int) -> int:
    """Seconds after the end of the window the start falls to."""
    if _is_again(plan, task):
        return above(int(plan.start[task]), int(plan.problem.task_again_to[task]))
    return above(_offset(plan, task), int(plan.problem.task_grace[task]))


def _earliness(plan: Plan, task: int) -> int:
    """Seconds before the first window; none in the second."""
    if _is_again(plan, task):
        return 0
    return above(-_offset(plan, task), int(plan.problem.task_grace[task]))


def late(plan: Plan) -> int:
    """Each second after the window."""
    return sum(int(plan.problem.task_late[task]) * _lateness(plan, task) for task in plan.made)


def early(plan: Plan) -> int:
    """Each second before the window."""
    return sum(int(plan.problem.task_early[task]) * _earliness(plan, task) for task in plan.made)


def greatest_late(plan: Plan) -> int:
    """The seconds of the task that is latest after its window, whatever its own rate."""
    seconds = max((_lateness(plan, task) for task in plan.made), default=0)
    return plan.problem.greatest_late * seconds


def near(plan: Plan) -> int:
    """Each second away from the preferred start."""
    return sum(int(plan.problem.task_near[t]) * abs(_offset(plan, t)) for t in plan.made)


def uneven(plan: Plan) -> int:
    """The spread of one call's starts over its days, beyond what counts as steady."""
    offsets: dict[int, list[int]] = {}
    for task in plan.made:
        if (group := int(plan.problem.task_time_group[task])) >= 0:
            offsets.setdefault(group, []).append(_offset(plan, task))
    rate, grace = plan.problem.time_rate, plan.problem.time_grace
    return sum(
        int(rate[group]) * above(max(seen) - min(seen), int(grace[group]))
        for group, seen in offsets.items()
    )


def break_missing(plan: Plan) -> int:
    """Each working day that is long enough for a break and has no gap that could hold it."""
    days = [day for day in plan.days if day.work > int(plan.problem.carer_break_after[day.carer])]
    without = 0
    for day in days:
        length = int(plan.problem.carer_break_length[day.carer])
        gaps = [*day.gaps, *(leg.idle for spell in day.spells for leg in spell.legs)]
        without += all(gap < length for gap in gaps)
    return plan.problem.break_missing * without


def short_hours(plan: Plan) -> int:
    """Each contracted second not given, by carer, worked at all or not."""
    contracted = plan.problem.carer_contracted
    short = sum(above(int(hours), plan.work_of(c)) for c, hours in enumerate(contracted))
    return plan.problem.short_hours * short


def long_week(plan: Plan) -> int:
    """Each second of work above what makes a week long."""
    warning = plan.problem.carer_warn_work
    over = sum(above(plan.work_of(c), int(hours)) for c, hours in enumerate(warning))
    return plan.problem.long_week * over


def long_span(plan: Plan) -> int:
    """Each second between first start and last end of a day beyond the target."""
    target = plan.problem.carer_target_span
    over = sum(above(day.last - day.first, int(target[day.carer])) for day in plan.days)
    return plan.problem.long_span * over


def extra_day(plan: Plan) -> int:
    """Each day worked beyond the target."""
    target = plan.problem.carer_target_days
    over = sum(above(len(plan.days_of(c)), int(days)) for c, days in enumerate(target))
    return plan.problem.extra_day * over


def awkward(plan: Plan) -> int:
    """Each second of a gap longer than ordinary waiting and shorter than free time."""
    problem = plan.problem
    idle = (leg.idle for leg in plan.legs if problem.paid_gap < leg.idle < problem.free_gap)
    return problem.awkward * sum(gap - problem.paid_gap for gap in idle)


def split(plan: Plan) -> int:
    """Each free gap, and each spell of a day beyond its first."""
    free = sum(leg.idle >= plan.problem.free_gap for leg in plan.legs)
    again = sum(len(day.spells) - 1 for day in plan.days)
    return plan.problem.split * (free + again)


def travel(plan: Plan) -> int:
    """Each second under way between the places of a duty."""
    return plan.problem.travel * sum(leg.drive for leg in plan.legs if not leg.way.is_commute)


def commute(plan: Plan) -> int:
    """Each free-flow second from where a duty begins and to where it ends."""
    problem, seconds = plan.problem, 0
    for spell in plan.spells:
        mode = int(problem.duty_mode[spell.duty])
        last, back = last_place(problem, spell.tasks), int(problem.duty_end_place[spell.duty])
        seconds += sum(free_flow(problem, mode, way.here, way.there) for way in spell.commutes)
        seconds += free_flow(problem, mode, last, back)
    return problem.commute * seconds


def waiting(plan: Plan) -> int:
    """Each idle second that is not free time, once a task with its own place has been made."""
    gaps = (leg.idle for leg in plan.legs if not leg.way.is_commute)
    return plan.problem.waiting * sum(gap for gap in gaps if gap < plan.problem.free_gap)


def _over(plan: Plan, spell: Spell) -> int:
    """Moment the duty of a spell is over, commute inside included."""
    return closing(plan.problem, spell.duty, spell.tasks, spell.last)


def overtime(plan: Plan) -> int:
    """Each second of a duty that is worked at all after it should be over."""
    due = plan.problem.duty_due
    seconds = sum(above(_over(plan, spell), int(due[spell.duty])) for spell in plan.spells)
    return plan.problem.overtime * seconds


def greatest_idle(plan: Plan) -> int:
    """The idle seconds of the duty that has most, worked at all or not."""
    problem = plan.problem
    idle = [
        int(due - start) for start, due in zip(problem.duty_start, problem.duty_due, strict=True)
    ]
    for spell in plan.spells:
        idle[spell.duty] = _idle(plan, spell)
    return problem.greatest_idle * max(idle, default=0)


def _idle(plan: Plan, spell: Spell) -> int:
    """Seconds before leaving, between tasks, free or not, and from the end until due."""
    problem, row = plan.problem, spell.duty
    before = above(leaving(problem, row, spell.way, spell.first), int(problem.duty_start[row]))
    after = above(int(problem.duty_due[row]), _over(plan, spell))
    return before + sum(leg.idle for leg in spell.legs) + after


TERMS: Mapping[Term, Callable[[Plan], int]] = {
    Term.BREAK_MISSING: break_missing,
    Term.LATE: late,
    Term.EARLY: early,
    Term.FACES: faces,
    Term.WINDOW_FACES: window_faces,
    Term.STRANGER: stranger,
    Term.DISLIKE: dislike,
    Term.UNEVEN: uneven,
    Term.MOVED: moved,
    Term.SHORT_HOURS: short_hours,
    Term.LONG_WEEK: long_week,
    Term.LONG_SPAN: long_span,
    Term.AWKWARD: awkward,
    Term.SPLIT: split,
    Term.EXTRA_DAY: extra_day,
    Term.TRAVEL: travel,
    Term.COMMUTE: commute,
    Term.WAITING: waiting,
    Term.NEAR: near,
    Term.GREATEST_LATE: greatest_late,
    Term.OVERTIME: overtime,
    Term.GREATEST_IDLE: greatest_idle,
}
