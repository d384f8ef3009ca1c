"""Each hard rule of tasks, duties and links: broken by the smallest step, kept one step before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from solver.model import UNREACHABLE, Problem
from solver.score import faults
from tests.problem_arrays import having
from tests.solver.small import MINUTE, Duty, Part, a_problem, broken, clock

TWO_CARERS = (Duty(carer=0), Duty(carer=1))


def at(*clocks: str) -> list[int]:
    """Moments of clock times of day 0."""
    return [clock(text) for text in clocks]


def linked(problem: Problem, least: int, most: int) -> Problem:
    """The same problem with a link from its first task to its second."""
    return having(problem, link_first=[0], link_second=[1], link_least=[least], link_most=[most])


@pytest.mark.parametrize(
    ("start", "found"),
    [("08:00", set()), ("09:00", set()), ("07:59", {"window"}), ("09:01", {"window", "release"})],
)
def test_a_start_lies_in_its_window(start: str, found: set[str]) -> None:
    """08:00 and 09:00 are the first and last start allowed."""
    problem = having(
        a_problem(Part("08:00")), task_earliest=clock("08:00"), task_latest=clock("09:00")
    )
    assert broken(problem, [0], at(start)) == found


@pytest.mark.parametrize(
    ("start", "found"),
    [("07:00", set()), ("06:59", {"duty", "release"}), ("21:30", set()), ("21:31", {"duty"})],
)
def test_care_lies_inside_its_duty(start: str, found: set[str]) -> None:
    """The duty is from 07:00 to 22:00, and care takes 30 minutes."""
    assert broken(a_problem(Part("08:00")), [0], at(start)) == found


@pytest.mark.parametrize(
    ("start", "found"),
    [("07:20", set()), ("07:19", {"duty", "release"}), ("21:10", set()), ("21:11", {"duty"})],
)
def test_a_commute_inside_lies_inside_the_duty(start: str, found: set[str]) -> None:
    """Twenty minutes to place 2 and back count when the commute is inside the duty."""
    problem = having(
        a_problem(Part("08:00", place=2)),
        duty_start_place=0,
        duty_end_place=0,
        duty_commute_inside=1,
    )
    assert broken(problem, [0], at(start)) == found


def test_care_and_travel_fit_between_two_starts() -> None:
    """30 minutes of care and 20 on the road: 08:50, and no second sooner."""
    problem = a_problem(Part("08:00"), Part("08:50", place=2))
    assert broken(problem, [0, 0]) == set()
    start = at("08:00", "08:50")
    assert broken(problem, [0, 0], [start[0], start[1] - 1]) == {"overlap", "release"}


def test_the_way_between_two_duties_of_a_day_fits() -> None:
    """The first duty's care ends at 12:00; place 2 is 20 minutes away."""
    duties = (Duty(end="12:00"), Duty(start="12:10"))
    problem = a_problem(Part("11:30"), Part("12:20", place=2), duties=duties)
    assert broken(problem, [0, 1]) == set()
    assert broken(problem, [0, 1], at("11:30", "12:19")) == {"overlap"}


def test_the_way_from_a_duty_to_the_next_day_exists() -> None:
    """Days apart or not, a carer cannot go from one duty to the next where there is no way."""
    problem = a_problem(
        Part("08:00"), Part("08:00", place=2, day=1), duties=(Duty(day=0), Duty(day=1))
    )
    closed = having(problem, drive=problem.drive * 0 + UNREACHABLE)
    assert broken(problem, [0, 1]) == set()
    assert broken(closed, [0, 1]) == {"overlap"}


def test_no_leg_is_longer_than_its_mode_allows() -> None:
    """Twenty minutes of driving, of which 20 or 19 are allowed."""
    problem = a_problem(Part("08:00"), Part("09:30", place=2))
    assert broken(having(problem, leg_limit=20 * MINUTE), [0, 0]) == set()
    assert broken(having(problem, leg_limit=19 * MINUTE), [0, 0]) == {"leg"}


@pytest.mark.parametrize("field", ["duty_start_place", "duty_end_place"])
def test_no_commute_is_longer_than_its_mode_allows(field: str) -> None:
    """Twenty minutes from home to place 2, or from place 2 home, of which 20 or 19 are allowed."""
    problem = having(a_problem(Part("08:00", place=2)), **{field: 0})
    assert broken(having(problem, commute_limit=20 * MINUTE), [0]) == set()
    assert broken(having(problem, commute_limit=19 * MINUTE), [0]) == {"commute"}


