"""What every provider's answer goes through last, so that all keep the same promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from data.travel.figures import travel_figures
from scheduler.domain.place import Place, PlaceQuality
from scheduler.domain.travel import UNREACHABLE, Mode, TravelMatrix, TravelTimes

CENTROIDS = (PlaceQuality.VILLAGE, PlaceQuality.OUTCODE)
"""Qualities at which several addresses share one point."""


class KeyedTravelTimes(TravelTimes, Protocol):
    """A provider that can say what, besides the places, decides its answer."""

    def fingerprint(self, mode: Mode) -> str:
        """Provider, data, date and profile in one line; equal only if answers would be."""
        ...


def coordinates(places: Sequence[Place]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Latitudes and longitudes, each of shape (n,), degrees."""
    return (
        np.array([place.lat for place in places], dtype=np.float64),
        np.array([place.lon for place in places], dtype=np.float64),
    )


def same_place(places: Sequence[Place]) -> npt.NDArray[np.bool_]:
    """Shape (n, n): True where row and column carry one place id."""
    number = {place.id: index for index, place in enumerate(places)}
    rows = np.array([number[place.id] for place in places], dtype=np.int64)
    return np.asarray(rows[:, None] == rows[None, :])


def finished(
    places: Sequence[Place],
    seconds: npt.NDArray[np.int64],
    metres: npt.NDArray[np.int64],
    estimated: npt.NDArray[np.bool_],
    source: str,
) -> TravelMatrix:
    """The matrix all providers hand out: same place 0, same village not 0, doubts marked.

    Parameters
    ----------
    seconds, metres : shape (n, n)
        Whole numbers, rounded already; ``UNREACHABLE`` seconds stay so.
    estimated : shape (n, n)
        True where the provider itself guessed. A leg with an end known only by its
        village or outcode is an estimate in any case.
    """
    same = same_place(places)
    vague = np.array([place.quality in CENTROIDS for place in places], dtype=np.bool_)
    doubtful = vague[:, None] | vague[None, :]
    floored = np.where(doubtful, np.maximum(seconds, travel_figures().same_village_floor), seconds)
    return TravelMatrix(
        seconds=np.where(same, 0, np.minimum(floored, UNREACHABLE)).astype(np.int32),
        metres=np.where(same, 0, metres).astype(np.int32),
        estimated=(estimated | doubtful) & ~same,
        source=source,
    )
