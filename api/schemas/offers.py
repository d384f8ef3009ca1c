"""Wishes, offers, packages and holds as they are sent; ids only."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from api.schemas.tables import CELL
from api.store import HoldRow

PLAIN = r"^[^\x00-\x1f\x7f]+$"
"""Text of one line."""
Id = Annotated[str, Field(min_length=1, max_length=100, pattern=PLAIN)]
Call = Annotated[str, Field(min_length=1, max_length=60, pattern=PLAIN)]
WISH: JsonDict = {"client_id": "C1", "call": "breakfast", "around": "08:30", "days": ["2026-12-01"]}
PACKAGE: JsonDict = {
    "clients": [
        {
            "client_id": "C9",
            "postcode": "LE15 0CK",
            "lat": 52.67,
            "lon": -0.73,
            "settlement": "town",
            "zone": "Rutland",
            "band": "urban",
            "rag": "amber",
        }
    ],
    "demand": [
        {
            "client_id": "C9",
            "call": "lunch",
            "weekdays": "Mon-Fri",
            "start": "12:30",
            "before_min": 30,
            "after_min": 30,
            "length_min": 30,
        }
    ],
    "ready": "2026-12-01",
}


class WishIn(BaseModel):
    """A call at another time, or one more call."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [WISH]})

    client_id: Id
    call: Call
    around: time = Field(description="Clock time wished for.", examples=["08:30"])
    days: list[date] = Field(
        default_factory=list,
        max_length=14,
        description="Dates; by default every day on which the call is made.",
    )
    length_min: int | None = Field(
        default=None, ge=1, le=720, description="Of a call the client does not have yet."
    )
    carers: int = Field(default=1, ge=1, le=2, description="Of a call they do not have yet.")


class OptionOut(BaseModel):
    """One way of granting a wish, legal as it stands."""

    number: int
    start: datetime
    off_s: int = Field(description="Seconds from the time wished for, positive later.")
    length_min: int
    carers: list[str] | None = Field(description="For the office; null for others.")
    known: list[str] = Field(description="How well the person knows each who would come.")
    certainty: str
    certainty_words: str
    others_other_time: int = Field(description="How many others get another time.")
    others_furthest_s: int
    others_other_carer: int = Field(description="How many others get another carer.")
    for_others: str
    introduction: str
    cost: list[int] | None = Field(description="Points by tier, for the office.")


class DayOut(BaseModel):
    """The answer for one day."""

    date: date
    visit_id: str
    call: str
    around: datetime
    yes: bool
    reason: str = Field(description="Why not, in counts; empty for a yes.")
    note: str = Field(description="Who has to agree first, if anybody.")
    options: list[OptionOut] = Field(description="At most five, the best first.")


class OffersOut(BaseModel):
    """The answer to a wish; nothing is changed and nothing held."""

    version: int
    days: list[DayOut]


class PackageIn(BaseModel):
    """A package of care that is only asked about: rows as in the tables."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [PACKAGE]})

    clients: list[dict[str, CELL]] = Field(
        default_factory=list, max_length=1, description="The client, where they are new."
    )
    demand: list[dict[str, CELL]] = Field(
        min_length=1, max_length=60, description="Their calls, columns as in the table demand."
    )
    ready: date | None = Field(default=None, description="Day before which it may not start.")


class TeamOut(BaseModel):
    """One carer of the team."""

    carer_id: str
    visits: int
    known: str


class NearestOut(BaseModel):
    """The nearest time at which somebody could come."""

    start: datetime
    carers: list[str]


class MissingOut(BaseModel):
    """A visit of the package that nobody can make."""

    visit_id: str
    what: str
    nearest: list[NearestOut]


class QuoteOut(BaseModel):
    """When a package can safely start, and by whom."""

    version: int
    client_id: str
    yes: bool
    first_day: date | None
    sentence: str
    team: list[TeamOut]
    introductions: list[str] = Field(description="First visits of new faces, lengthened.")
    for_others: str
    others_other_time: int
    others_other_carer: int
    missing: list[MissingOut]


class ChosenOffer(BaseModel):
    """The option that was chosen, as it was offered."""

    model_config = ConfigDict(extra="forbid")

    client_id: Id
    call: Call
    around: time
    day: date
    length_min: int | None = Field(default=None, ge=1, le=720)
    carers: int = Field(default=1, ge=1, le=2)
    start: AwareDatetime
    chosen: list[Id] = Field(min_length=1, max_length=2, description="Carers of the option.")


class ChosenPackage(PackageIn):
    """A package as it was quoted."""

    model_config = ConfigDict(extra="forbid")

    first_day: date = Field(description="First day as it was quoted.")


class HoldIn(BaseModel):
    """What to keep free, for how long, and why: an option, or a quoted package."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "offer": {
                        "client_id": "C1",
                        "call": "breakfast",
                        "around": "08:30",
                        "day": "2026-12-01",
                        "start": "2026-12-01T08:30:00+00:00",
                        "chosen": ["K2"],
                    },
                    "expires_at": "2026-11-28T17:00:00+00:00",
                    "reason": "the daughter answers tomorrow",
                }
            ]
        },
    )

    offer: ChosenOffer | None = None
    package: ChosenPackage | None = None
    expires_at: AwareDatetime
    reason: str = Field(default="", max_length=2000)


class HoldOut(BaseModel):
    """What is kept free."""

    id: str
    version: int
    kind: str = Field(description="'offer' or 'package'.")
    client_id: str
    rota_id: str
    first_day: date = Field(description="First day of the rota it was made on.")
    visits: int = Field(description="Visits it keeps time for.")
    carers: list[str]
    active: bool
    made_by: str
    created_at: datetime
    expires_at: datetime
    released_at: datetime | None


def hold_out(row: HoldRow, now: datetime) -> HoldOut:
    """A hold as it stands."""
    body: dict[str, Any] = row.body
    change = body["change"]
    carers = {carer for one in change["assignments"] for carer in one["carers"]}
    return HoldOut(
        id=row.id,
        version=row.version,
        kind=body["kind"],
        client_id=row.client_id,
        rota_id=body["rota_id"],
        first_day=date.fromisoformat(body["first_day"]),
        visits=len(change["visits"]),
        carers=sorted(carers),
        active=row.released_at is None and row.expires_at > now,
        made_by=row.made_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
        released_at=row.released_at,
    )
