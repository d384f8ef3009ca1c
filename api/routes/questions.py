"""Questions about a rota: why, what differs, when carers are scarce, how it measures, what is owed.

Nothing is changed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.auth import Caller, Permission, requires
from api.desk.accounts import ToldBefore, ledgers_at
from api.desk.compared import compared_at
from api.desk.explained import explained_at
from api.desk.peaks import PeakAsked, peak_at
from api.desk.weeks import base_of
from api.parts import WithParts
from api.problems import FieldError, Problem, not_found
from api.rotas.find import rota_at
from api.schemas.answers import (
    ComparisonOut,
    ExplanationOut,
    LedgerOut,
    LedgersOut,
    MeasuresOut,
    PeakOut,
)
from api.store import AssignmentRow, RotaRow

router = APIRouter(prefix="/rotas/{rota_id}", tags=["questions"])
Asks = Annotated[Caller, Depends(requires(Permission.ASK))]
SeesMeasures = Annotated[Caller, Depends(requires(Permission.SEE_MEASURES))]
SeesLedgers = Annotated[Caller, Depends(requires(Permission.SEE_LEDGERS))]
Word = Annotated[str, Query(max_length=100)]
PATIENCE_S = 300.0
OUTSIDE = ("period", "rules", "definitions", "travel", "written")
OUTSIDE_AFTER = (
    "version",
    "continuity",
    "excess",
    "over_cap",
    "floors_proven",
    "punctuality",
    "near",
    "groups",
    "zone_gaps",
)
"""Measures of all people together; groups of few are left out of them already."""
NOT_OUTSIDE = (
    "worst_client_distinct",
    "distinct_period_worst",
    "excess_worst",
    "waiting_hours",
    "paid_hours",
    "pay_pence",
    "mileage_pence",
    "below_wage_floor",
    "contracted_share",
    "contracted_shortfall_hours",
)
"""Headlines about one person, or about pay."""


@router.get("/explain/{visit_id}", summary="Why this carer")
def explained(
    rota_id: str,
    visit_id: str,
    caller: Asks,
    parts: WithParts,
    carer_id: Annotated[str | None, Query(max_length=100, description="About one alone.")] = None,
) -> ExplanationOut:
    """Why a visit is made by whom it is, and by nobody else.

    Every other carer with what they would cost, or the first rule in the way and what would
    have to change. Of a visit nobody makes: why, and the least that would help.
    """
    with parts.store.read(caller.tenant) as session:
        rota_at(session, caller, rota_id)
        _demand_visit(session, rota_id, visit_id)
    base = base_of(parts.settings, parts.store)
    found = parts.desk.ask(explained_at, base, caller.tenant, rota_id, visit_id)
    answer = ExplanationOut.model_validate(found)
    if carer_id is not None:
        answer.others = [one for one in answer.others if one.carer_id == carer_id]
        if not answer.others and carer_id not in answer.carers:
            raise not_found("carer", carer_id)
    return answer


@router.get("/compare/{other_id}", summary="Two rotas side by side")
def compared(rota_id: str, other_id: str, caller: Asks, parts: WithParts) -> ComparisonOut:
    """What changes from the first to the second: for whom, when, what it gives and costs."""
    with parts.store.read(caller.tenant) as session:
        rows = [rota_at(session, caller, name) for name in (rota_id, other_id)]
    if len({(row.first_day, row.days) for row in rows}) > 1:
        message = "The two rotas are of different days."
        error = FieldError(file="path", column="other_id", value=other_id, message=message)
        raise Problem("bad-input", errors=[error])
    base = base_of(parts.settings, parts.store)
    found = parts.desk.ask(compared_at, base, caller.tenant, rota_id, other_id)
    return ComparisonOut.model_validate(found)


@router.get("/peak", summary="When carers are scarce")
def peak(
    rota_id: str,
    caller: Asks,
    parts: WithParts,
    zone: Word = "",
    skill: Word = "",
    between: Annotated[
        str, Query(max_length=20, description="Clock times, such as 06:00-11:00.")
    ] = "00:00-24:00",
    top: Annotated[int, Query(ge=1, le=200, description="Calls to list.")] = 10,
) -> PeakOut:
    """Demand against capacity every quarter hour, and the calls that would ease the tightest.

    Nobody is made to move: the list is of people one might ask.
    """
    with parts.store.read(caller.tenant) as session:
        rota_at(session, caller, rota_id)
    asked = PeakAsked(zone=zone, skill=skill, between=between, most_asks=top)
    base = base_of(parts.settings, parts.store)
    found = parts.desk.ask(peak_at, base, caller.tenant, rota_id, asked, patience=PATIENCE_S)
    return PeakOut.model_validate(found)


@router.get("/measures", summary="How it measures")
def measures(rota_id: str, caller: SeesMeasures, parts: WithParts) -> MeasuresOut:
    """Everything measured and judged; a commissioner sees no single person and no pay."""
    with parts.store.read(caller.tenant) as session:
        row = rota_at(session, caller, rota_id)
    office = caller.may(Permission.SEE_ROTAS)
    return MeasuresOut(
        version=row.version,
        legal=row.legal,
        cost=row.cost if office else [],
        measures=row.measures if office else _outside(row.measures),
    )


@router.get("/ledgers", summary="Ledgers of money and law")
def ledgers(
    rota_id: str,
    caller: SeesLedgers,
    parts: WithParts,
    before: Annotated[
        str | None, Query(max_length=40, description="The rota carers were told of before.")
    ] = None,
    published_at: Annotated[
        AwareDatetime | None,
        Query(description="When this one took its place; by default when it was published."),
    ] = None,
) -> LedgersOut:
    """Pay statement, hours, notice and load; a carer sees their own rows.

    With ``before``, also the shifts that changed and the notice given.
    """
    with parts.store.read(caller.tenant) as session:
        row = rota_at(session, caller, rota_id)
        told = None if before is None else _told(session, caller, row, before, published_at)
    base = base_of(parts.settings, parts.store)
    found = parts.desk.ask(ledgers_at, base, caller.tenant, rota_id, told)
    return LedgersOut(
        rota_id=rota_id,
        ledgers=[
            LedgerOut(name=name, columns=one["columns"], rows=_own(caller, one))
            for name, one in found.items()
        ],
    )


def _own(caller: Caller, ledger: dict[str, Any]) -> list[dict[str, str]]:
    """Rows the caller may see: figures are for everybody, a carer's row for the carer."""
    return [
        row for row in ledger["rows"] if "carer_id" not in row or caller.sees_carer(row["carer_id"])
    ]


