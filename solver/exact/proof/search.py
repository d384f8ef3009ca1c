"""What all parts of one search for a proof have in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from solver.exact.effort import Effort
from solver.exact.proof.day import MUST, Day
from solver.model import Longs


@dataclass(frozen=True)
class Search:
    """The day, and what may be spent on it.

    Parameters
    ----------
    must : points
        Stand-in for ``MUST``: more than any rota looked for.
    """

    day: Day
    must: int
    effort: Effort

    @cached_property
    def firm(self) -> Longs:
        """Bounds on two starts that hold in every rota: both tasks are made."""
        must = self.day.left_out[self.day.unit] == MUST
        bounds = self.day.bounds
        firm: Longs = bounds[must[bounds[:, 0]] & must[bounds[:, 1]]]
        return firm
