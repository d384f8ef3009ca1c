"""Travel by a routing server that speaks OSRM's table service.

References
----------
.. [1] https://project-osrm.org/docs/v5.24.0/api/#table-service
"""

from __future__ import annotations

import json
import logging
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from data.travel.figures import TravelFigures, travel_figures
from data.travel.great_circle import estimated_legs
from data.travel.legs import finished
from scheduler.domain.errors import InputError
from scheduler.domain.place import Place
from scheduler.domain.travel import Mode, TravelMatrix

LOG = logging.getLogger(__name__)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tile:
    """Seconds and metres of one block of legs, NaN where the server knows no route."""

    seconds: Floats
    metres: Floats


def _pairs(places: Sequence[Place]) -> str:
    """Coordinates as the service wants them: longitude first."""
    return ";".join(f"{place.lon:.6f},{place.lat:.6f}" for place in places)


def _table(answer: object, name: str, shape: tuple[int, int]) -> Floats:
    """One table of an answer, ``null`` as NaN.

    Raises
    ------
    ValueError
        If the answer has no such table of this shape.
    """
    if not isinstance(answer, dict) or answer.get("code") != "Ok" or name not in answer:
        raise ValueError(f"the answer holds no table of {name}")
    table = np.array(answer[name], dtype=np.float64)
    if table.shape != shape:
        raise ValueError(f"the table of {name} is {table.shape}, not {shape}")
    return table


class OsrmTravel:
    """Legs from a routing server; an estimate where it gives no answer.

    Parameters
    ----------
    url
        Root of the server, such as ``http://localhost:5000``.
    data_date
        Date of the server's map, where known; the server cannot be asked for it.

    Raises
    ------
    InputError
        If ``url`` is not an http or https address.
    """

    def __init__(
        self, url: str, data_date: str = "unknown", figures: TravelFigures | None = None
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise InputError(f"The routing server {url!r} is not an http address.")
        self._url = url.rstrip("/")
        self._host = parts.hostname or ""
        self._date = data_date
        self._figures = figures or travel_figures()

    def fingerprint(self, mode: Mode) -> str:
        """Server, profile and date of its data."""
        profile = self._figures.osrm.profile.get(mode)
        return f"osrm {self._url} {mode} {profile} {self._pace(mode)} {self._date}"

    def matrix(self, places: Sequence[Place], mode: Mode) -> TravelMatrix:
        """Legs between all ordered pairs of ``places``; diagonal 0.

        A leg for which the server knows no route is estimated from distance and marked. If
        the server stops answering it is not asked again, and the rest is estimated.

        Raises
        ------
        InputError
            If there is no server profile for ``mode``.
        """
        if mode not in self._figures.osrm.profile:
            raise InputError(f"The routing server is not asked for mode {mode}.")
        seconds, metres = self._answers(places, mode)
        unknown = ~(np.isfinite(seconds) & np.isfinite(metres))
        by_distance = (
            estimated_legs(places, mode, self._figures)
            if unknown.any()
            else (np.zeros(unknown.shape, np.int64), np.zeros(unknown.shape, np.int64))
        )
        rounded = [np.rint(np.nan_to_num(one)).astype(np.int64) for one in (seconds, metres)]
        return finished(
            places,
            np.where(unknown, by_distance[0], rounded[0]),
            np.where(unknown, by_distance[1], rounded[1]),
            unknown,
            f"routing server {self._host}, data of {self._date} ({mode})",
        )

    def _pace(self, mode: Mode) -> float:
        """What the profile's seconds are multiplied by: an e-bike rides as a faster bike."""
        if mode is not Mode.EBIKE:
            return 1.0
        strolls = self._figures.strolls
        return strolls[Mode.BIKE].metres_an_hour / strolls[Mode.EBIKE].metres_an_hour

    def _answers(self, places: Sequence[Place], mode: Mode) -> tuple[Floats, Floats]:
        """Seconds and metres, each of shape (n, n), NaN where there is no answer."""
        count, size = len(places), self._figures.osrm.tile
        seconds, metres = np.full((2, count, count), np.nan)
        starts = range(0, count, size)
        for row, column in ((row, column) for row in starts for column in starts):
            rows, columns = slice(row, row + size), slice(column, column + size)
            try:
                tile = self._ask(places[rows], places[columns], mode)
            except (OSError, HTTPException, ValueError) as fault:
                LOG.warning("The routing server %s gives no answer: %s.", self._host, fault)
                break
            seconds[rows, columns] = tile.seconds * self._pace(mode)
            metres[rows, columns] = tile.metres
        return seconds, metres

    def _ask(self, sources: Sequence[Place], targets: Sequence[Place], mode: Mode) -> _Tile:
        """One table; tried twice, since one lost connection says nothing."""
        shape = (len(sources), len(targets))
        url = (
            f"{self._url}/table/v1/{self._figures.osrm.profile[mode]}/"
            f"{_pairs([*sources, *targets])}?annotations=duration,distance"
            f"&sources={';'.join(str(row) for row in range(shape[0]))}"
            f"&destinations={';'.join(str(shape[0] + row) for row in range(shape[1]))}"
        )
        try:
            answer = self._fetch(url)
        except (OSError, HTTPException):
            answer = self._fetch(url)
        return _Tile(
            seconds=_table(answer, "durations", shape), metres=_table(answer, "distances", shape)
        )

    def _fetch(self, url: str) -> object:
        """The server's answer as parsed JSON."""
        with urllib.request.urlopen(url, timeout=self._figures.osrm.timeout) as reply:
            answer: object = json.load(reply)
        return answer
