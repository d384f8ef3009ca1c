"""Answers put together from working days: by hand, by law, and against trying everything."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver.model import Problem, Solution
from solver.polish import recombine
from solver.polish.recombination import best_day
from solver.score import faults, score, starts
from tests.problem_arrays import having
from tests.problems import a_legal_plan, a_random_problem, problems
from tests.solver.polish.by_trying import answer, best_day_by_trying
from tests.solver.small import HOUR, Duty, Part, a_problem, clock

quick = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def answers(problem: Problem, seed: int, count: int) -> list[Solution]:
    """Random legal answers."""
    found = []
    for one in range(count):
        duty, release = a_legal_plan(problem, seed + one)
        start = starts(problem, duty, release)
        assert start is not None
        found.append(answer(problem, duty, start))
    return found


@quick
@given(problem=problems(most_units=10, most_carers=4), seed=st.integers(0, 2**20))
def test_what_comes_is_legal_and_better(problem: Problem, seed: int) -> None:
    """Whatever the pool: either nothing, or a legal answer of lower cost."""
    best, *pool = answers(problem, seed, 4)
    found = recombine(problem, pool, best)
    if found is not None:
        assert faults(problem, found.duty, found.release, found.start) == []
        assert score(problem, found.duty, found.start).cost == found.cost
        assert found.cost < best.cost


@pytest.mark.parametrize("seed", range(28))
def test_no_choice_of_days_is_better(seed: int) -> None:
    """Three carers, five answers: every mix of their days tried, none costs less."""
    problem, best, pool = _a_pool(seed)
    for day in np.unique(problem.duty_day).tolist():
        found = best_day(problem, pool, best, day, 10.0, time.monotonic)
        assert found is not None
        assert found.cost == best_day_by_trying(problem, pool, best, day)


def test_the_pools_hold_something_better() -> None:
    """The comparison above means something: most pools improve on the best answer in them."""
    pools = [_a_pool(seed) for seed in range(28)]
    better = [recombine(problem, pool, best) is not None for problem, best, pool in pools]
    assert sum(better) > 12


def _a_pool(seed: int) -> tuple[Problem, Solution, list[Solution]]:
    """A random problem of two days, and the best of some answers with the others.

    By turns something counts for much more than the rest, so that it decides; and every
    other problem has one tier for everything.
    """
    problem = a_random_problem(seed, carers=3, days=2, units=8, groups=3)
    problem = having(problem, grid=1, **_themes(problem)[seed // 2 % 7])
    if seed % 2:
        problem = having(problem, tier_of_term=3, unit_left_out_tier=3)
    best, *pool = sorted(answers(problem, seed, 6), key=lambda one: one.cost)
    return problem, best, pool


def _themes(problem: Problem) -> list[dict[str, object]]:
    """Idle time, faces beyond the cap, those in force and days, rest, spread; nothing."""
    return [
        {"greatest_idle": 10_000, "duty_due": problem.duty_start + HOUR},
        {"group_over_cap": 10**6, "group_cap": 0, "group_met": 0, "unit_left_out": 10**6},
        {"group_over_cap": 10**6, "group_cap": 0, "group_met": 2, "unit_left_out": 10**6},
        {"unit_moved_carer": 10**6, "extra_day": 10**6},
        {"carer_rest": 14 * HOUR, "unit_left_out": 10**6},
        {"time_rate": 10**4, "time_grace": 0, "unit_left_out": 10**8},
        {},
    ]


def test_the_good_half_of_each_answer_is_kept() -> None:
    """One answer leaves out a visit of carer 0, the other one of carer 1: together none."""
    problem = a_problem(
        *(Part(at) for at in ("08:00", "09:00", "08:00", "09:00")), duties=(Duty(0), Duty(1))
    )
    problem = having(problem, unit_left_out=100)
    first = answer(problem, np.array([0, -1, 1, 1], dtype=np.int32), problem.task_preferred)
    other = answer(problem, np.array([0, 0, 1, -1], dtype=np.int32), problem.task_preferred)
    found = recombine(problem, [other], first)
    assert found is not None
    assert found.duty.tolist() == [0, 0, 1, 1]
    assert (first.cost[0], found.cost[0]) == (100, 0)


def test_each_day_of_a_week_may_come_from_another_answer() -> None:
    """Monday is whole in one answer and Tuesday in the other; carer 0 makes all four visits."""
    parts = [Part(at, day=day) for day in (0, 1) for at in ("08:00", "09:00")]
    problem = a_problem(*parts, duties=(Duty(day=0), Duty(day=1)))
    problem = having(problem, unit_left_out=100)
    first = answer(problem, np.array([0, 0, 1, -1], dtype=np.int32), problem.task_preferred)
    other = answer(problem, np.array([0, -1, 1, 1], dtype=np.int32), problem.task_preferred)
    found = recombine(problem, [other], first)
    assert found is not None
    assert found.duty.tolist() == [0, 0, 1, 1]


def test_a_call_is_chosen_at_the_time_of_the_other_days() -> None:
    """On Monday it is at 08:00, so on Tuesday 08:00 is better than 10:00."""
    problem = a_problem(Part("08:00"), Part("08:00", day=1), duties=(Duty(), Duty(day=1)))
    problem = having(problem, task_time_group=0, time_rate=1, unit_left_out=10**6)
    duty = np.array([0, 1], dtype=np.int32)
    first = answer(problem, duty, problem.task_preferred + np.array([0, 2 * HOUR]))
    other = answer(problem, duty, problem.task_preferred + np.array([3 * HOUR, 0]))
    found = best_day(problem, [other], first, 1, 10.0, time.monotonic)
    assert found is not None
    assert found.start.tolist() == problem.task_preferred.tolist()


def test_carers_of_a_double_up_are_mixed_only_where_they_start_together() -> None:
    """Carer 1 at 08:00 and carer 2 at 08:30 would be cheapest, but not together."""
    pair = [Part("08:00"), Part("08:00")]
    problem = a_problem(pair, duties=(Duty(0), Duty(1), Duty(2)))
    problem = having(
        problem,
        **{"link_first": [0], "link_second": [1], "link_least": [0], "link_most": [0]},
        unit_left_out=1000,
        task_earliest=clock("08:00"),
        task_latest=clock("08:30"),
        dislike=[[90, 10, 20]],
    )
    early, late = np.full(2, clock("08:00")), np.full(2, clock("08:30"))
    first = answer(problem, np.array([0, 1], dtype=np.int32), early)
    other = answer(problem, np.array([0, 2], dtype=np.int32), late)
    assert recombine(problem, [other], first) is None
    third = answer(problem, np.array([2, 0], dtype=np.int32), early)
    found = recombine(problem, [other, third], first)
    assert found is not None
    assert found.duty.tolist() == [2, 1]


def test_linked_visits_are_mixed_only_where_they_are_as_far_apart_as_agreed() -> None:
    """The second dose an hour or two after the first, at 08:00: so not the one of 08:30.

    That of 09:00 is taken, though it is further from what is wanted.
    """
    problem = a_problem(Part("08:00"), Part("08:30"), duties=(Duty(0), Duty(1)))
    link = {"link_first": [0], "link_second": [1], "link_least": [HOUR], "link_most": [2 * HOUR]}
    problem = having(problem, **link, unit_left_out=9999, unit_left_out_tier=3, task_near=[9, 1])
    first = answer(problem, np.array([0, -1], dtype=np.int32), problem.task_preferred)
    soon = answer(problem, np.array([-1, 1], dtype=np.int32), problem.task_preferred)
    later = answer(problem, np.array([-1, 1], dtype=np.int32), problem.task_preferred + 1800)
    found = recombine(problem, [soon, later], first)
    assert found is not None
    assert found.start.tolist() == [clock("08:00"), clock("09:00")]


def test_a_day_is_taken_only_if_the_next_duty_is_reached_from_it() -> None:
    """From care until 06:00 it is 40 minutes to 06:15: the dearer visit of the night stays out.

    The other one, of the evening before, is taken.
    """
    night, day = Duty(start="20:00", end="30:00"), Duty(day=1, start="06:00")
    parts = (Part("29:30"), Part("21:00"), Part("06:15", day=1, place=4))
    problem = having(a_problem(*parts, duties=(night, day)), unit_left_out=[90, 50, 99])
    first = answer(problem, np.array([-1, -1, 1], dtype=np.int32), problem.task_preferred)
    dear = answer(problem, np.array([0, -1, -1], dtype=np.int32), problem.task_preferred)
    cheap = answer(problem, np.array([-1, 0, -1], dtype=np.int32), problem.task_preferred)
    found = recombine(problem, [dear, cheap], first)
    assert found is not None
    assert found.duty.tolist() == [-1, 0, 1]


def test_a_day_is_taken_only_if_it_leaves_the_rest_before_the_next() -> None:
    """Eleven hours before 08:00 is 21:00: care until 21:30 is dearer, but out; until 20:30 fits."""
    parts = (Part("21:00"), Part("20:00"), Part("08:00", day=1))
    problem = a_problem(*parts, duties=(Duty(), Duty(day=1)))
    problem = having(problem, unit_left_out=[90, 50, 99], carer_rest=11 * HOUR)
    first = answer(problem, np.array([-1, -1, 1], dtype=np.int32), problem.task_preferred)
    dear = answer(problem, np.array([0, -1, -1], dtype=np.int32), problem.task_preferred)
    cheap = answer(problem, np.array([-1, 0, -1], dtype=np.int32), problem.task_preferred)
    found = recombine(problem, [dear, cheap], first)
    assert found is not None
    assert found.duty.tolist() == [-1, 0, 1]


def test_without_time_nothing_is_found() -> None:
    """No seconds, no answer; the one in hand is not touched."""
    problem = a_problem(Part("08:00"), Part("09:00"))
    problem = having(problem, unit_left_out=100)
    first = answer(problem, np.array([0, -1], dtype=np.int32), problem.task_preferred)
    other = answer(problem, np.array([0, 0], dtype=np.int32), problem.task_preferred)
    assert recombine(problem, [other], first, seconds=0.0) is None
