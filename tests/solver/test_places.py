"""Where and when a task without a place is made, such as a meal: each figure by hand."""

from __future__ import annotations

import pytest

from solver.model import UNREACHABLE, Problem
from solver.score import faults
from tests.problem_arrays import having
from tests.solver.meals import ANYWHERE, a_meal, begins, begun_by, from_home
from tests.solver.small import MINUTE, Duty, Part, a_problem, broken, clock, planned


@pytest.fixture
def a_day() -> Problem:
    """Care at place 1 from 11:00 to 11:30, a meal, care at place 3, twenty minutes away."""
    return a_problem(Part("11:00", place=1), a_meal("11:50"), Part("12:20", place=3))


@pytest.mark.parametrize(("latest", "meal"), [("11:50", "11:50"), ("11:49", "11:30")])
def test_a_meal_is_taken_at_the_next_client_if_there_is_time_for_the_way(
    a_day: Problem, latest: str, meal: str
) -> None:
    """Travelling first, the carer could eat at 11:50; if that is too late, at once, at 11:30.

    Care at place 3 begins at 12:20 either way: with the meal's end, or after the way.
    """
    problem = begun_by(a_day, latest)
    assert begins(problem, [0, 0, 0], "11:00", "11:05", "11:10") == ["11:00", meal, "12:20"]


def test_what_a_leg_adds_on_arrival_counts_before_the_meal(a_day: Problem) -> None:
    """Three minutes to the door: 11:53 is in time, and only just."""
    problem = having(a_day, extra=180)
    found = begins(begun_by(problem, "11:53"), [0, 0, 0], "11:00", "11:05", "11:10")
    assert found == ["11:00", "11:53", "12:23"]
    found = begins(begun_by(problem, "11:52"), [0, 0, 0], "11:00", "11:05", "11:10")
    assert found == ["11:00", "11:30", "12:23"]


@pytest.mark.parametrize(
    ("latest", "care"),
    [("11:50", "12:20"), ("11:49", "12:39")],  # a meal at 11:49 ends at 12:19, and then the way
)
def test_a_meal_released_later_is_later_and_so_is_the_way_from_it(
    a_day: Problem, latest: str, care: str
) -> None:
    """Released at its latest start, the meal begins there; care follows, with a way or without."""
    problem = begun_by(a_day, latest)
    assert begins(problem, [0, 0, 0], "11:00", latest, latest) == ["11:00", latest, care]


def test_a_meal_released_after_its_latest_start_is_no_answer(a_day: Problem) -> None:
    """Wherever it would be taken."""
    assert begins(begun_by(a_day, "11:50"), [0, 0, 0], "11:00", "11:51", "12:20") is None


def test_a_meal_put_off_to_the_grid_is_still_in_time(a_day: Problem) -> None:
    """On a grid of ten minutes 11:53 is put off to 12:00, but never past the latest start."""
    problem = having(a_day, extra=180, grid=10 * MINUTE)
    found = begins(begun_by(problem, "11:55"), [0, 0, 0], "11:00", "11:05", "11:10")
    assert found == ["11:00", "11:55", "12:30"]


def test_a_meal_starts_when_the_carer_is_there_and_no_sooner(a_day: Problem) -> None:
    """With time to travel first, eating before is not allowed, nor care before the meal ends."""
    assert broken(a_day, [0, 0, 0]) == set()
    at_once = [clock("11:00"), clock("11:30"), clock("12:20")]
    assert broken(a_day, [0, 0, 0], at_once) == {"overlap", "release"}
    too_soon = [clock("11:00"), clock("11:50"), clock("12:20") - 1]
    assert broken(a_day, [0, 0, 0], too_soon) == {"overlap", "release"}


def test_a_meal_without_time_to_travel_first_is_followed_by_the_way(a_day: Problem) -> None:
    """From its end at 12:00, twenty minutes from place 1 to 3."""
    problem = begun_by(a_day, "11:49")
    start = [clock("11:00"), clock("11:30"), clock("12:20")]
    assert broken(problem, [0, 0, 0], start) == set()
    start[-1] -= 1
    assert broken(problem, [0, 0, 0], start) == {"overlap", "release"}


