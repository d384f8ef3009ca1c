"""What an event means for the week: from what was rung in to facts, given the rota in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import singledispatch

from scheduler.domain.carer import Shift
from scheduler.domain.client import CallKind
from scheduler.domain.errors import InputError
from scheduler.domain.events import (
    CANCELLED,
    HOSPITAL,
    Absent,
    Admitted,
    Breakdown,
    Cancelled,
    Event,
    Fact,
    Lasted,
    Late,
    NoReply,
    Overrun,
    Repeated,
    Returned,
    Travelling,
    Unavailable,
    Withdrawn,
)
from scheduler.domain.rota import Assignment
from scheduler.domain.units import HOUR, MINUTE, CarerId, ClientId, Moment, Seconds, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.planning.repair.scene import Scene
from scheduler.referee.legs import Roads, mode_on

LONGEST_DELAY: Seconds = 24 * HOUR


@singledispatch
def facts_of(event: Event, scene: Scene) -> tuple[Fact, ...]:
    """All facts once an event has happened, those before it included.

    Raises
    ------
    InputError
        If the event names nobody and nothing, or comes too early or too late to be true.
    """
    raise NotImplementedError(type(event).__name__)


@facts_of.register
def _absent(event: Absent, scene: Scene) -> tuple[Fact, ...]:
    spell = _rest_of_day(scene, event.carer, event.until)
    return (*scene.facts, Unavailable(carer=event.carer, start=spell[0], end=spell[1]))


@facts_of.register
def _breakdown(event: Breakdown, scene: Scene) -> tuple[Fact, ...]:
    start, end = _rest_of_day(scene, event.carer, None)
    if event.mode is None:
        return (*scene.facts, Unavailable(carer=event.carer, start=start, end=end))
    if event.mode not in scene.week.travel.by_mode:
        raise InputError(
            f"No travel times by {event.mode} are known.\n"
            "Maybe give a way of travelling that some carer uses, or none."
        )
    before = [one for one in scene.round_of(event.carer) if one.start < scene.now]
    home = scene.week.carer[event.carer].home
    place = scene.week.visit[before[-1].visit].place_end if before else home
    fact = Travelling(carer=event.carer, start=start, end=end, mode=event.mode, place=place)
    return (*scene.facts, fact)


def _rest_of_day(scene: Scene, carer: CarerId, until: Moment | None) -> tuple[Moment, Moment]:
    """From when a carer is free to ``until``, or to the end of the last shift of the day."""
    _known(carer, scene.week.carer, "carer")
    horizon, start = scene.week.horizon, scene.free_from(carer)
    today = horizon.day_of(scene.now)
    if until is not None:
        _to_come(scene, until)
    ends = [shift.end for shift in scene.week.shifts_of[carer] if shift.day == today]
    end = max([horizon.midnight(today + 1), *ends]) if until is None else until
    if not any(s.start < end and start < s.end for s in scene.week.shifts_of[carer]):
        raise InputError(
            f"Carer {carer} has no shift between {scene.when(start)} and {scene.when(end)}, "
            "so nothing changes.\nMaybe another carer or another day is meant."
        )
    return start, end


@facts_of.register
def _late(event: Late, scene: Scene) -> tuple[Fact, ...]:
    _known(event.carer, scene.week.carer, "carer")
    _a_delay(event.by)
    own = scene.round_of(event.carer)
    following = next((one for one in own if one.start >= scene.now), None)
    shift = None if following is None else _shift(scene, event.carer, following.start)
    if following is None or shift is None:
        raise InputError(
            f"Carer {event.carer} has no visit after {scene.when(scene.now)} to be late for."
        )
    reached = following.start + event.by
    started = [one for one in own if shift.start <= one.start < scene.now]
    if not started:
        fact: Fact = Unavailable(carer=event.carer, start=shift.start, end=reached)
        return (*scene.facts, fact)
    before = started[-1]
    leaves = _leaves(scene, shift, (before, following), reached)
    return _lasting(scene, before, event.carer, leaves - before.start)


def _leaves(
    scene: Scene, shift: Shift, legs: tuple[Assignment, Assignment], reached: Moment
) -> Moment:
    """Least whole minute after the end of a visit at which a carer must leave to be ready for
    the next no earlier than ``reached``; who leaves later never arrives earlier.
    """
    roads, visits, carer = Roads(scene.week), scene.week.visit, scene.week.carer[shift.carer]
    here, there = visits[legs[0].visit].place_end, visits[legs[1].visit].place
    ends = scene.end_of(legs[0], shift.carer)
    low, high = 0, -(-max(0, reached - ends) // MINUTE)
    while low < high:
        middle = (low + high) // 2
        leave = ends + middle * MINUTE
        leg = roads.between(mode_on(carer, shift), here, there, leave, reached)
        low, high = (low, middle) if leg.ready >= reached else (middle + 1, high)
    return ends + low * MINUTE


@facts_of.register
def _overrun(event: Overrun, scene: Scene) -> tuple[Fact, ...]:
    _a_delay(event.by)
    one = _begun(scene, event.visit)
    visit, facts = scene.week.visit[event.visit], scene.facts
    for part, carer in enumerate(one.carers):
        if visit.length_of_part(part) == visit.length:
            lasts = visit.length + event.by
            facts = _lasting(replace(scene, facts=facts), one, carer, lasts)
    return facts


@facts_of.register
def _no_reply(event: NoReply, scene: Scene) -> tuple[Fact, ...]:
    one = _begun(scene, event.visit)
    visit, horizon = scene.week.visit[event.visit], scene.week.horizon
    stayed = max(scene.week.rules.repair.no_reply_wait, scene.now - one.start)
    facts = scene.facts
    for part, carer in enumerate(one.carers):
        lasts = min(visit.length_of_part(part), stayed)
        facts = _lasting(replace(scene, facts=facts), one, carer, lasts, CallKind.CHECK)
    if event.again is None:
        return facts
    if event.again <= scene.now or horizon.day_of(event.again) != horizon.day_of(scene.now):
        raise InputError(
            f"{scene.when(event.again)} is no time later this day to try {visit.id} again."
        )
    name = VisitId(f"{visit.id}-again")
    return (*facts, Repeated(visit=name, of=visit.id, agreed=event.again))


@facts_of.register
def _cancelled(event: Cancelled, scene: Scene) -> tuple[Fact, ...]:
    _known(event.visit, scene.week.visit, "visit")
    one = scene.made(event.visit)
    if one is not None and one.start < scene.now:
        raise InputError(
            f"Visit {event.visit} has begun at {scene.when(one.start)} and cannot be cancelled.\n"
            "Maybe report that nobody replied, or that it was cut short."
        )
    return (*scene.facts, _withdrawn(scene.week.visit[event.visit], one, CANCELLED))


@facts_of.register
def _admitted(event: Admitted, scene: Scene) -> tuple[Fact, ...]:
    _known(event.client, scene.week.client, "client")
    until = scene.week.horizon.end if event.until is None else event.until
    _to_come(scene, until)
    made = {one.visit: one for one in scene.rota.assignments}
    found = [
        _withdrawn(visit, made.get(visit.id), HOSPITAL)
        for visit in scene.week.visits
        if visit.client == event.client and scene.now <= _due(visit, made) < until
    ]
    if not found:
        raise InputError(
            f"Client {event.client} has no visit to come after {scene.when(scene.now)}."
        )
    return (*scene.facts, *found)


@facts_of.register
def _returned(event: Returned, scene: Scene) -> tuple[Fact, ...]:
    _known(event.client, scene.week.client, "client")
    back = tuple(fact for fact in scene.facts if not _is_back(scene, fact, event.client))
    made = {one.visit for one in scene.rota.assignments}
    waiting = [
        visit
        for visit in scene.week.visits
        if visit.client == event.client and visit.agreed >= scene.now and visit.id not in made
    ]
    if len(back) == len(scene.facts) and not waiting:
        raise InputError(
            f"Client {event.client} has no visits that are not planned, so nobody is awaited.\n"
            "Maybe the stay was not reported, or the client returned before."
        )
    return back


def held(facts: Sequence[Fact], full: Week, client: ClientId, now: Moment) -> Iterator[Assignment]:
    """What was planned for a client in hospital from now on, before the stay."""
    for fact in facts:
        if isinstance(fact, Withdrawn) and fact.why == HOSPITAL and fact.start is not None:
            visit = full.visit.get(fact.visit)
            if visit is not None and visit.client == client and fact.start >= now:
                yield Assignment(visit=fact.visit, carers=fact.carers, start=fact.start)


def _is_back(scene: Scene, fact: Fact, client: ClientId) -> bool:
    """Whether a fact withdraws a visit that the client needs again."""
    if not isinstance(fact, Withdrawn) or fact.why != HOSPITAL:
        return False
    visit = scene.full.visit.get(fact.visit)
    return visit is not None and visit.client == client and visit.latest >= scene.now


def _due(visit: Visit, made: dict[VisitId, Assignment]) -> Moment:
    """Start of a visit as planned, else as agreed."""
    return made[visit.id].start if visit.id in made else visit.agreed


def _withdrawn(visit: Visit, one: Assignment | None, why: str) -> Withdrawn:
    if one is None:
        return Withdrawn(visit=visit.id, why=why)
    return Withdrawn(visit=visit.id, why=why, carers=one.carers, start=one.start)


def _lasting(
    scene: Scene, one: Assignment, carer: CarerId, length: Seconds, kind: CallKind | None = None
) -> tuple[Fact, ...]:
    """Facts with a carer's part of a visit lasting as long as it did; what was known goes."""
    part = one.carers.index(carer)
    fact = Lasted(
        visit=one.visit, carer=carer, part=part, start=one.start, length=length, kind=kind
    )
    others = (
        old
        for old in scene.facts
        if not (isinstance(old, Lasted) and (old.visit, old.part) == (one.visit, part))
    )
    return (*others, fact)


