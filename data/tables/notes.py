"""What is allowed but should be looked at before the week is planned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from data.expand.calls import Cancelled
from data.tables.homes import Homes
from data.tables.tables import Tables
from scheduler.domain.client import CallKind
from scheduler.domain.units import ClientId
from scheduler.domain.week import Week

STALE_AFTER_DAYS = 14
"""Availability confirmed longer ago than this may have changed."""

SHOWN = 8
"""Ids listed in one note before the rest is only counted."""


def notes_on(
    tables: Tables, week: Week, homes: Homes, idle: Sequence[Cancelled]
) -> tuple[str, ...]:
    """Sentences with ids and counts, never names."""
    return (
        *_stale_availability(tables, week),
        *_checks_of_records(week),
        *_vague_places(homes),
        *_short_visits(week),
        *_reviews(week),
        *_skills(week),
        *_cycles(tables),
        *_late_history(tables, week),
        *(
            f"The cancellation of {one.call} for {one.client} on {one.on} meets no call."
            for one in idle
        ),
    )


def _some(ids: Iterable[str]) -> str:
    """How many, and the first of them."""
    every = sorted(set(ids))
    more = f" and {len(every) - SHOWN} more" if len(every) > SHOWN else ""
    return f"{len(every)} ({', '.join(every[:SHOWN])}{more})"


def _if_any(ids: Iterable[str], sentence: Callable[[str], str]) -> Iterator[str]:
    """The sentence about some ids, if there are any."""
    every = list(ids)
    if every:
        yield sentence(_some(every))


def _stale_availability(tables: Tables, week: Week) -> Iterator[str]:
    """Carers who have not confirmed lately when they can work."""
    first = week.horizon.first_day
    stale = [
        row.carer_id
        for row in tables.carers
        if row.declared_on is not None and (first - row.declared_on).days > STALE_AFTER_DAYS
    ]
    yield from _if_any(
        stale,
        lambda ids: (
            f"Availability confirmed more than {STALE_AFTER_DAYS} days before the first "
            f"day, carers: {ids}."
        ),
    )
    working = {shift.carer for shift in week.shifts}
    idle = [carer.id for carer in week.carers if carer.id not in working]
    yield from _if_any(idle, lambda ids: f"No shift in the period, carers: {ids}.")


def _checks_of_records(week: Week) -> Iterator[str]:
    """Carers whose criminal-records check is absent, or ends in the period."""
    last = week.horizon.date_of(week.horizon.days - 1)
    absent = [carer.id for carer in week.carers if carer.dbs_expires is None]
    yield from _if_any(
        absent,
        lambda ids: f"No criminal-records check on file, so not planned, carers: {ids}.",
    )
    ending = [one.id for one in week.carers if one.dbs_expires and one.dbs_expires < last]
    yield from _if_any(
        ending,
        lambda ids: f"Criminal-records check ends before the last day, carers: {ids}.",
    )


def _vague_places(homes: Homes) -> Iterator[str]:
    """People placed by postcode, village or outward code only."""
    for quality, names in sorted(homes.vague.items()):
        people = [name.removeprefix("at-") for name in names]
        yield f"Placed by {quality} only, so that legs are estimates: {_some(people)}."


def _short_visits(week: Week) -> Iterator[str]:
    """Clients with short personal care and nobody who knows them."""
    known = {past.client for past in week.history}
    clients: list[ClientId] = [
        visit.client
        for visit in week.visits
        if visit.kind is CallKind.PERSONAL
        and visit.length < week.rules.visits.short_visit
        and visit.client not in known
        and not week.client[visit.client].team
        and week.client[visit.client].main_carer is None
    ]
    yield from _if_any(
        clients,
        lambda ids: (
            "Short personal care, but neither a team nor a history says who knows the "
            f"person, clients: {ids}."
        ),
    )


def _reviews(week: Week) -> Iterator[str]:
    """Time-critical calls whose review is overdue."""
    overdue = [
        f"{visit.client} {visit.call}"
        for visit in week.visits
        if visit.critical is not None and visit.critical.review < week.horizon.date_of(visit.day)
    ]
    yield from _if_any(
        overdue, lambda ids: f"Review of being time-critical is overdue, calls: {ids}."
    )


def _skills(week: Week) -> Iterator[str]:
    """Skills that some visit needs and nobody holds at that level."""
    needed = {skill for visit in week.visits for skill in visit.skills}
    missing = [
        f"{name} level {level}"
        for name, level in sorted(needed)
        if not any(
            held.name == name and held.level >= level
            for carer in week.carers
            for held in carer.skills
        )
    ]
    yield from _if_any(missing, lambda ids: f"No carer holds these skills: {ids}.")


def _cycles(tables: Tables) -> Iterator[str]:
    """Cycles that count from the fixed Monday for want of a start of their own."""
    cycles = [(row.cycle, row.cycle_start) for row in tables.demand]
    cycles += [(row.cycle, row.cycle_start) for row in tables.availability]
    without = sum(1 for length, start in cycles if length > 1 and start is None)
    if without:
        yield (
            f"Rows in a cycle of weeks without cycle_start: {without}; "
            "their week 1 is counted from Monday 1 January 2024."
        )


def _late_history(tables: Tables, week: Week) -> Iterator[str]:
    """History on or after the first day, which is the future here."""
    first = week.horizon.first_day
    late = sum(1 for row in tables.history if row.date >= first)
    if late:
        yield f"Rows of history on or after the first day, which are not used: {late}."
