"""How the search spends its time; tuned on the sample week (two cores, November 2026)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Settings of one search.

    Parameters
    ----------
    hot, cold
        Temperatures at the start and the end of annealing, in energy (points weighted by
        ``Problem.guide``).
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

    hot: float = 400_000.0
    cold: float = 1_500.0
    warm: float = 30_000.0
    slices: int = 60
    rebuild_every: int = 1500
    rebuild_every_left_out: int = 500
    last_share: float = 0.06
