"""Best starts side by side by hand: one rule, one example."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from solver.model import Problem
from solver.polish import best_starts
from solver.score import faults
from tests.problem_arrays import having
from tests.solver.polish.by_trying import answer
from tests.solver.small import HOUR, MINUTE, Duty, Part, a_problem, clock


def polished(problem: Problem, at: Sequence[str], duty: Sequence[int] | None = None) -> list[int]:
    """Best starts of a rota that begins at these clock times, of one duty unless said."""
    rows = np.array(duty or [0] * len(at), dtype=np.int32)
    start = np.array([clock(text) for text in at])
    assert faults(problem, rows, start, start) == []
    return best_starts(problem, answer(problem, rows, start)).start.tolist()


def at(*texts: str) -> list[int]:
    """Moments of clock times of day 0."""
    return [clock(text) for text in texts]


def test_of_two_visits_the_dearer_one_starts_on_time() -> None:
    """Both are wanted at 08:00 and last half an hour.

    The first costs 3 a second early, the second 1 late: 08:00 and 08:30. The other way
    round: 07:30 and 08:00.
    """
    problem = a_problem(Part("08:00"), Part("08:00"))
    early_dear = having(problem, task_early=[3, 0], task_late=[0, 1])
    assert polished(early_dear, ["08:10", "09:00"]) == at("08:00", "08:30")
    late_dear = having(problem, task_early=[1, 0], task_late=[0, 3])
    assert polished(late_dear, ["08:10", "09:00"]) == at("07:30", "08:00")


def test_an_earlier_tier_comes_first_whatever_a_later_one_costs() -> None:
    """A point a second early or late (tier 3) outweighs 1,000 a second of waiting (tier 5)."""
    problem = having(a_problem(Part("08:00"), Part("09:00")), task_late=1, task_early=1)
    problem = having(problem, waiting=1000)
    assert polished(problem, ["08:05", "08:40"]) == at("08:00", "09:00")


def test_a_later_tier_decides_among_the_best_of_an_earlier_one() -> None:
    """Any start from 08:45 to 09:15 is neither late nor early; the least waiting is at 08:45."""
    problem = having(a_problem(Part("08:00"), Part("09:00")), task_late=1, task_early=1)
    problem = having(problem, task_grace=[0, 15 * MINUTE], waiting=1)
    assert polished(problem, ["08:05", "09:10"]) == at("08:00", "08:45")


def test_a_double_up_moves_together() -> None:
    """Both carers come at 08:00, though only the second part has a price."""
    pair = [Part("08:00"), Part("08:00")]
    problem = a_problem(pair, duties=(Duty(0), Duty(1)))
    problem = having(
        problem, link_first=[0], link_second=[1], link_least=[0], link_most=[0], task_near=[0, 1]
    )
    assert polished(problem, ["08:20", "08:20"], [0, 1]) == at("08:00", "08:00")


def test_a_call_is_made_at_the_same_time_every_day() -> None:
    """Spread costs 3 a second, nearness 1: on two days at 08:00 a third follows from 09:00.

    It may not start before 08:20; the others then come to meet it.
    """
    problem = a_problem(
        *(Part("08:00", day=day) for day in range(3)), duties=[Duty(day=day) for day in range(3)]
    )
    problem = having(problem, task_time_group=0, time_rate=3, task_near=1)
    earliest = [clock("07:00"), clock("07:00", 1), clock("08:20", 2)]
    problem = having(problem, task_earliest=earliest)
    start = [clock("08:00"), clock("08:00", 1), clock("09:00", 2)]
    before = answer(problem, np.arange(3, dtype=np.int32), np.array(start))
    after = best_starts(problem, before).start
    assert after.tolist() == [clock("08:20"), clock("08:20", 1), clock("08:20", 2)]


def test_free_time_stays_free_time() -> None:
    """An hour's gap is free; a second less would be an hour's waiting. So 09:30 it stays.

    The second visit is wanted at 09:00, the first at 08:00 at twice the price.
    """
    problem = having(a_problem(Part("08:00"), Part("09:00")), task_near=[2, 1], waiting=1)
    assert polished(problem, ["08:00", "09:45"]) == at("08:00", "09:30")


def test_a_gap_that_is_not_free_does_not_become_free() -> None:
    """Wanted at 10:00, but from 09:30 on the gap would be free and the day split."""
    problem = having(a_problem(Part("08:00"), Part("10:00")), task_near=[2, 1])
    assert polished(problem, ["08:00", "09:00"]) == [clock("08:00"), clock("09:30") - 1]


def test_a_break_is_kept() -> None:
    """Waiting costs, but the only gap of the day is the break: half an hour of it stays."""
    problem = having(a_problem(Part("08:00"), Part("09:10")), waiting=1, task_near=[1, 0])
    problem = having(
        problem, break_missing=1, carer_break_after=30 * MINUTE, carer_break_length=30 * MINUTE
    )
    assert polished(problem, ["08:00", "09:10"]) == at("08:00", "09:00")


def test_a_day_without_a_break_stays_too_short_for_one() -> None:
    """From 08:00 to 09:10 is work enough; another minute would ask for a break."""
    problem = having(a_problem(Part("08:00"), Part("09:00")), task_near=[2, 1])
    problem = having(
        problem, break_missing=1, carer_break_after=70 * MINUTE, carer_break_length=HOUR
    )
    assert polished(problem, ["08:00", "08:40"]) == at("08:00", "08:40")


def test_a_start_stays_in_its_window() -> None:
    """At 08:00 or from noon to one: late from one on, and no nearer to 08:00 than noon."""
    problem = a_problem(Part("08:00"))
    problem = having(problem, task_again_from=clock("12:00"), task_again_to=clock("13:00"))
    late = having(problem, task_late=1)
    assert clock("12:00") <= polished(late, ["13:30"])[0] <= clock("13:00")
    assert polished(having(problem, task_near=1), ["12:30"]) == at("12:00")
    first = having(problem, task_preferred=clock("12:30"), task_near=1)
    assert polished(first, ["10:00"]) == [clock("12:00") - 1]


def test_a_visit_that_has_not_moved_does_not_move() -> None:
    """Promised at 08:00, give or take a quarter of an hour; wanted at 09:00 since: 08:15."""
    problem = having(a_problem(Part("09:00")), task_near=1, moved_grace=15 * MINUTE)
    problem = having(
        problem, unit_reference=[[0, -1]], unit_reference_start=clock("08:00"), unit_moved_time=1
    )
    assert polished(problem, ["08:05"]) == at("08:15")


def test_a_leg_stays_in_its_traffic() -> None:
    """At half speed from 09:00 on, ten minutes of road must begin by 08:50: care by 08:20.

    It is wanted at 09:30.
    """
    problem = a_problem(Part("09:30"), Part("12:00", place=1))
    problem = having(problem, task_near=[1, 0])
    problem = having(
        problem,
        step_offset=np.array([0, 2]),
        step_start=np.array([0, clock("09:00")]),
        step_speed=np.array([1_000_000, 500_000]),
    )
    assert polished(problem, ["08:00", "12:00"])[0] == clock("08:20")


def test_rest_between_days_is_kept() -> None:
    """Eleven hours before 08:00 is 21:00, so the evening visit of half an hour is at 20:30.

    It is wanted at 22:00.
    """
    problem = a_problem(Part("22:00"), Part("08:00", day=1), duties=(Duty(), Duty(day=1)))
    problem = having(problem, task_near=[1, 9], carer_rest=11 * HOUR)
    problem = having(problem, duty_end=[clock("23:00"), clock("22:00", 1)])
    assert polished(problem, ["20:00", "32:00"], [0, 1]) == at("20:30", "32:00")


def test_the_weekly_rest_is_kept() -> None:
    """A day's rest before 10:00 begins at 10:00: half an hour of care at 09:30, not at 11:00."""
    two_days = (Duty(), Duty(day=1))
    problem = a_problem(Part("11:00"), Part("10:00", day=1), duties=two_days, days=2)
    problem = having(problem, task_near=[1, 9], carer_weekly_rest=24 * HOUR)
    assert polished(problem, ["08:00", "34:00"], [0, 1]) == at("09:30", "34:00")


