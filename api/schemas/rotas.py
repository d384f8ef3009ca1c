"""Rotas as they are sent; ids only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_json
from sqlalchemy import null

from api.store import AssignmentRow, PinRow, RotaRow
from scheduler.domain.rota import Stage


class RotaSummary(BaseModel):
    """One rota, without its visits."""

    id: str
    version: int = Field(description="Goes up with every change; send it as If-Match.")
    name: str
    first_day: date
    days: int
    stage: Stage
    legal: bool = Field(description="Whether the referee finds no hard breach.")
    cost: list[int] = Field(description="Points by tier, the most important first.")
    snapshot_id: str = Field(description="Hash of the tables it was planned from.")
    parent_id: str | None
    made_by: str
    created_at: datetime
    published_by: str | None
    published_at: datetime | None
    frozen_by: str | None
    frozen_at: datetime | None
    replaced_at: datetime | None
    summary: dict[str, Any] = Field(description="Headline measures.")


class RotaDetail(RotaSummary):
    """One rota with everything measured and judged."""

    making: dict[str, Any] = Field(description="Seed, iterations, seconds, version of the engine.")
    measures: dict[str, Any] = Field(description="As measures.json of the command line.")


class AssignmentOut(BaseModel):
    """One part of one visit."""

    visit_id: str
    part: int = Field(description="0 for the first carer, 1 for the second of a double-up.")
    client_id: str
    carer_id: str | None = Field(
        description="Null: nobody makes it yet, see 'reason'; or the client keeps it private."
    )
    start: datetime
    end: datetime
    reason: dict[str, Any] | None = Field(
        default=None, description="Why nobody makes it, what would help, and the next step."
    )
    travel_min: float | None = Field(
        default=None,
        description="Minutes from setting off to when it may begin, a tenth rounded up; office.",
    )
    new_face: bool | None = Field(
        default=None,
        description="Whether the two meet for the first time; office.",
    )


class BreakOut(BaseModel):
    """A rest break."""

    carer_id: str
    start: datetime
    end: datetime
    place_id: str


class VisitOut(BaseModel):
    """What is agreed about one visit, whoever makes it."""

    visit_id: str
    client_id: str
    call: str
    date: date
    agreed: datetime
    earliest: datetime
    latest: datetime
    length_min: float
    carers: int
    time_critical: bool
    risk: str
    zone: str


class ShiftOut(BaseModel):
    """When a carer may work."""

    shift_id: str
    carer_id: str
    start: datetime
    end: datetime


class PinIn(BaseModel):
    """What must not change: a visit's carers, team or start; or a carer's run of a day."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"visit_id": "C1-breakfast-2026-12-01", "carers": ["K2"]},
                {"run_carer_id": "K2", "run_day": "2026-12-01"},
            ]
        }
    )

    visit_id: str | None = None
    carers: list[str] = Field(default_factory=list, max_length=2)
    team: list[str] = Field(default_factory=list, max_length=50)
    start: datetime | None = None
    run_carer_id: str | None = None
    run_day: date | None = None
    run_shift_id: str | None = None


class PinOut(PinIn):
    """A pin as it stands."""

    id: str
    made_by: str
    created_at: datetime


def summary_out(row: RotaRow, summary: dict[str, Any] | None = None) -> RotaSummary:
    """A rota without its visits; ``summary`` where it was read without all its measures."""
    return RotaSummary.model_validate(_fields(row, summary))


def detail_out(row: RotaRow) -> RotaDetail:
    """A rota with everything measured."""
    return RotaDetail.model_validate(
        {**_fields(row, None), "making": row.making, "measures": row.measures}
    )


def assignment_columns(*, office: bool) -> tuple[Any, ...]:
    """What is read of a part of a visit to be sent; the last three are for the office alone."""
    row = AssignmentRow
    told = (row.reason, row.travel_s, row.new_face) if office else (null(), null(), null())
    return row.visit_id, row.part, row.client_id, row.carer_id, row.start, row.end, *told


def assignments_json(
    rows: Sequence[Sequence[Any]], further: str | None, knows_who_comes: Callable[[str], bool]
) -> bytes:
    """A ``Page[AssignmentOut]`` of such rows, written without a model for each of a thousand.

    Parameters
    ----------
    knows_who_comes
        Whether the caller may know who comes to a client; the carer is left out where not.
    """
    first = ("visit_id", "part", "client_id", "carer_id", "start", "end")
    names = (*first, "reason", "travel_min", "new_face")
    items = [dict(zip(names, row, strict=True)) for row in rows]
    for item in items:
        if not knows_who_comes(item["client_id"]):
            item["carer_id"] = None
        if item["travel_min"] is not None:
            item["travel_min"] = -(-item["travel_min"] // 6) / 10
    return to_json({"items": items, "next": further})


def pin_out(row: PinRow) -> PinOut:
    """A pin as it stands."""
    return PinOut(
        id=row.id,
        visit_id=row.visit_id,
        carers=row.carers,
        team=row.team,
        start=row.start,
        run_carer_id=row.run_carer_id,
        run_day=row.run_day,
        run_shift_id=row.run_shift_id,
        made_by=row.made_by,
        created_at=row.created_at,
    )


def _fields(row: RotaRow, summary: dict[str, Any] | None) -> dict[str, Any]:
    names = set(RotaSummary.model_fields) - {"summary"}
    return {
        **{name: getattr(row, name) for name in names},
        "summary": row.measures.get("summary", {}) if summary is None else summary,
    }
