"""Composition root: builds the search, anneals in slices, ends strictly, returns the best."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from solver import _core
from solver.check import check_problem
from solver.model import Problem, Solution
from solver.params import UPHILL_TRIES, Params, heats
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

Watch = Callable[[Progress], bool | None]


class AuditError(RuntimeError):
    """What the core keeps up to date is not what it is when computed anew: a defect of the core."""


def solve(  # noqa: PLR0913 -- seven say what to search for, the last how far to trust it
    problem: Problem,
    budget: Budget,
    *,
    seed: int = 1,
    threads: int = 2,
    params: Params | None = None,
    watch: Watch | None = None,
    warm: Solution | None = None,
    audit: bool = False,
) -> Result:
    """Search for the answer of least cost, tier by tier.

    Parameters
    ----------
    budget
        Seconds or iterations to spend.
    watch
        Called after the first answer and after each slice; ``False`` stops the search.
    warm
        An answer to start from. Units that do not fit it are brought in anew.
    audit
        After the first answer and after each slice, every thread's answer is computed anew
        and must equal what the moves left behind. Costs little; for tests and for doubts.

    Returns
    -------
    result
        The best answer met. Every answer the engine holds is legal: what does not fit is
        left out.

    Raises
    ------
    ProblemError
        If the arrays of ``problem`` do not fit together.
    AuditError
        If ``audit`` is asked for and some figure differs.
    """
    check_problem(problem)
    search = _core.Search(problem.arrays(), problem.scalars(), seed, threads)
    run = _Run(problem, search, budget, params or Params(), watch, audit)
    run.begin(warm)
    run.anneal(warm is not None)
    run.finish()
    return run.result(seed, threads)


class _Run:
    """One search under way."""

    def __init__(
        self,
        problem: Problem,
        search: _core.Search,
        budget: Budget,
        params: Params,
        watch: Watch | None,
        audit: bool,
    ) -> None:
        self.problem = problem
        self.search = search
        self.budget = budget
        self.params = params
        self.watch = watch
        self.audit = audit
        self.began = budget.clock()
        self.first_legal_s: float | None = None
        self.curve: list[Progress] = []
        self.stopped = False

    def begin(self, warm: Solution | None) -> None:
        """First answer: the warm one completed, or built from nothing."""
        if warm is not None:
            self.search.load(
                np.ascontiguousarray(warm.duty, dtype=np.int32),
                np.ascontiguousarray(warm.release, dtype=np.int64),
            )
        self.search.construct()
        self._look()

    def anneal(self, from_warm: bool) -> None:
        """Slices of falling temperature; threads meet after each."""
        slices = self.params.slices
        heat = heats(self.params, self.search.uphill(UPHILL_TRIES), from_warm)
        for index in range(slices):
            if self.stopped:
                return
            hot, cold = heat.at(index / slices), heat.at((index + 1) / slices)
            iterations, seconds = self._slice(index)
            self._advance(iterations, seconds, (hot, cold), index % 3 == 2)
            self._look()

    def finish(self) -> None:
        """From the best answer met, only what is no worse tier by tier."""
        if self.stopped:
            return
        self.search.return_to_best()
        iterations, seconds = self._rest()
        self._advance(iterations, seconds, None, False)
        self._look()

    def result(self, seed: int, threads: int) -> Result:
        """What was found."""
        search, seconds = self.search, self._elapsed()
        solution = Solution(
            duty=search.duty, release=search.start, start=search.start, cost=search.cost
        )
        return Result(
            solution=solution,
            seconds=seconds,
            first_legal_s=seconds if self.first_legal_s is None else self.first_legal_s,
            iterations=search.iterations,
            seed=seed,
            threads=threads,
            curve=tuple(self.curve),
            moves=tuple((name, *counts) for name, counts in zip(MOVES, search.counts, strict=True)),
            build=_core.BUILD,
        )

    def _advance(
        self, iterations: int, seconds: float, heat: tuple[float, float] | None, exchange: bool
    ) -> None:
        """One slice; without ``heat`` only what is no worse tier by tier is accepted."""
        hot, cold = heat or (1.0, 1.0)
        params = self.params
        every = params.rebuild_every_left_out if self.curve[-1].left_out else params.rebuild_every
        self.search.advance(iterations, seconds, hot, cold, heat is None, exchange, every)

    def _elapsed(self) -> float:
        return self.budget.clock() - self.began

    def _slice(self, index: int) -> tuple[int, float]:
        """Iterations and seconds of one slice; unspent time is shared by those to come."""
        share = (1 - self.params.last_share) / self.params.slices
        if self.budget.iterations is not None:
            return max(1, int(self.budget.iterations * share)), 0.0
        assert self.budget.seconds is not None
        left = self.budget.seconds * (1 - self.params.last_share) - self._elapsed()
        return UNLIMITED, max(0.001, left / (self.params.slices - index))

    def _rest(self) -> tuple[int, float]:
        if self.budget.iterations is not None:
            return max(1, int(self.budget.iterations * self.params.last_share)), 0.0
        assert self.budget.seconds is not None
        return UNLIMITED, max(0.001, self.budget.seconds - self._elapsed())

    def _look(self) -> None:
        if self.audit:
            self._demand_no_drift()
        progress = Progress(
            elapsed=self._elapsed(),
            cost=self.search.cost,
            left_out=left_out(self.problem, self.search.duty),
            faces=mean_faces(self.problem, self.search.duty),
            iterations=self.search.iterations,
        )
        self.curve.append(progress)
        if self.first_legal_s is None and self.search.breaks_missing == 0:
            self.first_legal_s = progress.elapsed
        if self.search.cancelled or (self.watch is not None and self.watch(progress) is False):
            self.stopped = True

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
