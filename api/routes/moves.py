"""Moves a planner makes by hand: their price while dragged, and keeping them in a draft."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from sqlalchemy.orm import Session

from api.audit import Decision, record
from api.auth import Caller, Permission, requires
from api.desk.moves import MoveAsked, MovesMade, moved_at, priced_at, prices_at
from api.desk.weeks import base_of
from api.parts import WithParts
from api.problems import FieldError, Problem
from api.rotas.find import demand_draft, rota_at
from api.rotas.keep import change_rota
from api.schemas.moves import (
    MoveIn,
    MovesIn,
    MovesSaved,
    MovesToSave,
    PriceOut,
    PricesIn,
    PricesOut,
    ShortPriceOut,
)
from api.schemas.rotas import summary_out
from api.store import RotaRow
from api.versions import IfMatch, demand_version, stamp

router = APIRouter(prefix="/rotas/{rota_id}/moves", tags=["moves"])
Asks = Annotated[Caller, Depends(requires(Permission.ASK))]
Changes = Annotated[Caller, Depends(requires(Permission.CHANGE_ROTAS))]
PIN = "K1"
"""Code of a broken pin: somebody said that it stays, so it is lifted first."""


@router.post("/price", summary="What moves would cost")
def priced(rota_id: str, given: MovesIn, caller: Asks, parts: WithParts) -> PriceOut:
    """Legal or not with the rules broken, the exact cost by tier and term, and words for it.

    Nothing is changed; quick enough to be asked while a visit is dragged.
    """
    with parts.store.read(caller.tenant) as session:
        rota_at(session, caller, rota_id)
    base = base_of(parts.settings, parts.store)
    found = parts.desk.ask(priced_at, base, caller.tenant, rota_id, _asked(given.moves))
    return PriceOut.model_validate(found)


@router.post("/prices", summary="What each of several sets of moves would cost")
def all_priced(rota_id: str, given: PricesIn, caller: Asks, parts: WithParts) -> PricesOut:
    """In short, and together: what each row of a board says while a visit is dragged over it."""
    with parts.store.read(caller.tenant) as session:
        rota_at(session, caller, rota_id)
    base = base_of(parts.settings, parts.store)
    asked = [_asked(moves) for moves in given.asked]
    found = parts.desk.ask(prices_at, base, caller.tenant, rota_id, asked)
    return PricesOut(prices=[ShortPriceOut.model_validate(one) for one in found])


@router.post("", summary="Make moves")
def moved(
    rota_id: str,
    given: MovesToSave,
    version: IfMatch,
    caller: Changes,
    parts: WithParts,
    response: Response,
) -> MovesSaved:
    """In a draft, all or none. What breaks a hard rule is kept only where that is accepted.

    A draft with a hard breach cannot be published. The inverse moves take everything back.
    """
    with parts.store.read(caller.tenant) as session:
        _demand_current(rota_at(session, caller, rota_id), version, given)
    base = base_of(parts.settings, parts.store)
    made = parts.desk.ask(moved_at, base, caller.tenant, rota_id, _asked(given.moves))
    price = PriceOut.model_validate(made.price)
    _demand_accepted(price, given)
    with parts.store.write(caller.tenant) as session:
        row = rota_at(session, caller, rota_id)
        _demand_current(row, version, given)
        change_rota(session, row, made.judged)
        _recorded(session, caller, row, given, made)
        saved = MovesSaved(rota=summary_out(row), price=price)
    stamp(response, saved.rota.version)
    return saved


def _asked(moves: list[MoveIn]) -> list[MoveAsked]:
    return [
        MoveAsked(
            visit_id=one.visit_id,
            carers=None if one.carers is None else tuple(one.carers),
            start=one.start,
        )
        for one in moves
    ]


def _demand_current(row: RotaRow, version: int, given: MovesToSave) -> None:
    """Refuse to move what was published, or what is no longer as the planner saw it."""
    demand_draft(row)
    demand_version(version, row.version, summary_out(row), given.model_dump(mode="json"))


def _demand_accepted(price: PriceOut, given: MovesToSave) -> None:
    """Refuse moves that break a hard rule, unless somebody says why they are kept all the same."""
    pinned = [one for one in price.breaches_added if one.code == PIN]
    against = pinned or ([] if given.accept_breaches else price.breaches_added)
    advice = "Maybe lift the pin first." if pinned else "Maybe accept it, and say why."
    errors = [
        FieldError(file="rota", column=one.code, message=one.sentence, advice=advice)
        for one in against
    ]
    if errors:
        raise Problem("bad-input", "The moves break a hard rule.", errors=errors)
    if price.breaches_added and not given.reason.strip():
        message = "Say why a hard rule may be broken in this draft."
        error = FieldError(file="body", column="reason", message=message)
        raise Problem("bad-input", errors=[error])


def _recorded(
    session: Session, caller: Caller, row: RotaRow, given: MovesToSave, made: MovesMade
) -> None:
    decision = Decision(
        action="move visits",
        object_kind="rota",
        object_id=row.id,
        clients=made.clients,
        input_hash=row.snapshot_id,
        options={
            "moves": [one.model_dump(mode="json") for one in given.moves],
            "cost": made.price["cost"],
            "breaches": [one["code"] for one in made.price["breaches_added"]],
            "version": row.version,
        },
        reason=given.reason,
    )
    record(session, caller.person, caller.role, decision)
