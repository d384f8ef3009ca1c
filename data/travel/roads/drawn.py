"""Roads as lines to draw: by importance, simplified, and no more than a screen can take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from pathlib import Path

import numpy as np
import numpy.typing as npt
import osmium

from scheduler.domain.errors import InputError

KINDS = {
    "main": ("motorway", "trunk", "primary"),
    "road": ("secondary", "tertiary"),
    "lane": ("unclassified", "residential", "living_street"),
}
"""Classes of way by how they are drawn, the most important first."""

TOLERANCE_M = 12.0
DEGREE_M = 111_320.0
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A stretch of country, degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadLines:
    """Lines of one kind; each of shape (points, 2), longitude and latitude in degrees."""

    kind: str
    lines: tuple[Floats, ...]


def read_lines(path: Path) -> tuple[RoadLines, ...]:
    """Every road of an OpenStreetMap file, simplified to within 12 m.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    kind_of = {name: kind for kind, names in KINDS.items() for name in names}
    found: dict[str, list[Floats]] = {kind: [] for kind in KINDS}
    try:
        for name, line in _ways(path, kind_of):
            found[name].append(simplified(line, TOLERANCE_M))
    except (RuntimeError, OSError) as fault:
        raise InputError(f"The road file {path.name} cannot be read: {fault}") from fault
    return tuple(RoadLines(kind=kind, lines=tuple(lines)) for kind, lines in found.items())


def within(roads: Sequence[RoadLines], box: Box, most_points: int) -> tuple[RoadLines, ...]:
    """Lines that touch ``box``, kind by kind until there would be too many points.

    A kind is there whole or not at all: half of the lanes would look as if the others were
    not there.
    """
    found: list[RoadLines] = []
    left = most_points
    for one in roads:
        lines = tuple(line for line in one.lines if _touches(line, box))
        left -= sum(len(line) for line in lines)
        if left < 0:
            break
        found.append(RoadLines(kind=one.kind, lines=lines))
    return tuple(found)


def simplified(line: Floats, tolerance_m: float) -> Floats:
    """A line with fewer points, nowhere farther than ``tolerance_m`` from it.

    Known as Ramer-Douglas-Peucker; on the plane that touches the earth at its first point.
    """
    flat = (line - line[0]) * (DEGREE_M * cos(radians(line[0, 1])), DEGREE_M)
    keep = np.zeros(len(line), dtype=np.bool_)
    keep[[0, -1]] = True
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        if last - first < 2:
            continue
        away = _distances(flat[first + 1 : last], flat[first], flat[last])
        farthest = int(np.argmax(away))
        if away[farthest] > tolerance_m:
            middle = first + 1 + farthest
            keep[middle] = True
            todo += [(first, middle), (middle, last)]
    return line[keep]


def _distances(points: Floats, start: Floats, end: Floats) -> Floats:
    """Metres of each point from the segment between two others."""
    along = end - start
    length = float(along @ along)
    share = np.clip((points - start) @ along / length, 0, 1) if length else np.zeros(len(points))
    away: Floats = points - start - np.outer(share, along)
    found: Floats = np.sqrt((away**2).sum(axis=1))
    return found


def _ways(path: Path, kind_of: dict[str, str]) -> Iterator[tuple[str, Floats]]:
    wanted = osmium.filter.KeyFilter("highway")
    for thing in osmium.FileProcessor(str(path)).with_locations().with_filter(wanted):
        if not isinstance(thing, osmium.osm.Way):
            continue
        kind = kind_of.get(thing.tags.get("highway") or "")
        if kind is None:
            continue
        places = [node.location for node in thing.nodes if node.location.valid()]
        if len(places) > 1:
            yield kind, np.array([(place.lon, place.lat) for place in places])


def _touches(line: Floats, box: Box) -> bool:
    west, south = line.min(axis=0)
    east, north = line.max(axis=0)
    return bool(east >= box.west and west <= box.east and north >= box.south and south <= box.north)
