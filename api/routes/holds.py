"""Capacity kept free for somebody until a time: made from an offer or a quote, listed, released."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from api.audit import Decision, record
from api.auth import Caller, Permission, requires
from api.book.holds import active_holds
from api.desk.offered import Holding, WishAsked, offered_at, quoted_at
from api.desk.weeks import base_of
from api.once import DoOnce
from api.pages import After, Limit, Page, cut, instant_of, mark, place
from api.parts import Parts, WithParts
from api.problems import FieldError, Problem, not_found
from api.rotas.find import rota_at
from api.routes.offers import held, package_of
from api.schemas.offers import ChosenOffer, ChosenPackage, HoldIn, HoldOut, hold_out
from api.store import HoldRow, now

router = APIRouter(tags=["holds"])
Sees = Annotated[Caller, Depends(requires(Permission.ASK))]
Changes = Annotated[Caller, Depends(requires(Permission.CHANGE_ROTAS))]
LONGEST = timedelta(days=60)


class Released(BaseModel):
    """Why a hold is let go; kept in the record."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "they said no"}]})

    reason: str = Field(default="", max_length=2000)


@router.post(
    "/rotas/{rota_id}/holds",
    status_code=201,
    response_model=HoldOut,
    summary="Hold an offer or a quote",
)
def made(rota_id: str, given: HoldIn, caller: Changes, parts: WithParts, once: DoOnce) -> Response:
    """Kept free until it expires: later offers and quotes count it as taken.

    Refused where it is no longer offered as it was chosen; ask again then.
    """
    earlier = once.earlier(caller)
    if earlier is not None:
        return earlier
    row, holding = held(parts, caller, rota_id)
    _demand_sense(given)
    version, seen = row.version, [one.id for one in holding.holds]
    body, client = _body(parts, caller, rota_id, given, holding)

    def make(session: Session) -> HoldOut:
        current = rota_at(session, caller, rota_id)
        at = now()
        held_now = [one.id for one in active_holds(session, at, current.first_day)]
        if current.version != version or held_now != seen:
            raise Problem("conflict", "The rota or what is held on it has changed; ask again.")
        hold = HoldRow(
            client_id=client,
            body={**body, "rota_id": rota_id, "first_day": current.first_day.isoformat()},
            made_by=caller.person,
            expires_at=given.expires_at,
        )
        session.add(hold)
        session.flush()
        _recorded(session, caller, "hold", hold, given.reason)
        return hold_out(hold, at)

    return once.do(caller, make)


@router.get("/holds", summary="Holds")
def listed(
    caller: Sees,
    parts: WithParts,
    client_id: Annotated[str | None, Query(max_length=100)] = None,
    active: Annotated[bool | None, Query(description="Only what blocks capacity now.")] = None,
    limit: Limit = 50,
    after: After = None,
) -> Page[HoldOut]:
    """The newest first; released and expired ones stay listed."""
    at = now()
    query = select(HoldRow)
    if client_id is not None:
        query = query.where(HoldRow.client_id == client_id)
    if active is not None:
        blocks = (HoldRow.released_at.is_(None)) & (HoldRow.expires_at > at)
        query = query.where(blocks if active else ~blocks)
    seen = place(after, 2)
    if seen is not None:
        before = (instant_of(seen[0]), str(seen[1]))
        query = query.where(tuple_(HoldRow.created_at, HoldRow.id) < before)
    query = query.order_by(HoldRow.created_at.desc(), HoldRow.id.desc()).limit(limit + 1)
    with parts.store.read(caller.tenant) as session:
        rows, more = cut(session.scalars(query).all(), limit)
    last = mark(rows[-1].created_at.isoformat(), rows[-1].id) if more else None
    return Page(items=[hold_out(row, at) for row in rows], next=last)


@router.get("/holds/{hold_id}", summary="One hold")
def got(hold_id: str, caller: Sees, parts: WithParts) -> HoldOut:
    """As it stands."""
    with parts.store.read(caller.tenant) as session:
        return hold_out(_hold(session, hold_id), now())


