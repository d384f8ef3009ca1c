"""A Problem that does not fit together never reaches the core."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solver.check import SHAPE_OF, ProblemError, check_problem
from solver.model import UNREACHABLE, Problem, Term
from tests.problem_arrays import having
from tests.problems import a_random_problem
from tests.solver.small import Duty, Part, a_problem


def test_a_sound_problem_passes() -> None:
    """Random problems of the tests are sound."""
    for seed in range(20):
        check_problem(a_random_problem(seed))


def refused(problem: Problem) -> str:
    """What is said of a problem that is refused."""
    with pytest.raises(ProblemError) as caught:
        check_problem(problem)
    return str(caught.value)


def changed(name: str, index: int, value: int, problem: Problem | None = None) -> Problem:
    """A random problem with one figure of one array replaced."""
    problem = problem or a_random_problem(4, units=12)
    array = getattr(problem, name).copy()
    array.reshape(-1)[index] = value
    return replace(problem, **{name: array})


@pytest.mark.parametrize(
    ("name", "index", "value", "words"),
    [
        ("task_place", 0, 9999, "task_place holds"),
        ("task_place_end", 0, -2, "task_place_end holds"),
        ("task_pair", 0, -1, "task_pair holds"),
        ("task_time_group", 0, 9999, "task_time_group holds"),
        ("unit_distinct", 0, 2, "unit_distinct holds"),
        ("unit_left_out_tier", 0, 7, "unit_left_out_tier holds"),
        ("tier_of_term", -1, 7, "tier_of_term holds"),
        ("allowed", 0, 2, "allowed holds"),
        ("in_window", 0, 2, "in_window holds"),
        ("duty_commute_inside", 0, -1, "duty_commute_inside holds"),
        ("duty_carer", 0, 77, "duty_carer holds"),
        ("duty_start_place", 0, -2, "duty_start_place holds"),
        ("link_first", 0, -3, "link_first holds"),
        ("unit_offset", -1, 1, "unit_offset does not cut"),
        ("unit_offset", 0, 1, "unit_offset does not cut"),
        ("step_speed", 0, 0, "step_speed is not within"),
        ("step_speed", 0, 1_000_001, "step_speed is not within"),
        ("task_duration", 0, -5, "task_duration holds -5; it is never negative"),
        ("task_late", 0, -1, "task_late holds -1; it is never negative"),
        ("dislike", 0, -1, "dislike holds -1; it is never negative"),
        ("drive", 1, -1, "drive holds -1; it is never negative"),
        ("drive", 1, UNREACHABLE + 1, "A leg has more than"),
        ("carer_most_days", 0, -1, "carer_most_days holds -1; it is never negative"),
        ("guide", 0, -1, "guide holds -1; it is never negative"),
        ("carer_rest", 0, 2**62, "carer_rest holds a figure beyond"),
        ("task_earliest", 0, -(2**62), "task_earliest holds a figure beyond"),
        ("task_earliest", 0, -(2**63), "task_earliest holds a figure beyond"),
        ("duty_due", 0, -(2**40), "Duty 0 starts at"),
        ("duty_end", 0, -(2**40), "Duty 0 starts at"),
    ],
)
def test_each_fault_is_named(name: str, index: int, value: int, words: str) -> None:
    """One figure out of range is refused with the name of its array."""
    assert words in refused(changed(name, index, value))


@pytest.mark.parametrize(
    "name", ["greatest_late", "overtime", "greatest_idle", "waiting", "free_gap", "night_most"]
)
def test_a_price_or_limit_for_all_is_never_negative(name: str) -> None:
    """Single figures are looked at like arrays."""
    assert f"{name} holds -1" in refused(replace(a_random_problem(4), **{name: -1}))
    assert f"{name} holds a figure beyond" in refused(replace(a_random_problem(4), **{name: 2**62}))


def test_a_task_has_both_places_or_neither() -> None:
    """A task that ends nowhere would leave its carer nowhere."""
    problem = a_problem(Part("08:00"), Part("09:00"))
    check_problem(having(problem, task_place=-1, task_place_end=-1))
    assert "Task 1 has one place" in refused(changed("task_place_end", 1, -1, problem))
    assert "Task 0 has one place" in refused(changed("task_place", 0, -1, problem))


def test_a_task_without_a_place_has_no_link_and_no_time_group() -> None:
    """Its start falls as well as rises with those before it, which nothing else could follow."""
    problem = a_problem(Part("08:00"), Part("09:00", place=-1))
    check_problem(problem)
    assert refused(having(problem, task_time_group=[-1, 0])) == (
        "Task 1 has no place; it may be in no time group."
    )
    bounds = {"link_least": [0], "link_most": [60]}
    for first, second in ((0, 1), (1, 0)):
        linked = having(problem, link_first=[first], link_second=[second], **bounds)
        assert refused(linked) == "Link 0 ties a task that has no place."


def test_a_second_window_does_not_end_before_it_begins() -> None:
    """It may last a moment."""
    problem = having(a_problem(Part("08:00")), task_again_from=600)
    check_problem(having(problem, task_again_to=600))
    assert "Task 0 has a second window" in refused(having(problem, task_again_to=599))


def test_a_task_is_not_linked_to_itself() -> None:
    """Two different tasks may be linked, however their bounds contradict each other."""
    problem = having(a_problem(Part("08:00"), Part("09:00")), link_first=[1], link_second=[0])
    problem = having(problem, link_least=[60], link_most=[0])
    check_problem(problem)
    assert "Link 0 ties task 1 to itself" in refused(changed("link_second", 0, 1, problem))


def test_traffic_runs_forward_within_a_mode() -> None:
    """Two steps may begin together; a mode's first step has nothing to follow."""
    problem = having(
        a_problem(Part("08:00")),
        step_offset=[0, 3],
        step_start=[5, 9, 9],
        step_speed=[1_000_000] * 3,
    )
    check_problem(problem)
    assert "Speed step 1 begins before" in refused(changed("step_start", 1, 4, problem))
    two_modes = a_random_problem(4)
    first = int(two_modes.step_offset[1])
    check_problem(changed("step_start", first, -(10**6), two_modes))


