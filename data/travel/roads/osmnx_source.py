"""Street graphs made with osmnx: from a GraphML file, or downloaded when asked to.

Only topology, classes and limits are taken. osmnx's own travel times are not: it fills
missing limits with the mean tagged limit of the class, which is 12.5 % too fast in the
country. On a simplified graph one edge may stand for ways of several classes; the slowest
counts. Edges are told apart by node number, never by position in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from data.travel.roads.graph import DEGREE, RoadGraph, connected, joined
from data.travel.roads.profiles import Profile
from data.travel.roads.tags import pace
from scheduler.domain.errors import InputError
from scheduler.domain.travel import Mode

if TYPE_CHECKING:
    import networkx

READ_TAGS = ("highway", "maxspeed", "access", "sidewalk", "area")


def read_graphml(path: Path, profiles: Mapping[Mode, Profile]) -> dict[Mode, RoadGraph]:
    """Road graphs from a GraphML file written by ``osmnx.save_graphml``.

    Modes for which the file holds no connected road are left out.

    Raises
    ------
    InputError
        If the file is no street graph in degrees.
    """
    import osmnx

    try:
        network = osmnx.load_graphml(path)
    except (OSError, ValueError, KeyError, SyntaxError) as fault:
        raise InputError(
            f"The street graph {path.name} cannot be read: {fault}\n"
            "Maybe it was not written by osmnx.save_graphml."
        ) from fault
    return from_osmnx(network, profiles)


def from_osmnx(
    network: networkx.MultiDiGraph, profiles: Mapping[Mode, Profile]
) -> dict[Mode, RoadGraph]:
    """Road graphs from an osmnx graph, simplified or not.

    Raises
    ------
    InputError
        If the graph has been projected to metres.
    """
    if "4326" not in str(network.graph.get("crs", "epsg:4326")):
        raise InputError(
            "The street graph is not in degrees.\nMaybe it was projected; save it before that."
        )
    found = {mode: _graph(network, profile) for mode, profile in profiles.items()}
    return {mode: graph for mode, graph in found.items() if graph.tail.size}


def save_online_area(
    path: Path,
    *,
    bbox: tuple[float, float, float, float] | None = None,
    place: str | None = None,
    network_type: str = "drive",
) -> None:
    """Download an area's streets to a GraphML file; needs the network.

    Parameters
    ----------
    bbox
        West, south, east, north, degrees.
    place
        A name OpenStreetMap knows; used where no ``bbox`` is given.
    network_type
        osmnx's: ``drive``, ``bike``, ``walk`` or ``all``.

    Raises
    ------
    InputError
        If neither area is given.
    """
    import osmnx

    if bbox is not None:
        network = osmnx.graph_from_bbox(bbox, network_type=network_type, simplify=False)
    elif place:
        network = osmnx.graph_from_place(place, network_type=network_type, simplify=False)
    else:
        raise InputError("An online area needs either a bounding box or a place.")
    osmnx.save_graphml(network, path)


def _readings(edge: Mapping[str, object]) -> Iterator[dict[str, str]]:
    """Every combination of tags that an edge merged from several ways may stand for."""
    names = [name for name in READ_TAGS if name in edge]
    values = [
        [str(one) for one in value] if isinstance(value, list | tuple | set) else [str(value)]
        for value in (edge[name] for name in names)
    ]
    for choice in product(*values):
        yield dict(zip(names, choice, strict=True))


def _slowest(edge: Mapping[str, object], profile: Profile) -> tuple[int, bool] | None:
    """The least speed of the ways an edge stands for; ``None`` if one of them is closed."""
    paces = [pace(tags, profile) for tags in _readings(edge)]
    usable = [one for one in paces if one is not None]
    if not usable or len(usable) < len(paces):
        return None
    return min(kmh for kmh, _ in usable), any(last_leg for _, last_leg in usable)


def _graph(network: networkx.MultiDiGraph, profile: Profile) -> RoadGraph:
    """The connected graph of what one profile may use; empty if nothing."""
    rows: dict[tuple[object, ...], int] = {}
    where: list[tuple[int, int]] = []
    segments: list[tuple[int, int, int, int, bool]] = []

    def row(key: tuple[object, ...], lon: float, lat: float) -> int:
        """Row of a point, new if not met before."""
        if key not in rows:
            rows[key] = len(where)
            where.append((round(lat * DEGREE), round(lon * DEGREE)))
        return rows[key]

    ends = {node: (float(data["x"]), float(data["y"])) for node, data in network.nodes(data=True)}
    for start, end, edge in network.edges(data=True):
        usable = _slowest(edge, profile)
        if usable is None:
            continue
        kmh, last_leg = usable
        inner = list(edge["geometry"].coords)[1:-1] if "geometry" in edge else []
        between = frozenset((start, end))
        points = [
            row((start,), *ends[start]),
            *(row((between, lon, lat), lon, lat) for lon, lat in inner),
            row((end,), *ends[end]),
        ]
        back = 0 if profile.obeys_oneway else kmh
        segments.extend((a, b, kmh, back, last_leg) for a, b in pairwise(points))
    return _connected(where, segments)


def _connected(
    where: list[tuple[int, int]], segments: list[tuple[int, int, int, int, bool]]
) -> RoadGraph:
    """The connected graph of the segments gathered."""
    place = np.array(where, dtype=np.int32).reshape(-1, 2)
    table = np.array(segments, dtype=np.int32).reshape(-1, 5)
    return connected(
        joined(
            RoadGraph(
                lat7=place[:, 0],
                lon7=place[:, 1],
                tail=table[:, 0],
                head=table[:, 1],
                forward=table[:, 2].astype(np.int16),
                backward=table[:, 3].astype(np.int16),
                last_leg=table[:, 4].astype(np.bool_),
            )
        )
    )
