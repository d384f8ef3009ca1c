"""An invented stretch of country to travel in: a grid of points 0.001 degrees apart.

Point (x, y) lies at latitude 52.6 + 0.001 y, about 111 m a step, and longitude
-0.7 + 0.001 x, about 68 m a step. Its node number is 1000 x + y + 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from data.travel.roads.graph import RoadGraph, connected, joined
from data.travel.roads.provider import RoadTravel
from scheduler.domain.place import Place
from scheduler.domain.travel import Mode
from scheduler.domain.units import PlaceId

LAT, LON, STEP = 52.6, -0.7, 0.001
Point = tuple[float, float]
Way = tuple[Sequence[tuple[int, int]], Mapping[str, str]]


def number(point: tuple[int, int]) -> int:
    """Node number of a grid point."""
    return 1000 * point[0] + point[1] + 1


def at(x: float, y: float, name: str = "", **changes: Any) -> Place:
    """A place in the grid; its id tells where unless named."""
    place_id = PlaceId(name or f"{x},{y}")
    return Place(id=place_id, lat=LAT + STEP * y, lon=LON + STEP * x, **changes)


def osm_file(path: Path, ways: Sequence[Way], barriers: Mapping[tuple[int, int], str]) -> Path:
    """Write ways (points and tags) as an OpenStreetMap XML file."""
    points = sorted({point for line, _ in ways for point in line})
    text = ['<osm version="0.6">']
    for point in points:
        x, y = point
        tag = f'<tag k="barrier" v="{barriers[point]}"/>' if point in barriers else ""
        text.append(
            f'<node id="{number(point)}" version="1" lat="{LAT + STEP * y:.7f}" '
            f'lon="{LON + STEP * x:.7f}">{tag}</node>'
        )
    for row, (line, tags) in enumerate(ways, start=1):
        refs = "".join(f'<nd ref="{number(point)}"/>' for point in line)
        marks = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
        text.append(f'<way id="{row}" version="1">{refs}{marks}</way>')
    path.write_text("\n".join([*text, "</osm>"]), encoding="utf-8")
    return path


def graph_of(
    points: Sequence[Point], segments: Sequence[tuple[int, int, int, int, bool]]
) -> RoadGraph:
    """A connected road graph from points and (tail, head, forward, backward, last leg)."""
    place = np.array(points, dtype=np.float64).reshape(-1, 2)
    table = np.array(segments, dtype=np.int64).reshape(-1, 5)
    return connected(
        joined(
            RoadGraph(
                lat7=np.rint((LAT + STEP * place[:, 1]) * 1e7).astype(np.int32),
                lon7=np.rint((LON + STEP * place[:, 0]) * 1e7).astype(np.int32),
                tail=table[:, 0].astype(np.int32),
                head=table[:, 1].astype(np.int32),
                forward=table[:, 2].astype(np.int16),
                backward=table[:, 3].astype(np.int16),
                last_leg=table[:, 4].astype(np.bool_),
            )
        )
    )


def drive(graph: RoadGraph) -> RoadTravel:
    """Travel by car over one graph."""
    return RoadTravel({Mode.CAR: graph}, "an invented map")
