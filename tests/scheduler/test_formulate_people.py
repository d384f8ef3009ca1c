"""What carers, shifts and the history become in rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scheduler.domain.carer import AgeBand, Limits
from scheduler.domain.horizon import Horizon
from scheduler.formulate import NO_LIMIT, formulate
from solver.model import NEVER, Problem
from tests.builders import (
    HOUR,
    MINUTE,
    a_carer,
    a_client,
    a_contract,
    a_past_visit,
    a_shift,
    a_visit,
    a_week,
    clock,
)


def problem_of(*visits: Any, **week: Any) -> Problem:
    """Problem of a week of the builders."""
    return formulate(a_week(*visits, **week)).problem


@pytest.mark.parametrize(
    ("contract_hours", "worked", "opted_out", "age_band", "expected"),
    [
        (30, (), False, AgeBand.ADULT, 30 * HOUR),
        (60, (), False, AgeBand.ADULT, 48 * HOUR),
        (60, (), True, AgeBand.ADULT, 60 * HOUR),
        (60, (50 * HOUR, 49 * HOUR), False, AgeBand.ADULT, 45 * HOUR),
        (60, (60 * HOUR,) * 16, False, AgeBand.ADULT, 0),
        (60, (), True, AgeBand.UNDER_18, 40 * HOUR),
    ],
)
def test_most_work_is_the_least_of_contract_average_and_law(
    contract_hours: int, worked: tuple[int, ...], opted_out: bool, age_band: AgeBand, expected: int
) -> None:
    """C1, W1 and W6; 50 and 49 hours before leave 3 * 48 - 99 = 45; never below nothing."""
    carer = a_carer(
        contract=a_contract(most=contract_hours * HOUR),
        worked_before=worked,
        opted_out_48=opted_out,
        age_band=age_band,
    )
    assert problem_of(a_visit(), carers=[carer]).carer_most_work.tolist() == [expected]


def test_a_short_block_scales_contract_and_warning_and_asks_no_weekly_rest() -> None:
    """Two days of 20 to 35 hours: 20 * 2 / 7 rounded down, and 10; the warning is 12."""
    carer = a_carer(contract=a_contract(least=20 * HOUR, most=35 * HOUR))
    problem = problem_of(a_visit(), carers=[carer], days=2)
    assert problem.carer_contracted.tolist() == [20 * HOUR * 2 // 7]
    assert problem.carer_most_work.tolist() == [10 * HOUR]
    assert problem.carer_warn_work.tolist() == [12 * HOUR]
    assert problem.carer_weekly_rest.tolist() == [0]
    assert problem_of(a_visit()).carer_weekly_rest.tolist() == [24 * HOUR]


def test_limits_follow_age_and_declaration() -> None:
    """An adult without limits of their own, and a young worker with them."""
    young = a_carer(
        "B", age_band=AgeBand.UNDER_18, limits=Limits(days=4, visits_a_day=6, span=9 * HOUR)
    )
    problem = problem_of(a_visit(), carers=[a_carer("A"), young])
    assert problem.carer_most_days.tolist() == [7, 4]
    assert problem.carer_most_visits.tolist() == [NO_LIMIT, 6]
    assert problem.carer_most_span.tolist() == [NO_LIMIT, 9 * HOUR]
    assert problem.carer_most_day_work.tolist() == [NO_LIMIT, 8 * HOUR]
    assert problem.carer_rest.tolist() == [11 * HOUR, 12 * HOUR]
    assert problem.carer_break_after.tolist() == [6 * HOUR, 4 * HOUR + 30 * MINUTE]


def test_the_last_end_in_the_history_is_kept_for_daily_rest() -> None:
    """The later of two visits the day before; a carer without history never ended."""
    history = tuple(a_past_visit(carer="A", at=at) for at in ("20:00", "09:00"))
    problem = problem_of(a_visit(), carers=[a_carer("A"), a_carer("B")], history=history)
    assert problem.carer_last_end.tolist() == [clock("20:30", -1), NEVER]


def test_duties_are_ordered_by_carer_and_start() -> None:
    """Given out of order, they come out in it; commutes lie outside."""
    shifts = [
        a_shift("B", 0),
        a_shift("A", 1),
        a_shift("A", 0, "16:00"),
        a_shift("A", 0, "07:00", "12:00"),
    ]
    carers = [a_carer("A"), a_carer("B")]
    formulation = formulate(a_week(a_visit(), carers=carers, shifts=shifts))
    days = dict(zip(formulation.rows.duties.names, formulation.problem.duty_day, strict=True))
    assert days == {"A-0-07:00": 0, "A-0-16:00": 0, "A-1-07:00": 1, "B-0-07:00": 0}
    of_a = [name for name in formulation.rows.duties.names if name.startswith("A")]
    assert of_a == ["A-0-07:00", "A-0-16:00", "A-1-07:00"]
    assert formulation.problem.duty_carer.tolist() in ([0, 0, 0, 1], [0, 1, 1, 1])
    assert not formulation.problem.duty_commute_inside.any()


def test_the_night_of_a_shift_is_the_one_it_overlaps_most() -> None:
    """04:00 to 24:00 has two hours of one night and one of the next; by day there is none."""
    shifts = [
        a_shift("A", 0, "09:00", "17:00"),
        a_shift("A", 2, "04:00", "24:00"),
        a_shift("A", 3, "22:00", "31:00"),
    ]
    problem = problem_of(a_visit(), shifts=shifts)
    assert problem.duty_night_start[0] == problem.duty_night_end[0]
    assert problem.duty_night_start[1:].tolist() == [clock("23:00", 1), clock("23:00", 3)]
    assert problem.duty_night_end[1:].tolist() == [clock("06:00", 2), clock("06:00", 4)]


def test_the_night_the_clocks_go_back_is_an_hour_longer() -> None:
    """In October 2026 the night from Saturday to Sunday lasts eight hours, 23:00 to 06:00."""
    horizon = Horizon(first_day=date(2026, 10, 19), days=7)
    shift = a_shift("A", 5, "22:00", "31:00")
    problem = problem_of(a_visit(), shifts=[shift], horizon=horizon)
    assert problem.duty_night_end[0] - problem.duty_night_start[0] == 8 * HOUR


@pytest.mark.parametrize(
    ("carers", "calls_a_day", "own_cap", "usual", "cap"),
    [
        (1, 1, None, 2, 4),
        (1, 2, None, 3, 5),
        (2, 1, None, 4, 7),
        (2, 2, None, 5, 8),
        (1, 1, 1, 2, 1),
    ],
)
def test_the_usual_team_follows_the_pattern_of_calls(
    carers: int, calls_a_day: int, own_cap: int | None, usual: int, cap: int
) -> None:
    """Single or double handed, one call a day or more; a cap agreed with the client wins."""
    visits = [a_visit(f"v{n}", at=f"{9 + 3 * n:02d}:00", carers=carers) for n in range(calls_a_day)]
    problem = problem_of(*visits, clients=[a_client(cap=own_cap)])
    assert (problem.group_usual.tolist(), problem.group_cap.tolist()) == ([usual], [cap])


def test_strangers_and_acquaintances_cost_until_they_are_known() -> None:
    """B came three times, C twice, D three times but one of them too long ago; A is the team."""
    days = {"B": (-1, -2, -3), "C": (-1, -2), "D": (-1, -2, -91), "gone": (-1,)}
    history = tuple(a_past_visit(carer=c, day=day) for c, when in days.items() for day in when)
    week = a_week(
        a_visit(),
        carers=[a_carer(name) for name in "ABCDE"],
        clients=[a_client(team=("A",))],
        history=history,
    )
    formulation = formulate(week)
    points = dict(zip(formulation.rows.carers.names, formulation.problem.join[0], strict=True))
    assert points == {"A": 0, "B": 0, "C": 120, "D": 120, "E": 300}


def test_faces_of_the_window_count_those_who_have_left() -> None:
    """Days -7 to -1 belong to the fourteen: B and somebody gone; day -8 does not."""
    history = (
        a_past_visit(carer="A", day=-8),
        a_past_visit(carer="B", day=-7),
        a_past_visit(carer="gone", day=-1),
    )
    problem = problem_of(a_visit(), carers=[a_carer("A"), a_carer("B")], history=history)
    assert problem.group_met.tolist() == [2]
    assert problem.in_window.tolist() == [[0, 1]]
