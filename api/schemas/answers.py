"""Answers about rotas as they are sent; ids only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from api.schemas.moves import TermOut


class InsteadOut(BaseModel):
    """One other carer who might make a visit."""

    carer_id: str
    in_place_of: str | None
    could: bool = Field(description="Whether it could be done as things stand.")
    why: str = Field(description="'free', or the first thing in the way.")
    sentence: str
    remedy: str = Field(description="What would have to change; empty where nothing would.")
    start: datetime | None
    cost: list[int] = Field(description="Points by tier it would add.")
    parts: list[TermOut]
    others_moved: int = Field(description="Other visits that would start at another time.")
    furthest_s: int


class ExplanationOut(BaseModel):
    """Why a visit is made by whom it is, and why by nobody else."""

    version: int
    visit_id: str
    carers: list[str] = Field(description="Empty: nobody makes it.")
    start: datetime | None
    sentences: list[str]
    others: list[InsteadOut]


class FigureOut(BaseModel):
    """One figure of two rotas."""

    name: str
    words: str
    before: float | str | None
    after: float | str | None


class MadeOut(BaseModel):
    """Who makes a visit, and when."""

    carers: list[str]
    start: datetime


class ChangedVisit(BaseModel):
    """A visit that two rotas plan differently."""

    visit_id: str
    client_id: str
    kinds: list[str]
    before: MadeOut | None
    after: MadeOut | None
    told: bool = Field(description="Whether it is enough of a change to tell anybody.")


class NoticeOut(BaseModel):
    """What one person would be told."""

    person_id: str
    lines: list[str]


class ComparisonOut(BaseModel):
    """The second rota beside the first."""

    before_id: str
    after_id: str
    same_tables: bool = Field(description="Whether both were planned from the same tables.")
    trade: str
    words: str
    figures: list[FigureOut]
    counts: dict[str, int] = Field(description="Visits by kind of change.")
    same: int
    visits: list[ChangedVisit]
    clients: list[dict[str, Any]] = Field(description="Each client whose week is different.")
    carers: list[dict[str, Any]] = Field(description="Each carer whose week is different.")
    client_notices: list[NoticeOut]
    carer_notices: list[NoticeOut]


class StretchOut(BaseModel):
    """Time in which nothing begins or ends."""

    begins: datetime
    ends: datetime


class PeakMoveOut(BaseModel):
    """What one visit at another time would do."""

    visit_id: str
    client_id: str
    call: str
    by_s: int
    freed: int
    eased_s: int
    agreed: bool


class PeakDayOut(BaseModel):
    """The tightest time of one day."""

    date: date
    to_spare: int = Field(description="Carers to spare at the tightest moment.")
    seconds: int
    stretches: list[StretchOut]
    not_asked: int = Field(description="Visits never asked about: time-critical, or pinned.")
    moves: list[PeakMoveOut]


class AskOut(BaseModel):
    """One call one might ask about; nobody is made to move."""

    client_id: str
    call: str
    by_s: int
    days: int
    calls: int
    freed: int
    eased_s: int
    earlier_s: int
    later_s: int
    agreed: bool


class QuarterOut(BaseModel):
    """A quarter of an hour."""

    begins: datetime
    handed: int
    visits: int
    needed: int
    there: int
    spare: int
    short: int


class PeakOut(BaseModel):
    """When carers are scarce, and whom one might ask."""

    version: int
    days: list[PeakDayOut]
    asks: list[AskOut]
    quarters: list[QuarterOut]


class MeasuresOut(BaseModel):
    """What was measured and judged when the rota was kept."""

    version: int
    legal: bool
    cost: list[int]
    measures: dict[str, Any] = Field(
        description="As measures.json; without single people for who is not in the office."
    )


class LedgerOut(BaseModel):
    """One ledger."""

    name: str
    columns: list[str]
    rows: list[dict[str, str]]


class LedgersOut(BaseModel):
    """Ledgers of money and law, with the source of each figure."""

    rota_id: str
    ledgers: list[LedgerOut]
