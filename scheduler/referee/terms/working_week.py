"""Each carer's block of seven days: too few hours, too many, too many days."""

from __future__ import annotations

from scheduler.domain.units import Points
from scheduler.referee.case import Case
from scheduler.referee.ledger import BLOCK_DAYS


def short_hours(case: Case) -> Points:
    """``short_hours`` * (least * days // 7 - work)+ for each carer and block."""
    carer = case.week.carer
    return case.week.rules.prices.short_hours * sum(
        max(0, carer[one.carer].contract.least * one.days // BLOCK_DAYS - one.work)
        for one in case.ledgers
    )


def long_week(case: Case) -> Points:
    """``long_week`` * (work - weekly_warning * days // 7)+ for each carer and block."""
    warning = case.week.rules.working.weekly_warning
    return case.week.rules.prices.long_week * sum(
        max(0, one.work - warning * one.days // BLOCK_DAYS) for one in case.ledgers
    )


def extra_day(case: Case) -> Points:
    """``extra_day`` * (days worked - target_days)+ for each carer and block."""
    target = case.week.rules.working.target_days
    return case.week.rules.prices.extra_day * sum(
        max(0, one.days_worked - target) for one in case.ledgers
    )
