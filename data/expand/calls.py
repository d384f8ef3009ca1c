"""Packages of care turned into dated visits.

Clock times are kept across a change of the clocks; lengths, windows and gaps are elapsed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from data.expand.recurrence import Recurrence, moment_at
from scheduler.domain.client import CallKind
from scheduler.domain.horizon import Horizon
from scheduler.domain.units import ClientId, Day, PlaceId, Seconds, VisitId
from scheduler.domain.visit import Critical, Gap, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRule:
    """Least and most seconds between the start of call ``after`` and this one, same day."""

    after: str
    at_least: Seconds = 0
    at_most: Seconds | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTemplate:
    """One recurring or single call of a package of care.

    Parameters
    ----------
    start
        Agreed clock time, seconds after 00:00.
    before, after
        How much earlier or later it may start at all, seconds.
    single
        True for a call arranged for one date only.
    """

    client: ClientId
    call: str
    when: Recurrence
    start: Seconds
    before: Seconds
    after: Seconds
    length: Seconds
    carers: int = 1
    second_length: Seconds | None = None
    kind: CallKind = CallKind.PERSONAL
    critical: Critical | None = None
    skills: tuple[tuple[str, int], ...] = ()
    gap: GapRule | None = None
    place: PlaceId
    place_end: PlaceId
    single: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """One date on which a call is not wanted; ``start`` tells two calls of one name apart."""

    client: ClientId
    call: str
    on: date
    start: Seconds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Days, both included, on which a client is not at home; an open end is ``None``."""

    client: ClientId
    first: date
    last: date | None = None

    def covers(self, on: date) -> bool:
        """Whether the client is away on ``on``."""
        return self.first <= on and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpandedCalls:
    """Visits in order of day and agreed start, their gaps, and cancellations that met no call."""

    visits: tuple[Visit, ...]
    gaps: tuple[Gap, ...]
    idle_cancellations: tuple[Cancelled, ...] = field(default=())


def expand_calls(
    templates: Sequence[CallTemplate],
    horizon: Horizon,
    *,
    cancelled: Sequence[Cancelled] = (),
    absent: Sequence[Absent] = (),
) -> ExpandedCalls:
    """Every visit of the period, from the calls agreed.

    A cancellation takes away the recurring call of that name on that date; only where there
    is none does it take away a single one, so that a call can be moved by cancelling it and
    adding another of the same name.
    """
    away = _by_client(absent)
    visits: list[Visit] = []
    gaps: list[Gap] = []
    used: set[Cancelled] = set()
    for day in range(horizon.days):
        on = horizon.date_of(day)
        due = [one for one in templates if one.when.happens_on(on)]
        wanted = _without_cancelled(due, [c for c in cancelled if c.on == on], used)
        home = [one for one in wanted if not any(a.covers(on) for a in away[one.client])]
        made = list(_dated(home, horizon, day))
        visits += [visit for _, visit in made]
        gaps += _gaps(made)
    in_period = {horizon.date_of(day) for day in range(horizon.days)}
    idle = tuple(one for one in cancelled if one.on in in_period and one not in used)
    return ExpandedCalls(visits=tuple(visits), gaps=tuple(gaps), idle_cancellations=idle)


def _by_client(absent: Iterable[Absent]) -> defaultdict[ClientId, list[Absent]]:
    """Absences of each client."""
    found: defaultdict[ClientId, list[Absent]] = defaultdict(list)
    for one in absent:
        found[one.client].append(one)
    return found


def _without_cancelled(
    due: Sequence[CallTemplate], cancelled: Sequence[Cancelled], used: set[Cancelled]
) -> list[CallTemplate]:
    """Calls of one date less those cancelled; ``used`` gains the cancellations that bit."""
    left = list(due)
    for one in cancelled:
        met = [t for t in left if _is_meant(one, t)]
        met = [t for t in met if not t.single] or met
        if met:
            used.add(one)
            left = [t for t in left if t not in met]
    return left


def _is_meant(cancelled: Cancelled, template: CallTemplate) -> bool:
    """Whether the cancellation names this call."""
    return (template.client, template.call) == (cancelled.client, cancelled.call) and (
        cancelled.start is None or cancelled.start == template.start
    )


def _dated(
    templates: Iterable[CallTemplate], horizon: Horizon, day: Day
) -> Iterator[tuple[CallTemplate, Visit]]:
    """Visits of one day in order of agreed start, each with the call it comes from."""
    seen: defaultdict[str, int] = defaultdict(int)
    for one in sorted(templates, key=_order):
        stem = f"{one.client}-{slug(one.call)}-{horizon.date_of(day)}"
        seen[stem] += 1
        name = stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"
        yield one, _visit(one, VisitId(name), horizon, day)


def _order(one: CallTemplate) -> tuple[str | int, ...]:
    """By agreed start, then by everything that tells two calls apart."""
    return (one.start, one.client, one.call, one.length, one.before, one.after, one.carers)


def _visit(one: CallTemplate, name: VisitId, horizon: Horizon, day: Day) -> Visit:
    """One dated visit."""
    agreed = moment_at(horizon, day, one.start)
    return Visit(
        id=name,
        client=one.client,
        call=one.call,
        day=day,
        agreed=agreed,
        earliest=agreed - one.before,
        latest=agreed + one.after,
        length=one.length,
        carers=one.carers,
        second_length=one.second_length,
        kind=one.kind,
        critical=one.critical,
        skills=one.skills,
        place=one.place,
        place_end=one.place_end,
    )


def _gaps(made: Sequence[tuple[CallTemplate, Visit]]) -> Iterator[Gap]:
    """Gap rules of one day; of several earlier calls of the name, the last before counts."""
    for template, visit in made:
        rule = template.gap
        if rule is None:
            continue
        earlier = [
            other
            for _, other in made
            if other.client == visit.client
            and other.call == rule.after
            and other.agreed < visit.agreed
        ]
        if earlier:
            yield Gap(
                first=max(earlier, key=lambda other: other.agreed).id,
                second=visit.id,
                at_least=rule.at_least,
                at_most=rule.at_most,
                reason=rule.reason,
            )


def slug(call: str) -> str:
    """The call's name as it stands in ids: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", call.lower()).strip("_") or "call"
