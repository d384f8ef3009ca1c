"""Ids of care to rows of the engine and back: the only place that converts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from scheduler.domain.carer import Shift
from scheduler.domain.travel import Mode
from scheduler.domain.units import CarerId, ClientId, PlaceId, ShiftId, VisitId
from scheduler.domain.week import Week
from solver.model import Ints, Longs

Name = TypeVar("Name", bound=str)

NO_LIMIT = 2**30
"""Stands for a limit that is not set: 34 years in seconds, and more than any count."""

NOBODY = -1
"""Row that stands for no carer, place, duty or group."""


class Register(Generic[Name]):
    """Names of one kind in a fixed order; the row of a name is its place in it."""

    __slots__ = ("_rows", "names")

    def __init__(self, names: Iterable[Name]) -> None:
        self.names: tuple[Name, ...] = tuple(names)
        self._rows: dict[Name, int] = {name: row for row, name in enumerate(self.names)}

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def row(self, name: Name) -> int:
        """Row of a name.

        Raises
        ------
        KeyError
            If the name is not in the register.
        """
        return self._rows[name]

    def find(self, name: Name) -> int:
        """Row of a name, ``NOBODY`` if it is not in the register."""
        return self._rows.get(name, NOBODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Where everything of a week stands in the engine's arrays.

    Parameters
    ----------
    visits, clients, carers, duties, places, modes
        Units, groups, carers, duties (one a shift), places and modes in order of row.
    first_task : shape (U + 1,)
        First task of each unit; part p of visit v is task ``first_task[v] + p``.
    """

    visits: Register[VisitId]
    clients: Register[ClientId]
    carers: Register[CarerId]
    duties: Register[ShiftId]
    places: Register[PlaceId]
    modes: Register[Mode]
    first_task: Ints

    def tasks_of(self, visit: VisitId) -> range:
        """Rows of the parts of a visit."""
        unit = self.visits.row(visit)
        return range(int(self.first_task[unit]), int(self.first_task[unit + 1]))

    def task_units(self) -> Ints:
        """Unit of each task, shape (T,)."""
        return np.repeat(
            np.arange(len(self.visits), dtype=np.int32), np.diff(self.first_task)
        ).astype(np.int32)


def rows_of(week: Week) -> Rows:
    """Rows of everything in ``week``: in the order given, duties by carer and start.

    Only places where visits or shifts begin or end are kept.
    """
    shifts = [shift for carer in week.carers for shift in week.shifts_of[carer.id]]
    used = {place for visit in week.visits for place in (visit.place, visit.place_end)}
    used |= {place for shift in shifts for place in (shift.start_place, shift.end_place)}
    modes = {mode_of(week, shift) for shift in shifts}
    parts = np.array([visit.carers for visit in week.visits], dtype=np.int32)
    return Rows(
        visits=Register(visit.id for visit in week.visits),
        clients=Register(client.id for client in week.clients),
        carers=Register(carer.id for carer in week.carers),
        duties=Register(shift.id for shift in shifts),
        places=Register(place.id for place in week.places if place.id in used),
        modes=Register(mode for mode in Mode if mode in modes),
        first_task=np.concatenate(([0], np.cumsum(parts))).astype(np.int32),
    )


def mode_of(week: Week, shift: Shift) -> Mode:
    """How the carer travels on a shift."""
    return week.carer[shift.carer].modes[0] if shift.mode is None else shift.mode


def ints(values: Iterable[int] | npt.NDArray[np.generic]) -> Ints:
    """Contiguous int32 array."""
    given = values if isinstance(values, np.ndarray) else list(values)
    return np.ascontiguousarray(given, dtype=np.int32)


def longs(values: Iterable[int] | npt.NDArray[np.generic]) -> Longs:
    """Contiguous int64 array."""
    given = values if isinstance(values, np.ndarray) else list(values)
    return np.ascontiguousarray(given, dtype=np.int64)
