"""Why a Problem cannot be proved optimal: what it asks for that the proof does not know.

The proof knows hard windows, duties, legs, allowed carers, distinct carers and both bounds of
links; TRAVEL, COMMUTE, LATE, GREATEST_LATE and DISLIKE, all in one tier; and units left out,
in that tier or an earlier one. Whatever else a ``Problem`` can say must say nothing here:
a price of 0, a limit no day reaches.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from solver.model import NEVER, Longs, Problem, Term

Flags = npt.NDArray[np.bool_]

MOST_TASKS = 52
"""Tasks one carer may make: sets of them are bits of a number that a float still counts."""


def reasons_against(problem: Problem) -> Iterator[str]:
    """Every reason why the Problem cannot be proved; none if it can."""
    yield from _priced(problem)
    yield from _asked_of_tasks(problem)
    yield from _asked_of_carers(problem)
    yield from _tiers(problem)


def costing_tiers(problem: Problem) -> set[int]:
    """Tiers of the terms the proof adds up, of those with a price."""
    prices = {
        Term.TRAVEL: problem.travel,
        Term.COMMUTE: problem.commute,
        Term.LATE: int(problem.task_late.max(initial=0)),
        Term.GREATEST_LATE: problem.greatest_late,
        Term.DISLIKE: int(problem.dislike.max(initial=0)),
    }
    return {int(problem.tier_of_term[term]) for term, price in prices.items() if price}


def _priced(problem: Problem) -> Iterator[str]:
    """Terms with a price that could be charged, and not known here."""
    window = problem.task_preferred - problem.task_grace
    early = (problem.task_early > 0) & (problem.task_earliest < window)
    moved = problem.unit_moved_carer + problem.unit_moved_time
    joins = problem.group_face + problem.group_crowd + problem.group_over_cap
    hours = problem.short_hours * problem.carer_contracted
    span = _span(problem)
    long_week = bool(problem.long_week) and _binds(problem.carer_warn_work, span)
    long_span = bool(problem.long_span) and _binds(problem.carer_target_span, span)
    extra_day = bool(problem.extra_day) and bool((problem.carer_target_days < 1).any())
    charged = {
        Term.BREAK_MISSING: bool(problem.break_missing),
        Term.EARLY: bool(early.any()),
        Term.NEAR: bool(problem.task_near.any()),
        Term.FACES: bool(joins.any()),
        Term.STRANGER: bool(problem.join.any()),
        Term.UNEVEN: bool(problem.time_rate.any()),
        Term.MOVED: bool((moved * (problem.unit_reference >= 0).any(axis=1)).any()),
        Term.SHORT_HOURS: bool(hours.any()),
        Term.LONG_WEEK: long_week,
        Term.LONG_SPAN: long_span,
        Term.AWKWARD: bool(problem.awkward),
        Term.SPLIT: bool(problem.split),
        Term.EXTRA_DAY: extra_day,
        Term.WAITING: bool(problem.waiting),
        Term.OVERTIME: bool(problem.overtime),
        Term.GREATEST_IDLE: bool(problem.greatest_idle),
    }
    yield from (f"{term.name} has a price." for term, is_charged in charged.items() if is_charged)


def _asked_of_tasks(problem: Problem) -> Iterator[str]:
    """Times and places of another shape."""
    slow = np.diff(problem.step_offset) > 1
    again = problem.task_again_from <= problem.task_latest
    if problem.grid != 1:
        yield f"Starts are multiples of {problem.grid} s, not any second."
    if slow.any():
        yield f"Modes {_rows(slow)} have traffic that changes with the time of day."
    if (problem.task_place < 0).any():
        yield f"Tasks {_rows(problem.task_place < 0)} have no place."
    if again.any():
        yield f"Tasks {_rows(again)} have a second window."
    if problem.task_duration.min(initial=1) < 1:
        yield f"Tasks {_rows(problem.task_duration < 1)} take no time."


def _asked_of_carers(problem: Problem) -> Iterator[str]:
    """Limits that one day's rounds could reach, and more duties than one."""
    span, tasks = _span(problem), len(problem.task_place)
    limits = {
        "work in the block": _limits(problem.carer_most_work, span),
        "work in a day": _limits(problem.carer_most_day_work, span),
        "span of a day": _limits(problem.carer_most_span, span),
        "tasks a day": _limits(problem.carer_most_visits, tasks),
        "days": problem.carer_most_days < 1,
        "weekly rest": problem.carer_weekly_rest > 0,
        "rest before": _needs_rest(problem),
    }
    duties = np.bincount(problem.duty_carer, minlength=len(problem.carer_rest))
    night = problem.duty_night_end > problem.duty_night_start
    for name, binding in limits.items():
        if binding.any():
            yield f"Carers {_rows(binding)} have a limit that could bind: {name}."
    if (duties > 1).any():
        yield f"Carers {_rows(duties > 1)} have more than one duty."
    if night.any() and problem.night_most < span:
        yield f"Duties {_rows(night)} have a limit of night work."
    may = problem.allowed[problem.task_pair].sum(axis=0)
    if may.max(initial=0) > MOST_TASKS:
        yield f"Carers {_rows(may > MOST_TASKS)} may make more than {MOST_TASKS} tasks."


def _tiers(problem: Problem) -> Iterator[str]:
    """One tier for all costs; what is left out counts there or before."""
    tiers = costing_tiers(problem)
    if len(tiers) > 1:
        yield f"Costs are in tiers {sorted(tiers)}, not in one."
    late = problem.unit_left_out_tier > max(tiers, default=0)
    if late.any():
        yield f"Units {_rows(late)} are left out in a tier after all other costs."


def _needs_rest(problem: Problem) -> Flags:
    """Carers whose rest before the block a first start could cut short."""
    begins = np.full(len(problem.carer_rest), np.iinfo(np.int64).max)
    np.minimum.at(begins, problem.duty_carer, problem.duty_start)
    last = problem.carer_last_end
    rested = begins - np.where(last == NEVER, 0, last)
    short: Flags = (last != NEVER) & (rested < problem.carer_rest)
    return short


def _span(problem: Problem) -> int:
    """Seconds from the first moment of any duty or task to the last; no work is longer."""
    if not len(problem.task_place):
        return 0
    ends = (problem.task_latest + problem.task_duration, problem.duty_end)
    begins = (problem.task_earliest, problem.duty_start)
    return int(np.concatenate(ends).max() - np.concatenate(begins).min())


def _limits(limit: Longs, reach: int) -> Flags:
    binding: Flags = limit < reach
    return binding


def _binds(limit: Longs, reach: int) -> bool:
    return bool(_limits(limit, reach).any())


def _rows(flags: Flags) -> str:
    """The first few rows that are true."""
    rows = np.flatnonzero(flags)
    return ", ".join(str(row) for row in rows[:5]) + (", ..." if len(rows) > 5 else "")
