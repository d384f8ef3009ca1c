"""What carers may be asked for on the day: to begin earlier, to stay longer, to work more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from scheduler.domain.carer import Carer, Shift
from scheduler.domain.events import Agreed, AgreedHours, Fact
from scheduler.domain.rota import Rota
from scheduler.domain.units import CarerId, Moment, Seconds, ShiftId
from scheduler.domain.week import Week
from scheduler.formulate import NO_LIMIT
from scheduler.formulate.people import DAYS_A_WEEK
from scheduler.planning.repair.situation import Situation
from scheduler.planning.words import clock, hours, weekday
from scheduler.referee import Verdict


class AskKind(StrEnum):
    """What a carer is asked for."""

    BEGIN = "begin earlier"
    STAY = "stay longer"
    HOURS = "more hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Something an option needs a carer to agree to.

    ``was`` and ``now`` are moments of the shift, or seconds of work a week.
    """

    carer: CarerId
    kind: AskKind
    was: int
    now: int
    shift: ShiftId | None = None
    sentence: str

    @property
    def fact(self) -> Fact:
        """What holds once the carer has agreed."""
        if self.kind is AskKind.HOURS:
            return AgreedHours(carer=self.carer, most=self.now)
        return Agreed(carer=self.carer, start=min(self.was, self.now), end=max(self.was, self.now))


def asking(situation: Situation) -> Week:
    """The week in which every carer at work on the days concerned agrees to all that may be
    asked for; the law is never asked to give way.
    """
    week = situation.week
    longer = {one.id: one for one in _longer_shifts(situation)}
    return replace(
        week,
        shifts=tuple(longer.get(shift.id, shift) for shift in week.shifts),
        carers=tuple(
            replace(carer, contract=replace(carer.contract, most=NO_LIMIT)) for carer in week.carers
        ),
    )


def _longer_shifts(situation: Situation) -> Iterator[Shift]:
    """Shifts of the days concerned, longer at both ends as far as others of the carer allow."""
    week = situation.week
    for carer in week.carers:
        own, free_from = week.shifts_of[carer.id], 0
        for shift, after in zip_longest(own, own[1:]):
            if shift.day in situation.days and shift.end > situation.now:
                free_to = week.horizon.end if after is None else after.start
                longer = _longer(situation, shift, (free_from, free_to))
                free_from = longer.end
                yield longer
            else:
                free_from = shift.end


def _longer(situation: Situation, shift: Shift, free: tuple[Moment, Moment]) -> Shift:
    """A shift begun earlier and ended later by what may be asked for, on its own day."""
    rules, horizon = situation.week.rules.repair, situation.week.horizon
    free_from = max(free[0], horizon.midnight(shift.day), situation.now + rules.notice)
    begins = max(shift.start - rules.longer_shift, free_from)
    ends = min(shift.end + rules.longer_shift, free[1])
    return replace(shift, start=min(shift.start, begins), end=max(shift.end, ends))


def asked(situation: Situation, asking_week: Week, rota: Rota) -> tuple[Week, tuple[Ask, ...]]:
    """The week with only those longer shifts that a rota uses, as far as it uses them."""
    spells: dict[ShiftId, tuple[Moment, Moment]] = {}
    for one in rota.assignments:
        visit = asking_week.visit[one.visit]
        for part, carer in enumerate(one.carers):
            ends = one.start + visit.length_of_part(part)
            for shift in asking_week.shifts_of.get(carer, ()):
                if shift.start <= one.start and ends <= shift.end:
                    first, last = spells.get(shift.id, (one.start, ends))
                    spells[shift.id] = min(first, one.start), max(last, ends)
    used: dict[ShiftId, Shift] = {}
    asks: list[Ask] = []
    for shift in situation.week.shifts:
        first, last = spells.get(shift.id, (shift.start, shift.end))
        used[shift.id] = replace(shift, start=min(shift.start, first), end=max(shift.end, last))
        asks += _of_shift(situation.week, shift, used[shift.id])
    return replace(asking_week, shifts=tuple(used.values())), tuple(asks)


def _of_shift(week: Week, was: Shift, now: Shift) -> Iterator[Ask]:
    for kind, before, after in (
        (AskKind.BEGIN, was.start, now.start),
        (AskKind.STAY, was.end, now.end),
    ):
        if before != after:
            yield Ask(
                carer=was.carer,
                kind=kind,
                was=before,
                now=after,
                shift=was.id,
                sentence=f"{was.carer} is asked to {kind} on {weekday(week.horizon, after)}: "
                f"{clock(week.horizon, after)} instead of {clock(week.horizon, before)}.",
            )


def within_contracts(week: Week, unbound: Week, verdict: Verdict) -> tuple[Week, tuple[Ask, ...]]:
    """The week in which contracts hold what carers work, and who is asked for more.

    Parameters
    ----------
    week, unbound
        With the contracts agreed, and without any.
    verdict
        Of the rota in the week without.
    """
    worked = {ledger.carer: ledger.work for ledger in verdict.ledgers}
    carers: list[Carer] = []
    asks: list[Ask] = []
    for carer in week.carers:
        days, work = week.horizon.days, worked[carer.id]
        if work > carer.contract.most * days // DAYS_A_WEEK:
            most = -(-work * DAYS_A_WEEK // days)
            asks.append(_of_hours(carer, most))
            carer = replace(carer, contract=replace(carer.contract, most=most))
        carers.append(carer)
    return replace(unbound, carers=tuple(carers)), tuple(asks)


def _of_hours(carer: Carer, most: Seconds) -> Ask:
    was = carer.contract.most
    return Ask(
        carer=carer.id,
        kind=AskKind.HOURS,
        was=was,
        now=most,
        sentence=f"{carer.id} is asked for {hours(most)} hours this week; "
        f"at most {hours(was)} are agreed.",
    )
