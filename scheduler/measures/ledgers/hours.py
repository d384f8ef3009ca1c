"""Ledgers of hours: the 17-week average (W1) and the 12 weeks of guaranteed hours (P7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.domain.carer import AgeBand, Carer, ContractKind
from scheduler.domain.units import CarerId, Seconds
from scheduler.domain.week import Week
from scheduler.referee import Ledger, Verdict
from scheduler.rules.pack import WorkingTime

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class AverageWeek:
    """One carer's average working week at the end of one block (W1); seconds.

    Parameters
    ----------
    opening_weeks, opening
        Weeks brought forward (at most 16) and the work in them: the opening balance.
    work
        In this block.
    average, limit
        Of the weeks brought forward and this one together; what it may be.
    next_week
        Most work the week after may hold before its own average is above the limit.
    over
        Whether the average is above the limit; of no weight to those who opted out.
    """

    carer: CarerId
    block: int
    opted_out: bool
    opening_weeks: int
    opening: Seconds
    work: Seconds
    average: Seconds
    limit: Seconds
    next_week: Seconds
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteedHours:
    """What one carer works on average, beside what the contract guarantees (P7); seconds.

    Parameters
    ----------
    weeks
        Weeks on record, this block with those before it, at most the reference period.
    whole
        Whether they are the whole reference period.
    worked, average
        Work in them, and a week of it on average.
    contracted
        Hours the contract guarantees a week.
    beyond
        Average beyond the contract.
    low_by_least, low_by_most
        Whether the contract counts as low hours by the least and greatest threshold proposed.
    """

    carer: CarerId
    block: int
    kind: ContractKind
    weeks: int
    whole: bool
    worked: Seconds
    average: Seconds
    contracted: Seconds
    beyond: Seconds
    low_by_least: bool
    low_by_most: bool

    @property
    def would_be_offered(self) -> bool:
        """Whether an offer would be due by the greatest threshold, were it law."""
        return self.whole and self.low_by_most and self.beyond > 0


def average_weeks(week: Week, verdict: Verdict) -> tuple[AverageWeek, ...]:
    """The 17-week ledger of every carer and block, by carer and block."""
    return tuple(
        _average(_law(week, week.carer[account.carer]), week.carer[account.carer], account, before)
        for account, before in _with_weeks_before(week, verdict)
    )


def guaranteed_hours(week: Week, verdict: Verdict) -> tuple[GuaranteedHours, ...]:
    """The 12-week ledger of every carer and block of seven days, by carer and block."""
    return tuple(
        _guaranteed(week, week.carer[account.carer], account, before)
        for account, before in _with_weeks_before(week, verdict)
        if account.days == DAYS_A_WEEK
    )


def _with_weeks_before(
    week: Week, verdict: Verdict
) -> Iterator[tuple[Ledger, tuple[Seconds, ...]]]:
    """Every account with the work of the weeks before it, newest first."""
    accounts: dict[CarerId, list[Ledger]] = defaultdict(list)
    for account in verdict.ledgers:
        accounts[account.carer].append(account)
    for carer in sorted(accounts):
        before = list(week.carer[carer].worked_before)
        for account in sorted(accounts[carer], key=lambda one: one.block):
            yield account, tuple(before)
            before.insert(0, account.work)


def _law(week: Week, carer: Carer) -> WorkingTime:
    """Limits that hold for the carer's age."""
    return week.rules.under_18 if carer.age_band is AgeBand.UNDER_18 else week.rules.adult


def _average(
    law: WorkingTime, carer: Carer, account: Ledger, before: tuple[Seconds, ...]
) -> AverageWeek:
    kept = before[: law.average_weeks - 1]
    total, weeks = sum(kept) + account.work, len(kept) + 1
    carried = sum((account.work, *before)[: law.average_weeks - 1])
    span = min(weeks + 1, law.average_weeks)
    return AverageWeek(
        carer=carer.id,
        block=account.block,
        opted_out=carer.opted_out_48,
        opening_weeks=len(kept),
        opening=sum(kept),
        work=account.work,
        average=total // weeks,
        limit=law.average_week,
        next_week=max(0, law.average_week * span - carried),
        over=total > law.average_week * weeks,
    )


def _guaranteed(
    week: Week, carer: Carer, account: Ledger, before: tuple[Seconds, ...]
) -> GuaranteedHours:
    rules = week.rules.ledgers
    kept = (account.work, *before)[: rules.guaranteed_weeks]
    average, least = sum(kept) // len(kept), carer.contract.least
    return GuaranteedHours(
        carer=carer.id,
        block=account.block,
        kind=carer.contract.kind,
        weeks=len(kept),
        whole=len(kept) == rules.guaranteed_weeks,
        worked=sum(kept),
        average=average,
        contracted=least,
        beyond=max(0, average - least),
        low_by_least=least <= rules.guaranteed_least,
        low_by_most=least <= rules.guaranteed_most,
    )
