"""W5, W6, C1, L1, L2 and L3: how much work a day and a week may hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from scheduler.domain.units import HOUR, MINUTE, Moment, Seconds
from scheduler.domain.week import Week
from scheduler.referee.case import Case
from scheduler.referee.ledger import BLOCK_DAYS, Ledger, WorkingDay, limits_of
from scheduler.referee.verdict import About, Breach, breach
from scheduler.referee.wording import on, spell


def _of_day(day: WorkingDay) -> About:
    return About(carers=(day.carer,), day=day.day)


def _of_block(account: Ledger) -> About:
    return About(carers=(account.carer,), day=account.block * BLOCK_DAYS)


def night_work(case: Case) -> Iterator[Breach]:
    """W5: a working day with ``counts_from`` or more in the night holds more than ``most``.

    Time in the night is measured from first start to last end of each shift, and added
    over every night the working day touches.
    """
    night = case.week.rules.night
    for day in case.days:
        if day.work <= night.most:
            continue
        at_night = sum(_in_night(case.week, one.begins, one.ends, one.day) for one in day.rounds)
        if at_night >= night.counts_from:
            yield breach(
                "W5",
                f"Carer {day.carer} works {spell(day.work)} on {on(case.week, day.day)}, "
                f"{spell(at_night)} of it at night; at most {spell(night.most)} is allowed.",
                _of_day(day),
                value=day.work,
                limit=night.most,
            )


def _in_night(week: Week, begins: Moment, ends: Moment, day: int) -> Seconds:
    """Seconds between two moments that lie in the nights before, of and after ``day``."""
    night, total = week.rules.night, 0
    opens, closes = _clock(night.start), _clock(night.end)
    if opens == closes:
        return 0
    for evening in (day - 1, day, day + 1):
        dawn = evening if closes > opens else evening + 1
        first = max(begins, week.horizon.at(evening, opens))
        total += max(0, min(ends, week.horizon.at(dawn, closes)) - first)
    return total


def _clock(seconds: Seconds) -> time:
    return time(seconds // HOUR % 24, seconds % HOUR // MINUTE, seconds % MINUTE)


def most_work(case: Case) -> Iterator[Breach]:
    """W6: work of a working day > ``most_a_day``; of a block > ``most_a_week``."""
    for day in case.days:
        limit = limits_of(case.week, case.week.carer[day.carer]).most_a_day
        if limit is not None and day.work > limit:
            yield breach(
                "W6",
                f"Carer {day.carer} works {spell(day.work)} on {on(case.week, day.day)}; "
                f"at most {spell(limit)} a day is allowed.",
                _of_day(day),
                value=day.work,
                limit=limit,
            )
    for account in case.ledgers:
        limit = limits_of(case.week, case.week.carer[account.carer]).most_a_week
        if limit is not None and account.work > limit:
            yield breach(
                "W6",
                f"Carer {account.carer} works {spell(account.work)} in the week from "
                f"{on(case.week, account.block * BLOCK_DAYS)}; at most {spell(limit)} is allowed.",
                _of_block(account),
                value=account.work,
                limit=limit,
            )


def contract(case: Case) -> Iterator[Breach]:
    """C1: work of a block > contract.most * days // 7."""
    for account in case.ledgers:
        most = case.week.carer[account.carer].contract.most
        limit = most * account.days // BLOCK_DAYS
        if account.work > limit:
            yield breach(
                "C1",
                f"Carer {account.carer} works {spell(account.work)} in the week from "
                f"{on(case.week, account.block * BLOCK_DAYS)}; the contract allows {spell(limit)}.",
                _of_block(account),
                value=account.work,
                limit=limit,
            )


def declared_days(case: Case) -> Iterator[Breach]:
    """L1: days worked in a block > ``limits.days``."""
    for account in case.ledgers:
        limit = case.week.carer[account.carer].limits.days
        if account.days_worked > limit:
            yield breach(
                "L1",
                f"Carer {account.carer} works {account.days_worked} days in the week from "
                f"{on(case.week, account.block * BLOCK_DAYS)}; {limit} are declared.",
                _of_block(account),
                value=account.days_worked,
                limit=limit,
            )


def declared_visits(case: Case) -> Iterator[Breach]:
    """L2: parts on a working day > ``limits.visits_a_day``."""
    for day in case.days:
        limit = case.week.carer[day.carer].limits.visits_a_day
        if limit is not None and day.parts > limit:
            yield breach(
                "L2",
                f"Carer {day.carer} makes {day.parts} visits on {on(case.week, day.day)}; "
                f"{limit} are declared.",
                _of_day(day),
                value=day.parts,
                limit=limit,
            )


def declared_span(case: Case) -> Iterator[Breach]:
    """L3: span of a working day > ``limits.span``."""
    for day in case.days:
        limit = case.week.carer[day.carer].limits.span
        if limit is not None and day.span > limit:
            yield breach(
                "L3",
                f"Carer {day.carer}'s {on(case.week, day.day)} spans {spell(day.span)}; "
                f"{spell(limit)} is declared.",
                _of_day(day),
                value=day.span,
                limit=limit,
            )
