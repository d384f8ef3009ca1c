"""W1, W2 and W3: the average week, daily rest and weekly rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from scheduler.domain.carer import Carer
from scheduler.domain.units import CarerId, Day, Moment, Seconds
from scheduler.referee.case import Case
from scheduler.referee.ledger import BLOCK_DAYS, Ledger, blocks, days_in, limits_of
from scheduler.referee.verdict import About, Breach, breach
from scheduler.referee.wording import on, spell


def average_week(case: Case) -> Iterator[Breach]:
    """W1: not opted out, and the block with the weeks before it averages above the limit.

    The weeks before a later block are the blocks before it, newest first, and then the
    weeks before the period.
    """
    accounts: dict[CarerId, list[Ledger]] = defaultdict(list)
    for account in case.ledgers:
        accounts[account.carer].append(account)
    for carer_id, own in accounts.items():
        carer = case.week.carer[carer_id]
        before = list(carer.worked_before)
        for account in own:
            if not carer.opted_out_48:
                yield from _average(case, carer, account, before)
            before.insert(0, account.work)


def _average(case: Case, carer: Carer, account: Ledger, before: list[Seconds]) -> Iterator[Breach]:
    limits = limits_of(case.week, carer)
    n = min(limits.average_weeks - 1, len(before))
    total = account.work + sum(before[:n])
    if account.work > 0 and total > limits.average_week * (n + 1):
        yield breach(
            "W1",
            f"Carer {carer.id} would average {spell(total // (n + 1))} a week over {n + 1} "
            f"{'week' if n == 0 else 'weeks'}; the limit is {spell(limits.average_week)}.",
            About(carers=(carer.id,), day=account.block * BLOCK_DAYS),
            value=total,
            limit=limits.average_week * (n + 1),
        )


def daily_rest(case: Case) -> Iterator[Breach]:
    """W2: first start of a working day - last end of the working day before < the rest due.

    The last end in the history counts as a working day before the first.
    """
    for carer_id, days in case.days_of.items():
        least = limits_of(case.week, case.week.carer[carer_id]).daily_rest
        known = case.last_end.get(carer_id)
        if known is not None:
            yield from _rest(case, carer_id, (known, days[0].begins, least), days[0].day)
        for before, after in pairwise(days):
            yield from _rest(case, carer_id, (before.ends, after.begins, least), after.day)


def _rest(
    case: Case, carer: CarerId, times: tuple[Moment, Moment, Seconds], day: Day
) -> Iterator[Breach]:
    ended, begins, least = times
    if begins - ended < least:
        yield breach(
            "W2",
            f"Carer {carer} rests {spell(begins - ended)} before {on(case.week, day)}; "
            f"{spell(least)} is due.",
            About(carers=(carer,), day=day),
            value=begins - ended,
            limit=least,
        )


def weekly_rest(case: Case) -> Iterator[Breach]:
    """W3: in some block of seven whole days no uninterrupted rest as long as is due.

    The edges of the block close the first and last gap. Work that began before the block,
    in the history too, and reaches into it, counts.
    """
    for carer_id, days in case.days_of.items():
        least = limits_of(case.week, case.week.carer[carer_id]).weekly_rest
        spells = sorted((one.begins, one.ends) for day in days for one in day.rounds)
        known = case.last_end.get(carer_id)
        if known is not None:
            spells.insert(0, (known, known))
        for block in blocks(case.week):
            if days_in(case.week, block) < BLOCK_DAYS:
                continue
            rest = _longest_rest(case, block, spells)
            if rest < least:
                yield breach(
                    "W3",
                    f"Carer {carer_id} rests at most {spell(rest)} without work in the seven "
                    f"days from {on(case.week, block * BLOCK_DAYS)}; {spell(least)} is due.",
                    About(carers=(carer_id,), day=block * BLOCK_DAYS),
                    value=rest,
                    limit=least,
                )


def _longest_rest(case: Case, block: int, spells: list[tuple[Moment, Moment]]) -> Seconds:
    """Longest time without work inside a block."""
    opens = case.week.horizon.midnight(block * BLOCK_DAYS)
    closes = case.week.horizon.midnight((block + 1) * BLOCK_DAYS)
    free_from, longest = opens, 0
    for begins, ends in spells:
        longest = max(longest, min(begins, closes) - free_from)
        free_from = max(free_from, ends)
    return max(longest, closes - free_from)