def test_duties_of_one_carer_follow_each_other() -> None:
    """One may begin as another ends; carers are in order of row."""
    duties = (Duty(end="12:00"), Duty(start="12:00"), Duty(carer=1, start="05:00"))
    problem = a_problem(Part("08:00"), duties=duties)
    check_problem(problem)
    one_later = int(problem.duty_end[0]) + 1
    assert "Duties 0 and 1 of one carer" in refused(changed("duty_end", 0, one_later, problem))
    assert "not ordered by carer" in refused(changed("duty_carer", 0, 1, problem))


def test_a_block_ends_after_it_starts_and_has_a_grid() -> None:
    """Neither is a figure that the core looks at twice."""
    problem = replace(a_random_problem(4), block_end=-1, grid=0)
    assert "The block ends at -1" in refused(problem)
    assert "grid is 0" in refused(problem)


def test_on_a_grid_partners_share_their_latest_start() -> None:
    """Put off to the next mark, one of them would pass its latest and the other not."""
    pair = a_problem([Part("08:00"), Part("08:00")])
    tied = having(
        replace(
            pair,
            link_first=np.array([0], dtype=np.int32),
            link_second=np.array([1], dtype=np.int32),
            link_least=np.zeros(1, dtype=np.int64),
            link_most=np.zeros(1, dtype=np.int64),
            task_latest=pair.task_latest + np.array([0, 60]),
        )
    )
    check_problem(replace(tied, grid=1))
    assert "of different latest starts together" in refused(replace(tied, grid=300))


def test_all_faults_are_reported_together() -> None:
    """A row, an order and a sign, in one message of three lines."""
    problem = a_problem(Part("08:00"))
    broken = having(problem, task_pair=9, task_late=-1, duty_due=-1)
    assert len(refused(broken).splitlines()) == 3


def test_wrong_types_and_shapes_are_all_listed() -> None:
    """An int64 row array, a short array and a figure of another kind are reported together."""
    problem = a_random_problem(4)
    broken = replace(
        problem,
        task_place=problem.task_place.astype(np.int64),
        carer_rest=problem.carer_rest[:-1],
        grid=np.int64(60),
        waiting=True,
    )
    said = refused(broken)
    assert "carer_most_work has shape" in said
    assert "task_place is int64" in said
    assert "grid is a int64, not a whole number" in said
    assert "waiting is a bool, not a whole number" in said


@pytest.mark.parametrize("value", [None, [1, 2], np.int64(3)])
def test_what_is_no_array_is_named(value: object) -> None:
    """Whatever stands in its place, the message names the field."""
    said = refused(replace(a_random_problem(4), task_place=value))
    assert said == f"task_place is a {type(value).__name__}, not an array."


@pytest.mark.parametrize("name", ["drive", "allowed", "unit_reference", "tier_of_term"])
def test_arrays_have_their_dimensions(name: str) -> None:
    """A table laid out as one row is not a table, even if nothing is missing."""
    problem = a_random_problem(4)
    other = getattr(problem, name)[np.newaxis].copy()
    said = refused(replace(problem, **{name: other}))
    assert said == f"{name} has {other.ndim} dimensions, not {other.ndim - 1}."


def test_every_term_has_a_tier() -> None:
    """One tier short, the core would read beyond the end."""
    problem = a_random_problem(4)
    said = refused(replace(problem, tier_of_term=problem.tier_of_term[:-1].copy()))
    assert said == f"tier_of_term has shape ({len(Term) - 1},), not ({len(Term)},)."


@pytest.mark.parametrize("tiers", [0, 9])
def test_there_are_one_to_eight_tiers(tiers: int) -> None:
    """The core keeps room for eight."""
    problem = replace(a_random_problem(4), tiers=tiers, guide=np.ones(tiers, dtype=np.int64))
    assert f"There are {tiers} tiers" in refused(problem)


def test_every_field_is_checked() -> None:
    """No array of a Problem is without a shape, no shape without an array."""
    assert set(SHAPE_OF) == set(a_random_problem(4).arrays())
