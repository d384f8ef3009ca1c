"""Where people live and are cared for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.units import PlaceId


class Settlement(StrEnum):
    """How built-up a place is; decides access time and street speeds."""

    TOWN = "town"
    RURAL = "rural"


class PlaceQuality(StrEnum):
    """How well the coordinates of a place are known, best first."""

    ADDRESS = "address"
    POSTCODE = "postcode"
    VILLAGE = "village"
    OUTCODE = "outcode"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One address. Two people at one address share one place."""

    id: PlaceId
    lat: float
    lon: float
    settlement: Settlement = Settlement.RURAL
    quality: PlaceQuality = PlaceQuality.ADDRESS
