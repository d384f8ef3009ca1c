"""Seconds and metres of a road in one whole number, so that a route adds up exactly.

The quickest route decides; of equally quick ones the shortest. Time takes the upper bits, in
ten-thousandths of a second, distance the lower 23, in decimetres. Up to a day the number
stays below 2**53, where floating point still counts whole numbers exactly: the search may
add in any order, and a shortened network gives the very same answer as the whole one.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

TICKS = 10_000
"""Ticks of time in a second."""

DECIMETRES = 10
DISTANCE = 2**23
"""One tick of time in the packed number; distances stay below it (838 km)."""

FORBIDDEN = 2**61
"""Weight of a direction that may not be taken; two of them still add without overflow."""

DAY = 24 * 3600 * TICKS * DISTANCE
"""No leg takes longer; the search stops there."""


def packed(seconds: Floats, metres: Floats) -> Longs:
    """One weight for each road, any shape; at least the smallest, so that none is zero."""
    ticks = np.rint(seconds * TICKS).astype(np.int64)
    decimetres = np.rint(metres * DECIMETRES).astype(np.int64)
    return np.asarray(np.maximum(1, ticks * DISTANCE + decimetres))


def unpacked(weight: Longs) -> tuple[Longs, Longs]:
    """Ticks and decimetres of ``weight``, any shape."""
    return np.asarray(weight // DISTANCE), np.asarray(weight % DISTANCE)
