"""Starts as the least answer to releases, duties, legs and links."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.model import UNREACHABLE, Problem
from solver.score import starts
from tests.problem_arrays import having
from tests.solver.small import Duty, Part, a_problem, clock

TWO_CARERS = (Duty(carer=0), Duty(carer=1))


def planned(problem: Problem, duty: Sequence[int], release: Sequence[str]) -> list[int] | None:
    """Starts from releases written as clock times of day 0."""
    moments = np.array([clock(text) for text in release], dtype=np.int64)
    found = starts(problem, np.array(duty, dtype=np.int32), moments)
    return None if found is None else found.tolist()


def at(*clocks: str) -> list[int]:
    """Moments of clock times of day 0."""
    return [clock(text) for text in clocks]


def test_a_task_starts_at_its_release() -> None:
    """Nothing holds the only task of a duty, so it starts when it was decided to."""
    assert planned(a_problem(Part("08:00")), [0], ["08:10"]) == at("08:10")


def test_a_task_waits_for_its_duty() -> None:
    """The duty begins at 07:00; a release at 06:00 does not change that."""
    assert planned(a_problem(Part("08:00")), [0], ["06:00"]) == at("07:00")


def test_a_commute_inside_the_duty_delays_the_first_task() -> None:
    """From place 0 to place 2 takes 20 minutes and 3 to park, from 07:00 on: 07:23."""
    problem = a_problem(Part("08:00", place=2))
    problem = having(problem, duty_start_place=0, duty_commute_inside=1, extra=180)
    assert planned(problem, [0], ["06:00"]) == at("07:23")


def test_a_commute_outside_the_duty_delays_nothing() -> None:
    """The way to the first client lies before the duty, so care begins at 07:00."""
    problem = having(a_problem(Part("08:00", place=2)), duty_start_place=0)
    assert planned(problem, [0], ["06:00"]) == at("07:00")


def test_a_task_waits_for_the_leg_from_the_task_before() -> None:
    """08:00, 30 minutes of care, 20 of travel and 5 on arrival: 08:55 at the earliest."""
    problem = having(a_problem(Part("08:00"), Part("08:30", place=2)), extra=300)
    assert planned(problem, [0, 0], ["08:00", "08:01"]) == at("08:00", "08:55")


def test_a_leg_begins_where_the_task_before_ends() -> None:
    """The first task ends at place 2, where the second one is: no travel."""
    problem = having(a_problem(Part("08:00"), Part("08:30", place=2)), task_place_end=2)
    assert planned(problem, [0, 0], ["08:00", "08:01"]) == at("08:00", "08:30")


def test_the_order_of_a_duty_is_that_of_the_releases() -> None:
    """The second task is released first, so it is made first."""
    problem = a_problem(Part("08:00"), Part("08:30"))
    assert planned(problem, [0, 0], ["08:10", "08:00"]) == at("08:30", "08:00")


def test_equal_releases_are_made_in_order_of_row() -> None:
    """Both may start at 08:00; row 0 goes first."""
    problem = a_problem(Part("08:00"), Part("08:30"))
    assert planned(problem, [0, 0], ["08:00", "08:00"]) == at("08:00", "08:30")


def test_a_double_up_starts_when_the_later_carer_is_there() -> None:
    """Carer 1 is held until 08:30 elsewhere, so both parts of the double-up wait."""
    problem = a_problem([Part("08:00"), Part("08:00")], Part("08:00"), duties=TWO_CARERS)
    problem = having(problem, link_first=[0], link_second=[1], link_least=[0], link_most=[0])
    assert planned(problem, [0, 1, 1], ["08:00", "08:05", "08:00"]) == at("08:30", "08:30", "08:00")


def test_a_link_pushes_its_second_task_by_the_least_gap() -> None:
    """Four hours between two doses: 08:00, then no earlier than 12:00."""
    problem = a_problem(Part("08:00"), Part("11:00"))
    problem = having(
        problem, link_first=[0], link_second=[1], link_least=[4 * 3600], link_most=[9 * 3600]
    )
    assert planned(problem, [0, 0], ["08:00", "11:00"]) == at("08:00", "12:00")


def test_a_link_pulls_its_first_task_after_the_second_by_the_greatest_gap() -> None:
    """The second call is at 15:00 and at most six hours after the first: 09:00."""
    problem = a_problem(Part("08:00"), Part("15:00"))
    problem = having(problem, link_first=[0], link_second=[1], link_least=[0], link_most=[6 * 3600])
    assert planned(problem, [0, 0], ["08:00", "15:00"]) == at("09:00", "15:00")


def test_the_greatest_gap_holds_back_what_was_made_before_the_first_task_too() -> None:
    """A visit of 30 minutes at 08:00, then a dose by 11:00: six hours before 15:00 is 09:00.

    The visit itself need not wait; a visit after the dose begins when the dose is given.
    """
    problem = a_problem(Part("08:00"), Part("08:30"), Part("09:00"), Part("15:00"))
    problem = having(problem, link_first=[1], link_second=[3], link_least=[0], link_most=[6 * 3600])
    found = planned(problem, [0] * 4, ["08:00", "08:30", "08:40", "15:00"])
    assert found == at("08:00", "09:00", "09:30", "15:00")


def test_both_bounds_of_one_link_hold_together() -> None:
    """One to two hours apart: the second is released at 12:00, so the first waits for 10:00.

    Released at 08:20 instead, the second waits for 09:00 and the first for nothing.
    """
    problem = a_problem(Part("08:00"), Part("08:00"), duties=TWO_CARERS)
    problem = having(
        problem, link_first=[0], link_second=[1], link_least=[3600], link_most=[2 * 3600]
    )
    assert planned(problem, [0, 1], ["08:00", "12:00"]) == at("10:00", "12:00")
    assert planned(problem, [0, 1], ["08:00", "08:20"]) == at("08:00", "09:00")


def test_a_first_task_that_cannot_wait_long_enough_is_no_answer() -> None:
    """The second is at 15:00 and at most six hours later; the first is due by 08:59."""
    problem = a_problem(Part("08:00"), Part("15:00"))
    problem = having(problem, link_first=[0], link_second=[1], link_least=[0], link_most=[6 * 3600])
    latest = [clock("09:00"), clock("22:00")]
    assert planned(having(problem, task_latest=latest), [0, 0], ["08:00", "15:00"]) is not None
    latest[0] -= 1
    assert planned(having(problem, task_latest=latest), [0, 0], ["08:00", "15:00"]) is None


def test_a_greatest_gap_shorter_than_the_work_between_is_no_answer() -> None:
    """One carer starts both: 30 minutes of care lie between, and at most 20 are agreed."""
    problem = a_problem(Part("08:00"), Part("08:30"))
    problem = having(problem, link_first=[0], link_second=[1], link_least=[0])
    problem = having(problem, link_most=[30 * 60])
    assert planned(problem, [0, 0], ["08:00", "08:10"]) == at("08:00", "08:30")
    assert planned(having(problem, link_most=[20 * 60]), [0, 0], ["08:00", "08:10"]) is None


def test_a_link_to_a_task_nobody_makes_binds_nothing() -> None:
    """The first dose is not given, so nothing is to be waited for."""
    problem = a_problem(Part("08:00"), Part("11:00"))
    problem = having(
        problem, link_first=[0], link_second=[1], link_least=[4 * 3600], link_most=[9 * 3600]
    )
    assert planned(problem, [-1, 0], ["08:00", "11:00"]) == at("08:00", "11:00")


def test_a_start_after_its_latest_is_no_answer() -> None:
    """30 minutes of care before it make 08:30 the earliest start of a task due by 08:29."""
    problem = a_problem(Part("08:00"), Part("08:00"))
    assert planned(having(problem, task_latest=clock("08:30")), [0, 0], ["08:00"] * 2) is not None
    assert planned(having(problem, task_latest=clock("08:29")), [0, 0], ["08:00"] * 2) is None


def test_a_circle_of_waiting_is_no_answer() -> None:
    """Two double-ups, met in opposite orders by their two carers, wait for each other."""
    pair = [Part("08:00"), Part("08:00")]
    problem = a_problem(pair, pair, duties=TWO_CARERS)
    problem = having(
        problem, link_first=[0, 2], link_second=[1, 3], link_least=[0, 0], link_most=[0, 0]
    )
    assert planned(problem, [0, 1, 0, 1], ["08:00", "08:10", "08:10", "08:00"]) is None


def test_where_there_is_no_way_there_is_no_answer() -> None:
    """An unreachable leg takes longer than any window."""
    problem = a_problem(Part("08:00"), Part("09:00", place=1))
    closed = having(problem, drive=problem.drive * 0 + UNREACHABLE)
    assert planned(closed, [0, 0], ["08:00", "09:00"]) is None
