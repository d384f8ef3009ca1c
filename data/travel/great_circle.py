"""Legs by distance alone: the answer that always exists, and says that it is a guess."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from data.travel.figures import DriveTable, TravelFigures, travel_figures
from data.travel.legs import coordinates, finished
from scheduler.domain.errors import InputError
from scheduler.domain.place import Place
from scheduler.domain.travel import Mode, TravelMatrix

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]


def crow_metres(lat: Floats, lon: Floats, to_lat: Floats, to_lon: Floats) -> Floats:
    """Great-circle distance between points, by the haversine formula.

    Parameters
    ----------
    lat, lon, to_lat, to_lon : broadcastable, degrees

    Returns
    -------
    metres : the broadcast shape

    References
    ----------
    .. [1] Sinnott, R. W. (1984). Virtues of the haversine. *Sky and Telescope*, 68(2), 158.
    """
    earth = travel_figures().earth_radius_m
    phi, to_phi = np.radians(lat), np.radians(to_lat)
    half_lat = (to_phi - phi) / 2
    half_lon = np.radians(to_lon - lon) / 2
    square = np.sin(half_lat) ** 2 + np.cos(phi) * np.cos(to_phi) * np.sin(half_lon) ** 2
    return np.asarray(2 * earth * np.arcsin(np.minimum(1.0, np.sqrt(square))))


def drive_seconds(crow: Floats, table: DriveTable) -> Floats:
    """Seconds by car over ``crow`` metres, any shape, with the table's slack."""
    km = crow / 1000
    knots, seconds = np.array(table.km), np.array(table.seconds)
    slope = (seconds[-1] - seconds[-2]) / (knots[-1] - knots[-2])
    beyond = np.maximum(0.0, km - knots[-1]) * slope
    return np.asarray((np.interp(km, knots, seconds) + beyond) * table.slack_permille / 1000)


def drive_metres(crow: Floats, table: DriveTable) -> Floats:
    """Likely road metres over ``crow`` metres, any shape."""
    band = np.searchsorted(np.array(table.band_km), crow / 1000, side="left")
    return np.asarray(crow * np.array(table.detour)[band])


def estimate(crow: Floats, mode: Mode, figures: TravelFigures) -> tuple[Longs, Longs]:
    """Seconds and metres of legs of ``crow`` metres, each rounded up once.

    Raises
    ------
    InputError
        By bus: a distance says nothing about a timetable.
    """
    if mode is Mode.BUS:
        raise InputError("Bus legs cannot be estimated from distance; they need a timetable.")
    if mode is Mode.CAR:
        seconds, metres = drive_seconds(crow, figures.drive), drive_metres(crow, figures.drive)
    else:
        stroll = figures.strolls[mode]
        metres = crow * stroll.detour
        seconds = metres * 3600 / stroll.metres_an_hour
    return np.ceil(seconds).astype(np.int64), np.ceil(metres).astype(np.int64)


def estimated_legs(
    places: Sequence[Place], mode: Mode, figures: TravelFigures
) -> tuple[Longs, Longs]:
    """Seconds and metres between all ordered pairs, each of shape (n, n), by distance."""
    lat, lon = coordinates(places)
    crow = crow_metres(lat[:, None], lon[:, None], lat[None, :], lon[None, :])
    return estimate(crow, mode, figures)


class GreatCircle:
    """The provider that needs no map; every leg it gives is marked as an estimate."""

    def __init__(self, figures: TravelFigures | None = None) -> None:
        self._figures = figures or travel_figures()

    def fingerprint(self, mode: Mode) -> str:
        """Name and figures of the distance table."""
        table = self._figures.drive if mode is Mode.CAR else self._figures.strolls.get(mode)
        return f"great circle {mode} {table}"

    def matrix(self, places: Sequence[Place], mode: Mode) -> TravelMatrix:
        """Legs between all ordered pairs of ``places``; diagonal 0."""
        seconds, metres = estimated_legs(places, mode, self._figures)
        guessed = np.ones(seconds.shape, dtype=np.bool_)
        source = f"estimated from distance as the crow flies ({mode})"
        return finished(places, seconds, metres, guessed, source)
