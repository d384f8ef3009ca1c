"""Second windows, the greatest lateness, overtime and the greatest idle time, by hand."""

from __future__ import annotations

import pytest

from solver.model import Problem, Term
from tests.problem_arrays import having
from tests.solver.small import HOUR, MINUTE, Duty, Part, a_problem, clock, points


@pytest.fixture
def two_windows() -> Problem:
    """Preferred from 08:00 to 08:30, or from 12:00 to 12:30; late at 3 a second, early at 2."""
    return having(
        a_problem(Part("08:00")),
        task_preferred=clock("08:15"),
        task_grace=15 * MINUTE,
        task_late=3,
        task_early=2,
        task_near=1,
        greatest_late=5,
        task_again_from=clock("12:00"),
        task_again_to=clock("12:30"),
    )


@pytest.mark.parametrize(
    ("start", "late", "early"),
    [
        ("07:50", 0, 600),  # ten minutes before the first window
        ("08:30", 0, 0),  # the first window's end
        ("08:40", 600, 0),  # ten minutes after it
        ("11:59", 209 * 60, 0),  # still the first window's lateness
        ("12:00", 0, 0),  # the second window begins
        ("12:30", 0, 0),  # and ends
        ("12:40", 600, 0),  # ten minutes after it
    ],
)
def test_either_window_suits(two_windows: Problem, start: str, late: int, early: int) -> None:
    """From the second window's beginning on, only what is after its end is late."""
    moment = [clock(start)]
    assert points(Term.LATE, two_windows, [0], moment) == 3 * late
    assert points(Term.EARLY, two_windows, [0], moment) == 2 * early
    assert points(Term.GREATEST_LATE, two_windows, [0], moment) == 5 * late


def test_a_second_window_before_the_first_is_never_early(two_windows: Problem) -> None:
    """Whatever starts at or after 07:00 counts from the window of 07:00 to 08:00 alone."""
    problem = having(two_windows, task_again_from=clock("07:00"), task_again_to=clock("08:00"))
    assert points(Term.EARLY, problem, [0], [clock("07:00")]) == 0
    assert points(Term.LATE, problem, [0], [clock("08:10")]) == 3 * 600
    assert points(Term.EARLY, problem, [0], [clock("06:59")]) == 2 * 61 * MINUTE


def test_near_knows_only_the_preferred_start(two_windows: Problem) -> None:
    """Noon suits, but is 3 hours and 45 minutes from 08:15."""
    assert points(Term.NEAR, two_windows, [0], [clock("12:00")]) == 225 * MINUTE


def test_the_greatest_lateness_is_one_figure_for_the_whole_answer() -> None:
    """Ten, twenty and five minutes after a grace of five: fifteen minutes, at 2 a second.

    The task nobody makes does not count, nor that its lateness is free of charge otherwise.
    """
    problem = a_problem(*(Part(at) for at in ("08:00", "10:00", "12:00", "14:00")))
    problem = having(problem, task_grace=5 * MINUTE, greatest_late=2)
    start = [clock(text) for text in ("08:10", "10:20", "12:05", "20:00")]
    assert points(Term.GREATEST_LATE, problem, [0, 0, 0, -1], start) == 2 * 15 * MINUTE


def test_an_answer_without_tasks_is_not_late() -> None:
    """The greatest of nothing is nothing."""
    assert points(Term.GREATEST_LATE, having(a_problem(Part("08:00")), greatest_late=9), [-1]) == 0


@pytest.fixture
def a_shift() -> Problem:
    """A duty from 07:00 to 22:00, due at 12:00, with place 2 twenty minutes from home.

    Roads run at half speed, and every door takes three minutes to reach.
    """
    problem = a_problem(Part("08:00", place=2), Part("11:00", place=2))
    problem = having(problem, duty_start_place=0, duty_end_place=0, duty_due=clock("12:00"))
    return having(
        problem, step_speed=[500_000], extra=180, overtime=1, greatest_idle=1, duty_commute_inside=1
    )


@pytest.mark.parametrize(
    ("second", "over"), [("10:47", 0), ("11:00", 13 * MINUTE), ("20:47", 10 * HOUR)]
)
def test_overtime_is_what_home_is_reached_after_due(
    a_shift: Problem, second: str, over: int
) -> None:
    """Half an hour of care, forty minutes home and three to the door: 73 after the start."""
    start = [clock("08:00"), clock(second)]
    assert points(Term.OVERTIME, a_shift, [0, 0], start) == over


def test_overtime_ends_with_care_where_the_commute_lies_outside(a_shift: Problem) -> None:
    """Care until 12:10 is ten minutes too long, however far home is."""
    problem = having(a_shift, duty_commute_inside=0)
    start = [clock("08:00"), clock("11:40")]
    assert points(Term.OVERTIME, problem, [0, 0], start) == 10 * MINUTE


def test_overtime_is_added_up_over_duties_and_empty_ones_have_none() -> None:
    """Due at 08:00 each: thirty minutes over, sixty minutes over, and one not worked."""
    duties = [Duty(carer=carer) for carer in range(3)]
    problem = a_problem(Part("08:00"), Part("08:30"), duties=duties)
    problem = having(problem, duty_due=clock("08:00"), overtime=2)
    assert points(Term.OVERTIME, problem, [0, 1]) == 2 * 90 * MINUTE


def test_idle_time_lies_before_leaving_between_tasks_and_until_due(a_shift: Problem) -> None:
    """Leaving at 07:37 free of traffic, at the next door at 08:33 until 11:00, home at 12:13.

    37 minutes before leaving; 147 between, though that is a free gap; none until 12:00. Due at
    13:00, another 47.
    """
    assert points(Term.GREATEST_IDLE, a_shift, [0, 0]) == (37 + 147) * MINUTE
    later = having(a_shift, duty_due=clock("13:00"))
    assert points(Term.GREATEST_IDLE, later, [0, 0]) == (37 + 147 + 47) * MINUTE


def test_a_carer_whose_commute_lies_outside_idles_until_care_begins(a_shift: Problem) -> None:
    """07:00 to 08:00, 08:33 to 11:00, and 11:30 to 12:00 are idle."""
    problem = having(a_shift, duty_commute_inside=0)
    assert points(Term.GREATEST_IDLE, problem, [0, 0]) == (60 + 147 + 30) * MINUTE


def test_leaving_does_not_know_the_traffic(a_shift: Problem) -> None:
    """Care at 07:43 follows leaving at 07:00 in traffic; free of it, leaving at 07:20 would do.

    So 20 minutes count before leaving; from the next door at 08:16 on, 164 until 11:00.
    """
    start = [clock("07:43"), clock("11:00")]
    assert points(Term.GREATEST_IDLE, a_shift, [0, 0], start) == (20 + 164) * MINUTE


def test_an_empty_duty_idles_from_start_to_due() -> None:
    """One carer is idle 14.5 hours of 15, the other, who makes nothing, the 5 until 12:00."""
    duties = (Duty(carer=0), Duty(carer=1))
    problem = having(a_problem(Part("08:00"), duties=duties), greatest_idle=3)
    problem = having(problem, duty_due=[clock("22:00"), clock("12:00")])
    assert points(Term.GREATEST_IDLE, problem, [0]) == 3 * (14 * HOUR + 30 * MINUTE)
    assert points(Term.GREATEST_IDLE, problem, [-1]) == 3 * 15 * HOUR
    problem = having(problem, duty_due=[clock("08:30"), clock("12:00")])
    assert points(Term.GREATEST_IDLE, problem, [0]) == 3 * 5 * HOUR