def test_where_there_is_no_way_nobody_commutes() -> None:
    """An unreachable home is too far, however generous the limit."""
    problem = having(a_problem(Part("08:00", place=2)), duty_start_place=0)
    closed = having(problem, drive=problem.drive * 0 + UNREACHABLE, commute_limit=2 * UNREACHABLE)
    assert broken(closed, [0]) == {"commute"}


def test_a_carer_makes_only_what_they_may() -> None:
    """Carer 1 is not allowed at this client, carer 0 is."""
    problem = having(a_problem(Part("08:00"), duties=TWO_CARERS), allowed=[[1, 0]])
    assert broken(problem, [0]) == set()
    assert broken(problem, [1]) == {"allowed"}


def test_a_double_up_is_done_whole_or_not_at_all() -> None:
    """One carer cannot make half of it."""
    problem = a_problem([Part("08:00"), Part("08:00")], duties=TWO_CARERS)
    assert broken(problem, [0, 1]) == broken(problem, [-1, -1]) == set()
    assert broken(problem, [0, -1]) == {"part"}


def test_a_double_up_has_two_carers() -> None:
    """Two services of one visit, one after the other, are still for two carers."""
    problem = a_problem([Part("08:00"), Part("09:00")], duties=TWO_CARERS)
    assert broken(problem, [0, 0]) == {"twice"}


def test_a_unit_that_asks_for_no_distinct_carers_may_have_one() -> None:
    """The same two services, which carer 0 may make alone, or share, but not make in part."""
    problem = a_problem([Part("08:00"), Part("09:00")], duties=TWO_CARERS)
    problem = having(problem, unit_distinct=0)
    assert broken(problem, [0, 0]) == broken(problem, [0, 1]) == set()
    assert broken(problem, [0, -1]) == {"part"}


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("12:00", set()),
        ("11:59", {"link", "release"}),
        ("14:00", set()),
        ("14:01", {"link", "release"}),
    ],
)
def test_linked_starts_are_as_far_apart_as_agreed(second: str, found: set[str]) -> None:
    """Four to six hours after a first call at 08:00."""
    problem = linked(a_problem(Part("08:00"), Part("12:00")), 4 * 3600, 6 * 3600)
    assert broken(problem, [0, 0], at("08:00", second)) == found


def test_a_link_may_point_backwards() -> None:
    """A least gap below zero lets the second go first: 30 minutes before, and no more."""
    problem = linked(a_problem(Part("08:00"), Part("09:00"), duties=TWO_CARERS), -30 * MINUTE, 0)
    assert broken(problem, [0, 1], at("09:00", "08:30")) == set()
    assert broken(problem, [0, 1], at("09:01", "08:30")) == {"link", "release"}


def sentences(
    problem: Problem, duty: Sequence[int], release: Sequence[str], start: Sequence[str]
) -> list[str]:
    """Faults of a rota whose releases differ from its starts."""
    rows = np.array(duty, dtype=np.int32)
    return faults(problem, rows, np.array(at(*release)), np.array(at(*start)))


def test_a_start_is_the_least_its_release_allows() -> None:
    """Released at 08:00 with nothing before it, 08:05 is neither early nor decided."""
    problem = a_problem(Part("08:00"))
    assert sentences(problem, [0], ["08:00"], ["08:00"]) == []
    found = sentences(problem, [0], ["08:00"], ["08:05"])
    assert found == ["release: task 0 starts at 29100, not at 28800"]


def test_releases_and_starts_agree_on_the_order() -> None:
    """Released first, task 0 must be made first."""
    problem = a_problem(Part("08:00"), Part("08:00"))
    found = sentences(problem, [0, 0], ["08:00", "08:10"], ["08:40", "08:10"])
    assert [sentence.split(":")[0] for sentence in found] == ["order", "release", "release"]


def test_rows_nobody_makes_are_not_looked_at() -> None:
    """Neither window nor release matters where nobody comes."""
    problem = having(a_problem(Part("08:00")), task_latest=0)
    assert sentences(problem, [-1], ["23:00"], ["22:00"]) == []
