"""A week as it is after what has happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from scheduler.domain.carer import Carer, Shift
from scheduler.domain.client import CallKind
from scheduler.domain.events import (
    Agreed,
    AgreedHours,
    Fact,
    Lasted,
    Merged,
    Repeated,
    Travelling,
    Unavailable,
    Wider,
    Withdrawn,
)
from scheduler.domain.units import CarerId, Moment, Seconds, ShiftId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week


def week_with(week: Week, facts: Iterable[Fact]) -> Week:
    """The week with shifts and visits as the facts say.

    Pins and gap rules of visits that are not due any more go with them. A shift is
    extended where a visit under way keeps its carer beyond the end.
    """
    known = tuple(facts)
    visits = _visits(week, known)
    due = {visit.id for visit in visits}
    shifts = week.shifts
    for fact in known:
        if isinstance(fact, Unavailable | Travelling):
            shifts = tuple(piece for shift in shifts for piece in _pieces(shift, fact))
    for fact in known:
        if isinstance(fact, Lasted):
            shifts = tuple(_long_enough(shift, fact) for shift in shifts)
        if isinstance(fact, Agreed):
            shifts = tuple(_longer(shift, fact) for shift in shifts)
    shifts = _apart(shifts)
    kept = {shift.id for shift in shifts}
    return replace(
        week,
        visits=visits,
        shifts=shifts,
        carers=tuple(_agreed_hours(carer, known) for carer in week.carers),
        gaps=tuple(gap for gap in week.gaps if {gap.first, gap.second} <= due),
        pins=tuple(pin for pin in week.pins if pin.visit in due),
        run_pins=tuple(run for run in week.run_pins if run.shift is None or run.shift in kept),
    )


def _visits(week: Week, facts: tuple[Fact, ...]) -> tuple[Visit, ...]:
    """Visits due, with the lengths they turned out to have, and those that are tried again."""
    gone = {fact.visit for fact in facts if isinstance(fact, Withdrawn)}
    found = {visit.id: visit for visit in week.visits}
    for fact in facts:
        if isinstance(fact, Repeated) and fact.of in week.visit:
            found[fact.visit] = _again(week.visit[fact.of], fact)
        if isinstance(fact, Lasted) and fact.visit in found:
            found[fact.visit] = _lasting(found[fact.visit], fact)
        if isinstance(fact, Wider) and fact.visit in found:
            found[fact.visit] = _wider(found[fact.visit], fact.by)
        if isinstance(fact, Merged) and {fact.first, fact.second} <= found.keys():
            found[fact.visit] = _merged(found.pop(fact.first), found.pop(fact.second), fact)
    return tuple(visit for name, visit in found.items() if name not in gone)


def _again(visit: Visit, fact: Repeated) -> Visit:
    moved = fact.agreed - visit.agreed
    return replace(
        visit,
        id=fact.visit,
        agreed=fact.agreed,
        earliest=visit.earliest + moved,
        latest=visit.latest + moved,
    )


def _wider(visit: Visit, by: Seconds) -> Visit:
    return replace(visit, earliest=visit.earliest - by, latest=visit.latest + by)


def _merged(first: Visit, second: Visit, fact: Merged) -> Visit:
    """One visit in place of two: as much skill as either needs, at any time either could be."""
    skills: dict[str, int] = {}
    for name, level in (*first.skills, *second.skills):
        skills[name] = max(level, skills.get(name, level))
    return replace(
        first,
        id=fact.visit,
        agreed=fact.agreed,
        earliest=min(first.earliest, second.earliest),
        latest=max(first.latest, second.latest),
        length=fact.length,
        second_length=None,
        kind=CallKind.PERSONAL if CallKind.PERSONAL in (first.kind, second.kind) else first.kind,
        skills=tuple(sorted(skills.items())),
    )


def _lasting(visit: Visit, fact: Lasted) -> Visit:
    """The visit with one part of another length, and the other part as it was."""
    kind = visit.kind if fact.kind is None else fact.kind
    if fact.part == 1:
        return replace(visit, second_length=fact.length, kind=kind)
    second = visit.length_of_part(1) if visit.carers == 2 else visit.second_length
    return replace(visit, length=fact.length, second_length=second, kind=kind)


def _pieces(shift: Shift, fact: Unavailable | Travelling) -> Iterator[Shift]:
    """What is left of a shift outside a fact, and inside it where the carer goes on."""
    if shift.carer != fact.carer or fact.end <= shift.start or shift.end <= fact.start:
        yield shift
        return
    begins, ends = max(shift.start, fact.start), min(shift.end, fact.end)
    if shift.start < begins:
        yield replace(shift, end=begins)
    if isinstance(fact, Travelling):
        yield replace(
            shift,
            id=_named(shift, begins),
            start=begins,
            end=ends,
            mode=fact.mode,
            start_place=fact.place if shift.start < begins else shift.start_place,
        )
    if ends < shift.end:
        yield replace(shift, id=_named(shift, ends), start=ends)


def _named(shift: Shift, begins: Moment) -> ShiftId:
    """Id of a later piece of a shift; the first keeps the id of the whole."""
    return shift.id if begins == shift.start else ShiftId(f"{shift.id}+{begins - shift.start}")


def _long_enough(shift: Shift, fact: Lasted) -> Shift:
    if shift.carer != fact.carer or not shift.start <= fact.start < shift.end:
        return shift
    return replace(shift, end=max(shift.end, fact.start + fact.length))


def _longer(shift: Shift, fact: Agreed) -> Shift:
    """A shift with what was agreed just before or after it."""
    if shift.carer != fact.carer or fact.end < shift.start or shift.end < fact.start:
        return shift
    return replace(shift, start=min(shift.start, fact.start), end=max(shift.end, fact.end))


def _agreed_hours(carer: Carer, facts: tuple[Fact, ...]) -> Carer:
    agreed = [f.most for f in facts if isinstance(f, AgreedHours) and f.carer == carer.id]
    if not agreed:
        return carer
    most = max(carer.contract.most, *agreed)
    return replace(carer, contract=replace(carer.contract, most=most))


def _apart(shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    """Shifts of one carer that begin no earlier than the one before ends."""
    ended: dict[CarerId, Moment] = {}
    found = []
    for shift in sorted(shifts, key=lambda one: (one.start, one.id)):
        begins = max(shift.start, ended.get(shift.carer, shift.start))
        if begins < shift.end:
            found.append(shift if begins == shift.start else replace(shift, start=begins))
            ended[shift.carer] = shift.end
    return tuple(found)
