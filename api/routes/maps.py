"""What a map shows: where the people of a rota live, and roads, where the service has them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api.auth import Caller, Permission, requires
from api.desk.maps import places_at, roads_at
from api.desk.weeks import base_of
from api.parts import WithParts
from api.problems import FieldError, Problem
from api.rotas.find import rota_at
from api.schemas.maps import PlaceOut, RoadsOut
from data.travel.roads.drawn import Box

router = APIRouter(tags=["maps"])
SeesHomes = Annotated[Caller, Depends(requires(Permission.SEE_TABLES))]
SeesRotas = Annotated[Caller, Depends(requires(Permission.SEE_ROTAS))]
PATIENCE_S = 300.0
A_DAY = "private, max-age=86400"
WIDEST = 3.0
"""Degrees a map may be wide or high: a county and its neighbours."""


@router.get("/rotas/{rota_id}/places", summary="Where its people live")
def places(rota_id: str, caller: SeesHomes, parts: WithParts) -> list[PlaceOut]:
    """Homes of clients and carers, as planned with."""
    with parts.store.read(caller.tenant) as session:
        rota_at(session, caller, rota_id, whole=False)
    base = base_of(parts.settings, parts.store)
    found = parts.desk.ask(places_at, base, caller.tenant, rota_id)
    return [PlaceOut.model_validate(one) for one in found]


@router.get("/roads", response_model=RoadsOut, summary="Roads to draw")
def roads(
    bbox: Annotated[
        str,
        Query(
            max_length=80,
            description="West, south, east and north in degrees, such as -0.9,52.5,-0.4,52.8.",
        ),
    ],
    caller: SeesRotas,
    parts: WithParts,
    response: Response,
) -> RoadsOut:
    """Simplified roads of the service's own file; no features where it was given none."""
    box = _box(bbox)
    found = parts.desk.ask(roads_at, parts.settings.roads, box, patience=PATIENCE_S)
    response.headers["Cache-Control"] = A_DAY
    return RoadsOut.model_validate(found)


def _box(text: str) -> Box:
    """Four numbers as a stretch of country.

    Raises
    ------
    Problem
        ``bad-input``.
    """
    try:
        west, south, east, north = (float(one) for one in text.split(","))
    except ValueError:
        raise _wrong(text, "Give west, south, east and north in degrees.") from None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise _wrong(text, "West and south come before east and north.")
    if max(east - west, north - south) > WIDEST:
        raise _wrong(text, f"A map is {WIDEST:g} degrees wide and high at most.")
    return Box(west=west, south=south, east=east, north=north)


def _wrong(text: str, message: str) -> Problem:
    error = FieldError(file="query", column="bbox", value=text, message=message)
    return Problem("bad-input", errors=[error])
