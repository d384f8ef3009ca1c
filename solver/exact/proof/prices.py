"""What a round is paid and charged while the best mix of rounds is sought (dual values).

All in fine points, whole numbers: so a bound made of them is exact whatever the rounding of
the linear programme they come from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.exact.proof.day import MUST, Day
from solver.model import Longs

FINE = 1024
"""Fine points in a point."""

Step = tuple[Longs, Longs]
"""Moments, ascending, and what is charged for a start before the first, from the first, ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A row of the master problem: the second task starts late enough after the first.

    Of the rounds chosen, those that start ``first`` at ``moment`` or later are no more than
    those that start ``second`` at ``moment + least`` or later. True of every rota in which
    the bound ``least`` holds, and of no mix of rounds that only keeps it on average.
    """

    first: int
    second: int
    least: int
    moment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """One price for each row of the master problem, 0 or more.

    Parameters
    ----------
    made : shape (T,)
        Paid for making a task.
    duty : shape (K,)
        Charged for a duty of each kind.
    late : shape (T,)
        Charged for a second of lateness, beside the day's own rate.
    hold
        For each ``Hold`` so far: charged for a start of its first task at its moment or
        later, paid for a start of its second late enough after it.
    """

    made: Longs
    duty: Longs
    late: Longs
    holds: tuple[Hold, ...]
    hold: Longs

    def steps(self, tasks: int) -> list[Step]:
        """What the start of each of ``tasks`` tasks is charged, by moment."""
        changes: list[dict[int, int]] = [{} for _ in range(tasks)]
        for row, price in zip(self.holds, self.hold, strict=True):
            if price:
                self._add(changes[row.first], row.moment, int(price))
                self._add(changes[row.second], row.moment + row.least, -int(price))
        return [_step(change) for change in changes]

    @staticmethod
    def _add(change: dict[int, int], moment: int, price: int) -> None:
        change[moment] = change.get(moment, 0) + price


def _step(change: dict[int, int]) -> Step:
    moments = sorted(change)
    charged = np.cumsum([0, *(change[moment] for moment in moments)])
    return np.array(moments, dtype=np.int64), charged.astype(np.int64)


def fine(values: Longs | np.ndarray[tuple[int], np.dtype[np.float64]]) -> Longs:
    """Points as fine points, rounded down."""
    return np.floor(np.asarray(values, dtype=np.float64) * FINE).astype(np.int64)


def bound_of(
    day: Day, prices: Prices, least: list[int], must: int, latest_of_all: int
) -> tuple[int, Longs]:
    """Fine points that no rota of the day can do without, whatever the prices are.

    Each row's price times what the row asks for, and what its rounds cost at least at these
    prices (Lagrangian relaxation).

    Parameters
    ----------
    least : length K, fine points
        Of each kind the cheapest round at these prices, before the charge for the duty.
    must : points
        Stand-in for ``MUST``.
    latest_of_all : seconds
        Most that any task may be late.

    Returns
    -------
    bound
        Fine points.
    idle : shape (K,), fine points
        Of each kind what its cheapest use costs, 0 or less.
    """
    idle = np.minimum(0, np.array(least, dtype=np.int64) + prices.duty)
    duties = np.array([len(kind.duties) for kind in day.kinds], dtype=np.int64)
    paid = int(prices.made.sum()) - int((duties * prices.duty).sum())
    greatest = min(0, (day.greatest * FINE - int(prices.late.sum())) * latest_of_all)
    left_out = np.where(day.left_out == MUST, must, day.left_out) * FINE
    np.subtract.at(left_out, day.unit, prices.made)
    for row, price in zip(prices.holds, prices.hold, strict=True):
        left_out[day.unit[row.second]] -= int(price)
    spared = int(np.minimum(0, left_out).sum())
    return paid + greatest + spared + int((duties * idle).sum()), idle
