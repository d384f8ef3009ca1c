"""Puts together all that a planning period needs to know about travel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.travel.bus import BusTravel
from data.travel.legs import KeyedTravelTimes, same_place
from data.travel.timetable import Timetable
from data.travel.traffic import traffic_steps
from scheduler.domain.errors import InputError
from scheduler.domain.horizon import Horizon
from scheduler.domain.place import Place, Settlement
from scheduler.domain.travel import Mode, Travel
from scheduler.rules.pack import TravelRules

IN_TRAFFIC = (Mode.CAR, Mode.BUS)
"""Modes that peak traffic slows down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates:
    """How many legs between different places are estimates, of how many."""

    estimated: int
    legs: int
    source: str

    @property
    def share(self) -> float:
        """Estimated legs as a share of all, 0 to 1; 0 where there is no leg."""
        return self.estimated / self.legs if self.legs else 0.0


def stops(places: Sequence[Place], rules: TravelRules) -> npt.NDArray[np.int32]:
    """Seconds of parking and reaching the door at the column's place; shape (n, n).

    Nothing between rows of one place.
    """
    access = np.array(
        [
            rules.access_town if place.settlement is Settlement.TOWN else rules.access_rural
            for place in places
        ],
        dtype=np.int32,
    )
    return np.where(same_place(places), 0, access[None, :]).astype(np.int32)


def travel_for(
    places: Sequence[Place],
    modes: Iterable[Mode],
    rules: TravelRules,
    horizon: Horizon,
    provider: KeyedTravelTimes,
    timetable: Timetable | None = None,
) -> Travel:
    """Everything known about legs between ``places`` in one planning period.

    Parameters
    ----------
    places
        All places of the period; row i of every matrix is ``places[i]``.
    modes
        The modes any carer uses.
    rules
        Access times and peak traffic.
    provider
        Who answers for all modes but the bus.
    timetable
        The buses; ``None`` makes bus users walk.

    Raises
    ------
    InputError
        If a place is given twice, or the provider cannot answer for a mode.
    """
    rows = {place.id: row for row, place in enumerate(places)}
    if len(rows) < len(places):
        raise InputError("A place is given twice; every place has one row.")
    wanted = [mode for mode in Mode if mode in frozenset(modes)]
    bus = BusTravel(provider, timetable)
    steps = traffic_steps(rules.traffic, horizon)
    return Travel(
        rows=rows,
        by_mode={
            mode: (bus if mode is Mode.BUS else provider).matrix(places, mode) for mode in wanted
        },
        traffic={mode: steps for mode in wanted if mode in IN_TRAFFIC},
        stop=stops(places, rules),
    )


def estimates(travel: Travel) -> Mapping[Mode, Estimates]:
    """For each mode, how many legs are estimates: what the report has to admit."""
    found = {}
    for mode, matrix in travel.by_mode.items():
        count = len(matrix.seconds)
        found[mode] = Estimates(
            estimated=int(matrix.estimated.sum()),
            legs=count * (count - 1),
            source=matrix.source,
        )
    return found