def _told(
    session: Session, caller: Caller, row: RotaRow, before: str, published_at: datetime | None
) -> ToldBefore:
    """The rota before, and since when it no longer holds."""
    old = rota_at(session, caller, before)
    since = published_at or row.published_at
    errors = []
    if (old.first_day, old.days) != (row.first_day, row.days):
        errors.append(("before", "The two rotas are of different days."))
    if since is None:
        errors.append(("published_at", "This rota is not published: say when it would be."))
    if errors or since is None:
        raise Problem(
            "bad-input",
            errors=[FieldError(file="query", column=name, message=why) for name, why in errors],
        )
    return ToldBefore(rota_id=before, published=since)


def _outside(found: dict[str, Any]) -> dict[str, Any]:
    """Measures without anybody in them."""
    after, summary = found.get("after", {}), found.get("summary", {})
    return {
        **{name: found[name] for name in OUTSIDE if name in found},
        "summary": {name: one for name, one in summary.items() if name not in NOT_OUTSIDE},
        "after": {name: after[name] for name in OUTSIDE_AFTER if name in after},
    }


def _demand_visit(session: Session, rota_id: str, visit_id: str) -> None:
    query = select(AssignmentRow.part).where(
        AssignmentRow.rota_id == rota_id, AssignmentRow.visit_id == visit_id
    )
    if session.scalars(query.limit(1)).one_or_none() is None:
        raise not_found("visit", visit_id)
