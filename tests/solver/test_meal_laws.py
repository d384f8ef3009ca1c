"""Laws of tasks without a place, such as meals, that hold for every problem and rota."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from solver.model import Ints, Longs, Problem
from solver.score import faults, score, starts
from solver.score.legs import ready
from solver.score.plan import lay_out
from tests.problem_arrays import having
from tests.problems import a_legal_plan, a_random_problem, plans
from tests.solver.laws import Planned, free_flowing, legal_starts, orders, quick


@quick
@given(planned=plans(most_carers=3), seed=st.integers(0, 2**32 - 1))
def test_a_meal_has_the_place_where_it_is_taken(planned: Planned, seed: int) -> None:
    """Naming that place, after a task that has one, changes nothing at all.

    It is the next client's if a carer who goes there first is in time, else the last one.
    """
    problem, duty, release = _hurried(planned, seed)
    start = starts(problem, duty, release)
    assume(start is not None)
    if start is not None:
        named = _with_places(
            problem,
            {
                meal: on if in_time else off
                for meal, off, on, in_time in _meals(problem, duty, start)
            },
        )
        assert np.array_equal(legal_starts((named, duty, release)), start)
        assert score(named, duty, start) == score(problem, duty, start)
        assert faults(named, duty, release, start) == faults(problem, duty, release, start)


@quick
@given(planned=plans(most_carers=3), seed=st.integers(0, 2**32 - 1))
def test_nobody_is_later_for_having_travelled_first(planned: Planned, seed: int) -> None:
    """Free of traffic, with all meals taken on the spot, no task with a place starts earlier."""
    problem, duty, release = _hurried(planned, seed)
    problem = free_flowing(problem)
    place = {meal: off for meal, off, _, _ in _meals(problem, duty, release)}
    found = starts(problem, duty, release)
    on_the_spot = starts(_with_places(problem, place), duty, release)
    assume(on_the_spot is not None)
    if on_the_spot is not None:
        assert found is not None
        made = (duty >= 0) & (problem.task_place >= 0)
        assert np.all(found[made] <= on_the_spot[made])


def test_random_rotas_take_meals_at_both_places() -> None:
    """At the next client's and before the way there, both before and after the first client."""
    seen: Counter[tuple[bool, bool]] = Counter()
    for seed in range(60):
        problem = a_random_problem(seed, carers=2, days=1, units=15, groups=3)
        problem, duty, release = _hurried((problem, *a_legal_plan(problem, seed)), seed)
        start = starts(problem, duty, release)
        if start is None:
            continue
        for spell in lay_out(problem, duty, start).spells:
            ways = [spell.way, *(leg.way for leg in spell.legs)]
            for meal, way, after in zip(spell.tasks, ways, spell.tasks[1:], strict=False):
                if problem.task_place[meal] < 0 <= problem.task_place[after]:
                    seen[way.there >= 0, way.is_commute] += 1
    assert len(seen) == 4


def _hurried(planned: Planned, seed: int) -> Planned:
    """The same rota with meals that have to begin when they do, or some time since the last task.

    So there is not always time to travel first. There may be no starts now. Nothing is
    released after its latest start.
    """
    problem, duty, release = planned
    start, rng = legal_starts(planned), np.random.default_rng(seed)
    latest = problem.task_latest.copy()
    for row, tasks in enumerate(orders(duty, start)):
        free = int(problem.duty_start[row])
        for task in tasks:
            if problem.task_place[task] < 0:
                latest[task] = rng.choice([free, rng.integers(free, start[task] + 1)])
            free = int(start[task] + problem.task_duration[task])
    return having(problem, task_latest=latest), duty, np.minimum(release, latest)


def _meals(problem: Problem, duty: Ints, moments: Longs) -> Iterator[tuple[int, int, int, bool]]:
    """Meals with a place on either side, those places, and whether the way between is in time.

    In time for the latest start of the meal, that is, from the end of the task before it.
    """
    for tasks in orders(duty, moments):
        here = -1
        for before, task, after in zip(tasks, tasks[1:], [*tasks[2:], -1], strict=False):
            mode = int(problem.duty_mode[duty[task]])
            here = int(problem.task_place_end[before]) if problem.task_place[before] >= 0 else here
            there = int(problem.task_place[after]) if after >= 0 else -1
            if problem.task_place[task] >= 0 or here < 0:
                continue
            end = int(moments[before] + problem.task_duration[before])
            in_time = ready(problem, mode, end, here, there) <= problem.task_latest[task]
            yield task, here, there, there >= 0 and in_time


def _with_places(problem: Problem, of_task: Mapping[int, int]) -> Problem:
    """The same problem with some tasks, such as meals, made at a place that is named."""
    place, place_end = problem.task_place.copy(), problem.task_place_end.copy()
    for task, named in of_task.items():
        place[task] = place_end[task] = named
    return having(problem, task_place=place, task_place_end=place_end)
