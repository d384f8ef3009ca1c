"""One search under way: what it has spent, what is seen of it, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from solver import _core
from solver.model import Problem, Solution
from solver.params import Params
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
Keep = Callable[[Solution], None]


class AuditError(RuntimeError):
    """What the core keeps up to date is not what it is when computed anew: a defect of the core."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Who looks on: shown how far it is, and given every better answer to keep."""

    watch: Watch | None = None
    keep: Keep | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What a search may spend, how, and whether it is to be trusted; see ``solver.solve``."""

    budget: Budget
    seed: int
    threads: int
    params: Params
    audit: bool


class Run:
    """One search: a first answer, then what ``solver.phases`` spends the budget on."""

    def __init__(self, problem: Problem, effort: Effort, shown: Shown) -> None:
        self.problem = problem
        self.search = _core.Search(problem.arrays(), problem.scalars(), effort.seed, effort.threads)
        self.effort = effort
        self.budget, self.params = effort.budget, effort.params
        self.shown = shown
        self.began = self.budget.clock()
        self.first_legal_s: float | None = None
        self.curve: list[Progress] = []
        self.stopped = False
        self.spent = 0.0
        self.low = self.usual = 1.0
        self.crowded = False
        self.elsewhere = 0
        self.polished: Solution | None = None
        self.kept: tuple[int, ...] | None = None

    def begin(self, warm: Solution | None) -> None:
        """First answer: the warm one completed, or built from nothing."""
        if warm is not None:
            self._load(warm.duty, warm.release)
        self.search.construct()
        self.look()

    def _load(self, duty: npt.NDArray[np.int32], release: npt.NDArray[np.int64]) -> None:
        self.search.load(
            np.ascontiguousarray(duty, dtype=np.int32),
            np.ascontiguousarray(release, dtype=np.int64),
        )

    def take(self, answer: Solution) -> None:
        """Go on from an answer that was found elsewhere."""
        self._load(answer.duty, answer.start)
        self.search.loosen()
        self.look()

    def part(self, share: float) -> Budget:
        """A share of the budget, to be spent elsewhere."""
        iterations, seconds = self._slice(share)
        if self.budget.iterations is not None:
            return Budget(iterations=iterations, clock=self.budget.clock)
        return Budget(seconds=seconds, clock=self.budget.clock)

    def count(self, share: float, part: Budget, found: Result) -> None:
        """Take down what was spent elsewhere; what is left of the share the others have."""
        self.elsewhere += found.iterations
        if part.iterations is not None:
            used = found.iterations / (found.threads * part.iterations)
        else:
            assert part.seconds is not None
            used = found.seconds / part.seconds
        self.spent -= share * max(0.0, 1 - used)

    def steps(self) -> float:
        """How many steps of a thread the budget lets expect, at today's pace."""
        if self.budget.iterations is not None:
            return self.budget.iterations
        assert self.budget.seconds is not None
        pace = self.search.iterations / (self.effort.threads * max(1e-9, self._elapsed()))
        return pace * self.budget.seconds

    def is_wanted(self) -> bool:
        """Show again what was seen last, while time is spent elsewhere; whether to go on."""
        self._show(replace(self.curve[-1], elapsed=self._elapsed()))
        return not self.stopped

    def spend(
        self,
        share: float,
        heat: tuple[float, float] | None,
        *,
        meet: bool = False,
        reserved: float = 0.0,
    ) -> None:
        """Search for a share of the budget, less seconds reserved, and look at what came of it.

        Without ``heat`` only what is no worse tier by tier is accepted. What one phase leaves
        of its share the others have.
        """
        iterations, seconds = self._slice(share, reserved)
        hot, cold = heat or (1.0, 1.0)
        params = self.params
        every = params.rebuild_every_left_out if self.curve[-1].left_out else params.rebuild_every
        self.search.advance(iterations, seconds, hot, cold, heat is None, meet, every)
        self.look()

    def _slice(self, share: float, reserved: float = 0.0) -> tuple[int, float]:
        """Iterations and seconds, 0 for no limit, that a share of the budget is."""
        self.spent += share
        if self.budget.iterations is not None:
            return max(1, int(self.budget.iterations * share)), 0.0
        assert self.budget.seconds is not None
        until = self.budget.seconds * min(1.0, self.spent) - reserved
        return UNLIMITED, max(0.001, until - self._elapsed())

    def result(self) -> Result:
        """What was found."""
        search, seconds = self.search, self._elapsed()
        return Result(
            solution=self.best(),
            seconds=seconds,
            first_legal_s=seconds if self.first_legal_s is None else self.first_legal_s,
            iterations=search.iterations + self.elsewhere,
            seed=self.effort.seed,
            threads=self.effort.threads,
            curve=tuple(self.curve),
            moves=tuple((name, *counts) for name, counts in zip(MOVES, search.counts, strict=True)),
            build=_core.BUILD,
        )

    def best(self) -> Solution:
        """The best answer so far."""
        if self.polished is not None:
            return self.polished
        search = self.search
        return Solution(
            duty=search.duty, release=search.start, start=search.start, cost=search.cost
        )

    def has_ended(self) -> bool:
        """Whether somebody has stopped it."""
        return self.stopped

    def _elapsed(self) -> float:
        return self.budget.clock() - self.began

    def look(self) -> None:
        """Take down how far it is, keep a better answer, and show both."""
        if self.effort.audit:
            self._demand_no_drift()
        progress = Progress(
            elapsed=self._elapsed(),
            cost=self.search.cost if self.polished is None else self.polished.cost,
            left_out=left_out(self.problem, self.search.duty),
            faces=mean_faces(self.problem, self.search.duty),
            iterations=self.search.iterations + self.elsewhere,
        )
        self.curve.append(progress)
        if self.first_legal_s is None and self.search.breaks_missing == 0:
            self.first_legal_s = progress.elapsed
        self._keep(progress.cost)
        self._show(progress)

    def _show(self, progress: Progress) -> None:
        watch = self.shown.watch
        if self.search.cancelled or (watch is not None and watch(progress) is False):
            self.stopped = True

    def _keep(self, cost: tuple[int, ...]) -> None:
        """Hand over an answer better than the last one handed over."""
        if self.shown.keep is not None and (self.kept is None or cost < self.kept):
            self.kept = cost
            self.shown.keep(self.best())

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
