"""Builders of small weeks for tests: say only what the test is about.

Everything has an ordinary default. One client lives at ``place_of(client)``, one carer at
``home_of(carer)``; every leg between two different places takes ten minutes and 5 km,
unless ``minutes`` says otherwise; traffic always flows freely unless steps are given.
Clock times are written "09:00"; a time after midnight may be written "25:30".

>>> week = a_week(a_visit("v1", at="09:00"), a_visit("v2", at="11:00"))
>>> rota = a_rota(week, {"v1": "A", "v2": "A"})
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from scheduler.domain.carer import AgeBand, Carer, Contract, ContractKind, Limits, Shift, Skill
from scheduler.domain.client import Client
from scheduler.domain.history import PastVisit
from scheduler.domain.horizon import Horizon
from scheduler.domain.pair import Pair, PairKind
from scheduler.domain.place import Place
from scheduler.domain.rota import Assignment, Break, Pin, Rota, Stage
from scheduler.domain.travel import Mode, Travel
from scheduler.domain.units import CarerId, ClientId, PlaceId, ShiftId, VisitId
from scheduler.domain.visit import Critical, Gap, Visit
from scheduler.domain.week import Week
from scheduler.rules.pack import RulePack
from tests.builders_rules import the_rules
from tests.builders_travel import a_travel

MONDAY = date(2026, 6, 1)
"""First day of every week built here; eight weeks from any clock change."""

MINUTE = 60
HOUR = 3600
DAY = 24 * HOUR


def clock(text: str, day: int = 0) -> int:
    """Moment of a clock time on ``day`` in a week without a clock change.

    >>> clock("09:30", day=1)
    120600
    """
    hours, minutes = text.split(":")
    return day * DAY + int(hours) * HOUR + int(minutes) * MINUTE


def place_of(client: str) -> PlaceId:
    """Where a client lives."""
    return PlaceId(f"at-{client}")


def home_of(carer: str) -> PlaceId:
    """Where a carer lives."""
    return PlaceId(f"home-{carer}")


def a_place(name: str, **changes: Any) -> Place:
    """A place; coordinates mean nothing, because legs are given apart."""
    return replace(Place(id=PlaceId(name), lat=52.7, lon=-1.1), **changes)


def a_client(name: str = "c1", **changes: Any) -> Client:
    """A client without wishes, of green risk."""
    return replace(Client(id=ClientId(name), place=place_of(name)), **changes)


def a_skill(name: str, level: int = 1, expires: date | None = None) -> Skill:
    """A skill that does not expire unless said."""
    return Skill(name=name, level=level, expires=expires)


def a_contract(**changes: Any) -> Contract:
    """A bank contract at 13 pounds an hour, travel and waiting paid, at most 48 hours."""
    return replace(Contract(kind=ContractKind.BANK), **changes)


def a_carer(name: str = "A", **changes: Any) -> Carer:
    """An adult who drives, with a criminal-records check that lasts for years."""
    plain = Carer(
        id=CarerId(name),
        home=home_of(name),
        modes=(Mode.CAR,),
        contract=a_contract(),
        limits=Limits(days=7),
        age_band=AgeBand.ADULT,
        dbs_expires=date(2030, 1, 1),
    )
    return replace(plain, **changes)


def a_shift(
    carer: str = "A", day: int = 0, begins: str = "07:00", ends: str = "22:00", **changes: Any
) -> Shift:
    """A spell of one carer from home to home; its id is carer, day and begin."""
    plain = Shift(
        id=ShiftId(f"{carer}-{day}-{begins}"),
        carer=CarerId(carer),
        day=day,
        start=clock(begins, day),
        end=clock(ends, day),
        start_place=home_of(carer),
        end_place=home_of(carer),
    )
    return replace(plain, **changes)


def a_visit(
    name: str = "v1",
    client: str = "c1",
    *,
    at: str = "09:00",
    day: int = 0,
    minutes: int = 30,
    slack: int = 30,
    **changes: Any,
) -> Visit:
    """A visit by one carer that may start ``slack`` minutes before or after ``at``."""
    agreed = clock(at, day)
    plain = Visit(
        id=VisitId(name),
        client=ClientId(client),
        call="call",
        day=day,
        agreed=agreed,
        earliest=agreed - slack * MINUTE,
        latest=agreed + slack * MINUTE,
        length=minutes * MINUTE,
        place=place_of(client),
        place_end=place_of(client),
    )
    return replace(plain, **changes)


def critical(reason: str = "insulin") -> Critical:
    """Why a visit is time-critical."""
    return Critical(reason=reason, review=date(2026, 12, 1))


def a_gap(first: str, second: str, at_least: int = 0, at_most: int | None = None) -> Gap:
    """Least and greatest minutes between the starts of two visits."""
    most = None if at_most is None else at_most * MINUTE
    return Gap(
        first=VisitId(first), second=VisitId(second), at_least=at_least * MINUTE, at_most=most
    )


def a_pair(
    client: str, carer: str, kind: PairKind, first: int | None = None, last: int | None = None
) -> Pair:
    """What is agreed or refused between two people."""
    return Pair(client=ClientId(client), carer=CarerId(carer), kind=kind, first=first, last=last)


def a_past_visit(
    client: str = "c1", carer: str = "A", day: int = -1, at: str = "09:00", minutes: int = 30
) -> PastVisit:
    """One attendance before the period."""
    return PastVisit(
        client=ClientId(client),
        carer=CarerId(carer),
        day=day,
        start=clock(at, day),
        length=minutes * MINUTE,
    )


def a_pin(visit: str, *carers: str, start: int | None = None) -> Pin:
    """What may not change for one visit."""
    return Pin(visit=VisitId(visit), carers=tuple(CarerId(one) for one in carers), start=start)


def a_break(carer: str, place: str, start: int, minutes: int = 20) -> Break:
    """A planned rest break."""
    return Break(
        carer=CarerId(carer), place=PlaceId(place), start=start, end=start + minutes * MINUTE
    )


def a_week(
    *visits: Visit,
    carers: Sequence[Carer] | None = None,
    clients: Sequence[Client] = (),
    shifts: Sequence[Shift] | None = None,
    days: int = 7,
    minutes: Mapping[tuple[str, str], float | None] | None = None,
    rules: RulePack | None = None,
    travel: Travel | None = None,
    **changes: Any,
) -> Week:
    """A week of these visits.

    Carer A is there unless ``carers`` says otherwise; clients not given are plain; every
    carer has one shift a day from 07:00 to 22:00 unless ``shifts`` says otherwise. Other
    fields of ``Week`` (gaps, pairs, history, pins, reference, horizon, places) are passed on.
    """
    people = tuple(carers) if carers is not None else (a_carer("A"),)
    known = {client.id for client in clients}
    named = dict.fromkeys(visit.client for visit in visits)
    everyone = (*clients, *(a_client(name) for name in named if name not in known))
    spells = (
        tuple(shifts)
        if shifts is not None
        else tuple(a_shift(carer.id, day) for carer in people for day in range(days))
    )
    addresses = [
        *(client.place for client in everyone),
        *(carer.home for carer in people),
        *(place for visit in visits for place in (visit.place, visit.place_end)),
        *(place for shift in spells for place in (shift.start_place, shift.end_place)),
        *(place for leg in minutes or {} for place in leg),
    ]
    names = tuple(dict.fromkeys(addresses))
    given: dict[str, Any] = {
        "horizon": Horizon(first_day=MONDAY, days=days),
        "places": tuple(a_place(name) for name in names),
        "clients": everyone,
        "carers": people,
        "shifts": spells,
        "visits": visits,
        "travel": travel or a_travel(names, minutes),
        "rules": rules or the_rules(),
    }
    return Week(**(given | changes))


def an_assignment(
    visit: Visit, carers: str | Sequence[str], start: int | None = None
) -> Assignment:
    """One visit given to its carers, at its agreed start unless said otherwise."""
    names = (carers,) if isinstance(carers, str) else tuple(carers)
    return Assignment(
        visit=visit.id,
        carers=tuple(CarerId(name) for name in names),
        start=visit.agreed if start is None else start,
    )


def a_rota(
    week: Week,
    who: Mapping[str, str | Sequence[str]],
    starts: Mapping[str, int] | None = None,
    *,
    breaks: Sequence[Break] = (),
    stage: Stage = Stage.DRAFT,
) -> Rota:
    """A rota from visit id to carer id, or ids, at the agreed starts unless ``starts`` differs.

    A visit that is not in ``who`` is left unallocated.
    """
    moved = starts or {}
    return Rota(
        assignments=tuple(
            an_assignment(week.visit[VisitId(name)], carers, moved.get(name))
            for name, carers in who.items()
        ),
        breaks=tuple(breaks),
        stage=stage,
    )
