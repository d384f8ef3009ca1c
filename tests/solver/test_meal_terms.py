"""What a task without a place, such as a meal, costs: each figure worked by hand."""

from __future__ import annotations

import pytest

from solver.model import Problem, Term
from tests.problem_arrays import having
from tests.solver.meals import ANYWHERE, a_meal, begun_by, from_home
from tests.solver.small import HOUR, MINUTE, Part, a_problem, broken, clock, points

AT_NEXT, ON_THE_SPOT = "12:20", "11:49"
"""Latest starts of the meal of ``a_day``: with and without time to travel first."""


@pytest.fixture
def a_day() -> Problem:
    """Care at place 1, a meal, care at place 3: ten minutes from home and thirty back.

    The meal is at 11:50 at place 3 where there is time, else at 11:30 at place 1.
    """
    problem = a_problem(Part("11:00", place=1), a_meal("11:50"), Part("12:20", place=3))
    return having(problem, travel=1, commute=1)


def at(*clocks: str) -> list[int]:
    """Moments of day 0."""
    return [clock(text) for text in clocks]


@pytest.mark.parametrize(("latest", "meal"), [(AT_NEXT, "11:50"), (ON_THE_SPOT, "11:30")])
def test_the_way_around_a_meal_is_travelled_once(a_day: Problem, latest: str, meal: str) -> None:
    """Twenty minutes from place 1 to 3, as without the meal; the meal adds no commute."""
    problem, start = begun_by(from_home(a_day, inside=False), latest), at("11:00", meal, "12:20")
    assert points(Term.TRAVEL, problem, [0, 0, 0], start) == 20 * MINUTE
    assert points(Term.COMMUTE, problem, [0, 0, 0], start) == 40 * MINUTE


@pytest.mark.parametrize(
    ("latest", "meal", "travel"), [("12:05", "12:05", 35), ("12:04", "11:30", 20)]
)
def test_the_way_around_a_meal_meets_the_traffic_of_its_own_moment(
    a_day: Problem, latest: str, meal: str, travel: int
) -> None:
    """Half speed until 12:00. Left at 11:30, half an hour of it is fifteen minutes of the way.

    Five remain, so the meal would be at 12:05; left after the meal at 12:00, it takes twenty.
    """
    traffic = {"step_offset": [0, 2], "step_start": [0, clock("12:00")]}
    problem = having(a_day, **traffic, step_speed=[500_000, 1_000_000])
    problem, start = begun_by(problem, latest), at("11:00", meal, "13:00")
    assert broken(problem, [0, 0, 0], start) == set()
    assert points(Term.TRAVEL, problem, [0, 0, 0], start) == travel * MINUTE


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize(("latest", "meal"), [("07:20", "07:20"), ("07:19", "07:00")])
def test_the_way_to_the_first_place_is_commute_and_no_travel(
    latest: str, meal: str, inside: bool
) -> None:
    """Twenty free-flow minutes to place 2 and twenty back, whether the meal is there or at home."""
    problem = having(a_problem(a_meal(), Part("07:50", place=2)), travel=1, commute=1)
    problem = begun_by(from_home(problem, inside=inside), latest)
    assert points(Term.COMMUTE, problem, [0, 0], at(meal, "08:00")) == 40 * MINUTE
    assert points(Term.TRAVEL, problem, [0, 0], at(meal, "08:00")) == 0


@pytest.mark.parametrize(("latest", "meal"), [("07:20", "07:20"), ("07:19", "07:00")])
def test_the_way_to_the_first_place_has_the_limit_of_a_commute(latest: str, meal: str) -> None:
    """Twenty minutes, of which 20 or 19 are allowed; the limit of legs does not matter."""
    problem = having(a_problem(a_meal(), Part("07:50", place=2)), leg_limit=0)
    problem, start = begun_by(from_home(problem, inside=True), latest), at(meal, "07:50")
    assert broken(having(problem, commute_limit=20 * MINUTE), [0, 0], start) == set()
    assert broken(having(problem, commute_limit=19 * MINUTE), [0, 0], start) == {"commute"}


@pytest.mark.parametrize(
    ("inside", "latest", "meal", "work"),
    [
        (True, "07:20", "07:20", 20 + 60 + 20),  # the way there, meal and care, the way back
        (True, "07:19", "07:00", 30 + 20 + 30 + 20),  # meal, the way, care, the way back
        (False, "07:20", "07:20", 60),  # meal and care at place 2
    ],
)
def test_a_commute_around_a_meal_is_worked_once(
    inside: bool, latest: str, meal: str, work: int
) -> None:
    """Care at place 2 from 07:50 to 08:20, with the meal straight before it or before the way."""
    problem = having(a_problem(a_meal(), Part("07:50", place=2)), long_week=1, carer_warn_work=0)
    problem = begun_by(from_home(problem, inside=inside), latest)
    assert points(Term.LONG_WEEK, problem, [0, 0], at(meal, "07:50")) == work * MINUTE


