"""Each hard rule of a carer's days and week: kept at its limit, broken one step beyond."""

from __future__ import annotations

import pytest

from solver.model import Problem
from tests.problem_arrays import having
from tests.solver.small import DAY, HOUR, MINUTE, Duty, Part, a_problem, broken, clock

FIVE_DAYS = [Duty(day=day) for day in range(5)]


@pytest.fixture
def two_days() -> Problem:
    """Care from 21:00 to 21:30, and from 08:00 to 08:30 the next day: 10.5 hours apart."""
    return a_problem(Part("21:00"), Part("08:00", day=1), duties=FIVE_DAYS)


def test_a_carer_rests_between_two_working_days(two_days: Problem) -> None:
    """10.5 hours lie between the two days."""
    assert broken(having(two_days, carer_rest=10 * HOUR + 1800), [0, 1]) == set()
    assert broken(having(two_days, carer_rest=10 * HOUR + 1801), [0, 1]) == {"rest"}


def test_a_carer_rests_after_the_last_end_before_the_block() -> None:
    """Work ended two hours before midnight: at 08:00 the carer has rested ten hours."""
    problem = having(a_problem(Part("08:00")), carer_last_end=-2 * HOUR)
    assert broken(having(problem, carer_rest=10 * HOUR), [0]) == set()
    assert broken(having(problem, carer_rest=10 * HOUR + 1), [0]) == {"rest"}


def test_no_rest_is_due_between_two_duties_of_one_day() -> None:
    """A split day is one working day."""
    duties = (Duty(end="12:00"), Duty(start="16:00"))
    problem = having(a_problem(Part("08:00"), Part("16:00"), duties=duties), carer_rest=11 * HOUR)
    assert broken(problem, [0, 1]) == set()


@pytest.mark.parametrize(("rest", "found"), [(24 * HOUR, set()), (24 * HOUR + 1, {"weekly rest"})])
def test_a_block_holds_one_long_rest(rest: int, found: set[str]) -> None:
    """Of three days, the longest gap is from 08:30 on day 0 to 08:30 on day 1: 24 hours."""
    parts = [Part("08:00"), Part("08:30", day=1), Part("08:00", day=2)]
    problem = a_problem(*parts, duties=FIVE_DAYS, days=3)
    assert broken(having(problem, carer_weekly_rest=rest), [0, 1, 2]) == found


@pytest.mark.parametrize(("rest", "found"), [(30 * HOUR, set()), (30 * HOUR + 1, {"weekly rest"})])
def test_the_edges_of_the_block_close_its_first_and_last_gap(rest: int, found: set[str]) -> None:
    """Work ends at 18:00 on the first of two days: 30 hours to the end of the block."""
    problem = a_problem(Part("17:30"), duties=FIVE_DAYS, days=2)
    assert broken(having(problem, carer_weekly_rest=rest), [0]) == found


def test_days_worked_are_counted(two_days: Problem) -> None:
    """Two days worked, of which one or two are declared."""
    assert broken(having(two_days, carer_most_days=2), [0, 1]) == set()
    assert broken(having(two_days, carer_most_days=1), [0, 1]) == {"days"}


def test_tasks_of_a_day_are_counted_over_its_duties() -> None:
    """One in the morning and two in the evening are three; another day counts for itself."""
    duties = (Duty(end="12:00"), Duty(start="16:00"), Duty(day=1))
    parts = [Part("08:00"), Part("16:00"), Part("17:00"), Part("08:00", day=1)]
    problem = a_problem(*parts, duties=duties)
    assert broken(having(problem, carer_most_visits=3), [0, 1, 1, 2]) == set()
    assert broken(having(problem, carer_most_visits=2), [0, 1, 1, 2]) == {"visits"}


def test_a_span_is_from_first_start_to_last_end_of_the_day() -> None:
    """08:00 to 16:30 over two duties is 8.5 hours."""
    duties = (Duty(end="12:00"), Duty(start="16:00"))
    problem = a_problem(Part("08:00"), Part("16:00"), duties=duties)
    assert broken(having(problem, carer_most_span=510 * MINUTE), [0, 1]) == set()
    assert broken(having(problem, carer_most_span=510 * MINUTE - 1), [0, 1]) == {"span"}


def test_work_of_a_day_leaves_free_gaps_out() -> None:
    """Two half hours four hours apart are one hour of work."""
    problem = a_problem(Part("08:00"), Part("12:30"))
    assert broken(having(problem, carer_most_day_work=HOUR), [0, 0]) == set()
    assert broken(having(problem, carer_most_day_work=HOUR - 1), [0, 0]) == {"day work"}


def test_work_of_the_block_is_the_sum_of_its_days(two_days: Problem) -> None:
    """Half an hour on each of two days."""
    assert broken(having(two_days, carer_most_work=HOUR), [0, 1]) == set()
    assert broken(having(two_days, carer_most_work=HOUR - 1), [0, 1]) == {"work"}


def a_night(minutes: int) -> Problem:
    """One duty through a night of 23:00 to 06:00, with care from 22:00 for ``minutes``."""
    duty = Duty(start="20:00", end="32:00")
    return having(
        a_problem(Part("22:00", minutes=minutes), duties=[duty]),
        duty_night_start=clock("23:00"),
        duty_night_end=clock("30:00"),
        night_counts_from=3 * HOUR,
        night_most=3 * HOUR + 30 * MINUTE,
    )


def test_a_night_day_with_enough_night_work_is_short() -> None:
    """22:00 to 02:00 holds three night hours, so its four hours exceed 3.5."""
    assert broken(a_night(240), [0]) == {"night"}
    assert broken(having(a_night(240), night_most=4 * HOUR), [0]) == set()


def test_a_long_day_with_little_night_work_is_no_night() -> None:
    """22:00 to 01:59 is as long but holds a minute less of the night."""
    assert broken(a_night(239), [0]) == set()


def test_an_empty_night_is_no_night_even_if_any_work_counts() -> None:
    """A duty for which no night matters is never night work."""
    problem = having(a_night(240), duty_night_end=clock("23:00"), night_counts_from=0)
    assert broken(problem, [0]) == set()


def test_nobody_working_breaks_nothing() -> None:
    """An empty rota is legal under the tightest limits."""
    problem = a_problem(Part("08:00"), duties=FIVE_DAYS)
    tight = ("most_work", "most_days", "most_visits", "most_span", "most_day_work")
    problem = having(problem, **{f"carer_{name}": 0 for name in tight}, carer_rest=DAY)
    assert broken(problem, [-1]) == set()
