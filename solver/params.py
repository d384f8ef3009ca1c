"""How the search spends its time; tuned on the sample week (two cores, November 2026)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Settings of one search.

    Parameters
    ----------
    hot, knee, cold
        Temperatures of annealing, in energy (points weighted by ``Problem.guide``): at its
        start, after ``knee_share`` of it, and at its end. The long slow part is where teams
        of carers are settled; the short fast one after it settles times and roads.
    knee_share
        Share of annealing spent between ``hot`` and ``knee``.
    warm
        Temperature at the start when the search begins from a given answer.
    slices
        Into how many slices annealing is cut; threads meet after each.
    rebuild_every, rebuild_every_left_out
        One step in so many rebuilds a neighbourhood: while everything is placed, and while
        something is left out. A rebuild takes as long as some hundreds of steps.
    last_share
        Share of the time for the last phase, which only accepts what is no worse tier by tier.
    """

    hot: float = 300_000.0
    knee: float = 20_000.0
    knee_share: float = 0.75
    cold: float = 1_500.0
    warm: float = 30_000.0
    slices: int = 60
    rebuild_every: int = 1500
    rebuild_every_left_out: int = 500
    last_share: float = 0.06

    def heat(self, part: float, top: float) -> float:
        """Temperature after ``part`` (0 to 1) of an annealing that begins at ``top``.

        Falls geometrically from ``top`` to the knee, then to ``cold``. At or below the knee
        there is one part only.
        """
        knee = self.knee if top > self.knee else top
        share = self.knee_share if top > self.knee else 0.0
        if part < share:
            return top * float((knee / top) ** (part / share))
        return knee * float((self.cold / knee) ** ((part - share) / (1 - share)))
