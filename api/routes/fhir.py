"""FHIR R4, read only: appointments and teams of the rotas in force."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from api.auth import Caller, Permission, requires
from api.fhir import asked as asking
from api.fhir.answers import (
    After,
    Count,
    Dates,
    Id,
    Word,
    base_of_fhir,
    cut_page,
    fhir_router,
    one_page,
)
from api.fhir.find import (
    Condition,
    Team,
    count,
    in_force,
    known_to,
    named,
    of_carer,
    page,
    teams,
    visible,
    with_status,
)
from api.fhir.ids import fhir_id, own_id
from api.fhir.resources import Resource, appointment, care_team
from api.fhir.statement import capability_statement
from api.pages import mark, place
from api.parts import WithParts
from api.problems import Problem, not_found
from api.store import AssignmentRow

router = fhir_router()
SeesCare = Annotated[Caller, Depends(requires(Permission.SEE_CARE))]
Patient = Annotated[
    str | None, Query(alias="patient:identifier", max_length=200, description="Or 'patient'.")
]
Practitioner = Annotated[str | None, Query(alias="practitioner:identifier", max_length=200)]


@router.get("/metadata", summary="What these doors can do")
def metadata(request: Request) -> Resource:
    """A CapabilityStatement; anybody may read it."""
    return capability_statement(base_of_fhir(request))


@router.get("/Appointment", summary="Visits")
def appointments(
    request: Request,
    caller: SeesCare,
    parts: WithParts,
    date: Dates = None,
    status: Word = None,
    patient: Word = None,
    practitioner: Word = None,
    patient_identifier: Patient = None,
    practitioner_identifier: Practitioner = None,
    known_as: Id = None,
    limit: Count = 50,
    after: After = None,
) -> Resource:
    """Of the rotas in force, by start: all to the office, others of those whose care they see."""
    client = asking.person(patient_identifier or patient, "Patient", "client", "patient")
    carer = asking.person(
        practitioner_identifier or practitioner, "Practitioner", "carer", "practitioner"
    )
    began = place(after, 2)
    with parts.store.read(caller.tenant) as session:
        found: list[Condition] = visible(caller, in_force(session))
        found += asking.when(AssignmentRow.start, date or [])
        if client is not None:
            found.append(AssignmentRow.client_id == client)
        if carer is not None:
            found.append(of_carer(carer))
        if status is not None:
            found.append(with_status(status))
        if (carer, status) != (None, None):
            found += known_to(caller)
        if known_as is not None:
            found = named(session, known_as, found)
        total = count(session, found)
        visits = page(session, caller, found, _moment(began), limit)
    last = visits[limit - 1] if len(visits) > limit else None
    further = None if last is None else mark(last.start.isoformat(), last.visit_id)
    return one_page(request, [appointment(one) for one in visits[:limit]], total, further)


@router.get("/Appointment/{known_as}", summary="One visit")
def one_appointment(known_as: str, caller: SeesCare, parts: WithParts) -> Resource:
    """As it is told now."""
    with parts.store.read(caller.tenant) as session:
        conditions = named(session, known_as, visible(caller, in_force(session)))
        found = page(session, caller, conditions, None, 1)
    if not found:
        raise not_found("Appointment", known_as)
    return appointment(found[0])


@router.get("/CareTeam", summary="Teams")
def care_teams(
    request: Request,
    caller: SeesCare,
    parts: WithParts,
    patient: Word = None,
    patient_identifier: Patient = None,
    known_as: Id = None,
    limit: Count = 50,
    after: After = None,
) -> Resource:
    """Who comes to each client in the rotas in force, most visits first."""
    client = asking.person(patient_identifier or patient, "Patient", "client", "patient")
    with parts.store.read(caller.tenant) as session:
        found = teams(session, caller, None if client is None else [client])
    wanted = [_team(one, caller) for one in found]
    return cut_page(request, [one for one in wanted if known_as in (None, one["id"])], limit, after)


@router.get("/CareTeam/{known_as}", summary="One team")
def one_care_team(known_as: str, caller: SeesCare, parts: WithParts) -> Resource:
    """By the client's id."""
    with parts.store.read(caller.tenant) as session:
        client = own_id(known_as)
        found = teams(session, caller, None if client is None else [client])
    for one in found:
        if fhir_id(one.client_id) == known_as:
            return _team(one, caller)
    raise not_found("CareTeam", known_as)


def _team(one: Team, caller: Caller) -> Resource:
    carers = one.carers if caller.knows_who_comes(one.client_id) else ()
    return care_team(one.client_id, carers, one.first, one.last, one.told_at)


def _moment(began: list[Any] | None) -> tuple[datetime, str] | None:
    if began is None:
        return None
    try:
        return datetime.fromisoformat(str(began[0])), str(began[1])
    except ValueError as wrong:
        raise Problem("bad-input", "'_after' is none of ours.") from wrong
