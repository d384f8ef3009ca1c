"""Travel by a road file: the provider that works without a network connection."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from data.travel.figures import TravelFigures, travel_figures
from data.travel.great_circle import estimated_legs
from data.travel.legs import coordinates, finished
from data.travel.roads.graph import RoadGraph
from data.travel.roads.profiles import profiles
from data.travel.roads.routes import quickest
from data.travel.roads.snap import Feet, Snapper
from data.travel.roads.streets import streets
from data.travel.roads.weights import DECIMETRES, FORBIDDEN, TICKS
from scheduler.domain.errors import InputError
from scheduler.domain.place import Place
from scheduler.domain.travel import Mode, TravelMatrix

LOG = logging.getLogger(__name__)
Longs = npt.NDArray[np.int64]


class RoadTravel:
    """Legs along the quickest road; an estimate only where the map does not help.

    Parameters
    ----------
    graphs
        Road graph of each mode that may be asked for.
    source
        Whose roads, and of which date.
    """

    def __init__(
        self,
        graphs: Mapping[Mode, RoadGraph],
        source: str,
        figures: TravelFigures | None = None,
    ) -> None:
        self._graphs = graphs
        self._source = source
        self._figures = figures or travel_figures()
        self._snappers = {mode: Snapper(graph) for mode, graph in graphs.items()}

    def fingerprint(self, mode: Mode) -> str:
        """Source and speed profile."""
        return f"roads {self._source} {mode} {profiles()[mode].digest} {self._figures.snap}"

    def matrix(self, places: Sequence[Place], mode: Mode) -> TravelMatrix:
        """Legs between all ordered pairs of ``places``; diagonal 0.

        Legs of a place more than 250 m from a road are marked as estimates; a place farther
        than 2 km is off the map and all its legs come from the distance table.

        Raises
        ------
        InputError
            If there is no road graph for ``mode``.
        """
        if mode not in self._graphs:
            raise InputError(f"There are no roads for mode {mode} in {self._source}.")
        source = f"quickest roads ({mode}); {self._source}"
        if not places:
            empty = np.zeros((0, 0), dtype=np.int64)
            return finished(places, empty, empty, empty.astype(np.bool_), source)
        feet = self._snappers[mode].feet(*coordinates(places))
        ticks, decimetres = quickest(streets(self._graphs[mode]), feet)
        seconds, metres = self._with_access(ticks, decimetres, feet)
        doubtful = self._doubtful(places, feet, mode)
        off_map = feet.metres > self._figures.snap.off_map_metres
        guessed = off_map[:, None] | off_map[None, :] | (ticks >= FORBIDDEN)
        if guessed.any():
            by_distance = estimated_legs(places, mode, self._figures)
            seconds = np.where(guessed, by_distance[0], seconds)
            metres = np.where(guessed, by_distance[1], metres)
        estimated = guessed | doubtful[:, None] | doubtful[None, :]
        return finished(places, seconds, metres, estimated, source)

    def _with_access(self, ticks: Longs, decimetres: Longs, feet: Feet) -> tuple[Longs, Longs]:
        """Seconds and metres from door to door, each rounded once; shapes (n, n)."""
        pace = self._figures.snap.access_metres_a_second
        walk = np.rint(feet.metres / pace * TICKS).astype(np.int64)
        off = np.rint(feet.metres * DECIMETRES).astype(np.int64)
        seconds = (ticks + walk[:, None] + walk[None, :]) / TICKS
        metres = (decimetres + off[:, None] + off[None, :]) / DECIMETRES
        return np.rint(seconds).astype(np.int64), np.rint(metres).astype(np.int64)

    def _doubtful(self, places: Sequence[Place], feet: Feet, mode: Mode) -> npt.NDArray[np.bool_]:
        """Mask of places far from any road; they are named in the log by id."""
        mask = feet.metres > self._figures.snap.doubtful_metres
        for row in np.flatnonzero(mask).tolist():
            LOG.warning(
                "Place %s lies %d m from the nearest road for mode %s.",
                places[row].id,
                round(feet.metres[row]),
                mode,
            )
        return np.asarray(mask)
