"""Where each address joins the network: on the nearest road, not at the nearest junction.

Snapping to junctions is wrong by up to four minutes and makes neighbours 0 s apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely

from data.travel.figures import travel_figures
from data.travel.roads.graph import DEGREE, RoadGraph

Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

AT_THE_END_M = 0.05
"""A foot this close to the end of a segment is that end: it joins every road there."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Feet:
    """Where addresses meet their nearest roads.

    Parameters
    ----------
    segment : shape (n,)
        Row of the nearest segment.
    share : shape (n,)
        How far along it from tail to head the foot lies; exactly 0 or 1 at its ends.
    metres : shape (n,)
        From the address to the foot.
    """

    segment: Longs
    share: Floats
    metres: Floats


def _mercator(lat: Floats, lon: Floats) -> Floats:
    """Spherical Mercator, shape (n, 2), metres at the equator.

    It keeps angles, so the nearest road on the map is the nearest on the ground.
    """
    radius = travel_figures().earth_radius_m
    north = np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))
    return np.column_stack([radius * np.radians(lon), radius * north])


class Snapper:
    """Finds the nearest segment of one graph; the index is built at the first question."""

    def __init__(self, graph: RoadGraph) -> None:
        self._graph = graph

    @cached_property
    def _ends(self) -> Floats:
        """Map positions of all nodes, shape (nodes, 2)."""
        return _mercator(self._graph.lat7 / DEGREE, self._graph.lon7 / DEGREE)

    @cached_property
    def _tree(self) -> shapely.STRtree:
        """Index over undirected segments.

        Over directed ones the two twins differ by rounding only, and an address would be
        joined to one of them: reachable in one direction alone.
        """
        ends = self._ends
        pairs = np.stack([ends[self._graph.tail], ends[self._graph.head]], axis=1)
        return shapely.STRtree(shapely.linestrings(pairs))

    def feet(self, lat: Floats, lon: Floats) -> Feet:
        """The nearest segment to each of n points (degrees)."""
        points = _mercator(lat, lon)
        found = self._tree.query_nearest(shapely.points(points), all_matches=False)
        segment = np.empty(lat.size, dtype=np.int64)
        segment[found[0]] = found[1]
        start = self._ends[self._graph.tail[segment]]
        along = self._ends[self._graph.head[segment]] - start
        square = np.maximum((along**2).sum(axis=1), 1e-12)
        share = np.clip(((points - start) * along).sum(axis=1) / square, 0.0, 1.0)
        gap = points - (start + share[:, None] * along)
        ground = np.cos(np.radians(lat))
        long_m = np.sqrt(square) * ground
        share = np.where(share * long_m < AT_THE_END_M, 0.0, share)
        share = np.where((1 - share) * long_m < AT_THE_END_M, 1.0, share)
        return Feet(segment=segment, share=share, metres=np.hypot(gap[:, 0], gap[:, 1]) * ground)
