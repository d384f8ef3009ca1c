"""Where a rota in force stands once something has happened: what is past, what is broken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.domain.errors import InputError
from scheduler.domain.events import (
    Event,
    Fact,
    Lasted,
    Returned,
    Travelling,
    Unavailable,
    Withdrawn,
)
from scheduler.domain.rota import Assignment, Rota, Stage
from scheduler.domain.units import CarerId, ClientId, Day, Moment, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.planning.repair.breaks import rested
from scheduler.planning.repair.facts import week_with
from scheduler.planning.repair.resolve import facts_of, held
from scheduler.planning.repair.scene import Scene
from scheduler.referee import Breach, Verdict, breaches, judge


@dataclass(frozen=True, kw_only=True, eq=False)
class Situation:
    """A rota in force at a moment, and what has happened.

    Parameters
    ----------
    base, week
        The week before the latest events, and as it now is. The reference of ``week`` is the
        rota in force, at its stage.
    before
        The rota in force as people know it.
    restored
        Visits of clients who are back from hospital, as they were planned before the stay.
    now
        Visits that began before are past and never move.
    facts, new_facts
        All facts of the period; those the latest events brought.
    returned
        Clients who are back from hospital.
    left_open
        Visits known to be unallocated; looked at again only once something has happened.
    """

    base: Week
    week: Week
    before: Rota
    restored: tuple[Assignment, ...]
    now: Moment
    facts: tuple[Fact, ...]
    new_facts: tuple[Fact, ...]
    returned: frozenset[ClientId]
    left_open: frozenset[VisitId]

    @cached_property
    def rota(self) -> Rota:
        """The rota in force: without visits not due any more, with those due again."""
        kept = [one for one in self.before.assignments if one.visit in self.week.visit]
        return replace(self.before, assignments=(*kept, *self.restored))

    @cached_property
    def made(self) -> Mapping[VisitId, Assignment]:
        """Who makes what, as the rota in force has it; it may be broken."""
        return {one.visit: one for one in self.rota.assignments}

    @cached_property
    def past(self) -> frozenset[VisitId]:
        """Visits that have begun."""
        return frozenset(one.visit for one in self.rota.assignments if one.start < self.now)

    @cached_property
    def verdict(self) -> Verdict:
        """What the referee says of the rota in force as things now are."""
        return judge(self.week, self.rota)

    @cached_property
    def known_breaches(self) -> frozenset[Breach]:
        """What was wrong with the rota in force before the latest events.

        Where no event tells what changed, nothing was: the tables may have.
        """
        if not self.verdict.breaches or not self.new_facts:
            return frozenset()
        return frozenset(breaches(self.base, self.before))

    @cached_property
    def broken(self) -> frozenset[VisitId]:
        """Planned visits to come that cannot stay as they are, or depend on one that cannot.

        Those named by a breach that was not there before; if it names none to come, as a
        week of too many hours does, all that its carers have to come. Where somebody is
        late or travels otherwise, also the rest of that carer's round.
        """
        found: set[VisitId] = set()
        for breach in self.verdict.breaches:
            if breach not in self.known_breaches:
                named = {visit for visit in breach.visits if self._is_to_come(visit)}
                found |= named or self._rest_of_rounds(breach)
        delayed = [f for f in self.new_facts if isinstance(f, Unavailable | Travelling | Lasted)]
        for carer in {fact.carer for fact in delayed}:
            days = {self.week.visit[v].day for v in found if carer in self.made[v].carers}
            found |= {one.visit for one in self._to_come(carer, days)}
        return frozenset(found)

    @cached_property
    def affected(self) -> frozenset[VisitId]:
        """Planned visits to come that what has happened is about."""
        return self.broken | {one.visit for one in self.restored}

    @cached_property
    def wanted(self) -> frozenset[VisitId]:
        """Visits to be placed: those broken, and those nobody makes on the same days."""
        return self.broken | {visit.id for visit in self._open if visit.day in self.days}

    @cached_property
    def days(self) -> frozenset[Day]:
        """Days on which the rota may change."""
        days = {self.week.visit[visit].day for visit in self.affected}
        days |= {self.base.visit[f.visit].day for f in self.new_facts if isinstance(f, Withdrawn)}
        if not self.new_facts or self.returned:
            days |= {visit.day for visit in self._open}
        if self.new_facts and not days:
            days = {self.week.horizon.day_of(self.now)}
        return frozenset(days)

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing was rung in: at most the tables have changed."""
        return not self.new_facts and not self.returned

    @cached_property
    def open_before(self) -> frozenset[VisitId]:
        """Visits known to be unallocated, whatever happened since."""
        if self.is_unchanged:
            return self.left_open
        made = {one.visit for one in self.before.assignments}
        return self.left_open | (self.base.visit.keys() - made)

    @cached_property
    def others(self) -> frozenset[VisitId]:
        """Planned visits to come on the days concerned that could stay as they are."""
        return frozenset(
            one.visit
            for one in self.rota.assignments
            if one.start >= self.now
            and one.visit not in self.affected
            and self.week.visit[one.visit].day in self.days
        )

    @cached_property
    def soon(self) -> frozenset[VisitId]:
        """Visits that begin before anybody could be told otherwise."""
        reached = self.now + self.week.rules.repair.notice
        return frozenset(visit for visit in self.others if self.made[visit].start < reached)

    def reached(self, visit: VisitId) -> Moment:
        """Earliest start of a visit to come: now, or after notice if nobody is on the way."""
        one = self.made.get(visit)
        if one is not None and any(self._works(carer, one.start) for carer in one.carers):
            return self.now
        return self.now + self.week.rules.repair.notice

    def is_unavoidable(self, breach: Breach) -> bool:
        """Whether what has begun breaks the same rule already, whatever comes after it."""
        return _which(breach) in self._broken_by_the_past

    @cached_property
    def _broken_by_the_past(self) -> frozenset[tuple[object, ...]]:
        begun = tuple(one for one in self.rota.assignments if one.start < self.now)
        past = replace(self.rota, assignments=begun)
        return frozenset(_which(one) for one in breaches(self.week, past))

    def touched(self, rota: Rota) -> int:
        """How many of the others another rota gives another carer, no carer, or a start further
        away than is worth a call.
        """
        grace, made = (
            self.week.rules.prices.moved_grace,
            {one.visit: one for one in rota.assignments},
        )
        count = 0
        for visit in self.others:
            then, now = self.made[visit], made.get(visit)
            same = now is not None and set(now.carers) == set(then.carers)
            count += not same or (now is not None and abs(now.start - then.start) > grace)
        return count

    def acquainted(self, client: ClientId) -> frozenset[CarerId]:
        """Carers a client has met of late, or meets by the rota in force."""
        return self._acquaintances.get(client, frozenset())

    @cached_property
    def _acquaintances(self) -> Mapping[ClientId, frozenset[CarerId]]:
        found: dict[ClientId, set[CarerId]] = defaultdict(set)
        since = -self.week.rules.visits.known_days
        for past in self.week.history:
            if past.day >= since:
                found[past.client].add(past.carer)
        for one in self.rota.assignments:
            found[self.week.visit[one.visit].client].update(one.carers)
        return {client: frozenset(carers) for client, carers in found.items()}

    @cached_property
    def _open(self) -> tuple[Visit, ...]:
        """Visits nobody makes that may still begin and are to be looked at."""
        passed_over = self.left_open if self.is_unchanged else frozenset()
        return tuple(
            visit
            for visit in self.week.visits
            if visit.id not in self.made
            and visit.id not in passed_over
            and visit.latest >= self.now
        )

    def _works(self, carer: CarerId, moment: Moment) -> bool:
        shifts = self.week.shifts_of.get(carer, ())
        return any(shift.start <= moment < shift.end for shift in shifts)

    def _is_to_come(self, visit: VisitId) -> bool:
        return visit in self.made and visit not in self.past

    def _rest_of_rounds(self, breach: Breach) -> set[VisitId]:
        days = None if breach.day is None else {breach.day}
        return {one.visit for carer in breach.carers for one in self._to_come(carer, days)}

    def _to_come(self, carer: CarerId, days: set[Day] | None) -> Iterator[Assignment]:
        for one in self.rota.assignments:
            in_days = days is None or self.week.visit[one.visit].day in days
            if carer in one.carers and one.start >= self.now and in_days:
                yield one