def test_a_day_spans_no_more_than_declared() -> None:
    """Four hours from 08:00 end at noon: the last half hour begins at 11:30, not at 13:00."""
    problem = having(a_problem(Part("08:00"), Part("13:00")), task_near=[9, 1])
    problem = having(problem, carer_most_span=4 * HOUR)
    assert polished(problem, ["08:00", "11:00"]) == at("08:00", "11:30")


@pytest.mark.parametrize("limit", ["carer_most_work", "carer_most_day_work"])
def test_work_stays_within_its_limit(limit: str) -> None:
    """105 minutes from 08:00 end at 09:45: half an hour from 09:15, not from 09:25."""
    problem = having(a_problem(Part("08:00"), Part("09:25")), task_near=[9, 1])
    problem = having(problem, **{limit: 105 * MINUTE})
    assert polished(problem, ["08:00", "09:00"]) == at("08:00", "09:15")


def test_a_day_short_enough_for_night_work_stays_so() -> None:
    """With work after 21:00 a day has 80 minutes: from 20:00 to 21:20, not to 21:50."""
    problem = having(a_problem(Part("20:00"), Part("21:20")), task_near=[9, 1])
    problem = having(problem, duty_night_start=clock("21:00"), duty_night_end=clock("30:00"))
    problem = having(problem, night_counts_from=1, night_most=80 * MINUTE)
    assert polished(problem, ["20:00", "20:40"]) == at("20:00", "20:50")


