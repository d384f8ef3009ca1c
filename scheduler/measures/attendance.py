"""Who was, or will be, with whom and when: history and rota in one list per client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.units import CarerId, ClientId, Day, Moment
from scheduler.domain.week import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One carer with one client once; a double-up makes two, with the same start."""

    carer: CarerId
    day: Day
    start: Moment


Attendances: TypeAlias = Mapping[ClientId, tuple[Attendance, ...]]
"""In order of start, ties by carer, for every client of the week."""


def sound_assignments(week: Week, rota: Rota) -> Iterator[Assignment]:
    """Assignments that can be measured: known visits, the first time each is assigned.

    Carers the week does not know, or who are named twice, are left out. The referee reports
    what is skipped here.
    """
    seen = set()
    for given in rota.assignments:
        carers = tuple(dict.fromkeys(one for one in given.carers if one in week.carer))
        if given.visit in week.visit and given.visit not in seen and carers:
            seen.add(given.visit)
            yield Assignment(visit=given.visit, carers=carers, start=given.start)


def attendances(week: Week, rota: Rota) -> Attendances:
    """History and rota together, by client; the day is the one the visit belongs to."""
    found: dict[ClientId, list[Attendance]] = {client.id: [] for client in week.clients}
    for past in week.history:
        if past.client in found:
            found[past.client].append(Attendance(carer=past.carer, day=past.day, start=past.start))
    for given in sound_assignments(week, rota):
        visit = week.visit[given.visit]
        found[visit.client].extend(
            Attendance(carer=carer, day=visit.day, start=given.start) for carer in given.carers
        )
    return {
        client: tuple(sorted(those, key=lambda one: (one.start, one.carer)))
        for client, those in found.items()
    }