def _which(breach: Breach) -> tuple[object, ...]:
    """What a breach is about, whatever the figures."""
    return breach.code, breach.about


def situation_of(
    week: Week,
    rota: Rota,
    now: Moment,
    events: Sequence[Event] = (),
    *,
    facts: Sequence[Fact] = (),
    stage: Stage = Stage.PUBLISHED,
    left_open: Collection[VisitId] = (),
) -> Situation:
    """A rota of a week in force at a moment, once some events have happened.

    Parameters
    ----------
    week
        As it was given, without ``facts``.
    facts
        What earlier events of the period brought.
    left_open
        Visits known to be unallocated.

    Raises
    ------
    InputError
        If ``now`` lies outside the period, or an event cannot have happened.
    """
    if not 0 <= now < week.horizon.end:
        raise InputError(
            f"{week.horizon.instant(now):%d/%m/%Y %H:%M} does not lie in the period from "
            f"{week.horizon.first_day:%d/%m/%Y} of {week.horizon.days} days.\n"
            "Maybe another week is meant."
        )
    known, restored, base = tuple(facts), tuple[Assignment, ...](), week_with(week, facts)
    for event in events:
        whole = replace(rota, assignments=(*rota.assignments, *restored))
        after = facts_of(event, Scene(week_with(week, known), week, whole, known, now))
        if isinstance(event, Returned):
            restored += tuple(held(known, week, event.client, now))
        known = after
    changed = base if known == tuple(facts) else week_with(week, known)
    due = [one for one in (*rota.assignments, *restored) if one.visit in changed.visit]
    situation = Situation(
        base=base,
        week=replace(changed, reference=Rota(assignments=tuple(due), stage=stage)),
        before=rota,
        restored=tuple(one for one in restored if one.visit in changed.visit),
        now=now,
        facts=known,
        new_facts=tuple(fact for fact in known if fact not in facts),
        returned=frozenset(one.client for one in events if isinstance(one, Returned)),
        left_open=frozenset(left_open),
    )
    return rested(situation) if situation.new_facts else situation
