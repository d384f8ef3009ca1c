"""Random days small enough to try everything, and the trying of everything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations, product

import numpy as np
from hypothesis import strategies as st

from solver.model import Ints, Longs, Problem, Term
from solver.score import faults, score, starts
from tests.problem_arrays import having
from tests.solver.small import MINUTE, Duty, Part, a_problem

LENGTH = 90 * MINUTE
"""Of the hours in which everything happens: tasks get into each other's way."""
BEGINS = 7 * 60 * MINUTE


def a_day(
    seed: int, *, carers: int = 2, tasks: int = 4, must: bool = True, windows: bool = True
) -> Problem:
    """One day with one duty a carer; what matters varies, what would not be provable is off.

    Parameters
    ----------
    must
        Whether leaving out counts in an earlier tier than all else, or has a price.
    windows
        Whether starts may vary; without, every task has its moment.
    """
    rng = np.random.default_rng([seed, carers, tasks])
    units = _units(rng, tasks)
    duties = [Duty(carer=carer, start="07:00", end="10:00") for carer in range(carers)]
    problem = a_problem(*units, duties=duties, days=1)
    problem = having(problem, **_people(rng, carers, tasks), **_prices(rng, must))
    problem = having(problem, **_times(rng, tasks, windows), **_roads(rng))
    return having(problem, **_duties(rng, carers), **_links(rng, problem), **_left(rng, problem))


def days(**sizes: int | bool) -> st.SearchStrategy[Problem]:
    """Random days."""
    return st.integers(0, 2**32 - 1).map(lambda seed: a_day(seed, **sizes))  # type: ignore[arg-type]


def every_rota(problem: Problem) -> Iterator[tuple[Ints, Longs, Longs]]:
    """Duties, releases and least starts of every legal rota, some units left out or none."""
    units = range(len(problem.unit_group))
    for size in range(len(units) + 1):
        for left in combinations(units, size):
            yield from _every_rota_without(problem, set(left))


def best_of_all(problem: Problem) -> tuple[int, ...] | None:
    """The least cost of any legal rota that leaves out nothing but at a price, by trying all.

    ``None`` where every rota leaves out more.
    """
    tier = int(problem.tier_of_term[Term.TRAVEL])
    costs = (score(problem, duty, start).cost for duty, _, start in every_rota(problem))
    return min((cost for cost in costs if not any(cost[:tier])), default=None)


def fewest_of_all(problem: Problem) -> tuple[int, tuple[int, ...]]:
    """Fewest units left out, and least points of units left out, by trying all."""
    every = list(every_rota(problem))
    units = min(int((duty[problem.unit_offset[:-1]] < 0).sum()) for duty, _, _ in every)
    return units, min(score(problem, duty, start).left_out for duty, _, start in every)


def _every_rota_without(problem: Problem, left: set[int]) -> Iterator[tuple[Ints, Longs, Longs]]:
    """Every legal rota of all units but these, in every order."""
    sizes = np.diff(problem.unit_offset)
    unit = np.repeat(np.arange(len(sizes)), sizes)
    made = [task for task in range(len(unit)) if int(unit[task]) not in left]
    for rows in product(range(len(problem.duty_carer)), repeat=len(made)):
        duty = np.full(len(unit), -1, dtype=np.int32)
        duty[made] = rows
        if not _may(problem, duty, made):
            continue
        for order in permutations(made):
            if _is_first_of_its_kind(duty, order):
                yield from _with_order(problem, duty, order)


def _may(problem: Problem, duty: Ints, made: list[int]) -> bool:
    """Whether everybody may make what they are given, within their hours: only to be quick."""
    rows = duty[made]
    allowed = problem.allowed[problem.task_pair[made], problem.duty_carer[rows]]
    first = np.maximum(problem.duty_start[rows], problem.task_earliest[made])
    last = problem.duty_end[rows] - problem.task_duration[made]
    return bool(allowed.all() and (first <= np.minimum(last, problem.task_latest[made])).all())


def _is_first_of_its_kind(duty: Ints, order: tuple[int, ...]) -> bool:
    """Whether duties come one after the other: other orders say the same again."""
    rows = [int(duty[task]) for task in order]
    return rows == sorted(rows)


