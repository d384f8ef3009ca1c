"""Legs through traffic, worked by hand."""

from __future__ import annotations

import pytest

from solver.model import UNREACHABLE, Problem
from solver.score.legs import arrive, too_far
from tests.problem_arrays import having
from tests.solver.small import Part, a_problem


@pytest.fixture
def rush() -> Problem:
    """Free flow, then half speed from 1000 on, then free flow from 2000 on."""
    return having(
        a_problem(Part("08:00")),
        step_offset=[0, 3],
        step_start=[0, 1000, 2000],
        step_speed=[1_000_000, 500_000, 1_000_000],
    )


@pytest.mark.parametrize(
    ("leave", "free_flow", "arrival"),
    [
        (0, 600, 600),  # before the rush
        (1000, 100, 1200),  # all at half speed
        (400, 600, 1000),  # done as the rush begins
        (700, 600, 1600),  # 300 s done by 1000, 300 s more at half speed
        (1900, 600, 2550),  # 50 s done by 2000, 550 s more
        (700, 900, 2100),  # 300 s before, 500 s during, 100 s after
        (2000, 600, 2600),  # after the rush
        (-500, 100, -400),  # the first step holds before its start too
        (1500, 0, 1500),  # no way at all
    ],
)
def test_speed_changes_under_way(rush: Problem, leave: int, free_flow: int, arrival: int) -> None:
    """A leg is walked through the speed steps, each part at the speed of its own moment."""
    assert arrive(rush, 0, leave, free_flow) == arrival


def test_each_mode_has_its_own_steps() -> None:
    """The first mode slows down from 1000 on; the second is at half speed from the start."""
    problem = having(
        a_problem(Part("08:00")),
        step_offset=[0, 2, 3],
        step_start=[0, 1000, 0],
        step_speed=[1_000_000, 250_000, 500_000],
    )
    assert arrive(problem, 0, 900, 200) == 1400
    assert arrive(problem, 1, 900, 200) == 1300


def test_a_partly_used_second_counts_whole() -> None:
    """At a third of free flow, one free-flow second needs 3.0 seconds and a bit: 4."""
    slow = having(a_problem(Part("08:00")), step_speed=[333_333])
    assert arrive(slow, 0, 0, 1) == 4


def test_leaving_later_never_means_arriving_earlier(rush: Problem) -> None:
    """Arrival never falls as departure moves through the whole rush."""
    arrivals = [arrive(rush, 0, leave, 437) for leave in range(0, 2600, 7)]
    assert arrivals == sorted(arrivals)


def test_the_more_isolated_end_of_a_leg_lengthens_its_limit() -> None:
    """Twenty minutes pass a limit of 15 where one end adds 5 minutes, not where it adds 4."""
    problem = a_problem(Part("08:00"))
    assert not too_far(having(problem, place_extra=[0, 60, 300, 0, 0]), 900, 0, 0, 2)
    assert too_far(having(problem, place_extra=[60, 900, 240, 0, 0]), 900, 0, 0, 2)


def test_an_unreachable_leg_is_too_far_whatever_the_limit() -> None:
    """No limit, however generous, lets a carer go where there is no way."""
    problem = a_problem(Part("08:00"))
    closed = having(problem, drive=problem.drive * 0 + UNREACHABLE)
    assert too_far(closed, 2 * UNREACHABLE, 0, 0, 1)
