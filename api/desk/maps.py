"""What a map shows: where people of a rota live, and the roads between them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from api.desk.weeks import Base, laid_at
from data.travel.roads.drawn import Box, RoadLines, read_lines, within
from scheduler.domain.place import Place, PlaceQuality

MOST_POINTS = 60_000
PLACES_KEPT = 5
"""Decimals of a degree that are sent: a metre."""

GRAPH = ".graphml"


def places_at(base: Base, tenant: str, rota_id: str) -> list[dict[str, Any]]:
    """Homes of the clients and carers of a rota's period."""
    week = laid_at(base, tenant, rota_id).given.week
    clients = [{"client_id": one.id, **_where(week.place[one.place])} for one in week.clients]
    carers = [{"carer_id": one.id, **_where(week.place[one.home])} for one in week.carers]
    return [*clients, *carers]


def roads_at(roads: Path | None, box: Box) -> dict[str, Any]:
    """Roads of a stretch of country as GeoJSON; none where the service has no file of them."""
    if roads is None or roads.suffix == GRAPH:
        return {"type": "FeatureCollection", "attribution": "", "whole": True, "features": []}
    known = _lines_of(roads, roads.stat().st_mtime_ns)
    shown = within(known, box, MOST_POINTS)
    return {
        "type": "FeatureCollection",
        "attribution": "© OpenStreetMap contributors",
        "whole": len(shown) == len(known),
        "features": [_feature(one) for one in shown],
    }


@lru_cache(maxsize=1)
def _lines_of(path: Path, _changed: int) -> tuple[RoadLines, ...]:
    """A file is read once, and again when it has changed."""
    return read_lines(path)


def _feature(one: RoadLines) -> dict[str, Any]:
    lines = [line.round(PLACES_KEPT).tolist() for line in one.lines]
    return {
        "type": "Feature",
        "properties": {"kind": one.kind},
        "geometry": {"type": "MultiLineString", "coordinates": lines},
    }


def _where(place: Place) -> dict[str, Any]:
    return {
        "lat": round(place.lat, PLACES_KEPT),
        "lon": round(place.lon, PLACES_KEPT),
        "estimated": place.quality in (PlaceQuality.VILLAGE, PlaceQuality.OUTCODE),
    }
