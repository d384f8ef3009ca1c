"""Working days and seven-day blocks of each carer: hours, travel and pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from scheduler.domain.carer import AgeBand, Carer, ContractKind
from scheduler.domain.units import CarerId, Day, Metres, Moment, Seconds
from scheduler.domain.week import Week
from scheduler.referee.legs import Leg, Roads, mode_on
from scheduler.referee.rounds import Round, Stop
from scheduler.rules.pack import WorkingTime

BLOCK_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """From a stop of one round to the carer's next stop, which belongs to another round."""

    carer: CarerId
    before: Stop
    after: Stop
    before_day: Day
    after_day: Day
    leg: Leg


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDay:
    """The rounds one carer makes on one day, in order, and the ways between them."""

    carer: CarerId
    day: Day
    rounds: tuple[Round, ...]
    between: tuple[Between, ...]

    @property
    def begins(self) -> Moment:
        """First start."""
        return min(one.begins for one in self.rounds)

    @property
    def ends(self) -> Moment:
        """Last end."""
        return max(one.ends for one in self.rounds)

    @property
    def span(self) -> Seconds:
        """Seconds from first start to last end."""
        return self.ends - self.begins

    @property
    def work(self) -> Seconds:
        """Seconds of work."""
        return sum(one.work for one in self.rounds)

    @property
    def parts(self) -> int:
        """Parts of visits made."""
        return sum(len(one.stops) for one in self.rounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One carer's account of one block; seconds unless named otherwise.

    Parameters
    ----------
    block, days
        Number of the block, and how many days it has (7, the last perhaps fewer).
    days_worked, parts
        Days with work, and parts of visits made.
    work
        As docs/OBJECTIVE.md counts it.
    care, drive, stops, buffers, waiting, free_time
        What the rounds consist of: contact, driving between visits, reaching doors, spare
        time, idle gaps that are paid waiting, idle gaps that are free time.
    commute, metres
        Free-flow way to work and home; metres driven between visits.
    paid, pay_pence
        Seconds that earn the hourly rate, and what they earn, rounded down.
    """

    carer: CarerId
    block: int
    days: int
    days_worked: int
    parts: int
    work: Seconds
    care: Seconds
    drive: Seconds
    stops: Seconds
    buffers: Seconds
    waiting: Seconds
    free_time: Seconds
    commute: Seconds
    metres: Metres
    paid: Seconds
    pay_pence: int


def limits_of(week: Week, carer: Carer) -> WorkingTime:
    """Law that holds for the age of a carer."""
    under_18 = carer.age_band is AgeBand.UNDER_18
    return week.rules.under_18 if under_18 else week.rules.adult


def block_of(week: Week, day: Day) -> int:
    """Block of a day; a day outside the period belongs to the nearest block."""
    return min(max(day, 0), week.horizon.days - 1) // BLOCK_DAYS


def blocks(week: Week) -> range:
    """Numbers of the blocks of the period."""
    return range(-(-week.horizon.days // BLOCK_DAYS))


def days_in(week: Week, block: int) -> int:
    """How many days a block has."""
    return min(BLOCK_DAYS, week.horizon.days - block * BLOCK_DAYS)


def ways_between(week: Week, rounds: Sequence[Round]) -> tuple[Between, ...]:
    """The way between each two consecutive stops of a carer that lie in different rounds."""
    roads = Roads(week)
    stops: dict[CarerId, list[tuple[Stop, Round]]] = defaultdict(list)
    for one in rounds:
        stops[one.carer].extend((stop, one) for stop in one.stops)
    found = []
    for carer, made in stops.items():
        made.sort(key=lambda pair: (pair[0].start, pair[0].end, pair[0].visit, pair[0].part))
        for (before, here), (after, there) in pairwise(made):
            if here is not there:
                shift = None if there.shift is None else week.shift[there.shift]
                mode = mode_on(week.carer[carer], shift)
                leg = roads.between(mode, before.place_end, after.place, before.end, after.start)
                found.append(
                    Between(
                        carer=carer,
                        before=before,
                        after=after,
                        before_day=here.day,
                        after_day=there.day,
                        leg=leg,
                    )
                )
    return tuple(found)


def working_days(rounds: Sequence[Round], ways: Sequence[Between]) -> tuple[WorkingDay, ...]:
    """Working days by carer and day."""
    made: dict[tuple[CarerId, Day], list[Round]] = defaultdict(list)
    joined: dict[tuple[CarerId, Day], list[Between]] = defaultdict(list)
    for one in rounds:
        made[one.carer, one.day].append(one)
    for way in ways:
        if way.before_day == way.after_day:
            joined[way.carer, way.before_day].append(way)
    return tuple(
        WorkingDay(
            carer=carer, day=day, rounds=tuple(made[carer, day]), between=tuple(joined[carer, day])
        )
        for carer, day in sorted(made)
    )


def ledgers(week: Week, days: Sequence[WorkingDay]) -> tuple[Ledger, ...]:
    """An account for every carer and block, by carer and block."""
    worked: dict[tuple[CarerId, int], list[WorkingDay]] = defaultdict(list)
    for day in days:
        worked[day.carer, block_of(week, day.day)].append(day)
    return tuple(
        _ledger(week, week.carer[carer], block, worked[carer, block])
        for carer in sorted(week.carer)
        for block in blocks(week)
    )


def _ledger(week: Week, carer: Carer, block: int, days: list[WorkingDay]) -> Ledger:
    rounds = [one for day in days for one in day.rounds]
    legs = [leg for one in rounds for leg in one.legs]
    idles = [idle.lasts for one in rounds for idle in one.idles]
    waiting = sum(idle for idle in idles if idle < week.rules.pay.free_gap)
    care = sum(stop.end - stop.start for one in rounds for stop in one.stops)
    travel = sum(leg.lasts for leg in legs)
    paid = _paid(carer, days_in(week, block), care, travel, waiting)
    return Ledger(
        carer=carer.id,
        block=block,
        days=days_in(week, block),
        days_worked=len(days),
        parts=sum(day.parts for day in days),
        work=sum(day.work for day in days),
        care=care,
        drive=sum(leg.drive for leg in legs),
        stops=sum(leg.stop for leg in legs),
        buffers=sum(leg.buffer for leg in legs),
        waiting=waiting,
        free_time=sum(idles) - waiting,
        commute=sum(leg.free for one in rounds for leg in (one.to_work, one.home) if leg),
        metres=sum(leg.metres for leg in legs),
        paid=paid,
        pay_pence=paid * carer.contract.hourly_pence // 3600,
    )


def _paid(carer: Carer, days: int, care: Seconds, travel: Seconds, waiting: Seconds) -> Seconds:
    """Seconds that earn the hourly rate.

    A salaried carer earns at least the contracted time, in a short block its share.
    """
    terms = carer.contract
    earned = care + travel * terms.pays_travel + waiting * terms.pays_waiting
    if terms.kind is ContractKind.SALARIED:
        return max(earned, terms.least * days // BLOCK_DAYS)
    return earned
