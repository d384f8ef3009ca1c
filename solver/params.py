"""How the search spends its time.

Temperatures are given as shares of what steps cost in the problem at hand, so that one
setting serves a week of care in points, a published day in seconds and anything between.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

UPHILL_TRIES = 20_000
LOW_SHARE = 0.1
"""A cheap step uphill: one in ten costs less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Settings of one search.

    Parameters
    ----------
    hot, knee, cold
        Temperatures of annealing: at its start, after ``knee_share`` of it, and at its end.
        ``hot`` is a multiple of the median step uphill at the first answer; ``knee`` and
        ``cold`` of a cheap one. The long slow part is where teams of carers are settled;
        the short fast one after it settles times and roads.
    knee_share
        Share of annealing spent between ``hot`` and ``knee``.
    warm
        Temperature at the start when the search begins from a given answer, as ``knee``.
    slices
        Into how many slices annealing is cut; threads meet after each.
    rebuild_every, rebuild_every_left_out
        One step in so many rebuilds a neighbourhood: while everything is placed, and while
        something is left out. A rebuild takes as long as some hundreds of steps.
    last_share
        Share of the time for the last phase, which only accepts what is no worse tier by tier.
    """

    hot: float = 1.2
    knee: float = 2.0
    knee_share: float = 0.65
    cold: float = 0.08
    warm: float = 4.0
    slices: int = 60
    rebuild_every: int = 1500
    rebuild_every_left_out: int = 500
    last_share: float = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Heats:
    """Temperatures of one search, in energy (points weighted by ``Problem.guide``)."""

    top: float
    knee: float
    cold: float
    knee_share: float

    def at(self, part: float) -> float:
        """Temperature after ``part`` (0 to 1) of the annealing.

        Falls geometrically from ``top`` to the knee, then to ``cold``. Where it begins at
        or below the knee there is one part only.
        """
        knee = self.knee if self.top > self.knee else self.top
        share = self.knee_share if self.top > self.knee else 0.0
        if part < share:
            return self.top * float((knee / self.top) ** (part / share))
        return knee * float((self.cold / knee) ** ((part - share) / (1 - share)))


def heats(params: Params, uphill: npt.NDArray[np.int64], from_warm: bool) -> Heats:
    """Temperatures for a problem in which steps uphill cost ``uphill``.

    Parameters
    ----------
    uphill : shape (n,), energy
        What trial moves from the first answer would add; none is kept. Where there are
        none, any temperature will do.
    """
    middle, low = (
        (float(np.quantile(uphill, share)) for share in (0.5, LOW_SHARE))
        if len(uphill)
        else (1.0, 1.0)
    )
    low = max(1.0, low)
    knee = params.knee * low
    top = params.warm * low if from_warm else max(params.hot * middle, knee)
    return Heats(top=top, knee=knee, cold=params.cold * low, knee_share=params.knee_share)
