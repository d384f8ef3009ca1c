"""The pay statement day by day (CR6), from the referee's rounds.

The days of a carer and block add up, to the second, to the referee's ledger; what a salaried
carer is paid beyond the hours earned belongs to no day and is the top-up of the block.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.rota import Rota
from scheduler.domain.units import CarerId, Day, Metres, Seconds
from scheduler.domain.week import Week
from scheduler.measures.workload import breaks_in_paid_gaps
from scheduler.referee import Round, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class PayDay:
    """One working day of one carer; seconds unless named otherwise.

    Parameters
    ----------
    contact, travel, access_and_buffer, waiting, paid_breaks
        As in ``Workload``; they add up to ``work``.
    free_breaks
        Breaks planned in free time, unpaid.
    free_time
        Idle gaps long enough to be free, with the breaks in them.
    paid
        Time that earns the hourly rate by the carer's own terms.
    """

    carer: CarerId
    day: Day
    visits: int
    contact: Seconds
    travel: Seconds
    access_and_buffer: Seconds
    waiting: Seconds
    paid_breaks: Seconds
    free_breaks: Seconds
    free_time: Seconds
    work: Seconds
    paid: Seconds
    metres: Metres


def pay_days(week: Week, rota: Rota, verdict: Verdict) -> tuple[PayDay, ...]:
    """Every working day of every carer, by carer and day."""
    worked: dict[tuple[CarerId, Day], list[Round]] = defaultdict(list)
    for one in verdict.rounds:
        worked[one.carer, one.day].append(one)
    return tuple(
        _pay_day(week, rota, carer, day, worked[carer, day]) for carer, day in sorted(worked)
    )


def _pay_day(week: Week, rota: Rota, carer: CarerId, day: Day, rounds: Sequence[Round]) -> PayDay:
    terms, free_gap = week.carer[carer].contract, week.rules.pay.free_gap
    legs = [leg for one in rounds for leg in one.legs]
    idles = [idle.lasts for one in rounds for idle in one.idles]
    contact = sum(stop.end - stop.start for one in rounds for stop in one.stops)
    waiting = sum(lasts for lasts in idles if lasts < free_gap)
    rested = breaks_in_paid_gaps(rounds, free_gap)
    taken = sum(
        one.end - one.start
        for one in rota.breaks
        if one.carer == carer and week.horizon.day_of(one.start) == day
    )
    return PayDay(
        carer=carer,
        day=day,
        visits=sum(len(one.stops) for one in rounds),
        contact=contact,
        travel=sum(leg.drive for leg in legs),
        access_and_buffer=sum(leg.stop + leg.buffer for leg in legs),
        waiting=waiting - rested,
        paid_breaks=rested,
        free_breaks=max(0, taken - rested),
        free_time=sum(idles) - waiting,
        work=sum(one.work for one in rounds),
        paid=contact
        + sum(leg.lasts for leg in legs) * terms.pays_travel
        + waiting * terms.pays_waiting,
        metres=sum(leg.metres for leg in legs),
    )
