"""Shares that carry their counts, and the summary of many values by nearest rank."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share beside the raw counts it comes from; of nothing there is no share."""

    numerator: int
    denominator: int

    @property
    def share(self) -> float | None:
        """Numerator by denominator; ``None`` where the denominator is 0."""
        return self.numerator / self.denominator if self.denominator else None


def pooled(shares: Iterable[Share]) -> Share:
    """Shares added up, numerators and denominators apart: 1/2 and 0/3 make 1/5."""
    numerator = denominator = 0
    for one in shares:
        numerator += one.numerator
        denominator += one.denominator
    return Share(numerator=numerator, denominator=denominator)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How values lie, by nearest rank; ``None`` where there are none.

    The worst is ``greatest`` where less is better, and ``least`` where more is.
    """

    count: int
    least: float | None
    p10: float | None
    median: float | None
    p90: float | None
    greatest: float | None


def nearest_rank(values: Collection[float], permille: int) -> float | None:
    """Value at the nearest rank: the least one with ``permille`` of all at or below it.

    Of 1, 2, 3, 4 the median (500) is 2: an observed value, never a mean of two.

    Parameters
    ----------
    permille
        Rank wanted, 1 to 1000.
    """
    if not values:
        return None
    rank = -(-permille * len(values) // 1000)
    return sorted(values)[rank - 1]


def spread(values: Collection[float | None]) -> Spread:
    """Spread of the values that are known."""
    known = [value for value in values if value is not None]
    return Spread(
        count=len(known),
        least=min(known, default=None),
        p10=nearest_rank(known, 100),
        median=nearest_rank(known, 500),
        p90=nearest_rank(known, 900),
        greatest=max(known, default=None),
    )