def _with_order(
    problem: Problem, duty: Ints, order: tuple[int, ...]
) -> Iterator[tuple[Ints, Longs, Longs]]:
    """The rota with this order, if it is legal, with the least starts there are."""
    release = problem.task_earliest.copy()
    before: int | None = None
    for task in order:
        if before is not None and duty[before] == duty[task]:
            # Ties go by row: a second later makes the order plain, and no task is so short.
            release[task] = max(release[task], release[before] + int(task < before))
        before = task
    start = starts(problem, duty, release)
    if start is not None and not faults(problem, duty, release, start):
        yield duty, release, start


def _units(rng: np.random.Generator, tasks: int) -> list[list[Part]]:
    """Units of one task or two."""
    units: list[list[Part]] = []
    while tasks:
        size = min(tasks, int(rng.choice([1, 1, 2])))
        minutes = int(rng.integers(5, 40))
        units.append([Part(at="07:30", minutes=minutes) for _ in range(size)])
        tasks -= size
    return units


def _people(rng: np.random.Generator, carers: int, tasks: int) -> dict[str, object]:
    return {
        "allowed": rng.random((3, carers)) < 0.85,
        "dislike": rng.choice([0, 0, 50, 400], (3, carers)),
        "task_pair": rng.integers(0, 3, tasks),
    }


def _prices(rng: np.random.Generator, must: bool) -> dict[str, object]:
    return {
        "travel": rng.integers(0, 3),
        "commute": rng.integers(0, 3),
        "greatest_late": rng.choice([0, 1, 4]),
        "tier_of_term": np.full(len(Term), 1),
        "unit_left_out_tier": 0 if must else 1,
        "tiers": 2,
        "guide": [10**6, 1],
    }


def _times(rng: np.random.Generator, tasks: int, windows: bool) -> dict[str, object]:
    earliest = BEGINS + rng.integers(0, LENGTH, tasks)
    length = rng.integers(LENGTH // 4, 2 * LENGTH, tasks) if windows else np.zeros(tasks)
    return {
        "task_earliest": earliest,
        "task_latest": earliest + length,
        "task_preferred": earliest,
        "task_grace": rng.integers(0, LENGTH // 4, tasks),
        "task_late": rng.integers(0, 4, tasks),
        "task_place": rng.integers(0, 5, tasks),
        "task_place_end": rng.integers(0, 5, tasks),
    }


def _roads(rng: np.random.Generator) -> dict[str, object]:
    """Legs of any length, not even the shortest ways, in one mode that is slower than free."""
    return {
        "drive": rng.integers(0, 15 * MINUTE, (1, 5, 5)),
        "extra": rng.integers(0, 3 * MINUTE, (1, 5, 5)),
        "leg_limit": rng.choice([13 * MINUTE, 20 * MINUTE], 1),
        "commute_limit": rng.choice([14 * MINUTE, 20 * MINUTE], 1),
        "place_extra": rng.choice([0, 3 * MINUTE], 5),
        "step_speed": rng.choice([1_000_000, 900_000], 1),
    }


def _duties(rng: np.random.Generator, carers: int) -> dict[str, object]:
    homes = rng.integers(-1, 5, carers)
    return {
        "duty_start": BEGINS + rng.choice([0, 0, 20 * MINUTE], carers),
        "duty_start_place": homes,
        "duty_end_place": homes,
        "duty_commute_inside": rng.random(carers) < 0.5,
        "duty_end": BEGINS + LENGTH + rng.choice([60, 120, 240], carers) * MINUTE,
    }


def _links(rng: np.random.Generator, problem: Problem) -> dict[str, object]:
    """Tasks of a unit start together or so far apart; some of two units do as well."""
    rows = []
    for unit in range(len(problem.unit_group)):
        first, end = problem.unit_offset[unit : unit + 2]
        if end - first == 2:
            apart = int(rng.choice([0, 0, 10 * MINUTE]))
            rows.append((first, first + 1, apart, apart + int(rng.choice([0, 0, 15 * MINUTE]))))
    if len(problem.task_place) > 2 and rng.random() < 0.3:
        rows.append((0, len(problem.task_place) - 1, -LENGTH, int(rng.integers(0, LENGTH))))
    first, second, least, most = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return {
        "link_first": first,
        "link_second": second,
        "link_least": least,
        "link_most": most,
    }


def _left(rng: np.random.Generator, problem: Problem) -> dict[str, object]:
    units = len(problem.unit_group)
    return {
        "unit_left_out": rng.integers(1, 6000, units),
        "unit_distinct": rng.random(units) < 0.7,
        "unit_group": np.full(units, -1),
    }
