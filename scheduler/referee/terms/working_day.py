"""The shape of each carer's day: breaks, span, splits and gaps."""

from __future__ import annotations

from scheduler.domain.units import Points
from scheduler.referee.case import Case
from scheduler.referee.gaps import has_room, is_due


def break_missing(case: Case) -> Points:
    """``break_missing`` for each working day on which a rest break is due without room."""
    missing = sum(is_due(case, day) and not has_room(case, day) for day in case.days)
    return case.week.rules.prices.break_missing * missing


def long_span(case: Case) -> Points:
    """``long_span`` * (span - span limit)+ for each working day."""
    limit = case.week.rules.working.span
    return case.week.rules.prices.long_span * sum(max(0, day.span - limit) for day in case.days)


def awkward(case: Case) -> Points:
    """``awkward`` * (idle - paid_gap) for each idle gap with paid_gap < idle < free_gap."""
    pay = case.week.rules.pay
    idles = (idle.lasts for one in case.rounds for idle in one.idles)
    beyond = sum(idle - pay.paid_gap for idle in idles if pay.paid_gap < idle < pay.free_gap)
    return case.week.rules.prices.awkward * beyond


def split(case: Case) -> Points:
    """``split`` for each idle gap >= free_gap, and each worked shift of a day but the first."""
    free_gap = case.week.rules.pay.free_gap
    gaps = sum(idle.lasts >= free_gap for one in case.rounds for idle in one.idles)
    further = sum(len(day.rounds) - 1 for day in case.days)
    return case.week.rules.prices.split * (gaps + further)
