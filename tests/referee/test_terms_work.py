"""The terms of law, carers and travel, each worked out by hand from the test prices."""

from __future__ import annotations

import pytest

from scheduler.domain.travel import FULL_SPEED, Mode, SpeedSteps
from scheduler.referee import judge
from scheduler.referee.cost import TERMS
from scheduler.rules.prices import Tier
from tests.builders import (
    HOUR,
    a_carer,
    a_contract,
    a_rota,
    a_shift,
    a_travel,
    a_visit,
    a_week,
    clock,
    home_of,
    place_of,
)
from tests.builders_rules import the_rules
from tests.referee.checks import term

BOTH = {"v1": "A", "v2": "A"}


def test_a_day_without_room_for_a_due_break_is_a_matter_of_law() -> None:
    """Two days of seven hours in one visit: 2 * 1000; six hours need no break."""
    visits = [a_visit(f"v{day}", day=day, minutes=420) for day in range(2)]
    week = a_week(*visits, a_visit("v3", day=3, minutes=360))
    assert term("break_missing", week, {"v0": "A", "v1": "A", "v3": "A"}) == 2000


def test_contracted_hours_not_given_cost() -> None:
    """Two hours agreed and half an hour worked: 5400 s * 2. Of a carer at home: 7200 s * 2."""
    carer = a_carer(contract=a_contract(least=2 * HOUR))
    week = a_week(a_visit("v1"), carers=(carer,))
    assert term("short_hours", week, {"v1": "A"}) == 10800
    assert term("short_hours", week, {}) == 14400


def test_a_short_block_owes_its_share_of_the_hours() -> None:
    """Ten days are 7 and 3: 7 hours and 7 * 3 // 7 = 3 hours, 10 h * 3600 * 2."""
    carer = a_carer(contract=a_contract(least=7 * HOUR))
    week = a_week(a_visit("v1"), carers=(carer,), days=10)
    assert term("short_hours", week, {}) == 72000


def test_a_long_week_costs_above_the_warning() -> None:
    """Eight hours on each of six days are 48, six above the warning: 6 * 3600 s * 3."""
    visits = [a_visit(f"v{day}", day=day, minutes=480) for day in range(6)]
    week = a_week(*visits)
    assert term("long_week", week, {visit.id: "A" for visit in visits}) == 6 * HOUR * 3


def test_a_long_day_costs_by_its_span() -> None:
    """07:00 to 21:00 is an hour above 13: 3600 * 5, whatever happens in between."""
    week = a_week(a_visit("v1", at="07:00"), a_visit("v2", at="20:30"))
    assert term("long_span", week, BOTH) == 18000
    assert term("long_span", week, BOTH, {"v2": clock("19:30")}) == 0


@pytest.mark.parametrize(
    ("at", "waiting", "awkward", "splits"),
    [
        ("09:30", 0, 0, 0),
        ("09:50", 20, 0, 0),
        ("09:51", 21, 1, 0),
        ("10:29", 59, 39, 0),
        ("10:30", 0, 0, 1),
    ],
)
def test_a_gap_is_waiting_then_awkward_then_free(
    at: str, waiting: int, awkward: int, splits: int
) -> None:
    """At one address from 09:30: each second waited costs 3, beyond 20 minutes another 2,
    and from 60 minutes the gap is a split at 900 and no waiting.
    """
    week = a_week(a_visit("v1"), a_visit("v2", at=at))
    terms = judge(week, a_rota(week, BOTH)).terms
    found = (terms["waiting"], terms["awkward"], terms["split"])
    assert found == (waiting * 60 * 3, awkward * 60 * 2, splits * 900)


def test_a_second_shift_of_a_day_is_a_split() -> None:
    """Two shifts with half an hour between are 900; no gap lies in either."""
    shifts = (a_shift(ends="12:00"), a_shift(begins="12:00"), a_shift(day=1))
    week = a_week(
        a_visit("v1", at="11:30"),
        a_visit("v2", at="12:30"),
        a_visit("v3", day=1),
        shifts=shifts,
    )
    terms = judge(week, a_rota(week, BOTH | {"v3": "A"})).terms
    assert (terms["split"], terms["waiting"], terms["awkward"]) == (900, 0, 0)


