"""Rotas as they stand: lists, visits, breaks, shifts, pins."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import defer

from api.auth import Caller, Permission, requires
from api.desk.facts import shifts_at, visits_at
from api.desk.weeks import base_of
from api.pages import After, Limit, Page, cut, mark, place
from api.parts import WithParts
from api.problems import FieldError, Problem
from api.rotas.find import own_assignments, rota_at
from api.schemas.rotas import (
    AssignmentOut,
    BreakOut,
    PinOut,
    RotaDetail,
    RotaSummary,
    ShiftOut,
    VisitOut,
    assignment_columns,
    assignments_json,
    detail_out,
    pin_out,
    summary_out,
)
from api.store import AssignmentRow, BreakRow, PinRow, RotaRow
from api.versions import stamp
from scheduler.domain.rota import Stage

router = APIRouter(prefix="/rotas", tags=["rotas"])
Sees = Annotated[Caller, Depends(requires(Permission.SEE_ROTAS))]
SeesVisits = Annotated[Caller, Depends(requires(Permission.SEE_ASSIGNMENTS))]
Id = Annotated[str | None, Query(max_length=120)]


@router.get("", summary="Rotas")
def listed(
    caller: SeesVisits,
    parts: WithParts,
    stage: Stage | None = None,
    first_day: date | None = None,
    in_force: Annotated[bool, Query(description="Only what holds now.")] = False,
    limit: Limit = 50,
    after: After = None,
) -> Page[RotaSummary]:
    """The newest first. Who is not in the office sees what was published."""
    query = select(RotaRow, RotaRow.measures["summary"]).options(
        defer(RotaRow.measures, raiseload=True)
    )
    if stage is not None:
        query = query.where(RotaRow.stage == stage)
    if not caller.may(Permission.SEE_ROTAS):
        query = query.where(RotaRow.stage != Stage.DRAFT)
    if first_day is not None:
        query = query.where(RotaRow.first_day == first_day)
    if in_force:
        query = query.where(RotaRow.stage != Stage.DRAFT, RotaRow.replaced_at.is_(None))
    seen = place(after, 2)
    if seen is not None:
        before = (_instant(str(seen[0])), str(seen[1]))
        query = query.where(tuple_(RotaRow.created_at, RotaRow.id) < before)
    query = query.order_by(RotaRow.created_at.desc(), RotaRow.id.desc()).limit(limit + 1)
    with parts.store.read(caller.tenant) as session:
        rows, more = cut(session.execute(query).tuples().all(), limit)
    last = mark(rows[-1][0].created_at.isoformat(), rows[-1][0].id) if more else None
    return Page(items=[_for(caller, row, summary) for row, summary in rows], next=last)


@router.get("/{rota_id}", summary="One rota")
def got(rota_id: str, caller: Sees, parts: WithParts, response: Response) -> RotaDetail:
    """With everything measured and judged, and its version as ETag."""
    with parts.store.read(caller.tenant) as session:
        row = rota_at(session, caller, rota_id)
    stamp(response, row.version)
    return detail_out(row)


@router.get(
    "/{rota_id}/assignments",
    summary="Who makes which visit",
    response_model=Page[AssignmentOut],
)
def assignments(
    rota_id: str,
    caller: SeesVisits,
    parts: WithParts,
    carer_id: Id = None,
    client_id: Id = None,
    unallocated: bool | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: Limit = 1000,
    after: After = None,
) -> Response:
    """By start. A carer sees their own visits, a client and their family the client's."""
    wanted: list[ColumnElement[bool]] = []
    if carer_id is not None:
        wanted.append(AssignmentRow.carer_id == carer_id)
    if client_id is not None:
        wanted.append(AssignmentRow.client_id == client_id)
    if unallocated is not None:
        empty = AssignmentRow.carer_id
        wanted.append(empty.is_(None) if unallocated else empty.is_not(None))
    if caller.grants is not None and (carer_id, unallocated) != (None, None):
        known = [one for one in caller.grants if caller.knows_who_comes(one)]
        wanted.append(AssignmentRow.client_id.in_(known))
    if since is not None:
        wanted.append(AssignmentRow.end > _aware(since, "since"))
    if until is not None:
        wanted.append(AssignmentRow.start < _aware(until, "until"))
    seen = place(after, 3)
    order = (AssignmentRow.start, AssignmentRow.visit_id, AssignmentRow.part)
    if seen is not None:
        wanted.append(tuple_(*order) > (_instant(str(seen[0])), str(seen[1]), int(seen[2])))
    columns = assignment_columns(office=caller.may(Permission.SEE_ROTAS))
    with parts.store.read(caller.tenant) as session:
        rota_at(session, caller, rota_id, whole=False)
        query = own_assignments(session, caller, rota_id).where(*wanted)
        query = query.order_by(*order).limit(limit + 1)
        chosen = query.with_only_columns(*columns, maintain_column_froms=True)
        rows, more = cut(session.execute(chosen).all(), limit)
    last = rows[-1] if more else None
    further = None if last is None else mark(last.start.isoformat(), last.visit_id, last.part)
    body = assignments_json(rows, further, caller.knows_who_comes)
    return Response(body, media_type="application/json")


