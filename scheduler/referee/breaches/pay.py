"""P1: pay for the hours worked stays above the wage floor."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.units import HOUR
from scheduler.referee.case import Case
from scheduler.referee.ledger import BLOCK_DAYS
from scheduler.referee.verdict import About, Breach, breach
from scheduler.referee.wording import on


def wage_floor(case: Case) -> Iterator[Breach]:
    """P1: pay of the block / work of the block < ``floor_pence`` of the age band.

    Worked number: 5 paid hours at 1300 pence in 7 hours of work are 928 pence an hour.
    """
    for account in case.ledgers:
        carer = case.week.carer[account.carer]
        floor = case.week.rules.pay.floor_pence.get(carer.age_band, 0)
        earned = account.paid * carer.contract.hourly_pence
        if account.work > 0 and earned < floor * account.work:
            rate = earned // account.work
            hours = account.work / HOUR
            yield breach(
                "P1",
                f"Carer {carer.id} would earn {rate} pence an hour for {hours:.1f} hours of work "
                f"in the week from {on(case.week, account.block * BLOCK_DAYS)}; "
                f"the floor is {floor}.",
                About(carers=(carer.id,), day=account.block * BLOCK_DAYS),
                value=rate,
                limit=floor,
            )
