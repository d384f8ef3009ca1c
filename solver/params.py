"""How the search spends its time.

Temperatures are found in the problem at hand, so that one setting serves a week of care in
points, a published day in seconds and anything between.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

UPHILL_TRIES = 20_000
LOW_SHARE, HALF = 0.1, 0.5
"""A cheap step uphill: one in ten costs less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Settings of one search.

    Parameters
    ----------
    quench_share
        Share of the time in which the first answer is improved at a quickly falling
        temperature: a good answer early, and a measure for what follows.
    quench, quenched
        Temperature at the start of quenching, as a multiple of the median step uphill; and at
        its end, as a share of that.
    anew_share, anew_steps, anew_most
        Share of the time for beginning anew; steps a unit that each beginning takes at least;
        and how many there are at most. Where there is time for one alone there is none.
    anew, anew_end
        Temperatures of a beginning at its start and end, as multiples of the median step uphill.
    melt_share
        Share of the time, at most, for finding where annealing should begin: the answer is
        warmed until its energy has risen by ``melt_rise``.
    melt_rise, melt_rise_warm
        Share of its energy that the quenched answer, or the answer given, gains at the
        temperature to begin at.
    melt_from, melt_by
        Where warming begins, as a multiple of a cheap step uphill, and its factor.
    crowded
        Where something is left out that must not be, annealing begins no cooler than this
        multiple of the median step uphill: others have to make way for it, at what they cost.
    knee, knee_share, cold_crowded
        Cooling then takes ``knee_share`` of its time down to the share ``knee`` of where it
        began, which is where people make way and teams settle; the rest falls quickly to
        ``cold_crowded``, a multiple of a cheap step uphill.
    fit_share, fit_share_warm, fit_rise
        What is still left out by then is made to fit with wishes set aside: the share of the
        time that may take; the same in a search from a given answer, before all else (usually
        none: it is to stay near that); and by how much of its energy an answer is melted for it.
    begin
        Temperature annealing begins at, as a multiple of a cheap step uphill, where it is not
        to be found by melting: for a search that must stay near the answer it was given.
    cold
        Temperature at the end, as a multiple of a cheap step uphill.
    slices, apart
        Into how many slices annealing is cut. After a share of them, ``apart``, threads take
        over the state of the one ahead after every third.
    rebuild_every, rebuild_every_left_out
        One step in so many rebuilds a neighbourhood: while everything is placed, and while
        something is left out. A rebuild takes as long as some hundreds of steps.
    last_share
        Share of the time for the last phase, which only accepts what is no worse tier by tier.
    polish_share
        Greatest share of the time that choosing the best starts may take; where it would take
        more it is left out. 0 leaves it out of searches by iterations too: for many short ones
        that ask only whether something fits.
    """

    quench_share: float = 0.08
    quench: float = 0.1
    quenched: float = 0.003
    anew_share: float = 0.3
    anew_steps: float = 15_000
    anew_most: int = 8
    anew: float = 1.0
    anew_end: float = 0.003
    melt_share: float = 0.08
    melt_rise: float = 0.1
    melt_rise_warm: float = 0.02
    melt_from: float = 0.1
    melt_by: float = 1.6
    crowded: float = 1.2
    knee: float = 1 / 15
    knee_share: float = 0.75
    cold_crowded: float = 0.1
    fit_share: float = 0.06
    fit_share_warm: float = 0.0
    fit_rise: float = 0.3
    begin: float | None = None
    cold: float = 0.07
    slices: int = 60
    apart: float = 0.0
    rebuild_every: int = 1500
    rebuild_every_left_out: int = 500
    last_share: float = 0.04
    polish_share: float = 0.06

    def to_make_fit(self) -> Params:
        """For a search in which nothing counts but what fits."""
        return replace(
            self,
            melt_rise_warm=self.fit_rise,
            fit_share_warm=0.0,
            begin=None,
            polish_share=0.0,
        )


def falling(top: float, end: float, slices: int) -> list[float]:
    """Temperatures from ``top`` to ``end``, ``slices`` + 1 of them, each the same share less."""
    return [top * (end / top) ** (at / slices) for at in range(slices + 1)]


def step_uphill(uphill: npt.NDArray[np.int64], share: float) -> float:
    """Energy of a step uphill than which ``share`` of all are cheaper; 1 where there is none.

    Parameters
    ----------
    uphill : shape (n,), energy
        What trial moves would add; none is kept.
    """
    return max(1.0, float(np.quantile(uphill, share))) if len(uphill) else 1.0
