"""Legs of a day with each carer's own prices on them, for solvers with one matrix a vehicle.

A carer who lacks a skill or is new to the client pays at the client's door, so the price is
added to every way that leads there. Parts at one place with one price for every carer share
a row, which keeps the matrices small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.peers.days import Day
from benchmarks.peers.parts import Part

UNABLE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Rows are homes of the carers first, then doors.

    Parameters
    ----------
    carers
        Ids of the carers on shift; their homes are the first rows, in this order.
    legs : shape (rows, rows), seconds
        Time from row to row.
    doors : shape (rows, carers), seconds
        Charged to a carer on arriving at a row; ``UNABLE`` without the skills.
    places
        The row of each part.
    """

    carers: tuple[int, ...]
    legs: npt.NDArray[np.int64]
    doors: npt.NDArray[np.int64]
    places: tuple[int, ...]

    def priced(self, carer: int) -> npt.NDArray[np.int64]:
        """Shape (rows, rows), seconds: what each way costs the carer of this row.

        The diagonal is free, as solvers demand: two parts at one door pay once.
        """
        priced = self.legs + self.doors[None, :, carer]
        np.fill_diagonal(priced, 0)
        return priced


def ways_of(asked: Day, parts: Sequence[Part]) -> Ways:
    """Legs and prices of one day."""
    care = asked.care
    carers = tuple(sorted({carer for carer, _ in asked.spells}))
    homes = [care.carers[carer]["home"] for carer in carers]
    doors = [(care.visits[part.visit]["loc"], _prices(asked, carers, part)) for part in parts]
    rows = {door: row for row, door in enumerate(dict.fromkeys(doors), start=len(homes))}
    where = [*homes, *(place for place, _ in rows)]
    prices = [*[(0,) * len(carers)] * len(homes), *(price for _, price in rows)]
    return Ways(
        carers=carers,
        legs=np.array(care.legs, dtype=np.int64)[np.ix_(where, where)],
        doors=np.array(prices, dtype=np.int64),
        places=tuple(rows[door] for door in doors),
    )


def _prices(asked: Day, carers: tuple[int, ...], part: Part) -> tuple[int, ...]:
    return tuple(
        asked.face(carer, part.visit) if asked.care.able(carer, part.visit) else UNABLE
        for carer in carers
    )
