"""Who is to be told what if the second rota takes the place of the first; ids only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.rota import Assignment
from scheduler.domain.units import CarerId, ClientId
from scheduler.domain.week import Week
from scheduler.planning.compare.visits import Change, VisitChange
from scheduler.planning.words import clock, visit_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What one person is told: a line for each visit, in order of time."""

    person: ClientId | CarerId
    lines: tuple[str, ...]


def client_notices(week: Week, changes: Sequence[VisitChange]) -> tuple[Notice, ...]:
    """A notice for each client with a real change, in the order of the week.

    Such as "Tue bed visit: K4 instead of K2, 20:30 instead of 20:00". Shifts of a few minutes
    are no news.
    """
    told: dict[ClientId, list[str]] = defaultdict(list)
    for change in changes:
        if change.is_real:
            told[change.client].append(f"{_name(week, change)}: {_for_client(week, change)}")
    return tuple(
        Notice(person=client.id, lines=tuple(told[client.id]))
        for client in week.clients
        if client.id in told
    )


def carer_notices(week: Week, changes: Sequence[VisitChange]) -> tuple[Notice, ...]:
    """A notice for each carer who makes a visit more or less, or one at another time."""
    told: dict[CarerId, list[str]] = defaultdict(list)
    for change in changes:
        name = f"{_name(week, change)} of client {change.client}"
        for carer in change.gone:
            assert change.before is not None
            told[carer].append(f"{name}, {_at(week, change.before)}: no longer yours")
        for carer in change.come:
            assert change.after is not None
            told[carer].append(f"{name}, {_at(week, change.after)}: now yours")
        if Change.MOVED in change.kinds and change.after is not None:
            for carer in sorted(set(change.after.carers) - set(change.come)):
                told[carer].append(f"{name}: {_time(week, change)}")
    return tuple(
        Notice(person=carer.id, lines=tuple(told[carer.id]))
        for carer in week.carers
        if carer.id in told
    )


def _name(week: Week, change: VisitChange) -> str:
    """Such as "Tue bed visit"."""
    named = visit_in_words(week.horizon, week.visit[change.visit])
    return named.removeprefix("the ").rsplit(" of client ", 1)[0]


def _for_client(week: Week, change: VisitChange) -> str:
    if change.after is None:
        return "nobody comes"
    if change.before is None:
        return f"{' and '.join(change.after.carers)}, {_at(week, change.after)}; nobody came before"
    parts = []
    if Change.CARER in change.kinds:
        parts.append(f"{' and '.join(change.come)} instead of {' and '.join(change.gone)}")
    if Change.MOVED in change.kinds:
        parts.append(_time(week, change))
    return ", ".join(parts)


def _time(week: Week, change: VisitChange) -> str:
    assert change.before is not None
    assert change.after is not None
    return f"{_at(week, change.after)} instead of {_at(week, change.before)}"


def _at(week: Week, given: Assignment) -> str:
    return clock(week.horizon, given.start)
