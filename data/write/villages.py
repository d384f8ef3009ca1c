"""The village or town a place lies in, for people who must find it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from scheduler.domain.place import Place
from scheduler.domain.units import PlaceId

METRES_A_DEGREE = 111_195.0
FARTHEST_M = 2_500.0
"""A place farther than this from any known centre is not said to be in it."""


@lru_cache(maxsize=1)
def _settlements() -> tuple[list[str], npt.NDArray[np.float64]]:
    """Names, and latitude and longitude in radians."""
    text = files("data").joinpath("gazetteer", "places.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    spots = [(float(row["lat"]), float(row["lon"])) for row in rows]
    return [row["place"] for row in rows], np.radians(spots)


def villages(places: Iterable[Place]) -> dict[PlaceId, str]:
    """Nearest known settlement of each place that is near enough to one."""
    names, centres = _settlements()
    found = {}
    for place in places:
        lat, lon = np.radians(place.lat), np.radians(place.lon)
        north = np.degrees(centres[:, 0] - lat)
        east = np.degrees(centres[:, 1] - lon) * np.cos(lat)
        away = np.hypot(north, east) * METRES_A_DEGREE
        nearest = int(away.argmin())
        if away[nearest] <= FARTHEST_M:
            found[place.id] = names[nearest]
    return found