@router.post("/holds/{hold_id}/release", summary="Release a hold")
def released(hold_id: str, given: Released, caller: Changes, parts: WithParts) -> HoldOut:
    """What it kept is free again. Asked again, nothing more happens."""
    with parts.store.write(caller.tenant) as session:
        row = _hold(session, hold_id)
        if row.released_at is None:
            row.released_at = now()
            session.flush()
            _recorded(session, caller, "release hold", row, given.reason)
        return hold_out(row, now())


def _hold(session: Session, hold_id: str) -> HoldRow:
    row = session.get(HoldRow, hold_id)
    if row is None:
        raise not_found("hold", hold_id)
    return row


def _demand_sense(given: HoldIn) -> None:
    """Refuse a hold of nothing, of two things, or for no time."""
    errors = []
    if (given.offer is None) == (given.package is None):
        errors.append(("offer", "Hold an offer or a package, one of the two."))
    at = now()
    if not at < given.expires_at <= at + LONGEST:
        errors.append(("expires_at", f"A hold ends later than now, within {LONGEST.days} days."))
    if errors:
        raise Problem(
            "bad-input",
            errors=[FieldError(file="body", column=name, message=why) for name, why in errors],
        )


def _body(
    parts: Parts, caller: Caller, rota_id: str, given: HoldIn, holding: Holding
) -> tuple[dict[str, Any], str]:
    """What is kept, and for whom; asked anew, so that nothing is held that is not to be had."""
    if given.offer is not None:
        return _of_offer(parts, caller, rota_id, given.offer, holding)
    assert given.package is not None
    return _of_package(parts, caller, rota_id, given.package, holding)


def _of_offer(
    parts: Parts, caller: Caller, rota_id: str, chosen: ChosenOffer, holding: Holding
) -> tuple[dict[str, Any], str]:
    asked = WishAsked(
        client_id=chosen.client_id,
        call=chosen.call,
        around=chosen.around,
        days=(chosen.day,),
        length_min=chosen.length_min,
        carers=chosen.carers,
    )
    base = base_of(parts.settings, parts.store)
    found = parts.desk.ask(offered_at, base, caller.tenant, rota_id, asked, holding)
    options = found["days"][0]["options"]
    for one in options:
        if one["start"] == chosen.start and set(one["carers"]) == set(chosen.chosen):
            return {"kind": "offer", "change": one["change"], "package": None}, chosen.client_id
    now_offered = [{"start": one["start"], "chosen": one["carers"]} for one in options]
    raise Problem(
        "conflict",
        "This is not offered any more; choose again.",
        current=now_offered,
        proposed=chosen.model_dump(mode="json"),
    )


def _of_package(
    parts: Parts, caller: Caller, rota_id: str, chosen: ChosenPackage, holding: Holding
) -> tuple[dict[str, Any], str]:
    base, package = base_of(parts.settings, parts.store), package_of(chosen)
    found = parts.desk.ask(quoted_at, base, caller.tenant, rota_id, package, chosen.ready, holding)
    if found["first_day"] != chosen.first_day:
        raise Problem(
            "conflict",
            f"This is not what would be quoted now. {found['sentence']}",
            current={"first_day": found["first_day"]},
            proposed={"first_day": chosen.first_day},
        )
    body = {"kind": "package", "change": found["change"], "package": package}
    return body, str(found["client_id"])


def _recorded(session: Session, caller: Caller, action: str, row: HoldRow, reason: str) -> None:
    change = row.body["change"]
    decision = Decision(
        action=action,
        object_kind="hold",
        object_id=row.id,
        clients=[row.client_id],
        options={
            "rota": row.body["rota_id"],
            "kind": row.body["kind"],
            "expires_at": row.expires_at.isoformat(),
            "assignments": change["assignments"],
        },
        reason=reason,
    )
    record(session, caller.person, caller.role, decision)
