"""The terms of time, carers and cost, each worked by hand."""

from __future__ import annotations

import pytest

from solver.model import Term
from solver.score import score
from tests.problem_arrays import having
from tests.solver.small import HOUR, MINUTE, Duty, Part, a_problem, broken, clock, planned, points

MORNING_AND_EVENING = (Duty(end="12:00"), Duty(start="16:00"))


@pytest.mark.parametrize(("start", "late"), [("08:15", 0), ("08:16", 3 * 60), ("07:00", 0)])
def test_each_second_after_the_grace_is_late(start: str, late: int) -> None:
    """Preferred at 08:00 with 15 minutes' grace, at 3 points a second."""
    problem = having(a_problem(Part("08:00")), task_late=3, task_grace=15 * MINUTE)
    assert points(Term.LATE, problem, [0], [clock(start)]) == late


@pytest.mark.parametrize(("start", "early"), [("07:45", 0), ("07:44", 3 * 60), ("09:00", 0)])
def test_each_second_before_the_grace_is_early(start: str, early: int) -> None:
    """Preferred at 08:00 with 15 minutes' grace, at 3 points a second."""
    problem = having(a_problem(Part("08:00")), task_early=3, task_grace=15 * MINUTE)
    assert points(Term.EARLY, problem, [0], [clock(start)]) == early


@pytest.mark.parametrize("start", ["07:59", "08:01"])
def test_near_counts_both_ways_and_has_no_grace(start: str) -> None:
    """One minute either way is 60 seconds, at 2 points each."""
    problem = having(a_problem(Part("08:00")), task_near=2, task_grace=15 * MINUTE)
    assert points(Term.NEAR, problem, [0], [clock(start)]) == 120


def test_a_task_nobody_makes_is_neither_late_nor_near() -> None:
    """Its start means nothing, whatever it is."""
    problem = having(a_problem(Part("08:00")), task_late=3, task_near=2)
    assert score(problem, *planned(problem, [-1])).cost == (0,) * 7


def test_units_left_out_cost_their_own_price_in_their_own_tier() -> None:
    """7 points of safety for the first, 5 of coverage for the third; the second is made."""
    problem = a_problem(Part("08:00"), Part("09:00"), Part("10:00"))
    problem = having(problem, unit_left_out=[7, 6, 5], unit_left_out_tier=[0, 0, 2])
    found = score(problem, *planned(problem, [-1, 0, -1]))
    assert found.left_out == found.cost == (7, 0, 5, 0, 0, 0, 0)


def test_a_double_up_done_by_one_is_left_out() -> None:
    """Half a double-up is no visit."""
    problem = having(a_problem([Part("08:00"), Part("08:00")]), unit_left_out=9)
    assert score(problem, *planned(problem, [0, -1])).cost[0] == 9


def test_an_uneven_call_costs_its_spread_beyond_what_is_steady() -> None:
    """10 minutes early, 25 late, one on time: 35 minutes, of which 30 count as steady."""
    problem = a_problem(Part("08:00"), Part("12:00"), Part("16:00"))
    problem = having(problem, task_time_group=0, time_rate=2, time_grace=30 * MINUTE)
    start = [clock("07:50"), clock("12:25"), clock("16:00")]
    assert points(Term.UNEVEN, problem, [0, 0, 0], start) == 2 * 5 * MINUTE


def test_a_call_made_once_is_even() -> None:
    """One start has no spread; the one nobody makes does not count."""
    problem = having(a_problem(Part("08:00"), Part("12:00")), task_time_group=0, time_rate=2)
    assert points(Term.UNEVEN, problem, [0, -1], [clock("08:20"), clock("12:00")]) == 0


@pytest.mark.parametrize(
    ("second", "missing"),
    [("11:30", 0), ("11:19", 1), ("11:20", 0)],
)
def test_a_long_day_without_a_gap_for_a_break(second: str, missing: int) -> None:
    """08:00 to 11:00, then until 15:30 or so: over six hours need 20 idle minutes."""
    problem = having(
        a_problem(Part("08:00", minutes=180), Part(second, minutes=250)),
        carer_break_after=6 * HOUR,
        carer_break_length=20 * MINUTE,
        break_missing=11,
    )
    assert points(Term.BREAK_MISSING, problem, [0, 0]) == 11 * missing


def test_travel_is_no_break() -> None:
    """30 minutes lie between the two, but 20 are spent on the way: 10 idle minutes."""
    problem = having(
        a_problem(Part("08:00", minutes=180), Part("11:30", minutes=250, place=2)),
        carer_break_after=6 * HOUR,
        carer_break_length=20 * MINUTE,
        break_missing=1,
    )
    assert points(Term.BREAK_MISSING, problem, [0, 0]) == 1


