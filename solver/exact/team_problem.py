"""The question "how few carers can look after one client?" in integers.

Every relaxation is optimistic, so that a bound on the answer holds for every real rota:
a visit may start anywhere in its window (chosen anew for each pair of visits compared),
nothing is spent on travel, and only the visits of this one client fill a carer's day.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from solver.model import Flags, Ints, Longs

CANNOT = -1
"""Duty day of a visit its carer cannot make."""

ANY_DAY = -2
"""Duty day of a visit its carer could make on more than one working day: no rule about
days, rest or span is applied to it."""

NO_LIMIT = 2**40
"""A limit that never binds."""


@dataclass(frozen=True, kw_only=True)
class TeamProblem:
    """Sizes: V visits, C carers, W windows of days.

    Parameters
    ----------
    earliest, latest : shape (V,), moments
        Bounds on the start.
    duration : shape (V,), seconds
        Time a carer stays; the shorter where two carers stay differently long.
    needed : shape (V,)
        Distinct carers each visit needs, at least 1.
    duty_day : shape (C, V)
        Working day on which the carer would make the visit, ``CANNOT`` or ``ANY_DAY``.
    windows : shape (W, 2)
        First and last day, both included, of each window in which work is limited.
    most_days, most_work : shape (C, W), days and seconds
        Most days worked and most work in each window.
    most_visits, span, rest : shape (C,)
        Most visits a day; seconds from first start to last end of a day; seconds from the
        last end of a day to the first start of a later one.
    """

    earliest: Longs
    latest: Longs
    duration: Longs
    needed: Ints
    duty_day: Ints
    windows: Ints
    most_days: Ints
    most_work: Longs
    most_visits: Longs
    span: Longs
    rest: Longs

    def __post_init__(self) -> None:
        visits, carers, windows = len(self.needed), len(self.rest), len(self.windows)
        wanted = {
            "earliest": (visits,),
            "latest": (visits,),
            "duration": (visits,),
            "duty_day": (carers, visits),
            "windows": (windows, 2),
            "most_days": (carers, windows),
            "most_work": (carers, windows),
            "most_visits": (carers,),
            "span": (carers,),
        }
        wrong = [name for name, shape in wanted.items() if getattr(self, name).shape != shape]
        if wrong:
            raise ValueError(f"Arrays of the wrong shape: {', '.join(wrong)}.")

    @cached_property
    def able(self) -> npt.NDArray[np.bool_]:
        """Shape (C, V): whether the carer can make the visit at all."""
        able: npt.NDArray[np.bool_] = self.duty_day != CANNOT
        return able

    @cached_property
    def alike(self) -> tuple[tuple[int, ...], ...]:
        """Carers who can stand in for each other in everything, together."""
        rows = np.column_stack(
            [self.duty_day, self.most_days, self.most_work, self.most_visits, self.span, self.rest]
        )
        found: dict[bytes, list[int]] = {}
        for carer, row in enumerate(rows.astype(np.int64)):
            found.setdefault(row.tobytes(), []).append(carer)
        return tuple(tuple(carers) for carers in found.values())

    def conflicts(self, carer: int) -> Flags:
        """Shape (V, V): 1 where the carer cannot make both visits, however they are timed.

        On one day: they must overlap, or span more than the limit. On two days: even the
        earliest end and the latest start leave too little rest between them.
        """
        day = self.duty_day[carer]
        dated = day >= 0
        first_end = self.earliest + self.duration
        # Row before column: what is left between the earliest end and the latest start.
        room = self.latest[None, :] - first_end[:, None]
        shortest_span = first_end[None, :] - self.latest[:, None]
        same_day = day[:, None] == day[None, :]
        later = day[:, None] < day[None, :]
        both_dated = dated[:, None] & dated[None, :]
        overlap = (room < 0) & (room.T < 0)
        wide = (shortest_span > self.span[carer]) & same_day & both_dated
        tired = (room < self.rest[carer]) & later & both_dated
        clash = overlap | wide | wide.T | tired | tired.T
        np.fill_diagonal(clash, val=False)
        cannot = ~self.able[carer]
        clash |= cannot[:, None] | cannot[None, :]
        found: Flags = clash.astype(np.uint8)
        return found

    @cached_property
    def clashes(self) -> tuple[Flags, ...]:
        """``conflicts`` of each carer; carers who are alike share one array."""
        shared: dict[int, Flags] = {}
        for carers in self.alike:
            table = self.conflicts(carers[0])
            shared.update(dict.fromkeys(carers, table))
        return tuple(shared[carer] for carer in range(len(self.rest)))
