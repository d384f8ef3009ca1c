"""Carers and their shifts in rows: limits of law, contract and declaration."""

from __future__ import annotations

from datetime import time
from typing import TypedDict

from scheduler.domain.carer import AgeBand, Carer, Shift
from scheduler.domain.horizon import Horizon
from scheduler.domain.units import CarerId, Day, Moment, Seconds
from scheduler.domain.week import Week
from scheduler.formulate.rows import NO_LIMIT, Rows, ints, longs, mode_of
from scheduler.rules.pack import NightWork, WorkingTime
from solver.model import NEVER, Ints, Longs

DAYS_A_WEEK = 7


class DutyArrays(TypedDict):
    """Fields of ``Problem`` about duties."""

    duty_carer: Ints
    duty_day: Ints
    duty_start: Longs
    duty_end: Longs
    duty_due: Longs
    duty_start_place: Ints
    duty_end_place: Ints
    duty_mode: Ints
    duty_commute_inside: Ints
    duty_night_start: Longs
    duty_night_end: Longs


class CarerArrays(TypedDict):
    """Fields of ``Problem`` about carers."""

    carer_contracted: Longs
    carer_most_work: Longs
    carer_warn_work: Longs
    carer_rest: Longs
    carer_weekly_rest: Longs
    carer_last_end: Longs
    carer_most_days: Longs
    carer_most_visits: Longs
    carer_most_span: Longs
    carer_most_day_work: Longs
    carer_break_after: Longs
    carer_break_length: Longs
    carer_target_days: Longs
    carer_target_span: Longs


def law_for(week: Week, carer: Carer) -> WorkingTime:
    """Limits on work and rest for the carer's age."""
    return week.rules.under_18 if carer.age_band is AgeBand.UNDER_18 else week.rules.adult


def duties(week: Week, rows: Rows) -> DutyArrays:
    """One row for each shift, by carer and start; commutes lie outside the shift."""
    shifts = [week.shift[name] for name in rows.duties.names]
    nights = [night_of(week.horizon, week.rules.night, shift) for shift in shifts]
    return DutyArrays(
        duty_carer=ints(rows.carers.row(shift.carer) for shift in shifts),
        duty_day=ints(shift.day for shift in shifts),
        duty_start=longs(shift.start for shift in shifts),
        duty_end=longs(shift.end for shift in shifts),
        duty_due=longs(shift.end for shift in shifts),
        duty_start_place=ints(rows.places.row(shift.start_place) for shift in shifts),
        duty_end_place=ints(rows.places.row(shift.end_place) for shift in shifts),
        duty_mode=ints(rows.modes.row(mode_of(week, shift)) for shift in shifts),
        duty_commute_inside=ints(0 for _ in shifts),
        duty_night_start=longs(start for start, _ in nights),
        duty_night_end=longs(end for _, end in nights),
    )


def night_of(horizon: Horizon, night: NightWork, shift: Shift) -> tuple[Moment, Moment]:
    """Start and end of the night that overlaps the shift most, the earliest of equals.

    Empty (both the shift's start) where none overlaps.
    """
    best, found = 0, (shift.start, shift.start)
    first, last = horizon.day_of(shift.start) - 1, horizon.day_of(shift.end)
    for day in range(first, last + 1):
        start, end = _night_from(horizon, night, day)
        overlap = min(end, shift.end) - max(start, shift.start)
        if overlap > best:
            best, found = overlap, (start, end)
    return found


def _night_from(horizon: Horizon, night: NightWork, day: Day) -> tuple[Moment, Moment]:
    """The night that begins on ``day``."""
    closes = day if night.end > night.start else day + 1
    return horizon.at(day, _clock(night.start)), horizon.at(closes, _clock(night.end))


def _clock(seconds: Seconds) -> time:
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return time(hour, minute, second)


def carers(week: Week) -> CarerArrays:
    """One row for each carer; limits that are not set are ``NO_LIMIT``."""
    people, days, rules = week.carers, week.horizon.days, week.rules
    laws = [law_for(week, carer) for carer in people]
    last_ends = _last_ends(week)
    whole = days == DAYS_A_WEEK
    return CarerArrays(
        carer_contracted=longs(c.contract.least * days // DAYS_A_WEEK for c in people),
        carer_most_work=longs(most_work(week, carer) for carer in people),
        carer_warn_work=longs(rules.working.weekly_warning * days // DAYS_A_WEEK for _ in people),
        carer_rest=longs(law.daily_rest for law in laws),
        carer_weekly_rest=longs(law.weekly_rest if whole else 0 for law in laws),
        carer_last_end=longs(last_ends.get(carer.id, NEVER) for carer in people),
        carer_most_days=longs(carer.limits.days for carer in people),
        carer_most_visits=longs(_or_no_limit(carer.limits.visits_a_day) for carer in people),
        carer_most_span=longs(_or_no_limit(carer.limits.span) for carer in people),
        carer_most_day_work=longs(_or_no_limit(law.most_a_day) for law in laws),
        carer_break_after=longs(law.break_after for law in laws),
        carer_break_length=longs(law.break_length for law in laws),
        carer_target_days=longs(rules.working.target_days for _ in people),
        carer_target_span=longs(rules.working.span for _ in people),
    )


def most_work(week: Week, carer: Carer) -> Seconds:
    """Greatest work in the block under C1, W1 and W6, never negative, seconds."""
    law = law_for(week, carer)
    most = [carer.contract.most * week.horizon.days // DAYS_A_WEEK]
    if law.most_a_week is not None:
        most.append(law.most_a_week)
    if not carer.opted_out_48:
        weeks = min(law.average_weeks - 1, len(carer.worked_before))
        most.append(law.average_week * (weeks + 1) - sum(carer.worked_before[:weeks]))
    return max(0, min(most))


def _last_ends(week: Week) -> dict[CarerId, Moment]:
    """Last end of work of each carer in the history."""
    found: dict[CarerId, Moment] = {}
    for past in week.history:
        found[past.carer] = max(found.get(past.carer, NEVER), past.start + past.length)
    return found


def _or_no_limit(limit: int | None) -> int:
    return NO_LIMIT if limit is None else limit
