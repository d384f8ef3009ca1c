"""Maps as they are sent; ids only."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field


class PlaceOut(BaseModel):
    """Where a client or a carer lives."""

    client_id: str | None = None
    carer_id: str | None = None
    lat: float
    lon: float
    estimated: bool = Field(description="Known by its village or outcode alone.")


class RoadKind(BaseModel):
    """How lines are drawn."""

    kind: str = Field(description="'main', 'road' or 'lane'.")


class RoadLinesOut(BaseModel):
    """Lines: longitude and latitude of each point."""

    type: Literal["MultiLineString"]
    coordinates: list[list[tuple[float, float]]]


class RoadFeature(BaseModel):
    """Roads of one kind."""

    type: Literal["Feature"]
    properties: RoadKind
    geometry: RoadLinesOut


class RoadsOut(BaseModel):
    """Roads to draw, as GeoJSON."""

    type: Literal["FeatureCollection"]
    attribution: str = Field(description="To be shown beside them; empty where there are none.")
    whole: bool = Field(description="False where lesser roads are left out, as too many.")
    features: list[RoadFeature]
