"""FHIR R4, read only: appointments, free times and teams of the rotas in force."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from api.auth import Caller, Permission, requires
from api.desk.weeks import base_of
from api.fhir import asked as asking
from api.fhir.find import (
    Condition,
    Team,
    count,
    in_force,
    named,
    of_carer,
    page,
    period_of,
    teams,
    visible,
    with_status,
)
from api.fhir.ids import fhir_id, own_id
from api.fhir.resources import (
    MEDIA_TYPE,
    Resource,
    Stretch,
    appointment,
    bundle,
    care_team,
    outcome,
    schedule,
    slot,
    slot_id,
)
from api.fhir.slots import stretches_at
from api.fhir.statement import capability_statement
from api.pages import mark, place
from api.parts import Parts, WithParts
from api.problems import Problem, not_found
from api.store import AssignmentRow

ISSUES = {400: "invalid", 401: "login", 403: "forbidden", 404: "not-found", 422: "invalid"}
ISSUES |= {429: "throttled", 503: "transient"}


class FhirResponse(JSONResponse):
    """A FHIR resource."""

    media_type = MEDIA_TYPE


class FhirRoute(APIRoute):
    """A route whose failures are FHIR's own: an OperationOutcome with our stable code in it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Answer problems as outcomes."""
        handle = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except Problem as problem:
                return _failed(problem)
            except RequestValidationError as error:
                names = {".".join(str(one) for one in found["loc"]) for found in error.errors()}
                words = f"Look at {', '.join(sorted(names))}."
                return _failed(Problem("bad-input", words))

        return answered


def _failed(problem: Problem) -> Response:
    words = problem.detail or problem.title
    body = outcome(ISSUES.get(problem.status, "processing"), problem.code, words)
    return FhirResponse(body, problem.status, headers=problem.headers)


_ANY: dict[str, Any] = {MEDIA_TYPE: {"schema": {"type": "object"}}}
router = APIRouter(
    prefix="/fhir",
    tags=["fhir"],
    route_class=FhirRoute,
    default_response_class=FhirResponse,
    responses={"4XX": {"content": _ANY, "description": "An OperationOutcome."}},
)
SeesCare = Annotated[Caller, Depends(requires(Permission.SEE_CARE))]
SeesRotas = Annotated[Caller, Depends(requires(Permission.SEE_ROTAS))]
Count = Annotated[int, Query(alias="_count", ge=1, le=200, description="Most on a page.")]
After = Annotated[str | None, Query(alias="_after", max_length=400, description="Page to go on.")]
Id = Annotated[str | None, Query(alias="_id", max_length=64)]
Word = Annotated[str | None, Query(max_length=200)]
Dates = Annotated[list[str] | None, Query(max_length=4)]
Patient = Annotated[
    str | None, Query(alias="patient:identifier", max_length=200, description="Or 'patient'.")
]
Practitioner = Annotated[str | None, Query(alias="practitioner:identifier", max_length=200)]


@router.get("/metadata", summary="What these doors can do")
def metadata(request: Request) -> Resource:
    """A CapabilityStatement; anybody may read it."""
    return capability_statement(_base(request))


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
        if known_as is not None:
            found = named(session, known_as, found)
        total = count(session, found)
        visits = page(session, caller, found, _moment(began), limit)
    last = visits[limit - 1] if len(visits) > limit else None
    further = None if last is None else mark(last.start.isoformat(), last.visit_id)
    return _page(request, [appointment(one) for one in visits[:limit]], total, further)


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
    return _cut(request, [one for one in wanted if known_as in (None, one["id"])], limit, after)


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
    return _cut(request, found, limit, after)


@router.get("/Schedule/{known_as}", summary="One carer's times")
def one_schedule(known_as: str, caller: SeesRotas, parts: WithParts) -> Resource:
    """By the carer's id."""
    return _only(_schedules(caller, parts), known_as, "Schedule")


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
    return _cut(request, found, limit, after)


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


def _team(one: Team, caller: Caller) -> Resource:
    carers = one.carers if caller.sees_client(one.client_id) else ()
    return care_team(one.client_id, carers, one.first, one.last, one.told_at)


def _only(resources: Sequence[Resource], known_as: str, kind: str) -> Resource:
    for one in resources:
        if one["id"] == known_as:
            return one
    raise not_found(kind, known_as)


def _cut(
    request: Request, resources: Sequence[Resource], limit: int, after: str | None
) -> Resource:
    """A page of a list that is whole in memory."""
    began = place(after, 1)
    first = 0 if began is None else _number(began[0])
    more = mark(first + limit) if first + limit < len(resources) else None
    return _page(request, resources[first : first + limit], len(resources), more)


def _number(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise Problem("bad-input", "'_after' is none of ours.")
    return value


def _page(
    request: Request, resources: Sequence[Resource], total: int, further: str | None
) -> Resource:
    base = _base(request)
    here = f"{base}/{request.url.path.rpartition('/')[2]}"
    links = {"self": _address(here, request, None)}
    if further is not None:
        links["next"] = _address(here, request, further)
    return bundle(base, resources, total, links)


def _address(here: str, request: Request, after: str | None) -> str:
    asked = [(name, value) for name, value in request.query_params.multi_items()]
    if after is not None:
        asked = [*(one for one in asked if one[0] != "_after"), ("_after", after)]
    return f"{here}?{urlencode(asked)}" if asked else here


def _base(request: Request) -> str:
    return f"{str(request.base_url).rstrip('/')}/fhir"


def _moment(began: list[Any] | None) -> tuple[datetime, str] | None:
    if began is None:
        return None
    try:
        return datetime.fromisoformat(str(began[0])), str(began[1])
    except ValueError as wrong:
        raise Problem("bad-input", "'_after' is none of ours.") from wrong
