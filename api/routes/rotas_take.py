"""Rotas taken over: as a draft of the tables as they stand, and into the history once worked."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit import Decision, record
from api.auth import Caller, Permission, requires
from api.book import take_snapshot
from api.book.worked import add_worked
from api.desk.accounts import worked_at
from api.desk.adopted import Adopted, adopted_at
from api.desk.weeks import base_of
from api.once import DoOnce
from api.parts import WithParts
from api.problems import Problem
from api.rotas.find import rota_at
from api.rotas.keep import keep_rota
from api.schemas.rotas import RotaSummary, summary_out
from api.store import PinRow, RotaRow, now
from scheduler.domain.rota import Stage

router = APIRouter(prefix="/rotas/{rota_id}", tags=["rotas"])
ChangesRotas = Annotated[Caller, Depends(requires(Permission.CHANGE_ROTAS))]
ChangesTables = Annotated[Caller, Depends(requires(Permission.CHANGE_TABLES))]
PATIENCE_S = 300.0
PINNED = ("visit_id", "carers", "team", "start", "run_carer_id", "run_day", "run_shift_id")


class Adopt(BaseModel):
    """What to call the draft, and why it is taken."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "fewer faces for red clients"}]}
    )

    name: str = Field(default="", max_length=200)
    reason: str = Field(default="", max_length=2000)


class AdoptedOut(BaseModel):
    """A draft made of a rota."""

    rota: RotaSummary
    dropped: list[str] = Field(
        description="Visits of the rota that the tables no longer have, or whose carers they lack."
    )


class Finished(BaseModel):
    """That a rota is over."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"ahead": False}]})

    ahead: bool = Field(
        default=False,
        description="Count it as made as planned though its days are not over, to plan on.",
    )
    reason: str = Field(default="", max_length=2000)


class WorkedOut(BaseModel):
    """What went into the tables."""

    visits: int = Field(description="Rows added to the history, one for each carer of a visit.")
    carers: int = Field(description="Carers whose hours were added.")


@router.post(
    "/adopt", status_code=201, response_model=AdoptedOut, summary="Adopt a rota as a draft"
)
def adopted(
    rota_id: str, given: Adopt, caller: ChangesRotas, parts: WithParts, once: DoOnce
) -> Response:
    """A job's or a scenario's rota becomes a draft of its days, on the tables as they stand now.

    It is judged anew: what the tables no longer have is dropped, and what they have more is
    left for somebody to make.
    """
    earlier = once.earlier(caller)
    if earlier is not None:
        return earlier
    with parts.store.write(caller.tenant) as session:
        rota_at(session, caller, rota_id)
        snapshot = take_snapshot(session).id
    base = base_of(parts.settings, parts.store)
    found = parts.desk.ask(adopted_at, base, caller.tenant, rota_id, snapshot, patience=PATIENCE_S)

    def make(session: Session) -> AdoptedOut:
        old = rota_at(session, caller, rota_id)
        row = keep_rota(
            session,
            found.judged,
            snapshot_id=snapshot,
            made_by=caller.person,
            name=given.name or old.name,
            parent_id=old.id,
            facts=found.facts,
        )
        row.making = old.making
        _copy_pins(session, old, row, found)
        session.flush()
        options = {"of": old.id, "cost": row.cost, "dropped": list(found.dropped)}
        _recorded(session, caller, "adopt rota", row, options, given.reason)
        return AdoptedOut(rota=summary_out(row), dropped=list(found.dropped))

    return once.do(caller, make)


@router.post(
    "/worked",
    status_code=201,
    response_model=WorkedOut,
    summary="Put a finished rota into the history",
)
def worked(
    rota_id: str, given: Finished, caller: ChangesTables, parts: WithParts, once: DoOnce
) -> Response:
    """Its visits become history and its hours what carers worked before: the next week's past.

    Once, of a published rota whose days are over; as planned, where no record of what was
    made is imported.
    """
    earlier = once.earlier(caller)
    if earlier is not None:
        return earlier
    with parts.store.read(caller.tenant) as session:
        _demand_finished(rota_at(session, caller, rota_id), ahead=given.ahead)
    base = base_of(parts.settings, parts.store)
    found = parts.desk.ask(worked_at, base, caller.tenant, rota_id)

    def make(session: Session) -> WorkedOut:
        row = rota_at(session, caller, rota_id)
        add_worked(session, row.first_day, found.history, found.hours)
        answer = WorkedOut(visits=len(found.history), carers=len(found.hours))
        _recorded(session, caller, "worked", row, answer.model_dump(), given.reason)
        return answer

    return once.do(caller, make)


def _demand_finished(row: RotaRow, *, ahead: bool) -> None:
    """Refuse what was never told to anybody, or is not over.

    Raises
    ------
    Problem
        ``wrong-state``.
    """
    if row.stage == Stage.DRAFT:
        raise Problem("wrong-state", "A draft was never worked; publish it first.")
    over = row.first_day + timedelta(days=row.days)
    if not ahead and now().date() < over:
        raise Problem("wrong-state", f"Its days are over on {over}; 'ahead' counts them now.")


def _copy_pins(session: Session, old: RotaRow, row: RotaRow, found: Adopted) -> None:
    """Pins of visits the tables still have, and of runs."""
    visits = {one["visit_id"] for one in found.judged.assignments}
    query = select(PinRow).where(PinRow.rota_id == old.id)
    for pin in session.scalars(query).all():
        if pin.visit_id is None or pin.visit_id in visits:
            values = {name: getattr(pin, name) for name in PINNED}
            session.add(PinRow(rota_id=row.id, made_by=pin.made_by, **values))


def _recorded(
    session: Session, caller: Caller, action: str, row: RotaRow, options: object, reason: str
) -> None:
    decision = Decision(
        action=action,
        object_kind="rota",
        object_id=row.id,
        input_hash=row.snapshot_id,
        options=options,
        reason=reason,
    )
    record(session, caller.person, caller.role, decision)
