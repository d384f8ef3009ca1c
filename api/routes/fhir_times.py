"""FHIR R4, read only: carers' times, free and taken, of the rotas in force."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from api.auth import Caller, Permission, requires
from api.desk.weeks import base_of
from api.fhir import asked as asking
from api.fhir.answers import After, Count, Dates, Id, Word, cut_page, fhir_router, only
from api.fhir.find import in_force, period_of
from api.fhir.ids import fhir_id
from api.fhir.resources import Resource, Stretch, schedule, slot, slot_id
from api.fhir.slots import stretches_at
from api.parts import Parts, WithParts
from api.problems import not_found

router = fhir_router()
SeesRotas = Annotated[Caller, Depends(requires(Permission.SEE_ROTAS))]


@router.get("/Schedule", summary="Carers' times")
def schedules(
    request: Request,
    caller: SeesRotas,
    parts: WithParts,
    known_as: Id = None,
    limit: Count = 50,
    after: After = None,
) -> Resource:
    """A schedule for each carer with a shift in the rotas in force."""
    found = [one for one in _schedules(caller, parts) if known_as in (None, one["id"])]
    return cut_page(request, found, limit, after)


@router.get("/Schedule/{known_as}", summary="One carer's times")
def one_schedule(known_as: str, caller: SeesRotas, parts: WithParts) -> Resource:
    """By the carer's id."""
    return only(_schedules(caller, parts), known_as, "Schedule")


@router.get("/Slot", summary="Free and taken times")
def slots(
    request: Request,
    caller: SeesRotas,
    parts: WithParts,
    schedule: Word = None,
    start: Dates = None,
    status: Word = None,
    limit: Count = 50,
    after: After = None,
) -> Resource:
    """Shifts of the rotas in force: at visits or on the way, on a break, or free."""
    wanted = None if schedule is None else schedule.removeprefix("Schedule/")
    found = [
        slot(one)
        for one in _stretches(caller, parts)
        if wanted in (None, fhir_id(one.carer_id))
        and status in (None, one.status)
        and all(asking.when(one.start, start or [], "start"))
    ]
    return cut_page(request, found, limit, after)


@router.get("/Slot/{known_as}", summary="One free or taken time")
def one_slot(known_as: str, caller: SeesRotas, parts: WithParts) -> Resource:
    """By carer and beginning."""
    for one in _stretches(caller, parts):
        if slot_id(one) == known_as:
            return slot(one)
    raise not_found("Slot", known_as)


def _stretches(caller: Caller, parts: Parts) -> list[Stretch]:
    """Of all rotas in force; of days that two of them have, the newer one's."""
    with parts.store.read(caller.tenant) as session:
        rotas = list(in_force(session).values())
    base = base_of(parts.settings, parts.store)
    found: list[Stretch] = []
    for row in rotas:
        first, last = period_of(row)
        found = [one for one in found if not first <= one.start < last]
        found += parts.desk.ask(stretches_at, base, caller.tenant, row.id)
    return sorted(found, key=lambda one: (one.carer_id, one.start, one.end))


def _schedules(caller: Caller, parts: Parts) -> list[Resource]:
    """By carer, over all the days told."""
    found: dict[str, tuple[datetime, datetime]] = {}
    for one in _stretches(caller, parts):
        first, last = found.get(one.carer_id, (one.start, one.end))
        found[one.carer_id] = (min(first, one.start), max(last, one.end))
    return [schedule(carer, first, last) for carer, (first, last) in sorted(found.items())]
