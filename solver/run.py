"""One search under way: its phases, what each may spend, and what is seen of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from solver import _core
from solver.model import Problem, Solution
from solver.params import HALF, LOW_SHARE, UPHILL_TRIES, Params, falling, step_uphill
from solver.polish import best_starts
from solver.result import Progress, Result
from solver.stop import Budget

MOVES = (
    "shift time",
    "relocate",
    "swap",
    "exchange tails",
    "exchange segments",
    "exchange across the week",
    "insert",
    "eject",
    "hand over",
    "leave out",
    "go back",
    "rebuild",
)
UNLIMITED = 2**62
QUENCH_SLICES, MELT_STEPS, MELTED_FOR = 12, 16, 2
DEAR = 100
"""What costs more than so many times the temperature to leave out is brought in at any price."""
UNHURRIED = 1e9
POLISH_SECONDS_A_TASK = 0.0008
"""What choosing the best starts takes at most, on the machines it was measured on."""

Watch = Callable[[Progress], bool | None]
Keep = Callable[[Solution], None]


class AuditError(RuntimeError):
    """What the core keeps up to date is not what it is when computed anew: a defect of the core."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Who looks on: shown how far it is, and given every better answer to keep."""

    watch: Watch | None = None
    keep: Keep | None = None


class Run:
    """One search: a first answer, then phases that each spend a share of the budget."""

    def __init__(
        self,
        problem: Problem,
        search: _core.Search,
        budget: Budget,
        params: Params,
        shown: Shown,
        audit: bool,
    ) -> None:
        self.problem = problem
        self.search = search
        self.budget = budget
        self.params = params
        self.shown = shown
        self.audit = audit
        self.began = budget.clock()
        self.first_legal_s: float | None = None
        self.curve: list[Progress] = []
        self.stopped = False
        self.spent = 0.0
        self.low = self.usual = 1.0
        self.crowded = False
        self.polished: Solution | None = None
        self.kept: tuple[int, ...] | None = None

    def begin(self, warm: Solution | None) -> None:
        """First answer: the warm one completed, or built from nothing."""
        if warm is not None:
            self.search.load(
                np.ascontiguousarray(warm.duty, dtype=np.int32),
                np.ascontiguousarray(warm.release, dtype=np.int64),
            )
        self.search.construct()
        self._look()

    def quench(self) -> None:
        """Cool quickly: a good answer early, and one whose neighbourhood says how to go on."""
        self.usual = step_uphill(self.search.uphill(UPHILL_TRIES), HALF)
        top = self.params.quench * self.usual
        heat = falling(top, self.params.quenched * top, QUENCH_SLICES)
        self._cool(heat, self.params.quench_share)

    def melt(self, from_warm: bool) -> float:
        """Warm the best answer until its energy has risen; the temperature that takes.

        What is made must have become dearer, and warming must not bring in any more of what
        is left out.
        """
        if self.stopped:
            return 1.0
        params, search = self.params, self.search
        search.return_to_best()
        self.low = step_uphill(search.uphill(UPHILL_TRIES), LOW_SHARE)
        if params.begin is not None:
            return params.begin * self.low
        rise = params.melt_rise_warm if from_warm else params.melt_rise
        wanted, least = (1 + rise) * search.energy_of_made, search.energy
        heat, melted = params.melt_from * self.low, 0
        for _ in range(MELT_STEPS):
            self._spend(params.melt_share / MELT_STEPS, (heat, heat), False)
            self._look()
            dearer = search.energy_of_made >= wanted and search.energy >= least
            melted = melted + 1 if dearer else 0
            if self._has_ended() or melted == MELTED_FOR:
                break
            least = min(least, search.energy)
            heat *= params.melt_by
        heat /= params.melt_by ** max(0, melted - 1)
        self.crowded = not from_warm and self._misses_dear(heat)
        return max(heat, params.crowded * self.usual) if self.crowded else heat

    def _misses_dear(self, heat: float) -> bool:
        """Whether something is left out that no heat near ``heat`` would ever leave out."""
        problem, duty = self.problem, self.search.duty
        missed = duty[problem.unit_offset[:-1]] < 0
        weight = problem.guide[problem.unit_left_out_tier[missed]].astype(np.float64)
        dearest = float((problem.unit_left_out[missed] * weight).max(initial=0.0))
        return dearest > DEAR * heat

    def anneal(self, top: float) -> None:
        """Cool slowly from ``top``, in slices after which threads may meet."""
        params, share = self.params, 1 - self.params.last_share - self.spent
        if not self.crowded:
            end = min(top, params.cold * self.low)
            self._cool(falling(top, end, params.slices), share)
            return
        knee = params.knee * top
        slow = round(params.knee_share * params.slices)
        end = min(knee, params.cold_crowded * self.low)
        fast = falling(knee, end, params.slices - slow)
        self._cool([*falling(top, knee, slow), *fast[1:]], share)

    def finish(self) -> None:
        """From the best answer met, only what is no worse tier by tier; then the best starts."""
        if self.stopped:
            return
        self.search.return_to_best()
        reserved = self._seconds_to_polish()
        self._spend(1 - self.spent, None, False, reserved)
        self._look()
        if reserved > 0 and not self.stopped:
            self._polish(reserved)

    def _polish(self, seconds: float) -> None:
        found = best_starts(self.problem, self._best(), seconds=seconds, clock=self._polish_clock)
        if found.cost < self.search.cost:
            self.polished = found
            self._look()

    def _polish_clock(self) -> float:
        """Time while starts are chosen: none passes in a search by iterations, and none is
        left once it is cancelled.
        """
        if self.search.cancelled:
            return math.inf
        return 0.0 if self.budget.seconds is None else self.budget.clock()

    def _seconds_to_polish(self) -> float:
        """Seconds that choosing the best starts may take; 0 where it would take too many.

        A search by iterations must not depend on how fast the machine is: it has all the time
        the linear programmes need, which ``solver.polish`` bounds by their nodes.
        """
        if not self.params.polish_share:
            return 0.0
        needed = POLISH_SECONDS_A_TASK * len(self.problem.task_place)
        if self.budget.seconds is None:
            return UNHURRIED
        return needed if needed <= self.params.polish_share * self.budget.seconds else 0.0

    def _cool(self, heat: Sequence[float], share: float) -> None:
        """Through all the temperatures of ``heat``, each slice from one to the next."""
        slices = len(heat) - 1
        for index, (hot, cold) in enumerate(pairwise(heat)):
            if self.stopped:
                return
            meet = index % 3 == 2 and index >= self.params.apart * slices
            self._spend(share / slices, (hot, cold), meet)
            self._look()

    def _spend(
        self,
        share: float,
        heat: tuple[float, float] | None,
        exchange: bool,
        reserved: float = 0.0,
    ) -> None:
        """Search for a share of the budget, less seconds reserved; without ``heat`` strictly.

        What one phase leaves of its share the others have.
        """
        self.spent += share
        iterations, seconds = UNLIMITED, 0.0
        if self.budget.iterations is not None:
            iterations = max(1, int(self.budget.iterations * share))
        else:
            assert self.budget.seconds is not None
            until = self.budget.seconds * min(1.0, self.spent) - reserved
            seconds = max(0.001, until - self._elapsed())
        hot, cold = heat or (1.0, 1.0)
        params = self.params
        every = params.rebuild_every_left_out if self.curve[-1].left_out else params.rebuild_every
        self.search.advance(iterations, seconds, hot, cold, heat is None, exchange, every)

    def result(self, seed: int, threads: int) -> Result:
        """What was found."""
        search, seconds = self.search, self._elapsed()
        return Result(
            solution=self._best(),
            seconds=seconds,
            first_legal_s=seconds if self.first_legal_s is None else self.first_legal_s,
            iterations=search.iterations,
            seed=seed,
            threads=threads,
            curve=tuple(self.curve),
            moves=tuple((name, *counts) for name, counts in zip(MOVES, search.counts, strict=True)),
            build=_core.BUILD,
        )

    def _best(self) -> Solution:
        if self.polished is not None:
            return self.polished
        search = self.search
        return Solution(
            duty=search.duty, release=search.start, start=search.start, cost=search.cost
        )

    def _has_ended(self) -> bool:
        return self.stopped

    def _elapsed(self) -> float:
        return self.budget.clock() - self.began

    def _look(self) -> None:
        if self.audit:
            self._demand_no_drift()
        progress = Progress(
            elapsed=self._elapsed(),
            cost=self.search.cost if self.polished is None else self.polished.cost,
            left_out=left_out(self.problem, self.search.duty),
            faces=mean_faces(self.problem, self.search.duty),
            iterations=self.search.iterations,
        )
        self.curve.append(progress)
        if self.first_legal_s is None and self.search.breaks_missing == 0:
            self.first_legal_s = progress.elapsed
        self._keep(progress.cost)
        watch = self.shown.watch
        if self.search.cancelled or (watch is not None and watch(progress) is False):
            self.stopped = True

    def _keep(self, cost: tuple[int, ...]) -> None:
        """Hand over an answer better than the last one handed over."""
        if self.shown.keep is not None and (self.kept is None or cost < self.kept):
            self.kept = cost
            self.shown.keep(self._best())

    def _demand_no_drift(self) -> None:
        if found := self.search.drift():
            raise AuditError(
                f"After {self.search.iterations} iterations '{found}' differs when computed anew.\n"
                "Maybe a move or a term changes something its undo() does not restore: "
                "repeat with the same seed and shorter slices."
            )


def left_out(problem: Problem, duty: np.ndarray[tuple[int], np.dtype[np.int32]]) -> int:
    """Number of units nobody makes."""
    return int(np.count_nonzero(duty[problem.unit_offset[:-1]] < 0))


def mean_faces(problem: Problem, duty: np.ndarray[tuple[int], np.dtype[np.int32]]) -> float:
    """Mean distinct carers over the groups that anybody visits; 0 where there is none."""
    unit_of_task = np.repeat(np.arange(len(problem.unit_group)), np.diff(problem.unit_offset))
    group = problem.unit_group[unit_of_task]
    made = (duty >= 0) & (group >= 0)
    pairs = np.unique(np.stack([group[made], problem.duty_carer[duty[made]]]), axis=1)
    groups = len(np.unique(pairs[0]))
    return pairs.shape[1] / groups if groups else 0.0
