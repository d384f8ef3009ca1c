"""What a family can be offered, and when a package of care can start. Nothing is changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Query, UploadFile
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from api.audit import Decision, record
from api.auth import Caller, Permission, requires
from api.book.cells import text_of
from api.book.holds import active_holds
from api.book.snapshot import NAMES
from api.desk.offered import Holding, WishAsked, offered_at, quoted_at
from api.desk.packages import Package, package_in
from api.desk.weeks import base_of
from api.parts import Parts, WithParts
from api.problems import FieldError, Problem, not_found
from api.rotas.find import rota_at
from api.routes.imports import unpacked
from api.schemas.offers import OffersOut, PackageIn, QuoteOut, WishIn
from api.schemas.tables import CELL
from api.store import RotaRow, now
from data.tables import COLUMNS

router = APIRouter(prefix="/rotas/{rota_id}", tags=["offers"])
Asks = Annotated[Caller, Depends(requires(Permission.ASK))]
AsksForTimes = Annotated[Caller, Depends(requires(Permission.ASK_FOR_TIMES))]
INTRODUCTION = "first visit by somebody new: longer, or somebody they know comes along"


@router.post("/offers", summary="Other times for a call")
def offered(rota_id: str, given: WishIn, caller: AsksForTimes, parts: WithParts) -> OffersOut:
    """At most five options a day, each legal, with what is held counted as taken.

    A client and their family ask about their own care and get counts, no ids. Every answer is
    written down with its options.
    """
    if not caller.sees_client(given.client_id):
        raise not_found("client", given.client_id)
    row, holding = held(parts, caller, rota_id)
    asked = WishAsked(**{**given.model_dump(), "days": tuple(given.days)})
    base = base_of(parts.settings, parts.store)
    found = parts.desk.ask(offered_at, base, caller.tenant, rota_id, asked, holding)
    _recorded(parts, caller, row, "offer times", given.client_id, _options(found))
    return shown(caller, found)


@router.post("/packages", summary="Quote a package of care")
def quoted(rota_id: str, given: PackageIn, caller: Asks, parts: WithParts) -> QuoteOut:
    """The earliest safe start and a named team for a full cycle, or what is missing."""
    return _quoted(parts, caller, rota_id, given)


@router.post("/packages/upload", summary="Quote a package from files")
def uploaded(
    rota_id: str,
    caller: Asks,
    parts: WithParts,
    files: Annotated[
        list[UploadFile],
        File(
            description="One workbook, one zip, or demand.csv and, for a new client, clients.csv",
            examples=[["clients.csv", "demand.csv"]],
        ),
    ],
    ready: Annotated[date | None, Query(description="Day before which it may not start.")] = None,
) -> QuoteOut:
    """As ``POST .../packages``, from a workbook or CSV files as in an import."""
    with parts.store.read(caller.tenant) as session:
        rota_at(session, caller, rota_id)
    with TemporaryDirectory() as folder:
        rows = package_in(unpacked(files, Path(folder)))
    try:
        package = PackageIn.model_validate({"demand": [], **rows, "ready": ready})
    except ValidationError as wrong:
        raise RequestValidationError(wrong.errors()) from wrong
    return _quoted(parts, caller, rota_id, package)


def held(parts: Parts, caller: Caller, rota_id: str) -> tuple[RotaRow, Holding]:
    """The rota, and what is held on its days at this moment."""
    with parts.store.read(caller.tenant) as session:
        row = rota_at(session, caller, rota_id)
        at = now()
        return row, Holding(now=at, holds=active_holds(session, at, row.first_day))


def package_of(given: PackageIn) -> Package:
    """Rows of a package as text, without anybody's name."""
    return {
        table: [_cells(table, number, row) for number, row in enumerate(rows, start=1)]
        for table, rows in (("clients", given.clients), ("demand", given.demand))
    }


def shown(caller: Caller, found: dict[str, Any]) -> OffersOut:
    """An answer as the caller may see it: ids and points stay in the office."""
    answer = OffersOut.model_validate(found)
    if caller.may(Permission.SEE_ROTAS):
        return answer
    for day in answer.days:
        for one in day.options:
            one.carers = one.cost = None
            one.introduction = INTRODUCTION if one.introduction else ""
    return answer


def _quoted(parts: Parts, caller: Caller, rota_id: str, given: PackageIn) -> QuoteOut:
    row, holding = held(parts, caller, rota_id)
    base = base_of(parts.settings, parts.store)
    package = package_of(given)
    found = parts.desk.ask(quoted_at, base, caller.tenant, rota_id, package, given.ready, holding)
    answer = QuoteOut.model_validate(found)
    _recorded(parts, caller, row, "quote package", answer.client_id, _said(answer))
    return answer


def _cells(table: str, number: int, row: dict[str, CELL]) -> dict[str, str]:
    known = {column.name for column in COLUMNS[table]}
    strange = [
        FieldError(file=table, row=number, column=name, message="This column is not known.")
        for name in row
        if name not in known
    ]
    if strange:
        raise Problem("bad-input", errors=strange)
    texts = {name: text_of(value) for name, value in row.items() if name not in NAMES}
    return {name: text for name, text in texts.items() if text}


def _options(found: dict[str, Any]) -> list[dict[str, Any]]:
    """What was offered, as it is kept for a review of fairness."""
    return [
        {
            "date": day["date"].isoformat(),
            "visit": day["visit_id"],
            "around": day["around"].isoformat(),
            "yes": day["yes"],
            "reason": day["reason"],
            "options": [
                {
                    "start": one["start"].isoformat(),
                    "carers": one["carers"],
                    "known": one["known"],
                    "certainty": one["certainty"],
                    "others": [one["others_other_time"], one["others_other_carer"]],
                    "cost": one["cost"],
                }
                for one in day["options"]
            ],
        }
        for day in found["days"]
    ]


def _said(answer: BaseModel) -> dict[str, Any]:
    return answer.model_dump(mode="json", include={"yes", "first_day", "team", "missing"})


def _recorded(
    parts: Parts, caller: Caller, row: RotaRow, action: str, client: str, options: Any
) -> None:
    decision = Decision(
        action=action,
        object_kind="rota",
        object_id=row.id,
        clients=[client],
        input_hash=row.snapshot_id,
        options=options,
    )
    with parts.store.write(caller.tenant) as session:
        record(session, caller.person, caller.role, decision)
