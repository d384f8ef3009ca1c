"""``average-weeks.csv`` and ``guaranteed-hours.csv``: hours beside law and contract."""

from __future__ import annotations

from collections.abc import Sequence

from data.write.cells import csv_bytes
from data.write.clock import exact
from scheduler.domain.units import Day
from scheduler.domain.week import Week
from scheduler.measures.ledgers import AverageWeek, GuaranteedHours

DAYS_A_WEEK = 7

AVERAGE = (
    "carer_id",
    "week_from",
    "opted_out",
    "opening_weeks",
    "opening_balance",
    "worked",
    "average_week",
    "limit",
    "over_limit",
    "most_next_week",
)
GUARANTEED = (
    "carer_id",
    "week_from",
    "contract",
    "weeks_on_record",
    "whole_reference_period",
    "worked",
    "average_week",
    "contracted",
    "beyond_contract",
    "low_hours_by_least_threshold",
    "low_hours_by_greatest_threshold",
    "would_be_offered",
    "status",
)


def average_weeks_csv(week: Week, ledger: Sequence[AverageWeek]) -> bytes:
    """W1: the opening balance, this week, the average, and what is left for the next."""
    return csv_bytes(
        AVERAGE,
        (
            [
                one.carer,
                _week_from(week, one.block),
                _yes(one.opted_out),
                one.opening_weeks,
                exact(one.opening),
                exact(one.work),
                exact(one.average),
                exact(one.limit),
                _yes(one.over),
                "" if one.opted_out else exact(one.next_week),
            ]
            for one in ledger
        ),
    )


def guaranteed_hours_csv(week: Week, ledger: Sequence[GuaranteedHours]) -> bytes:
    """P7: hours worked on average beside those the contract guarantees."""
    return csv_bytes(
        GUARANTEED,
        (
            [
                one.carer,
                _week_from(week, one.block),
                one.kind.value,
                one.weeks,
                _yes(one.whole),
                exact(one.worked),
                exact(one.average),
                exact(one.contracted),
                exact(one.beyond),
                _yes(one.low_by_least),
                _yes(one.low_by_most),
                _yes(one.would_be_offered),
                week.rules.ledgers.guaranteed_status,
            ]
            for one in ledger
        ),
    )


def _week_from(week: Week, block: int) -> str:
    first: Day = block * DAYS_A_WEEK
    return week.horizon.date_of(first).isoformat()


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"