def test_days_beyond_the_target_cost() -> None:
    """Six days of a target of five: 4000. In a second block they are counted anew."""
    visits = [a_visit(f"v{day}", day=day) for day in range(6)]
    later = [a_visit(f"v{day}", day=day) for day in range(7, 12)]
    week = a_week(*visits, *later, days=14)
    assert term("extra_day", week, {visit.id: "A" for visit in week.visits}) == 4000


def test_travel_is_paid_by_the_time_driven() -> None:
    """Ten minutes at half speed are 1200 s * 4; the door and the spare time are not driving."""
    names = (home_of("A"), place_of("c1"), place_of("c2"))
    traffic = {Mode.CAR: SpeedSteps(speeds=(FULL_SPEED // 2,))}
    visits = (a_visit("v1", "c1"), a_visit("v2", "c2", at="12:00"))
    free = a_week(*visits, travel=a_travel(names, stop=120))
    slow = a_week(*visits, travel=a_travel(names, stop=120, traffic=traffic))
    assert term("travel", free, BOTH) == 2400
    assert term("travel", slow, BOTH) == 4800


def test_speed_changes_on_the_way() -> None:
    """Left at 09:30; at 09:35 traffic halves: 5 minutes at full speed, 5 more take 10.

    900 s * 4; the carer is ready at 09:50.
    """
    names = (home_of("A"), place_of("c1"), place_of("c2"))
    steps = SpeedSteps(starts=(0, clock("09:35")), speeds=(FULL_SPEED, FULL_SPEED // 2))
    week = a_week(
        a_visit("v1", "c1"),
        a_visit("v2", "c2", at="12:00"),
        travel=a_travel(names, traffic={Mode.CAR: steps}),
    )
    verdict = judge(week, a_rota(week, BOTH))
    assert verdict.terms["travel"] == 3600
    assert verdict.rounds[0].legs[0].ready == clock("09:50")


def test_the_way_to_work_is_paid_in_free_flow() -> None:
    """20 minutes there and 15 home: 2100 s * 1; nothing of it is travel between visits."""
    visit = a_visit("v1", place_end=place_of("c2"))
    minutes = {
        (home_of("A"), place_of("c1")): 20,
        (place_of("c2"), home_of("A")): 15,
    }
    week = a_week(visit, minutes=minutes)
    assert term("commute", week, {"v1": "A"}) == 2100
    assert term("travel", week, {"v1": "A"}) == 0


def test_each_worked_shift_has_its_own_way_to_work() -> None:
    """Two shifts on one day: four ways of ten minutes, 2400 s."""
    shifts = (a_shift(ends="12:00"), a_shift(begins="16:00"))
    week = a_week(a_visit("v1"), a_visit("v2", at="17:00"), shifts=shifts)
    assert term("commute", week, BOTH) == 2400


def test_near_counts_every_second_from_the_agreed_time() -> None:
    """Five minutes early and ten late: 900 s * 1, inside the grace too."""
    week = a_week(a_visit("v1"), a_visit("v2", at="14:00"))
    starts = {"v1": clock("08:55"), "v2": clock("14:10")}
    assert term("near", week, BOTH, starts) == 900


def test_terms_are_added_up_by_tier() -> None:
    """Every term belongs to one tier, and each tier is the sum of its terms."""
    week = a_week(
        a_visit("v1", minutes=400),
        a_visit("v2", "c2", at="18:00"),
        a_visit("v3", "c3"),
        rules=the_rules(working={"target_days": 0}),
    )
    verdict = judge(week, a_rota(week, BOTH, {"v2": clock("18:20")}))
    for tier in Tier:
        parts = [points for name, points in verdict.terms.items() if TERMS[name][0] is tier]
        assert verdict.cost[tier] == sum(parts)
    assert verdict.cost[Tier.COVERAGE] == 100 + 30
    assert verdict.cost[Tier.CARER] == 900 + 4000