TWO_DUTIES = (Duty(end="12:00"), Duty(start="12:00"))


def two_places(second: str) -> Problem:
    """A visit wanted at 11:30 in one duty, and one at a fixed time 40 minutes away in the next."""
    problem = a_problem(Part("11:30"), Part(second, place=4), duties=TWO_DUTIES)
    return having(problem, task_near=[1, 99])


def test_the_way_to_the_next_duty_is_kept() -> None:
    """To be there at 12:30 is to leave at 11:50, after half an hour of care from 11:20."""
    assert polished(two_places("12:30"), ["11:00", "12:30"], [0, 1]) == at("11:20", "12:30")


@pytest.mark.parametrize(("second", "first"), [("12:30", "10:40"), ("12:10", "10:50")])
def test_the_way_to_the_next_duty_fits_in_any_traffic_or_in_that_of_now(
    second: str, first: str
) -> None:
    """From noon on roads are half as fast: 80 minutes before 12:30 it is 11:10.

    Before 12:10 it is 10:50, too late already; but who leaves by 11:20 is there by noon.
    """
    problem = having(
        two_places(second),
        step_offset=np.array([0, 2]),
        step_start=np.array([0, clock("12:00")]),
        step_speed=np.array([1_000_000, 500_000]),
    )
    assert polished(problem, ["10:30", second], [0, 1]) == at(first, second)


def test_a_duty_ends_in_time_with_the_way_home() -> None:
    """Twenty minutes from home and due there by 12:00: care ends by 11:40, begins by 11:10."""
    problem = having(a_problem(Part("11:30", place=2)), duty_end_place=0, duty_commute_inside=1)
    problem = having(problem, task_near=1, duty_end=clock("12:00"))
    assert polished(problem, ["10:00"]) == at("11:10")


def test_the_way_home_stays_in_its_traffic_where_the_end_is_priced() -> None:
    """From noon on roads are half as fast, and every second at work after 10:00 is overtime.

    Twenty minutes from home: who would leave after 11:40 takes longer than now. Care of half
    an hour is wanted at 13:00, nearness costing more, and so begins at 11:10.
    """
    problem = having(a_problem(Part("13:00", place=2)), duty_end_place=0, duty_commute_inside=1)
    problem = having(problem, task_near=9, overtime=1, duty_due=clock("10:00"), tier_of_term=3)
    problem = having(
        problem,
        step_offset=np.array([0, 2]),
        step_start=np.array([0, clock("12:00")]),
        step_speed=np.array([1_000_000, 500_000]),
    )
    assert polished(problem, ["09:00"]) == at("11:10")


def test_night_work_stays_short() -> None:
    """Night from 21:00: who works long by day may not end later, who ended before it may not."""
    problem = having(a_problem(Part("21:00")), task_near=1)
    problem = having(problem, duty_night_start=clock("21:00"), duty_night_end=clock("30:00"))
    problem = having(problem, night_counts_from=1, night_most=10 * MINUTE)
    assert polished(problem, ["20:00"]) == at("20:30")


def test_a_meal_stays_on_the_spot() -> None:
    """It is eaten where the first visit was, for the next client is out of reach in time.

    Lunch must begin by 12:30 and the road takes ten minutes: were the first visit over by
    12:20, lunch would be at the client's. It is wanted at 11:00, and lasts half an hour.
    """
    problem = a_problem(Part("11:00"), Part("12:30"), Part("14:00", place=1))
    place = [0, -1, 1]
    problem = having(problem, task_place=place, task_place_end=place, task_near=[1, 0, 0])
    problem = having(problem, task_latest=[clock("12:00"), clock("12:30"), clock("15:00")])
    assert polished(problem, ["11:55", "12:30", "14:00"])[0] == clock("11:50") + 1


def test_a_start_off_the_grid_stays() -> None:
    """On a grid of an hour 08:30 is kept for being the latest start; the other goes to 10:00."""
    problem = having(a_problem(Part("08:00"), Part("10:00")), task_near=1, grid=HOUR)
    problem = having(problem, task_latest=[clock("08:30"), clock("12:00")])
    assert polished(problem, ["08:30", "12:00"]) == at("08:30", "10:00")


def test_without_time_the_answer_stays() -> None:
    """No seconds: the very same answer comes back."""
    problem = having(a_problem(Part("08:00")), task_near=1)
    before = answer(problem, np.zeros(1, dtype=np.int32), np.array(at("09:00")))
    assert best_starts(problem, before, seconds=0.0) is before