def _begun(scene: Scene, visit: VisitId) -> Assignment:
    """The assignment of a visit under way.

    Raises
    ------
    InputError
        If there is no such visit, nobody makes it, or it has not begun.
    """
    _known(visit, scene.week.visit, "visit")
    one = scene.made(visit)
    if one is None:
        raise InputError(f"Nobody makes visit {visit}.\nMaybe another visit is meant.")
    if one.start > scene.now:
        raise InputError(
            f"Visit {visit} begins at {scene.when(one.start)}, after {scene.when(scene.now)}.\n"
            "Maybe say a later time as now; this can only happen to a visit that has begun."
        )
    return one


def _shift(scene: Scene, carer: CarerId, moment: Moment) -> Shift | None:
    """The shift of a carer in which a moment lies."""
    shifts = scene.week.shifts_of[carer]
    return next((shift for shift in shifts if shift.start <= moment < shift.end), None)


def _to_come(scene: Scene, until: Moment) -> None:
    if until <= scene.now:
        raise InputError(f"{scene.when(until)} is not after {scene.when(scene.now)}.")


def _known(name: str, among: object, kind: str) -> None:
    if name not in among:  # type: ignore[operator]
        gone = "\nMaybe it was cancelled, or another week is meant." if kind == "visit" else ""
        raise InputError(f"No {kind} of this period has the id {name}.{gone}")


def _a_delay(by: Seconds) -> None:
    if by <= 0:
        raise InputError(f"{by // MINUTE} minutes are no delay.")
    if by > LONGEST_DELAY:
        raise InputError(
            f"{by // MINUTE:,} minutes are more than a day, and no delay.\n"
            "Maybe the carer is absent, or a figure too many was typed."
        )
