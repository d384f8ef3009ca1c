"""How long it takes to get from place to place: the port that ``data.travel`` implements.

A leg has two parts. ``drive`` depends on when one leaves (peak traffic); ``stop`` (parking,
reaching the door, and the buffer) does not. Leaving later never means arriving earlier.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
import numpy.typing as npt

from scheduler.domain.place import Place
from scheduler.domain.units import Moment, PlaceId, Seconds

FULL_SPEED = 1_000_000
"""Speed of free-flowing traffic, in millionths of itself."""

UNREACHABLE: Seconds = 2**30
"""Seconds of a leg that cannot be made at all."""


class Mode(StrEnum):
    """How a carer gets about."""

    CAR = "car"
    BIKE = "bike"
    EBIKE = "ebike"
    WALK = "walk"
    BUS = "bus"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TravelMatrix:
    """Free-flow legs between n places by one mode; asymmetric.

    Parameters
    ----------
    seconds : shape (n, n), seconds
        int32, from row to column, without access time or buffer; ``UNREACHABLE`` if none.
    metres : shape (n, n), metres
        int32, along the road where a road is known.
    estimated : shape (n, n)
        True where the leg comes from a distance table and not from a road or timetable.
    source
        Who says so: provider, version and date of the data, in words.
    """

    seconds: npt.NDArray[np.int32]
    metres: npt.NDArray[np.int32]
    estimated: npt.NDArray[np.bool_]
    source: str


class TravelTimes(Protocol):
    """The port: anything that can fill a matrix for some places and a mode."""

    def matrix(self, places: Sequence[Place], mode: Mode) -> TravelMatrix:
        """Legs between all ordered pairs of ``places``; diagonal 0."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedSteps:
    """Traffic speed through the period, in steps.

    ``speeds[i]`` (millionths of free flow, 1 to 1,000,000) holds from ``starts[i]`` until
    ``starts[i + 1]``; the first also before it, the last also after it. Speeds change while
    one is under way, which is what keeps departures and arrivals in order (FIFO).

    References
    ----------
    .. [1] Ichoua, S., Gendreau, M., Potvin, J.-Y. (2003). Vehicle dispatching with
           time-dependent travel times. *European Journal of Operational Research*,
           144(2), 379-396. https://doi.org/10.1016/S0377-2217(02)00147-9
    """

    starts: tuple[Moment, ...] = (0,)
    speeds: tuple[int, ...] = (FULL_SPEED,)

    def arrive(self, leave: Moment, free_flow: Seconds) -> Moment:
        """Moment of arrival after leaving at ``leave`` on a leg of ``free_flow`` seconds.

        Work to do is ``free_flow`` million; each second does ``speed`` of it; the last,
        partly used second counts whole. At half speed 600 free-flow seconds take 1,200.
        """
        todo = free_flow * FULL_SPEED
        now = leave
        step = max(0, bisect_right(self.starts, leave) - 1)
        while todo > 0:
            speed = self.speeds[step]
            needed = -(-todo // speed)
            if step + 1 < len(self.starts) and now + needed > self.starts[step + 1]:
                done = self.starts[step + 1] - now
                todo -= done * speed
                now = self.starts[step + 1]
                step += 1
            else:
                return now + needed
        return now


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Travel:
    """Everything known about legs in one planning period.

    Parameters
    ----------
    rows
        Row of each place in every matrix.
    by_mode
        One matrix for each mode any carer uses.
    traffic
        Speed steps by mode; a mode that is absent flows freely.
    stop : shape (n, n), seconds
        int32; access time at the destination, 0 between rows of one place.
    """

    rows: Mapping[PlaceId, int]
    by_mode: Mapping[Mode, TravelMatrix]
    traffic: Mapping[Mode, SpeedSteps]
    stop: npt.NDArray[np.int32]