def test_a_day_of_exactly_the_length_needs_no_break() -> None:
    """A break is due when work exceeds six hours, not when it reaches them."""
    problem = having(
        a_problem(Part("08:00", minutes=360)), carer_break_after=6 * HOUR, break_missing=1
    )
    problem = having(problem, carer_break_length=20 * MINUTE)
    assert points(Term.BREAK_MISSING, problem, [0]) == 0
    assert points(Term.BREAK_MISSING, having(problem, carer_break_after=6 * HOUR - 1), [0]) == 1


def test_the_time_between_two_duties_of_a_day_is_a_break() -> None:
    """Four hours of work in the morning, four in the evening, and hours between them."""
    problem = having(
        a_problem(
            Part("08:00", minutes=240), Part("16:00", minutes=240), duties=MORNING_AND_EVENING
        ),
        carer_break_after=6 * HOUR,
        carer_break_length=20 * MINUTE,
        break_missing=1,
    )
    assert points(Term.BREAK_MISSING, problem, [0, 1]) == 0


def test_contracted_hours_not_given_are_priced_for_everybody() -> None:
    """Carer 0 works half of one hour; carer 1 works none of two: 2.5 hours at 2 a second."""
    problem = a_problem(Part("08:00"), duties=(Duty(carer=0), Duty(carer=1)))
    problem = having(problem, carer_contracted=[HOUR, 2 * HOUR], short_hours=2)
    assert points(Term.SHORT_HOURS, problem, [0]) == 2 * (30 * MINUTE + 2 * HOUR)


def test_a_free_gap_is_no_work() -> None:
    """08:00 to 10:30 holds two half hours and 90 idle minutes: one hour of work."""
    problem = a_problem(Part("08:00"), Part("10:00"))
    problem = having(problem, carer_contracted=3 * HOUR, short_hours=1)
    assert points(Term.SHORT_HOURS, problem, [0, 0]) == 2 * HOUR


def test_a_gap_of_exactly_the_free_length_is_no_work() -> None:
    """08:00 to 10:00 holds two half hours and sixty idle minutes: one hour of work."""
    problem = a_problem(Part("08:00"), Part("09:30"))
    problem = having(problem, carer_contracted=3 * HOUR, short_hours=1)
    assert points(Term.SHORT_HOURS, problem, [0, 0]) == 2 * HOUR


def test_a_gap_one_second_short_of_free_is_work() -> None:
    """59:59 idle minutes are waiting, so the day lasts from 08:00 to 09:59:59."""
    problem = a_problem(Part("08:00"), Part("09:30"))
    problem = having(problem, carer_contracted=3 * HOUR, short_hours=1)
    start = [clock("08:00"), clock("09:30") - 1]
    assert points(Term.SHORT_HOURS, problem, [0, 0], start) == HOUR + 1


@pytest.mark.parametrize(("inside", "work"), [(0, 30 * MINUTE), (1, 50 * MINUTE)])
def test_a_commute_inside_the_duty_is_work(inside: int, work: int) -> None:
    """Half an hour of care, ten free-flow minutes from place 0 and ten back, at half speed."""
    problem = having(
        a_problem(Part("09:00", place=1)),
        duty_commute_inside=inside,
        duty_start_place=0,
        duty_end_place=0,
        step_speed=500_000,
        long_week=1,
        carer_warn_work=0,
    )
    assert points(Term.LONG_WEEK, problem, [0]) == work


def test_a_commute_inside_from_anywhere_is_no_work() -> None:
    """A duty that begins and ends where its care does holds nothing but care."""
    problem = having(a_problem(Part("09:00", place=1)), duty_commute_inside=1, long_week=1)
    assert points(Term.LONG_WEEK, having(problem, carer_warn_work=0), [0]) == 30 * MINUTE


def test_each_second_of_a_long_week() -> None:
    """Two days of four hours, where a week is long from seven on: one hour."""
    days = (Duty(day=0), Duty(day=1))
    problem = a_problem(Part("08:00", 240), Part("08:00", 240, day=1), duties=days)
    problem = having(problem, carer_warn_work=7 * HOUR, long_week=3)
    assert points(Term.LONG_WEEK, problem, [0, 1]) == 3 * HOUR


def test_each_second_of_a_long_span_counts_free_gaps_too() -> None:
    """08:00 to 20:30 spans 12.5 hours, though only one hour is worked."""
    problem = a_problem(Part("08:00"), Part("20:00"))
    problem = having(problem, carer_target_span=12 * HOUR, long_span=5)
    assert points(Term.LONG_SPAN, problem, [0, 0]) == 5 * 30 * MINUTE


