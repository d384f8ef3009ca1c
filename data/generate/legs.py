"""Rough travel times, enough to draw a past that could have happened.

The planner's own travel times are in ``data.travel``; the sample keeps this small table so
that its bytes do not change when those are improved.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from data.generate.places import Door

CROW_KM = (0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 12.0, 20.0, 35.0)
CAR_SECONDS = (10, 58, 80, 134, 252, 282, 469, 670, 869, 1442, 2441)
"""Free-flow seconds by car at these distances as the crow flies, measured in Rutland."""

SLOWER = 1.33
"""Slack for water and bends the crow does not know, and for morning traffic, together."""

DETOUR = {"walk": 1.6, "bike": 1.5, "ebike": 1.5}
KM_AN_HOUR = {"walk": 4.8, "bike": 14.5, "ebike": 17.7}
LONGEST_LEG = {"car": 30, "walk": 20, "bike": 20, "ebike": 25}
LONGEST_COMMUTE = {"car": 40, "walk": 25, "bike": 30, "ebike": 30}
MODES = ("car", "walk", "bike", "ebike")


def crow_km(doors: Sequence[Door]) -> npt.NDArray[np.float64]:
    """Kilometres as the crow flies between all pairs of n doors, shape (n, n)."""
    lat = np.radians([door.lat for door in doors])
    lon = np.radians([door.lon for door in doors])
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    return np.asarray(2 * 6371.0 * np.arcsin(np.sqrt(half)))


def leg_minutes(doors: Sequence[Door]) -> npt.NDArray[np.float32]:
    """Minutes on the way by each of ``MODES`` between n doors, shape (4, n, n)."""
    crow = crow_km(doors)
    car = np.interp(crow, CROW_KM, CAR_SECONDS) / 60 * SLOWER
    others = [crow * DETOUR[mode] / KM_AN_HOUR[mode] * 60 for mode in MODES[1:]]
    return np.stack([car, *others]).astype(np.float32)


def stop_minutes(doors: Sequence[Door]) -> npt.NDArray[np.float32]:
    """Minutes to park, reach the door and keep spare at each of n doors, shape (n,)."""
    return np.array([5 if door.settlement == "town" else 3 for door in doors], dtype=np.float32)