@pytest.mark.parametrize(("latest", "meal"), [("12:05", "12:05"), ("12:04", "11:45")])
def test_a_meal_starts_earlier_again_where_a_link_takes_its_time_to_travel(
    latest: str, meal: str
) -> None:
    """The care before it waits for a second carer until 11:15, and so ends at 11:45, not 11:30.

    The way then leads to 12:05; if the meal is to begin by 12:04, it is taken at 11:45 at once,
    earlier than the 11:50 of a carer who need not wait.
    """
    together = [Part("11:00", place=1), Part("11:00", place=1)]
    problem = a_problem(together, a_meal(), Part("12:20", place=3), duties=(Duty(), Duty(carer=1)))
    problem = having(problem, link_first=[0], link_second=[1], link_least=[0], link_most=[0])
    found = begins(begun_by(problem, latest), [0, 1, 0, 0], "11:00", "11:15", "11:01", "11:02")
    assert found == ["11:15", "11:15", meal, "12:35"]


def test_only_the_last_of_several_meals_is_taken_at_the_next_client() -> None:
    """After the first meal, until 11:30 at place 1, twenty minutes lead to the second at 3."""
    parts = [Part("10:30", place=1), a_meal(), a_meal(), Part("12:20", place=3)]
    problem = a_problem(*parts)
    released = ["10:30", "10:31", "10:32", "10:33"]
    assert begins(problem, [0] * 4, *released) == ["10:30", "11:00", "11:50", "12:20"]
    found = begins(begun_by(problem, "11:49"), [0] * 4, *released)
    assert found == ["10:30", "11:00", "11:30", "12:20"]


def test_the_way_to_a_meal_begins_where_the_visit_before_it_ends() -> None:
    """That visit ends at place 2, ten minutes from place 3: the meal begins at 10:40."""
    parts = [Part("10:00", place=1), a_meal(), Part("12:20", place=3)]
    problem = having(a_problem(*parts), task_place_end=[2, ANYWHERE, 3])
    assert begins(problem, [0] * 3, "10:00", "10:01", "10:02") == ["10:00", "10:40", "11:10"]


def test_the_way_after_a_meal_begins_where_the_next_visit_ends() -> None:
    """The meal at place 3 is no place of its own: care there ends at place 4, which is the last."""
    parts = [Part("10:00", place=1), a_meal(), Part("12:20", place=3), Part("12:50", place=4)]
    problem = having(a_problem(*parts), task_place_end=[1, ANYWHERE, 4, 4])
    found = begins(problem, [0] * 4, "10:00", "10:01", "10:02", "10:03")
    assert found == ["10:00", "10:50", "11:20", "11:50"]


@pytest.mark.parametrize("latest", ["11:50", "11:49"])
def test_a_leg_around_a_meal_has_the_limit_of_a_leg(a_day: Problem, latest: str) -> None:
    """Twenty minutes between the two clients; if that is too far, it is one fault, not two."""
    problem = begun_by(a_day, latest)
    start = [clock("11:00"), clock("11:50" if latest == "11:50" else "11:30"), clock("12:20")]
    assert broken(having(problem, leg_limit=20 * MINUTE), [0, 0, 0], start) == set()
    assert sentences(having(problem, leg_limit=19 * MINUTE), [0, 0, 0], start) == 1


def test_a_meal_before_a_client_who_cannot_be_reached_is_taken_on_the_spot() -> None:
    """A commute outside the duty takes no time, yet where there is none nobody eats at its end.

    So care at 07:30 breaks the rules of commutes, and comes before the way after the meal.
    """
    problem = from_home(a_problem(a_meal("07:00"), Part("07:30", place=2)), inside=False)
    assert broken(problem, [0, 0]) == set()
    closed = having(problem, drive=problem.drive * 0 + UNREACHABLE)
    assert broken(closed, [0, 0]) == {"commute", "overlap", "release"}


def test_the_way_to_a_last_meal_has_no_limit() -> None:
    """Where no leg at all may be driven, a meal after a visit is still possible."""
    problem = having(a_problem(Part("11:00", place=1), a_meal()), leg_limit=0)
    closed = having(problem, drive=problem.drive * 0 + UNREACHABLE)
    assert broken(closed, [0, 0]) == set()


@pytest.fixture
def meal_first() -> Problem:
    """A meal, then care at place 2, twenty minutes from home; the duty begins at 07:00."""
    return a_problem(a_meal("07:20"), Part("07:50", place=2))