def test_a_commute_between_two_first_meals_is_worked_once() -> None:
    """A meal at home, twenty minutes, a meal and care at place 2 until 08:50, and twenty home."""
    problem = a_problem(a_meal("07:00"), a_meal("07:50"), Part("08:20", place=2))
    problem = having(problem, long_week=1, carer_warn_work=0, commute=1)
    problem = from_home(problem, inside=True)
    assert broken(problem, [0, 0, 0]) == set()
    assert points(Term.LONG_WEEK, problem, [0, 0, 0]) == (110 + 20) * MINUTE
    assert points(Term.COMMUTE, problem, [0, 0, 0]) == 40 * MINUTE


@pytest.mark.parametrize("inside", [False, True])
def test_meals_alone_are_no_reason_to_commute(inside: bool) -> None:
    """Half an hour of work, and no way."""
    problem = having(a_problem(a_meal()), commute=1, long_week=1, carer_warn_work=0)
    problem = from_home(problem, inside=inside)
    assert points(Term.COMMUTE, problem, [0]) == 0
    assert points(Term.LONG_WEEK, problem, [0]) == 30 * MINUTE


def test_the_commute_home_after_a_last_meal_begins_when_the_meal_ends() -> None:
    """From place 2, left at 21:40 after the meal, home is reached at 22:00 and no later."""
    problem = a_problem(Part("20:00", place=2), a_meal("21:10"))
    problem = having(from_home(problem, inside=True), commute=1)
    assert broken(problem, [0, 0]) == set()
    assert points(Term.COMMUTE, problem, [0, 0]) == 40 * MINUTE
    assert broken(problem, [0, 0], [clock("20:00"), clock("21:10") + 1]) == {"duty"}


def test_waiting_begins_with_the_first_place_of_its_own() -> None:
    """Ten idle minutes after a first meal do not count; those around a second meal do.

    Care until 08:10, at place 2 at 08:30, the meal there at 08:35, care at 09:20: five and 15.
    """
    parts = [a_meal("07:00"), Part("07:40"), a_meal("08:35"), Part("09:20", place=2)]
    problem = having(a_problem(*parts), waiting=2)
    assert points(Term.WAITING, problem, [0] * 4) == 2 * (5 + 15) * MINUTE


@pytest.mark.parametrize(("latest", "meal"), [("07:20", "07:20"), ("07:19", "07:00")])
def test_gaps_after_a_first_meal_are_awkward_or_free_like_any_other(latest: str, meal: str) -> None:
    """Thirty idle minutes: ten of them awkward. An hour more: a split, and no work.

    They lie after a meal at place 2 from 07:20 on, or after the way there, at 07:50.
    """
    problem = having(a_problem(a_meal(), Part("08:00", place=2)), awkward=1, split=1, waiting=1)
    problem = begun_by(from_home(problem, inside=True), latest)
    assert points(Term.AWKWARD, problem, [0, 0], at(meal, "08:20")) == 10 * MINUTE
    assert points(Term.SPLIT, problem, [0, 0], at(meal, "08:20")) == 0
    later = at(meal, "09:20")
    assert points(Term.SPLIT, problem, [0, 0], later) == 1
    problem = having(problem, long_week=1, carer_warn_work=0)
    assert points(Term.LONG_WEEK, problem, [0, 0], later) == HOUR + 40 * MINUTE
    assert points(Term.WAITING, problem, [0, 0], later) == 0


@pytest.fixture
def a_shift() -> Problem:
    """A meal, then care at 11:00 at place 2, home at 12:13 though due at 12:00.

    The duty begins at 07:00 at home; twenty minutes are forty on the road, and three to the door.
    """
    problem = from_home(a_problem(a_meal(), Part("11:00", place=2)), inside=True)
    problem = having(problem, step_speed=[500_000], extra=180, duty_due=clock("12:00"))
    return having(problem, greatest_idle=1, waiting=1)


@pytest.mark.parametrize(
    ("latest", "meal", "idle"),
    [
        ("07:43", "07:43", 20 + 167),  # could leave at 07:20 free of traffic; there from 08:13
        ("08:00", "08:00", 37 + 150),  # could leave at 07:37; there from 08:30
        ("07:42", "07:30", 30 + 137),  # at home until 08:00, on the road until 08:43
    ],
)
def test_idle_time_lies_before_leaving_or_before_a_first_meal_at_home(
    a_shift: Problem, latest: str, meal: str, idle: int
) -> None:
    """Who has time to travel first idles until leaving, free of traffic; the gap after counts."""
    problem = begun_by(a_shift, latest)
    assert broken(problem, [0, 0], at(meal, "11:00")) == set()
    assert points(Term.GREATEST_IDLE, problem, [0, 0], at(meal, "11:00")) == idle * MINUTE
    assert points(Term.WAITING, problem, [0, 0], at(meal, "11:00")) == 0


def test_a_duty_of_meals_alone_leaves_at_its_first_start(a_shift: Problem) -> None:
    """Meals at 08:00 and 11:00 need no way: an hour before, 150 minutes between, 30 after."""
    problem = having(a_shift, task_place=ANYWHERE, task_place_end=ANYWHERE)
    start = at("08:00", "11:00")
    assert points(Term.GREATEST_IDLE, problem, [0, 0], start) == (60 + 150 + 30) * MINUTE
