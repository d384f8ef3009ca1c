"""Legs of the tests, given by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from scheduler.domain.travel import UNREACHABLE, Mode, SpeedSteps, Travel, TravelMatrix
from scheduler.domain.units import PlaceId

MINUTE = 60


def a_travel(
    places: Iterable[str],
    minutes: Mapping[tuple[str, str], float | None] | None = None,
    *,
    usual: float = 10,
    modes: Iterable[Mode] = tuple(Mode),
    traffic: Mapping[Mode, SpeedSteps] | None = None,
    stop: int = 0,
) -> Travel:
    """The same legs for every mode.

    Parameters
    ----------
    minutes
        Free-flow minutes by (from, to); given one way, it holds both ways unless the other
        way is given too. ``None`` is unreachable.
    usual
        Minutes of every leg not in ``minutes``; 500 m a minute.
    stop
        Seconds of access time at every destination other than the place one is at.
    """
    names = list(dict.fromkeys(places))
    rows = {PlaceId(name): row for row, name in enumerate(names)}
    seconds = np.full((len(names), len(names)), round(usual * MINUTE), dtype=np.int32)
    np.fill_diagonal(seconds, 0)
    given = minutes or {}
    both_ways = {(there, here): value for (here, there), value in given.items()} | dict(given)
    for (here, there), value in both_ways.items():
        leg = UNREACHABLE if value is None else round(value * MINUTE)
        seconds[rows[PlaceId(here)], rows[PlaceId(there)]] = leg
    metres = np.where(seconds >= UNREACHABLE, 0, seconds // 60 * 500).astype(np.int32)
    stops = np.full(seconds.shape, stop, dtype=np.int32)
    np.fill_diagonal(stops, 0)
    matrix = TravelMatrix(
        seconds=seconds,
        metres=metres,
        estimated=np.zeros(seconds.shape, dtype=np.bool_),
        source="given by hand",
    )
    return Travel(
        rows=rows, by_mode=dict.fromkeys(modes, matrix), traffic=traffic or {}, stop=stops
    )
