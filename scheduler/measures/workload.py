"""What each carer's week consists of, and what it pays.

All times are the referee's, who reconstructs them from the rota alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.carer import Carer
from scheduler.domain.rota import Rota
from scheduler.domain.travel import Mode
from scheduler.domain.units import HOUR, CarerId, Day, Metres, Seconds
from scheduler.domain.week import Week
from scheduler.measures.figures import Share, Spread, pooled, spread
from scheduler.referee import Ledger, Round, Verdict
from scheduler.rules.pack import Pay

METRES_A_MILE = 1609.344
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """One carer's period; seconds unless named otherwise.

    Parameters
    ----------
    days_worked, visits
        Working days, and parts of visits made.
    contact
        With clients.
    travel
        Driving (or riding, walking) between clients in the traffic of the hour.
    access_and_buffer
        Reaching doors, and time kept spare.
    waiting
        Idle gaps too short to be free time, without the breaks planned in them.
    paid_breaks
        Breaks planned in such gaps. Contact, travel, access and buffer, waiting and these
        breaks add up to ``work``.
    breaks
        All planned breaks, those in free time included.
    free_time
        Idle gaps inside a shift that are long enough to be free.
    work
        As docs/OBJECTIVE.md counts it.
    paid
        Time that earns the hourly rate; for a salaried carer at least the contracted time.
    unpaid
        Work that earns nothing.
    longest_span
        Greatest time from first start to last end of a day.
    commute
        Free-flow way to work and home.
    miles, mileage_pence
        Between clients, and what they earn, rounded half up, at the rates that hold after the
        miles driven before in the year.
    pay_pence
        Without mileage.
    pence_an_hour
        Pay by work, of the exact hours and not of the pay rounded to pence, which would show a
        carer paid for every minute just below the rate; ``None`` without work. 1300 pence for
        5 paid of 7 hours are 928.57.
    floor_pence
        Least allowed for the carer's age.
    below_floor
        Whether pay by work is below the floor in some week.
    rate_needed_pence
        Least hourly rate that would bring every week up to the floor; ``None`` without paid
        time.
    contracted
        Contracted time worked, of that agreed, week by week; hours above it do not count.
    """

    carer: CarerId
    days_worked: int
    visits: int
    contact: Seconds
    travel: Seconds
    access_and_buffer: Seconds
    waiting: Seconds
    paid_breaks: Seconds
    breaks: Seconds
    free_time: Seconds
    work: Seconds
    paid: Seconds
    unpaid: Seconds
    longest_span: Seconds
    commute: Seconds
    miles: float
    mileage_pence: int
    pay_pence: int
    pence_an_hour: float | None
    floor_pence: int
    below_floor: bool
    rate_needed_pence: int | None
    contracted: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTotals:
    """All carers together.

    ``contracted`` adds up the carers; ``shortfall`` is the contracted time not given,
    seconds; ``met`` the carers whose contracted hours are met, of those who have any.
    ``pence_an_hour`` is the spread over carers, whose *least* value is ``lowest``.
    """

    contact_hours: float
    travel_hours: float
    waiting_hours: float
    work_hours: float
    paid_hours: float
    unpaid_hours: float
    miles: float
    pay_pence: int
    mileage_pence: int
    contracted: Share
    met: Share
    shortfall: Seconds
    pence_an_hour: Spread
    lowest: float | None
    below_floor: int


def workloads(week: Week, rota: Rota, verdict: Verdict) -> dict[CarerId, Workload]:
    """Workload of every carer of the week, those without visits included."""
    accounts: dict[CarerId, list[Ledger]] = defaultdict(list)
    for account in verdict.ledgers:
        accounts[account.carer].append(account)
    rounds: dict[CarerId, list[Round]] = defaultdict(list)
    for one in verdict.rounds:
        rounds[one.carer].append(one)
    breaks: dict[CarerId, Seconds] = defaultdict(int)
    for planned in rota.breaks:
        breaks[planned.carer] += planned.end - planned.start
    return {
        carer.id: _workload(week, carer, accounts[carer.id], rounds[carer.id], breaks[carer.id])
        for carer in week.carers
    }


def totals(found: Sequence[Workload]) -> WorkTotals:
    """Sums over carers, in hours where named so."""
    rates = [one.pence_an_hour for one in found if one.pence_an_hour is not None]
    agreed = [one.contracted for one in found if one.contracted.denominator]
    contracted = pooled(agreed)
    return WorkTotals(
        contact_hours=sum(one.contact for one in found) / HOUR,
        travel_hours=sum(one.travel for one in found) / HOUR,
        waiting_hours=sum(one.waiting for one in found) / HOUR,
        work_hours=sum(one.work for one in found) / HOUR,
        paid_hours=sum(one.paid for one in found) / HOUR,
        unpaid_hours=sum(one.unpaid for one in found) / HOUR,
        miles=sum(one.miles for one in found),
        pay_pence=sum(one.pay_pence for one in found),
        mileage_pence=sum(one.mileage_pence for one in found),
        contracted=contracted,
        met=Share(
            numerator=sum(one.numerator == one.denominator for one in agreed),
            denominator=len(agreed),
        ),
        shortfall=contracted.denominator - contracted.numerator,
        pence_an_hour=spread(rates),
        lowest=min(rates, default=None),
        below_floor=sum(one.below_floor for one in found),
    )


def mileage_pence(pay: Pay, mode: Mode | None, miles: float, before: float = 0) -> int:
    """Mileage pay: one rate up to the threshold of the year and another after it.

    At 45 pence up to 10,000 miles and 25 after, 10,010 miles earn 450,250 pence; the last 20
    of them, 9,990 having been driven ``before``, earn 10 x 45 + 10 x 25 = 700.
    """
    if mode is None:
        return 0
    first = min(miles, max(0.0, pay.mileage_threshold_miles - before))
    owed = first * pay.mileage_pence.get(mode, 0)
    owed += (miles - first) * pay.mileage_pence_after.get(mode, 0)
    return int(owed + 0.5)


def rate_needed(work: Seconds, paid: Seconds, floor_pence: int) -> int | None:
    """Least whole pence an hour of paid time that bring pay by work up to the floor.

    Five paid of seven hours at a floor of 1271: 1271 x 7 / 5 = 1779.4, so 1780; 1779 would
    leave 1270.7. ``None`` where nothing is paid.
    """
    return -(-floor_pence * work // paid) if paid else None


def _workload(
    week: Week, carer: Carer, accounts: list[Ledger], rounds: list[Round], breaks: Seconds
) -> Workload:
    work, paid = sum(one.work for one in accounts), sum(one.paid for one in accounts)
    paid_breaks = breaks_in_paid_gaps(rounds, week.rules.pay.free_gap)
    miles = _miles(sum(one.metres for one in accounts))
    floor = week.rules.pay.floor_pence.get(carer.age_band, 0)
    rate = carer.contract.hourly_pence
    return Workload(
        carer=carer.id,
        days_worked=sum(one.days_worked for one in accounts),
        visits=sum(one.parts for one in accounts),
        contact=sum(one.care for one in accounts),
        travel=sum(one.drive for one in accounts),
        access_and_buffer=sum(one.stops + one.buffers for one in accounts),
        waiting=sum(one.waiting for one in accounts) - paid_breaks,
        paid_breaks=paid_breaks,
        breaks=breaks,
        free_time=sum(one.free_time for one in accounts),
        work=work,
        paid=paid,
        unpaid=sum(max(0, one.work - one.paid) for one in accounts),
        longest_span=_longest_span(rounds),
        commute=sum(one.commute for one in accounts),
        miles=miles,
        mileage_pence=mileage_pence(
            week.rules.pay, next(iter(carer.modes), None), miles, carer.miles_before
        ),
        pay_pence=sum(one.pay_pence for one in accounts),
        pence_an_hour=paid * rate / work if work else None,
        floor_pence=floor,
        below_floor=any(one.paid * rate < floor * one.work for one in accounts),
        rate_needed_pence=max(
            (one for one in (rate_needed(a.work, a.paid, floor) for a in accounts) if one),
            default=None,
        ),
        contracted=pooled(
            [
                _contracted(one.work, carer.contract.least * one.days // DAYS_A_WEEK)
                for one in accounts
            ]
        ),
    )


def _contracted(work: Seconds, agreed: Seconds) -> Share:
    """Contracted time worked in one week."""
    return Share(numerator=min(work, agreed), denominator=agreed)


def _miles(metres: Metres) -> float:
    return metres / METRES_A_MILE


def breaks_in_paid_gaps(rounds: Sequence[Round], free_gap: Seconds) -> Seconds:
    """Planned break time that lies in idle gaps shorter than ``free_gap``."""
    return sum(
        max(0, min(idle.end, rest.end) - max(idle.start, rest.start))
        for one in rounds
        for idle in one.idles
        if idle.lasts < free_gap
        for rest in one.breaks
    )


def _longest_span(rounds: Sequence[Round]) -> Seconds:
    """Greatest first start to last end of one working day; 0 without work."""
    days: dict[Day, list[Round]] = defaultdict(list)
    for one in rounds:
        days[one.day].append(one)
    return max(
        (max(o.ends for o in those) - min(o.begins for o in those) for those in days.values()),
        default=0,
    )
