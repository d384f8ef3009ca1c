"""The most packages that could be added: true of every legal plan, and exact by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.exact.reach import reachable
from solver.exact.room import Room, Scarce, Wanted, room
from solver.model import Ints, Longs, Problem
from tests.problems import plans
from tests.solver.small import Duty, Part, a_problem


def made_possible(problem: Problem, duty: Ints) -> Problem:
    """The same problem, where what the plan leaves out is open to nobody and asks for nothing."""
    nobody = np.zeros((1, problem.allowed.shape[1]), dtype=problem.allowed.dtype)
    rows = np.where(duty < 0, len(problem.allowed), problem.task_pair).astype(np.int32)
    return replace(
        problem,
        allowed=np.ascontiguousarray(np.concatenate([problem.allowed, nobody])),
        dislike=np.ascontiguousarray(
            np.concatenate([problem.dislike, np.zeros_like(problem.dislike[:1])])
        ),
        task_pair=rows,
    )


@settings(max_examples=150, deadline=None)
@given(plans(), st.randoms(use_true_random=False))
def test_no_legal_plan_holds_more_than_the_bound(
    plan: tuple[Problem, Ints, Longs], chance: object
) -> None:
    """Some units of a plan are called packages: the plan itself shows that so many fit."""
    problem, duty, _ = plan
    sizes = np.diff(problem.unit_offset)
    made = [u for u, first in enumerate(problem.unit_offset[:-1].tolist()) if duty[first] >= 0]
    assume(made)
    size = int(sizes[chance.choice(made)])  # type: ignore[attr-defined]
    alike = [unit for unit in made if sizes[unit] == size]
    some = sorted(chance.sample(alike, chance.randint(1, len(alike))))  # type: ignore[attr-defined]
    tasks = np.concatenate(
        [np.arange(problem.unit_offset[u], problem.unit_offset[u + 1]) for u in some]
    )
    wanted = Wanted(day=0, tasks=tasks, parts=size)
    assert room(made_possible(problem, duty), [wanted]).packages >= len(some)


def an_hour(*given_parts: Part, count: int = 4, minutes: int = 10, place: int = 0) -> Problem:
    """One carer from 08:00 to 09:00; what is given starts when it says, packages at any time."""
    packages = [Part("08:00", minutes, place) for _ in range(count)]
    problem = a_problem(*given_parts, *packages, duties=[Duty(start="08:00", end="09:00")], days=1)
    fixed = np.arange(len(given_parts))
    earliest, latest = problem.task_earliest.copy(), problem.task_latest.copy()
    earliest[fixed] = latest[fixed] = problem.task_preferred[fixed]
    earliest[len(fixed) :] = problem.duty_start[0]
    latest[len(fixed) :] = problem.duty_end[0] - problem.task_duration[len(fixed) :]
    return replace(problem, task_earliest=earliest, task_latest=latest)


def bound(problem: Problem, given_count: int, parts: int = 1) -> Room:
    """Most packages beside the first tasks."""
    tasks = np.arange(given_count, len(problem.task_place))
    return room(problem, [Wanted(day=0, tasks=tasks, parts=parts)])


def test_an_hour_less_half_an_hour_holds_three_of_ten_minutes() -> None:
    """60 - 30 = 30 minutes at one place, without any way: 3 of 10."""
    found = bound(an_hour(Part("08:20", 30)), 1)
    assert (found.packages, found.scarce, found.each) == (3, Scarce.TIME, 600)


def test_hours_of_the_week_can_run_out_first() -> None:
    """45 minutes a week less 30 leave 15: one of 10 minutes, whatever the hour has room for."""
    problem = replace(an_hour(Part("08:20", 30)), carer_most_work=np.array([2700]))
    found = bound(problem, 1)
    assert (found.packages, found.scarce, found.left) == (1, Scarce.HOURS, 900)


def test_a_way_takes_time_too() -> None:
    """Ten minutes there and ten back about a visit in the middle leave no 30 minutes at a stretch.

    Without ways 60 - 20 = 40 minutes would hold two of 15 minutes; each is ten minutes away
    from the visit given, and both halves of both ways lie inside the hour.
    """
    problem = an_hour(Part("08:20", 20), count=1, minutes=35, place=1)
    assert bound(problem, 1).packages == 0


def test_somebody_who_may_not_come_lends_no_time() -> None:
    """A second carer is free the whole hour, but may make no package: 6 of 10 minutes, not 12."""
    duties = [Duty(0, 0, "08:00", "09:00"), Duty(1, 0, "08:00", "09:00")]
    problem = a_problem(*[Part("08:00", 10)] * 13, duties=duties, days=1)
    hour = {
        "task_earliest": np.full(13, problem.duty_start[0]),
        "task_latest": np.full(13, problem.duty_end[0] - 600),
    }
    both = replace(problem, **hour)
    assert bound(both, 0).packages == 12
    one = replace(both, allowed=np.array([[1, 0]], dtype=problem.allowed.dtype))
    assert bound(one, 0).packages == 6


def test_a_place_out_of_reach_is_out_of_reach() -> None:
    """Ten minutes a leg lead all along the line; a second less, and only the commute counts."""
    problem = a_problem(Part("09:00", place=4), duties=[Duty()])
    problem = replace(
        problem,
        duty_start_place=np.array([0], dtype=np.int32),
        duty_end_place=np.array([0], dtype=np.int32),
        leg_limit=np.array([600]),
        commute_limit=np.array([1200]),
    )
    assert reachable(problem).tolist() == [[True] * 5]
    assert reachable(replace(problem, leg_limit=np.array([599]))).tolist() == [
        [True, True, True, False, False]
    ]


@pytest.mark.parametrize("parts", [1, 2])
def test_two_carers_at_once_take_twice_the_time(parts: int) -> None:
    """30 minutes hold three of 10 for one carer, one for two."""
    assert bound(an_hour(Part("08:20", 30)), 1, parts).packages == 3 // parts
