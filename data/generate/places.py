"""Where the invented people live: real villages and towns, invented doors.

Coordinates of places are facts from GeoNames (CC BY 4.0) and OpenStreetMap (ODbL); see
README.md. A door is a random point near a place; its postcode has the place's real outcode
and an inward part of letters that no inward code uses (C, I, K, M, O, V), so that it can be
nobody's.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

NEVER_INWARD = "CIKMOV"
"""Letters that the inward part of a British postcode never has."""

METRES_A_DEGREE = 111_320
"""Length of a degree of latitude."""

BANDS = {"town": "urban", "fringe": "fringe", "village": "rural", "hamlet": "isolated"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A village or town; ``weight`` is its share of clients against the others."""

    name: str
    outcode: str
    district: str
    zone: str
    kind: str
    lat: float
    lon: float
    weight: float
    reach: int

    @property
    def radius_m(self) -> float:
        """How far from its middle people live, metres."""
        return 900.0 if self.kind == "town" else 400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One invented address."""

    at: NamedPlace
    lat: float
    lon: float
    postcode: str

    @property
    def settlement(self) -> str:
        """``town`` or ``rural``, as the tables have it."""
        return "town" if self.at.kind == "town" else "rural"

    @property
    def band(self) -> str:
        """Price band of the place."""
        return BANDS[self.at.kind]


def read_places(reach: int) -> tuple[NamedPlace, ...]:
    """Places that take part at a reach of 1 to 4, in file order."""
    with Path(__file__).with_name("places.csv").open(encoding="utf-8", newline="") as file:
        places = [
            NamedPlace(
                name=row["place"],
                outcode=row["outcode"],
                district=row["district"],
                zone=row["zone"],
                kind=row["kind"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                weight=float(row["weight"]),
                reach=int(row["reach"]),
            )
            for row in csv.DictReader(file)
        ]
    return tuple(place for place in places if place.reach <= reach)


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers that add up to ``total``, as near to the weights as can be.

    Largest remainders get the rest; ties go to the earlier one.

    Examples
    --------
    >>> shares(10, [1, 1, 1])
    [4, 3, 3]
    """
    exact = np.asarray(weights, dtype=float) / sum(weights) * total
    whole = np.floor(exact).astype(int)
    order = np.argsort(whole - exact, kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return [int(number) for number in whole]


def door_near(place: NamedPlace, rng: np.random.Generator, radius_m: float | None = None) -> Door:
    """A random address, uniform over a disc around the middle of ``place``.

    Parameters
    ----------
    radius_m
        Radius of the disc in metres; the place's own if absent.
    """
    away = (place.radius_m if radius_m is None else radius_m) * float(np.sqrt(rng.random()))
    bearing = 2 * np.pi * rng.random()
    north, east = away * np.cos(bearing), away * np.sin(bearing)
    letters = "".join(NEVER_INWARD[int(i)] for i in rng.integers(len(NEVER_INWARD), size=2))
    shrink = float(np.cos(np.radians(place.lat)))
    return Door(
        at=place,
        lat=round(float(place.lat + north / METRES_A_DEGREE), 5),
        lon=round(float(place.lon + east / (METRES_A_DEGREE * shrink)), 5),
        postcode=f"{place.outcode} {int(rng.integers(10))}{letters}",
    )
