"""Composition root: checks the problem, builds the search, runs it, returns the best."""

from __future__ import annotations

from solver.check import check_problem
from solver.fit_in import Fitting, in_lots, narrowed
from solver.model import Problem, Solution
from solver.params import Params
from solver.phases import (
    anneal,
    begin_anew,
    finish,
    has_to_come_in,
    look_around,
    melt,
    quench,
    settle,
)
from solver.result import Result
from solver.run import MOVES, AuditError, Effort, Keep, Run, Shown, Watch, left_out, mean_faces
from solver.stop import Budget, Halt

FEWEST_STEPS_TO_FIT = 1000
"""Fewer bring in nothing."""

__all__ = ["MOVES", "AuditError", "Keep", "Watch", "left_out", "mean_faces", "solve"]


def solve(  # noqa: PLR0913 -- what to search for, who looks on, how far to trust it
    problem: Problem,
    budget: Budget,
    *,
    seed: int = 1,
    threads: int = 2,
    params: Params | None = None,
    watch: Watch | None = None,
    keep: Keep | None = None,
    halt: Halt | None = None,
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
    keep
        Given the best answer so far whenever ``watch`` would see a better one, before it does.
    halt
        Ends the search from another thread, in the middle of a slice.
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
    params, halt = params or Params(), halt or Halt()
    effort = Effort(budget=budget, seed=seed, threads=threads, params=params, audit=audit)
    run = Run(problem, effort, Shown(watch, keep))
    with halt.reaching(run.search.cancel):
        run.begin(warm)
        if warm is None:
            quench(run)
            begin_anew(run)
        elif params.fit_share_warm > 0:
            look_around(run)
            _make_fit(run, params.fit_share_warm, halt)
        heat = anneal(run, melt(run, warm is not None))
        if run.crowded:
            _make_fit(run, params.fit_share, halt)
        settle(run, heat)
        finish(run)
    return run.result()


def _make_fit(run: Run, share: float, halt: Halt) -> None:
    """Make what has to come in fit, with all wishes set aside; they are seen to afterwards."""
    lots = in_lots(run.problem, has_to_come_in(run))
    share = min(share, 1 - run.params.last_share - run.spent) / max(1, len(lots))
    if share * run.steps() < FEWEST_STEPS_TO_FIT:
        return
    for lot in lots:
        if run.has_ended():
            return
        before, part = run.best(), run.part(share)
        fitting = Fitting(run.problem, before, lot, run.is_wanted)
        found = solve(
            narrowed(run.problem, before, lot),
            part,
            seed=run.effort.seed,
            threads=run.effort.threads,
            params=run.params.to_make_fit(),
            watch=fitting.watch,
            keep=fitting.keep,
            halt=halt,
            warm=before,
            audit=run.effort.audit,
        )
        run.count(share, part, found)
        if fitting.helps:
            run.take(found.solution)
