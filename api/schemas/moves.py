"""Moves made by hand as they are sent; ids only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from api.schemas.rotas import RotaSummary

Id = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f]+$")]
EXAMPLE: JsonDict = {
    "moves": [
        {
            "visit_id": "C1-breakfast-2026-12-01",
            "carers": ["K2"],
            "start": "2026-12-01T08:15:00+00:00",
        },
        {"visit_id": "C1-tea-2026-12-01", "carers": []},
    ]
}


class MoveIn(BaseModel):
    """What would be different about one visit; what is not named stays as it is."""

    model_config = ConfigDict(extra="forbid")

    visit_id: Id
    carers: list[Id] | None = Field(
        default=None,
        max_length=2,
        description="Who makes it: one or two as it needs; an empty list takes it off.",
    )
    start: AwareDatetime | None = Field(
        default=None, description="When it starts, with offset; other visits stay where they are."
    )


class MovesIn(BaseModel):
    """Moves made together."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    moves: list[MoveIn] = Field(min_length=1, max_length=100)


class MovesToSave(MovesIn):
    """Moves to keep."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{**EXAMPLE, "reason": "C1 asked for somebody they know"}]},
    )

    accept_breaches: bool = Field(
        default=False,
        description="Keep them though they break a hard rule; the rota is then not published.",
    )
    reason: str = Field(default="", max_length=2000, description="Why; kept in the record.")


class TermOut(BaseModel):
    """What one term of docs/OBJECTIVE.md adds; negative where it gains."""

    tier: str
    rule: str
    words: str
    points: int


class BreachOut(BaseModel):
    """A hard rule broken."""

    code: str
    rule: str
    kind: str
    sentence: str
    visits: list[str]
    carers: list[str]
    clients: list[str]
    date: date | None


class AfterOut(BaseModel):
    """A moved visit as it would be."""

    visit_id: str
    carers: list[str] = Field(description="Empty: nobody makes it.")
    start: datetime | None


class FaceOut(BaseModel):
    """A carer who comes to a client because of the moves, or no longer does."""

    client_id: str
    carer_id: str
    met: bool = Field(description="Whether they have met before, or the carer is of the team.")


class TimingOut(BaseModel):
    """Seconds from the agreed start, positive late; null where nobody makes it."""

    visit_id: str
    before_s: int | None
    after_s: int | None


class LoadOut(BaseModel):
    """What the moves add to a carer's week, in seconds."""

    carer_id: str
    work_s: int
    travel_s: int
    commute_s: int
    waiting_s: int


class PriceOut(BaseModel):
    """What moves cost and break; everything else in the rota stays as it is."""

    version: int = Field(description="Version of the rota the price is of.")
    legal: bool = Field(description="Whether they break no hard rule that is not broken now.")
    cost: list[int] = Field(description="Points by tier added, exactly.")
    parts: list[TermOut] = Field(description="The cost by term, the highest tier first.")
    words: list[str] = Field(description="For a planner, such as 'late by 20 minutes'.")
    breaches_added: list[BreachOut]
    breaches_mended: list[BreachOut]
    breaches_remaining: list[BreachOut] = Field(
        description="Broken before and after, about the people and visits concerned."
    )
    after: list[AfterOut]
    faces: list[FaceOut]
    fewer_faces: list[FaceOut]
    timings: list[TimingOut]
    loads: list[LoadOut]


class PricesIn(BaseModel):
    """Sets of moves, each priced as if it were the only one."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"asked": [EXAMPLE["moves"]]}]}
    )

    asked: list[Annotated[list[MoveIn], Field(min_length=1, max_length=100)]] = Field(
        min_length=1, max_length=300
    )


class ShortPriceOut(BaseModel):
    """What one set of moves costs, in short."""

    legal: bool = Field(description="Whether it breaks no hard rule that is not broken now.")
    reasons: list[str] = Field(description="Why not, where it is not legal.")
    words: list[str] = Field(description="For a planner, such as 'late by 20 minutes'.")
    cost: list[int] = Field(description="Points by tier added; empty where it cannot be.")


class PricesOut(BaseModel):
    """A price for each set asked about, in that order."""

    prices: list[ShortPriceOut]


class MovesSaved(BaseModel):
    """A rota with moves made."""

    rota: RotaSummary
    price: PriceOut
