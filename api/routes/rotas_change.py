"""Rotas changed: named, pinned, copied, dropped, published and frozen by a named person."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, class_mapper

from api.audit import Decision, record
from api.auth import Caller, Permission, requires
from api.once import DoOnce
from api.parts import WithParts
from api.problems import FieldError, Problem, not_found
from api.rotas.find import demand_draft, rota_at
from api.rotas.publish import freeze, publish
from api.schemas.rotas import (
    PinIn,
    PinOut,
    RotaDetail,
    RotaSummary,
    detail_out,
    pin_out,
    summary_out,
)
from api.store import AssignmentRow, BreakRow, PinRow, RotaRow, add_many
from api.versions import IfMatch, demand_version, stamp

router = APIRouter(prefix="/rotas", tags=["rotas"])
Changes = Annotated[Caller, Depends(requires(Permission.CHANGE_ROTAS))]
Publishes = Annotated[Caller, Depends(requires(Permission.PUBLISH))]


class Rename(BaseModel):
    """What to call a rota."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "week 49, fewer faces"}]})

    name: str = Field(max_length=200)


class Reason(BaseModel):
    """Why it is done; kept in the record."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "agreed on Thursday"}]})

    reason: str = Field(default="", max_length=2000)


@router.patch("/{rota_id}", summary="Rename a rota")
def renamed(
    rota_id: str,
    given: Rename,
    version: IfMatch,
    caller: Changes,
    parts: WithParts,
    response: Response,
) -> RotaSummary:
    """At any stage: a name tells nobody anything new."""
    with parts.store.write(caller.tenant) as session:
        row = rota_at(session, caller, rota_id)
        demand_version(version, row.version, summary_out(row), given)
        row.name = given.name
        session.flush()
        _recorded(session, caller, "rename rota", row)
    stamp(response, row.version)
    return summary_out(row)


@router.delete("/{rota_id}", status_code=204, summary="Drop a draft")
def dropped(rota_id: str, version: IfMatch, caller: Changes, parts: WithParts) -> None:
    """Drafts only: what was published stays."""
    with parts.store.write(caller.tenant) as session:
        row = rota_at(session, caller, rota_id)
        demand_draft(row)
        demand_version(version, row.version, summary_out(row))
        _recorded(session, caller, "drop rota", row)
        for kind in (AssignmentRow, BreakRow, PinRow):
            session.execute(delete(kind).where(kind.rota_id == row.id))
        session.delete(row)


@router.post("/{rota_id}/drafts", status_code=201, summary="Make a draft of a rota")
def drafted(rota_id: str, caller: Changes, once: DoOnce) -> Response:
    """A copy to change, with its pins; the rota it is made of stays as it is."""

    def make(session: Session) -> RotaSummary:
        row = rota_at(session, caller, rota_id)
        copy = RotaRow(
            name=row.name,
            first_day=row.first_day,
            days=row.days,
            snapshot_id=row.snapshot_id,
            parent_id=row.id,
            cost=row.cost,
            measures=row.measures,
            making=row.making,
            facts=row.facts,
            legal=row.legal,
            made_by=caller.person,
        )
        session.add(copy)
        session.flush()
        _copy_rows(session, row.id, copy.id)
        for pin in session.scalars(select(PinRow).where(PinRow.rota_id == row.id)).all():
            session.add(_pin_row(copy.id, caller, PinIn.model_validate(pin_out(pin).model_dump())))
        _recorded(session, caller, "draft rota", copy)
        return summary_out(copy)

    return once.do(caller, make)


@router.post("/{rota_id}/pins", status_code=201, summary="Pin something")
def pinned(rota_id: str, given: PinIn, caller: Changes, once: DoOnce) -> Response:
    """A visit's carers, team or start; or a carer's whole run of a day."""
    _demand_meaning(given)

    def make(session: Session) -> PinOut:
        row = rota_at(session, caller, rota_id)
        if given.visit_id is not None:
            _demand_visit(session, rota_id, given.visit_id)
        pin = _pin_row(rota_id, caller, given)
        session.add(pin)
        _touch(session, row)
        _recorded(session, caller, "pin", row)
        return pin_out(pin)

    return once.do(caller, make)


@router.delete("/{rota_id}/pins/{pin_id}", status_code=204, summary="Take a pin out")
def unpinned(rota_id: str, pin_id: str, caller: Changes, parts: WithParts) -> None:
    """What was pinned may change again."""
    with parts.store.write(caller.tenant) as session:
        row = rota_at(session, caller, rota_id)
        pin = session.get(PinRow, pin_id)
        if pin is None or pin.rota_id != rota_id:
            raise not_found("pin", pin_id)
        session.delete(pin)
        _touch(session, row)
        _recorded(session, caller, "unpin", row)


@router.post("/{rota_id}/publish", summary="Publish a rota")
def published(
    rota_id: str,
    given: Reason,
    version: IfMatch,
    caller: Publishes,
    parts: WithParts,
    response: Response,
) -> RotaDetail:
    """By the person signed in; refused with every reason on a hard breach."""
    with parts.store.write(caller.tenant) as session:
        row = rota_at(session, caller, rota_id)
        demand_version(version, row.version, summary_out(row))
        publish(session, row, caller, given.reason)
    stamp(response, row.version)
    return detail_out(row)


@router.post("/{rota_id}/freeze", summary="Freeze a published rota")
def frozen(
    rota_id: str,
    given: Reason,
    version: IfMatch,
    caller: Publishes,
    parts: WithParts,
    response: Response,
) -> RotaDetail:
    """From now on a change costs most."""
    with parts.store.write(caller.tenant) as session:
        row = rota_at(session, caller, rota_id)
        demand_version(version, row.version, summary_out(row))
        freeze(session, row, caller, given.reason)
    stamp(response, row.version)
    return detail_out(row)


def _copy_rows(session: Session, old: str, new: str) -> None:
    """Visits and breaks of one rota for another."""
    kinds: tuple[type[AssignmentRow] | type[BreakRow], ...] = (AssignmentRow, BreakRow)
    for kind in kinds:
        names = [column.key for column in class_mapper(kind).column_attrs]
        rows = [
            {**{name: getattr(one, name) for name in names}, "rota_id": new}
            for one in session.scalars(select(kind).where(kind.rota_id == old))
        ]
        add_many(session, kind, rows)


def _touch(session: Session, row: RotaRow) -> None:
    """Another version of the rota, though no column of it changes."""
    session.flush()
    session.execute(
        update(RotaRow)
        .where(RotaRow.id == row.id)
        .values(version=RotaRow.version + 1)
        .execution_options(synchronize_session=False)
    )
    session.refresh(row)


def _pin_row(rota_id: str, caller: Caller, given: PinIn) -> PinRow:
    return PinRow(
        rota_id=rota_id,
        made_by=caller.person,
        visit_id=given.visit_id,
        carers=given.carers,
        team=given.team,
        start=given.start,
        run_carer_id=given.run_carer_id,
        run_day=given.run_day,
        run_shift_id=given.run_shift_id,
    )


def _demand_meaning(given: PinIn) -> None:
    """Refuse a pin that pins nothing, or two things at once."""
    of_visit = bool(given.carers or given.team or given.start)
    of_run = given.run_carer_id is not None and given.run_day is not None
    errors = []
    if (given.visit_id is None) == (not of_run):
        errors.append(("visit_id", "A pin is of a visit, or of a carer's run of a day."))
    if given.visit_id is not None and not of_visit:
        errors.append(("carers", "Say which carers, which team or which start must stay."))
    if given.start is not None and given.start.tzinfo is None:
        errors.append(("start", "Give the time with its offset."))
    if errors:
        raise Problem(
            "bad-input",
            errors=[FieldError(file="body", column=name, message=why) for name, why in errors],
        )


def _demand_visit(session: Session, rota_id: str, visit_id: str) -> None:
    query = select(AssignmentRow.part).where(
        AssignmentRow.rota_id == rota_id, AssignmentRow.visit_id == visit_id
    )
    if session.scalars(query.limit(1)).one_or_none() is None:
        raise not_found("visit", visit_id)


def _recorded(session: Session, caller: Caller, action: str, row: RotaRow) -> None:
    decision = Decision(
        action=action, object_kind="rota", object_id=row.id, input_hash=row.snapshot_id
    )
    record(session, caller.person, caller.role, decision)
