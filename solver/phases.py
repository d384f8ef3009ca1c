"""The phases of a search, in their order: each spends a share of what there is to spend."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from solver.fit_in import energy_of_leaving_out, missed
from solver.params import HALF, LOW_SHARE, UPHILL_TRIES, falling, step_uphill
from solver.polish import best_starts
from solver.run import Run

QUENCH_SLICES, MELT_STEPS, MELTED_FOR = 12, 16, 2
CHOICE = 2
"""Beginnings to choose the best of, at least."""
DEAR = 5
"""What costs more than so many usual steps uphill to leave out has to be brought in."""
UNHURRIED = 1e9
POLISH_SECONDS_A_TASK = 0.0008
"""What choosing the best starts takes at most, on the machines it was measured on."""


def quench(run: Run) -> None:
    """Cool quickly: a good answer early, and one whose neighbourhood says how to go on."""
    look_around(run)
    top = run.params.quench * run.usual
    _cool(run, falling(top, run.params.quenched * top, QUENCH_SLICES), run.params.quench_share)


def look_around(run: Run) -> None:
    """Take down what a step uphill usually costs where the search is."""
    run.usual = step_uphill(run.search.uphill(UPHILL_TRIES), HALF)


def begin_anew(run: Run) -> None:
    """Cool from hot several times, quickly: the best of them is where the rest goes on.

    One slow cooling ends in the valley that is widest, which need not hold the best answer;
    which of many a quick one ends in is chance. As many as there is time for, and none where
    that is but one: nothing is chosen then. None either where something has to come in: the
    way there is hot enough.
    """
    params = run.params
    if run.stopped or len(has_to_come_in(run)) > 0:
        return
    units = max(1, len(run.problem.unit_group))
    steps_a_unit = params.anew_share * run.steps() / units
    times = min(params.anew_most, int(steps_a_unit / params.anew_steps))
    if times < CHOICE:
        return
    heat = falling(params.anew * run.usual, params.anew_end * run.usual, QUENCH_SLICES)
    for _ in range(times):
        _cool(run, heat, params.anew_share / times, meeting=False)


def melt(run: Run, from_warm: bool) -> float:
    """Warm the best answer until its energy has risen; the temperature that takes.

    What is made must have become dearer, and warming must not bring in any more of what
    is left out.
    """
    if run.stopped:
        return 1.0
    params, search = run.params, run.search
    search.return_to_best()
    run.low = _cheap_step(run)
    if params.begin is not None:
        return params.begin * run.low
    rise = params.melt_rise_warm if from_warm else params.melt_rise
    wanted, least = (1 + rise) * search.energy_of_made, search.energy
    heat, melted = params.melt_from * run.low, 0
    for _ in range(MELT_STEPS):
        run.spend(params.melt_share / MELT_STEPS, (heat, heat))
        dearer = search.energy_of_made >= wanted and search.energy >= least
        melted = melted + 1 if dearer else 0
        if run.has_ended() or melted == MELTED_FOR:
            break
        least = min(least, search.energy)
        heat *= params.melt_by
    heat /= params.melt_by ** max(0, melted - 1)
    run.crowded = not from_warm and len(has_to_come_in(run)) > 0
    return max(heat, params.crowded * run.usual) if run.crowded else heat


def _cheap_step(run: Run) -> float:
    """Than which one step in ten is cheaper, of those uphill or of those that leave out a unit."""
    leaving_out = energy_of_leaving_out(run.problem)
    costly = leaving_out[leaving_out > 0]
    cheap = step_uphill(run.search.uphill(UPHILL_TRIES), LOW_SHARE)
    return min(cheap, float(np.quantile(costly, LOW_SHARE))) if len(costly) else cheap


def has_to_come_in(run: Run) -> npt.NDArray[np.intp]:
    """Units nobody makes that cost far more to leave out than any usual step."""
    return missed(run.problem, run.search.duty, DEAR * run.usual)


def anneal(run: Run, top: float) -> float:
    """Cool slowly from ``top``, in slices after which threads may meet; to what temperature.

    Where something that has to come in is left out, that is only down to where people have
    made way for each other, and ``settle`` has the rest of the time.
    """
    params, share = run.params, 1 - run.params.last_share - run.spent
    if not run.crowded:
        end = min(top, params.cold * run.low)
        _cool(run, falling(top, end, params.slices), share)
        return end
    knee = params.knee * top
    _cool(run, falling(top, knee, _slow(run)), params.knee_share * share)
    return knee


def settle(run: Run, knee: float) -> None:
    """Where something had to come in, cool quickly from where people have made way for it."""
    if not run.crowded:
        return
    end = min(knee, run.params.cold_crowded * run.low)
    heat = falling(knee, end, run.params.slices - _slow(run))
    _cool(run, heat, 1 - run.params.last_share - run.spent)


def finish(run: Run) -> None:
    """From the best answer met, only what is no worse tier by tier; then the best starts."""
    if run.stopped:
        return
    run.search.return_to_best()
    reserved = _seconds_to_polish(run)
    run.spend(1 - run.spent, None, reserved=reserved)
    if reserved > 0 and not run.has_ended():
        _polish(run, reserved)


def _slow(run: Run) -> int:
    return round(run.params.knee_share * run.params.slices)


def _cool(run: Run, heat: Sequence[float], share: float, *, meeting: bool = True) -> None:
    """Through all the temperatures of ``heat``, each slice from one to the next."""
    slices = len(heat) - 1
    for index, (hot, cold) in enumerate(pairwise(heat)):
        if run.stopped:
            return
        meet = meeting and index % 3 == 2 and index >= run.params.apart * slices
        run.spend(share / slices, (hot, cold), meet=meet)


def _polish(run: Run, seconds: float) -> None:
    def clock() -> float:
        # No time passes in a search by iterations, and none is left once it is cancelled.
        if run.search.cancelled:
            return math.inf
        return 0.0 if run.budget.seconds is None else run.budget.clock()

    found = best_starts(run.problem, run.best(), seconds=seconds, clock=clock)
    if found.cost < run.search.cost:
        run.polished = found
        run.look()


def _seconds_to_polish(run: Run) -> float:
    """Seconds that choosing the best starts may take; 0 where it would take too many.

    A search by iterations must not depend on how fast the machine is: it has all the time
    the linear programmes need, which ``solver.polish`` bounds by their nodes.
    """
    if not run.params.polish_share:
        return 0.0
    needed = POLISH_SECONDS_A_TASK * len(run.problem.task_place)
    if run.budget.seconds is None:
        return UNHURRIED
    return needed if needed <= run.params.polish_share * run.budget.seconds else 0.0
