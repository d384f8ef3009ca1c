"""Scenarios: named changes of rows beside the tables, with a snapshot that jobs can plan from."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from api.audit import Decision, record
from api.auth import Caller, Permission, requires
from api.book.cells import TABLE
from api.book.scenarios import Deed, RowChange, said, snapshot_with
from api.once import DoOnce
from api.pages import After, Limit, Page, cut, instant_of, mark, place
from api.parts import WithParts
from api.problems import FieldError, Problem, not_found
from api.schemas.tables import CELL
from api.store import Scenario
from api.versions import IfMatch, demand_version, stamp

router = APIRouter(prefix="/scenarios", tags=["scenarios"])
Sees = Annotated[Caller, Depends(requires(Permission.SEE_TABLES))]
Changes = Annotated[Caller, Depends(requires(Permission.CHANGE_TABLES))]
EXAMPLE: JsonDict = {
    "name": "K2 on leave, one more car",
    "changes": [
        {"table": "carers", "deed": "change", "row_id": "row_4f...", "cells": {"modes": "car"}},
        {
            "table": "availability",
            "deed": "add",
            "cells": {"carer_id": "K1", "kind": "available", "weekday": "Sat", "from": "07:00"},
        },
    ],
}


class ChangeIn(BaseModel):
    """One change of one row."""

    model_config = ConfigDict(extra="forbid")

    table: str = Field(max_length=30, description="A table of docs/TABLES.md.")
    deed: Deed
    row_id: str | None = Field(default=None, max_length=40, description="Id of a row there is.")
    cells: dict[str, CELL] = Field(
        default_factory=dict, description="Cells by column; those not named stay, empty ones go."
    )


class ScenarioIn(BaseModel):
    """A "what if"."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    name: str = Field(min_length=1, max_length=200)
    changes: list[ChangeIn] = Field(min_length=1, max_length=1000)


class ScenarioOut(BaseModel):
    """A "what if" as it is kept."""

    id: str
    version: int
    name: str
    snapshot_id: str = Field(description="Give it to a job to plan from these tables.")
    changes: list[dict[str, Any]]
    made_by: str
    created_at: datetime


@router.post(
    "", status_code=201, response_model=ScenarioOut, summary="Make a scenario")  # fmt: skip
def made(given: ScenarioIn, caller: Changes, once: DoOnce) -> Response:
    """Changes of the tables as they stand now, which stay as they are.

    Its ``snapshot_id`` is what a job plans from; adopting the rota lays it into the tables.
    """
    unknown = [one.table for one in given.changes if one.table not in TABLE]
    if unknown:
        advice = f"Maybe one of: {', '.join(TABLE)}."
        errors = [
            FieldError(file=name, column="table", message="No such table.", advice=advice)
            for name in unknown
        ]
        raise Problem("bad-input", errors=errors)
    changes = [RowChange(**one.model_dump()) for one in given.changes]

    def make(session: Session) -> ScenarioOut:
        row = Scenario(
            name=given.name,
            snapshot_id=snapshot_with(session, changes).id,
            changes=[said(one) for one in changes],
            made_by=caller.person,
        )
        session.add(row)
        session.flush()
        _recorded(session, caller, "make scenario", row)
        return _out(row)

    return once.do(caller, make)


@router.get("", summary="Scenarios")
def listed(
    caller: Sees, parts: WithParts, limit: Limit = 50, after: After = None
) -> Page[ScenarioOut]:
    """The newest first."""
    query = select(Scenario)
    seen = place(after, 2)
    if seen is not None:
        before = (instant_of(seen[0]), str(seen[1]))
        query = query.where(tuple_(Scenario.created_at, Scenario.id) < before)
    query = query.order_by(Scenario.created_at.desc(), Scenario.id.desc()).limit(limit + 1)
    with parts.store.read(caller.tenant) as session:
        rows, more = cut(session.scalars(query).all(), limit)
    last = mark(rows[-1].created_at.isoformat(), rows[-1].id) if more else None
    return Page(items=[_out(row) for row in rows], next=last)


@router.get("/{scenario_id}", summary="One scenario")
def got(scenario_id: str, caller: Sees, parts: WithParts, response: Response) -> ScenarioOut:
    """With its version as ETag."""
    with parts.store.read(caller.tenant) as session:
        row = _scenario(session, scenario_id)
    stamp(response, row.version)
    return _out(row)


@router.delete(
    "/{scenario_id}", status_code=204, summary="Drop a scenario")  # fmt: skip
def dropped(scenario_id: str, version: IfMatch, caller: Changes, parts: WithParts) -> None:
    """Rotas planned from it stay."""
    with parts.store.write(caller.tenant) as session:
        row = _scenario(session, scenario_id)
        demand_version(version, row.version, _out(row))
        _recorded(session, caller, "drop scenario", row)
        session.delete(row)


def _scenario(session: Session, scenario_id: str) -> Scenario:
    row = session.get(Scenario, scenario_id)
    if row is None:
        raise not_found("scenario", scenario_id)
    return row


def _out(row: Scenario) -> ScenarioOut:
    return ScenarioOut(
        id=row.id,
        version=row.version,
        name=row.name,
        snapshot_id=row.snapshot_id,
        changes=row.changes,
        made_by=row.made_by,
        created_at=row.created_at,
    )


def _recorded(session: Session, caller: Caller, action: str, row: Scenario) -> None:
    decision = Decision(
        action=action,
        object_kind="scenario",
        object_id=row.id,
        input_hash=row.snapshot_id,
        options={"changes": [[one["table"], one["deed"]] for one in row.changes]},
    )
    record(session, caller.person, caller.role, decision)