@pytest.mark.parametrize(("latest", "meal"), [("07:20", "07:20"), ("07:19", "07:00")])
def test_a_first_meal_is_taken_after_a_commute_inside_if_there_is_time(
    meal_first: Problem, latest: str, meal: str
) -> None:
    """At place 2 at 07:20, or at home at 07:00 with the commute after it: care at 07:50."""
    problem = begun_by(from_home(meal_first, inside=True), latest)
    assert begins(problem, [0, 0], "06:00", "06:00") == [meal, "07:50"]


def test_a_first_meal_cannot_begin_before_the_commute_inside_is_over(meal_first: Problem) -> None:
    """Arriving at 07:20, nobody eats at 07:19, though the duty began at 07:00."""
    problem = from_home(meal_first, inside=True)
    assert broken(problem, [0, 0]) == set()
    too_soon = [clock("07:19"), clock("07:50")]
    assert broken(problem, [0, 0], too_soon) == {"duty", "release"}


def test_a_first_meal_after_a_commute_outside_begins_with_the_duty(meal_first: Problem) -> None:
    """The way lies before 07:00, so the meal is at place 2 at 07:00 and care at 07:30."""
    problem = begun_by(from_home(meal_first, inside=False), "07:00")
    assert begins(problem, [0, 0], "06:00", "06:00") == ["07:00", "07:30"]


@pytest.mark.parametrize(("latest", "meal"), [("07:50", "07:50"), ("07:49", "07:30")])
@pytest.mark.parametrize("inside", [False, True])
def test_after_a_first_meal_the_commute_takes_its_time_even_outside(
    latest: str, meal: str, inside: bool
) -> None:
    """The first of two meals is at home until 07:30; the way then leads to 07:50 or to 08:20."""
    problem = a_problem(a_meal(), a_meal(), Part("08:20", place=2))
    problem = begun_by(from_home(problem, inside=inside), latest)
    assert begins(problem, [0] * 3, "06:00", "06:01", "06:02") == ["07:00", meal, "08:20"]


def test_a_duty_that_begins_anywhere_has_no_way_to_its_first_place(meal_first: Problem) -> None:
    """The carer takes the meal at place 2, and begins care there as it ends."""
    problem = having(meal_first, duty_commute_inside=1)
    assert begins(problem, [0, 0], "06:00", "06:00") == ["07:00", "07:30"]


@pytest.mark.parametrize("inside", [False, True])
def test_meals_alone_are_made_where_the_duty_begins(inside: bool) -> None:
    """A duty with nothing but meals goes nowhere, though there is no way from home at all."""
    problem = from_home(a_problem(a_meal("12:00"), a_meal("12:30")), inside=inside)
    problem = having(problem, drive=problem.drive * 0 + UNREACHABLE)
    assert broken(problem, [0, 0]) == set()


def test_between_two_duties_the_way_begins_at_the_last_place() -> None:
    """A meal ends the morning at place 2; the evening at place 4 is twenty minutes away."""
    duties = (Duty(end="12:00"), Duty(start="12:10"))
    parts = [Part("10:00", place=2), a_meal("11:30"), Part("12:20", place=4)]
    problem = a_problem(*parts, duties=duties)
    assert broken(problem, [0, 0, 1]) == set()
    too_soon = [clock("10:00"), clock("11:30"), clock("12:19")]
    assert broken(problem, [0, 0, 1], too_soon) == {"overlap"}


def test_there_is_no_way_between_duties_to_or_from_a_meal_alone() -> None:
    """Neither a duty that is only a meal, nor one that begins with a meal, is travelled to."""
    duties = (Duty(end="12:00"), Duty(start="12:00", end="14:00"), Duty(start="14:00"))
    parts = [Part("11:30", place=4), a_meal("12:00"), Part("14:00", place=0)]
    problem = a_problem(*parts, duties=duties)
    assert broken(problem, [0, 1, 2], [clock("11:30"), clock("13:30"), clock("14:00")]) == set()
    parts = [Part("11:30", place=4), a_meal("12:00"), Part("12:30", place=0)]
    problem = a_problem(*parts, duties=duties)
    assert broken(problem, [0, 1, 1]) == set()


def sentences(problem: Problem, duty: list[int], start: list[int]) -> int:
    """How many faults there are."""
    rows, moments = planned(problem, duty, start)
    return len(faults(problem, rows, moments, moments))
