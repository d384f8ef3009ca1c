"""Plan one week: formulate, search, interpret."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.metadata import version

from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, formulate, solution_of
from scheduler.interpret import interpret
from solver.model import Solution
from solver.params import Params
from solver.result import Progress
from solver.solve import Keep, Watch, solve
from solver.stop import Budget, Halt


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A planned week and how it came about.

    Parameters
    ----------
    rota
        Assignments by start and visit; a break for each carer and day due one.
    cost : length of ``Tier``, points
        By tier, as docs/OBJECTIVE.md counts them.
    seconds, first_legal_s
        Time of the search, and until it first held a whole legal rota, seconds.
    iterations, seed, threads
        With the version, enough to repeat a search that was limited by iterations.
    curve
        Progress of the search, oldest first; costs as in ``cost``.
    version
        Of this project and of the compiled core.
    """

    rota: Rota
    cost: tuple[int, ...]
    seconds: float
    first_legal_s: float
    iterations: int
    seed: int
    threads: int
    curve: tuple[Progress, ...]
    version: str


def plan_week(
    week: Week,
    *,
    seconds: float | None = 60.0,
    iterations: int | None = None,
    seed: int = 1,
    threads: int = 2,
    watch: Watch | None = None,
    halt: Halt | None = None,
) -> Planned:
    """Best rota found for a week within a limit.

    Parameters
    ----------
    seconds, iterations
        Limit of the search; ``iterations``, where given, is used alone and repeats exactly
        for the same week, seed and number of threads.
    watch
        Shown the search's progress; ``False`` ends it.
    halt
        Ends it from another thread, with the best rota so far.

    Raises
    ------
    InputError
        As ``formulate``.
    """
    return plan_formulated(
        formulate(week),
        budget_of(seconds, iterations),
        seed=seed,
        threads=threads,
        watch=watch,
        halt=halt,
    )


def plan_from(
    week: Week,
    rota: Rota,
    budget: Budget,
    *,
    seed: int = 1,
    threads: int = 2,
    watch: Watch | None = None,
    halt: Halt | None = None,
) -> Planned:
    """As ``plan_week``, from a rota that is there already; what it breaks is planned anew."""
    formulation = formulate(week)
    warm = solution_of(formulation, rota)
    return plan_formulated(
        formulation, budget, seed=seed, threads=threads, watch=watch, halt=halt, warm=warm
    )


def plan_formulated(  # noqa: PLR0913 -- as ``solve``
    formulation: Formulation,
    budget: Budget,
    *,
    seed: int = 1,
    threads: int = 2,
    watch: Watch | None = None,
    keep: Keep | None = None,
    halt: Halt | None = None,
    warm: Solution | None = None,
    params: Params | None = None,
) -> Planned:
    """As ``plan_week``, for a week that is already formulated.

    Parameters
    ----------
    keep
        Given every better answer, in the rows of ``formulation``, as soon as it is seen.
    """

    def show(progress: Progress) -> bool | None:
        return None if watch is None else watch(_whole(formulation, progress))

    result = solve(
        formulation.problem,
        budget,
        seed=seed,
        threads=threads,
        params=params,
        watch=show,
        keep=keep,
        halt=halt,
        warm=warm,
    )
    return Planned(
        rota=interpret(formulation, result.solution),
        cost=_with_unavoidable(formulation, result.solution.cost),
        seconds=result.seconds,
        first_legal_s=result.first_legal_s,
        iterations=result.iterations,
        seed=result.seed,
        threads=result.threads,
        curve=tuple(_whole(formulation, progress) for progress in result.curve),
        version=f"carerota {version('carerota')}, core {result.build}",
    )


def budget_of(seconds: float | None, iterations: int | None) -> Budget:
    """Limit of a search: iterations where given, else seconds."""
    return Budget(seconds=None if iterations is not None else seconds, iterations=iterations)


def _whole(formulation: Formulation, progress: Progress) -> Progress:
    return replace(progress, cost=_with_unavoidable(formulation, progress.cost))


def _with_unavoidable(formulation: Formulation, cost: tuple[int, ...]) -> tuple[int, ...]:
    """Cost by tier with the points that no rota of the week avoids."""
    return tuple(a + b for a, b in zip(cost, formulation.unavoidable, strict=True))