@router.get("/{rota_id}/breaks", summary="Rest breaks")
def breaks(rota_id: str, caller: SeesVisits, parts: WithParts) -> list[BreakOut]:
    """By carer and start; a carer sees their own."""
    query = select(BreakRow).where(BreakRow.rota_id == rota_id)
    if caller.carers is not None:
        query = query.where(BreakRow.carer_id.in_(caller.carers))
    with parts.store.read(caller.tenant) as session:
        rota_at(session, caller, rota_id, whole=False)
        rows = session.scalars(query.order_by(BreakRow.carer_id, BreakRow.start)).all()
    return [
        BreakOut(carer_id=row.carer_id, start=row.start, end=row.end, place_id=row.place_id)
        for row in rows
    ]


@router.get("/{rota_id}/visits", summary="What is agreed about each visit")
def visits(rota_id: str, caller: Sees, parts: WithParts) -> list[VisitOut]:
    """Agreed times, limits, length, risk and zone of every visit of the period."""
    with parts.store.read(caller.tenant) as session:
        rota_at(session, caller, rota_id, whole=False)
    base = base_of(parts.settings, parts.store)
    return [
        VisitOut.model_validate(one)
        for one in parts.desk.ask(visits_at, base, caller.tenant, rota_id)
    ]


@router.get("/{rota_id}/shifts", summary="When carers may work")
def shifts(rota_id: str, caller: Sees, parts: WithParts) -> list[ShiftOut]:
    """Shifts of the period, absences taken out."""
    with parts.store.read(caller.tenant) as session:
        rota_at(session, caller, rota_id, whole=False)
    base = base_of(parts.settings, parts.store)
    return [
        ShiftOut.model_validate(one)
        for one in parts.desk.ask(shifts_at, base, caller.tenant, rota_id)
    ]


@router.get("/{rota_id}/pins", summary="What must not change")
def pins(rota_id: str, caller: Sees, parts: WithParts) -> list[PinOut]:
    """Pins of visits and of runs."""
    with parts.store.read(caller.tenant) as session:
        rota_at(session, caller, rota_id, whole=False)
        rows = session.scalars(
            select(PinRow).where(PinRow.rota_id == rota_id).order_by(PinRow.created_at, PinRow.id)
        ).all()
    return [pin_out(row) for row in rows]


def _for(caller: Caller, row: RotaRow, summary: dict[str, Any] | None) -> RotaSummary:
    """A rota as the caller may see it: measures are for the office."""
    found = summary_out(row, summary or {})
    if not caller.may(Permission.SEE_ROTAS):
        found.summary, found.cost = {}, []
    return found


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as wrong:
        raise Problem("bad-input", "'after' is not a 'next' of ours.") from wrong


def _aware(instant: datetime, name: str) -> datetime:
    if instant.tzinfo is None:
        message = "Give the time with its offset, as in 2026-11-30T07:30:00+00:00."
        error = FieldError(file="query", column=name, message=message)
        raise Problem("bad-input", errors=[error])
    return instant
