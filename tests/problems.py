"""Random small problems and legal rotas of them, for proving one computation by another.

Every feature of ``solver.model.Problem`` occurs: double-ups, gap links, two modes, traffic
steps, two duties a day, night work, tight limits, continuity and time groups, a rota in
force, tasks without a place, second windows, units one carer may make alone, duties due
before they end. Figures are small and uneven, so that every term and rule matters often.
"""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from solver.model import Ints, Longs, Problem
from solver.score import faults, starts
from tests import problem_parts as parts
from tests.problem_arrays import problem_of


def a_random_problem(
    seed: int, *, carers: int = 3, days: int = 2, units: int = 8, groups: int = 4
) -> Problem:
    """The same problem for the same arguments, of the given size."""
    rng = np.random.default_rng([seed, carers, days, units, groups])
    places = groups + 2
    values = {
        **parts.roads(rng, places, days),
        **parts.duties(rng, carers, days, places),
        **parts.carers(rng, carers, days),
        **parts.units(rng, units, groups, days),
        **parts.people(rng, carers, groups),
        **parts.prices(rng, days),
    }
    return problem_of(**values, **parts.references(rng, carers, values))


@st.composite
def problems(draw: st.DrawFn, *, most_units: int = 15, most_carers: int = 6) -> Problem:
    """Random problems; a failing one shrinks to few days, carers and units."""
    return a_random_problem(
        draw(st.integers(0, 2**32 - 1)),
        carers=draw(st.integers(2, most_carers)),
        days=draw(st.integers(1, 3)),
        units=draw(st.integers(3, most_units)),
        groups=draw(st.integers(1, 5)),
    )


@st.composite
def plans(draw: st.DrawFn, **sizes: int) -> tuple[Problem, Ints, Longs]:
    """A problem with the duties and releases of a random legal rota of it."""
    problem = draw(problems(**sizes))
    return problem, *a_legal_plan(problem, draw(st.integers(0, 2**32 - 1)))


def a_legal_plan(problem: Problem, seed: int, tries: int = 8) -> tuple[Ints, Longs]:
    """Duties and releases of a legal rota: units in random order, each where it first fits."""
    rng = np.random.default_rng(seed)
    duty = np.full(len(problem.task_place), -1, dtype=np.int32)
    release = problem.task_earliest.copy()
    for unit in rng.permutation(len(problem.unit_group)):
        tasks = np.arange(problem.unit_offset[unit], problem.unit_offset[unit + 1])
        for _ in range(tries):
            tried, not_before = a_random_place(problem, rng, duty, release, tasks)
            if is_legal(problem, tried, not_before):
                duty, release = tried, not_before
                break
    return duty, release


def a_random_place(
    problem: Problem, rng: np.random.Generator, duty: Ints, release: Longs, tasks: Longs
) -> tuple[Ints, Longs]:
    """Copies of ``duty`` and ``release`` in which ``tasks`` have random duties and releases."""
    tried, not_before = duty.copy(), release.copy()
    for task in tasks:
        earliest, latest = problem.task_earliest[task], problem.task_latest[task]
        not_before[task] = rng.choice([earliest, rng.integers(earliest, latest + 1)])
        fits = (problem.duty_start <= latest) & (
            problem.duty_end >= earliest + problem.task_duration[task]
        )
        may = problem.allowed[problem.task_pair[task], problem.duty_carer] == 1
        choice = np.flatnonzero(fits & may)
        tried[task] = rng.choice(choice) if len(choice) else -1
    return tried, not_before


def is_legal(problem: Problem, duty: Ints, release: Longs) -> bool:
    """Whether starts follow from the releases and break no hard rule."""
    start = starts(problem, duty, release)
    return start is not None and not faults(problem, duty, release, start)