def test_each_day_beyond_the_target() -> None:
    """Three days worked, one wished for."""
    problem = a_problem(
        *(Part("08:00", day=day) for day in range(3)), duties=[Duty(day=d) for d in range(3)]
    )
    assert points(Term.EXTRA_DAY, having(problem, carer_target_days=1, extra_day=4), [0, 1, 2]) == 8


@pytest.mark.parametrize(
    ("second", "awkward", "split", "waiting"),
    [
        ("08:50", 0, 0, 1200),  # twenty minutes: ordinary waiting
        ("08:51", 60, 0, 1260),  # twenty-one: one too many
        ("09:29", 39 * 60, 0, 59 * 60),  # fifty-nine: all of it paid, 39 of it awkward
        ("09:30", 0, 1, 0),  # sixty: free time, and a split
    ],
)
def test_what_an_idle_gap_is(second: str, awkward: int, split: int, waiting: int) -> None:
    """After care from 08:00 to 08:30 the carer is idle until the second start."""
    problem = having(a_problem(Part("08:00"), Part(second)), awkward=1, split=1, waiting=1)
    assert points(Term.AWKWARD, problem, [0, 0]) == awkward
    assert points(Term.SPLIT, problem, [0, 0]) == split
    assert points(Term.WAITING, problem, [0, 0]) == waiting


def test_a_second_duty_on_a_day_is_a_split() -> None:
    """Morning and evening worked: one split, and no waiting between duties."""
    problem = a_problem(Part("08:00"), Part("16:00"), duties=MORNING_AND_EVENING)
    problem = having(problem, split=6, waiting=1)
    assert points(Term.SPLIT, problem, [0, 1]) == 6
    assert points(Term.WAITING, problem, [0, 1]) == 0


def test_travel_is_what_the_traffic_makes_of_the_leg() -> None:
    """Twenty free-flow minutes at half speed are forty; arriving costs nothing more."""
    problem = a_problem(Part("08:00"), Part("10:00", place=2))
    problem = having(problem, travel=1, step_speed=[500_000], extra=180)
    assert points(Term.TRAVEL, problem, [0, 0]) == 40 * MINUTE


def test_travel_meets_the_traffic_after_care_not_before() -> None:
    """Half speed holds until 08:30, when care ends: twenty minutes stay twenty."""
    problem = a_problem(Part("08:00"), Part("10:00", place=2))
    problem = having(
        problem,
        travel=1,
        step_offset=[0, 2],
        step_start=[0, clock("08:30")],
        step_speed=[500_000, 1_000_000],
    )
    assert points(Term.TRAVEL, problem, [0, 0]) == 20 * MINUTE


def test_no_travel_is_charged_between_two_duties() -> None:
    """The way from one duty to the next is commuting, and counted as such."""
    problem = a_problem(Part("08:00"), Part("16:00", place=2), duties=MORNING_AND_EVENING)
    assert points(Term.TRAVEL, having(problem, travel=1), [0, 1]) == 0


def test_commuting_is_free_flow_to_the_first_and_from_the_last() -> None:
    """Ten minutes to place 1 and twenty back from place 2, whatever the traffic."""
    problem = a_problem(Part("08:00", place=1), Part("10:00", place=2))
    problem = having(problem, commute=1, step_speed=[500_000], duty_start_place=0, duty_end_place=0)
    assert points(Term.COMMUTE, problem, [0, 0]) == 30 * MINUTE


def test_a_duty_that_may_begin_anywhere_has_no_commute_there() -> None:
    """Only the twenty minutes back from place 2 are left."""
    problem = a_problem(Part("08:00", place=1), Part("10:00", place=2))
    assert points(Term.COMMUTE, having(problem, commute=1, duty_end_place=0), [0, 0]) == 20 * 60


def test_a_price_counts_in_the_tier_of_its_term() -> None:
    """The same 1,800 seconds of waiting appear in whichever tier is told."""
    problem = having(a_problem(Part("08:00"), Part("09:00")), waiting=1)
    tiers = problem.tier_of_term.copy()
    tiers[Term.WAITING] = 6
    duty, start = planned(problem, [0, 0])
    assert score(problem, duty, start).cost == (0, 0, 0, 0, 0, 1800, 0)
    assert score(having(problem, tier_of_term=tiers), duty, start).cost[6] == 1800


def test_the_examples_here_are_legal() -> None:
    """A hand-worked problem breaks no rule until a test makes it."""
    assert broken(a_problem(Part("08:00"), Part("09:30", place=2)), [0, 0]) == set()
