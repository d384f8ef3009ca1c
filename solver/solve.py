"""Composition root: checks the problem, builds the search, runs it, returns the best."""

from __future__ import annotations

from solver import _core
from solver.check import check_problem
from solver.model import Problem, Solution
from solver.params import Params
from solver.result import Result
from solver.run import MOVES, AuditError, Keep, Run, Shown, Watch, left_out, mean_faces
from solver.stop import Budget, Halt

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
    search = _core.Search(problem.arrays(), problem.scalars(), seed, threads)
    run = Run(problem, search, budget, params or Params(), Shown(watch, keep), audit)
    with (halt or Halt()).reaching(search.cancel):
        run.begin(warm)
        if warm is None:
            run.quench()
        run.anneal(run.melt(warm is not None))
        run.finish()
    return run.result(seed, threads)
