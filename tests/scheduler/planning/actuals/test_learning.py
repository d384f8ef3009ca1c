"""What records of visits made are allowed to say, each case by hand."""

from __future__ import annotations

import pytest

from scheduler.domain.units import CarerId, ClientId
from scheduler.domain.week import Week
from scheduler.planning.actuals import (
    Attendance,
    Booked,
    Effect,
    Finding,
    LengthFinding,
    adopt,
    leg_findings,
    length_findings,
)
from scheduler.referee import judge
from tests.builders import (
    DAY,
    HOUR,
    MINUTE,
    a_carer,
    a_rota,
    a_shift,
    a_visit,
    a_week,
)
from tests.builders_rules import LEARNING

FOUR_WEEKS = range(-28, 0)


def booked(planned: int = 30, commissioned: int | None = None, client: str = "c1") -> Booked:
    """The breakfast call of a client, lengths in minutes."""
    bought = planned if commissioned is None else commissioned
    return Booked(
        key=f"length:{client}:breakfast:2",
        client=ClientId(client),
        call="breakfast",
        planned=planned * MINUTE,
        commissioned=bought * MINUTE,
    )


def made(call: Booked, day: int, minutes: float, carer: str, at: int = 9 * HOUR) -> Attendance:
    """One attendance that began when it was agreed."""
    start = day * DAY + at
    return Attendance(
        booked=call,
        carer=CarerId(carer),
        day=day,
        agreed=start,
        start=start,
        end=start + round(minutes * MINUTE),
    )


def finding(call: Booked, minutes: list[float], carers: str = "AB") -> LengthFinding:
    """What one attendance a day says, carers taking turns."""
    records = [
        made(call, day, value, carers[turn % len(carers)])
        for turn, (day, value) in enumerate(zip(FOUR_WEEKS, minutes, strict=False))
    ]
    (found,) = length_findings(records, LEARNING)
    return found


FOUR_OF_FIVE_WITHIN_42 = [40.0, 42.0, 36.0, 41.0, 44.0, 38.0, 42.0]
"""In rising order 36 38 40 41 42 42 44: the sixth of seven (80 %) is 42."""


def test_four_weeks_at_42_minutes_propose_45_for_a_visit_of_30() -> None:
    """80 % of 28 visits took at most 42 minutes, two fifths above 30; in steps of five, 45."""
    found = finding(booked(), FOUR_OF_FIVE_WITHIN_42 * 4)
    assert found.finding is Finding.LONGER
    assert (found.needed, found.proposed) == (42 * MINUTE, 45 * MINUTE)
    assert (found.visits, found.days, found.carers, found.set_aside) == (28, 28, 2, 0)


def test_a_clock_left_running_changes_nothing() -> None:
    """Six visits of eight hours among 28 are set aside and counted; 30 stays 30."""
    minutes = [30.0] * 22 + [480.0] * 6
    found = finding(booked(), minutes)
    assert (found.finding, found.proposed) == (Finding.AS_PLANNED, None)
    assert (found.visits, found.set_aside) == (22, 6)


def test_records_of_which_a_third_cannot_be_right_prove_nothing() -> None:
    """Nine of 28 are set aside: over the quarter allowed."""
    found = finding(booked(), [42.0] * 19 + [480.0] * 9)
    assert (found.finding, found.proposed) == (Finding.SET_ASIDE, None)


def test_one_carer_who_lingers_is_no_need() -> None:
    """A stays 50 minutes, B and C stay 30: without A there is nothing to propose."""
    found = finding(booked(), [50.0, 30.0, 50.0, 30.0], carers="ABAC")
    assert found.finding is Finding.FEW_VISITS
    found = finding(booked(), [50.0, 30.0, 50.0, 30.0] * 7, carers="ABAC")
    assert (found.finding, found.proposed) == (Finding.ONE_CARER, None)


def test_one_carer_alone_is_too_few() -> None:
    """Whatever they say."""
    assert finding(booked(), [45.0] * 28, carers="A").finding is Finding.FEW_CARERS


@pytest.mark.parametrize(
    ("count", "finds"), [(11, Finding.FEW_VISITS), (12, Finding.FEW_DAYS), (14, Finding.LONGER)]
)
def test_few_visits_or_days_are_not_enough(count: int, finds: Finding) -> None:
    """Twelve visits at least, over fourteen days at least."""
    assert finding(booked(), [45.0] * count).finding is finds


def test_a_little_over_is_what_spare_time_is_for() -> None:
    """34.5 minutes are 15 % over 30 and not more; 34.6 are."""
    assert finding(booked(), [34.5] * 28).finding is Finding.AS_PLANNED
    assert finding(booked(), [34.6] * 28).proposed == 35 * MINUTE


def test_nothing_is_proposed_below_what_was_bought() -> None:
    """Twenty minutes in a visit of 45: 30 were bought, so 30; where 45 were, nothing."""
    shorter = finding(booked(45, commissioned=30), [20.0] * 28)
    assert (shorter.finding, shorter.proposed) == (Finding.SHORTER, 30 * MINUTE)
    bought = finding(booked(45), [20.0] * 28)
    assert (bought.finding, bought.proposed) == (Finding.LEFT_EARLY, None)


def test_a_double_up_counts_once_by_the_longer_attendance() -> None:
    """B stays 42 minutes, A helps for 15: one visit of 42."""
    call = booked()
    records = [made(call, day, 42, "AB"[day % 2]) for day in FOUR_WEEKS]
    records += [made(call, day, 15, "C") for day in FOUR_WEEKS]
    (found,) = length_findings(records, LEARNING)
    assert (found.visits, found.proposed) == (28, 45 * MINUTE)


def journeys(extra: int, carers: str = "AB", late: bool = True) -> list[Attendance]:
    """From c1 at 09:00 to c2, agreed for 09:30 or 11:00, ``extra`` minutes over the planned ten."""
    records = []
    for turn, day in enumerate(range(-14, 0)):
        carer = carers[turn % len(carers)]
        records.append(made(booked(), day, 30, carer))
        arrives = day * DAY + 9 * HOUR + (40 + extra) * MINUTE
        agreed = day * DAY + 9 * HOUR + (30 if late else 120) * MINUTE
        records.append(
            Attendance(
                booked=booked(client="c2"),
                carer=CarerId(carer),
                day=day,
                agreed=agreed,
                start=arrives,
                end=arrives + 30 * MINUTE,
            )
        )
    return records


def two_clients_week() -> Week:
    """Ten minutes from c1 to c2, no door time."""
    visits = [a_visit("v1", "c1", at="09:00"), a_visit("v2", "c2", at="09:45")]
    return a_week(*visits, carers=[a_carer("A"), a_carer("B")])


def test_a_way_that_takes_seven_minutes_longer_is_proposed_so() -> None:
    """Fourteen journeys by two carers, nobody could have waited."""
    (found,) = leg_findings(two_clients_week(), journeys(7))
    assert (found.here, found.there) == ("c1", "c2")
    assert (found.extra, found.proposed, found.journeys) == (7 * MINUTE, 7 * MINUTE, 14)


@pytest.mark.parametrize(
    "records", [journeys(7, late=False), journeys(7, carers="A"), journeys(40)]
)
def test_waiting_one_carer_and_errands_propose_no_way(records: list[Attendance]) -> None:
    """An early arrival hides the way; one carer is too few; 40 minutes more held an errand."""
    found = leg_findings(two_clients_week(), records)
    assert all(one.proposed is None for one in found)


def test_effects_name_what_breaks_and_what_moves() -> None:
    """v1 grows from 30 to 45 minutes, so v2 at 09:40 can no longer follow at once: it moves.

    Ten minutes of way and five spare: v2 starts at 10:00, 20 minutes later and still inside
    its window; v3 in the afternoon stays.
    """
    rest = [a_visit("v2", "c2", at="09:45"), a_visit("v3", "c3", at="14:00")]
    shifts = [a_shift("A", 0)]
    now = a_week(a_visit("v1", "c1", slack=0), *rest, shifts=shifts)
    then = a_week(a_visit("v1", "c1", slack=0, minutes=45), *rest, shifts=shifts)
    rota = a_rota(now, dict.fromkeys(("v1", "v2", "v3"), "A"))
    assert judge(now, rota).is_legal
    found = adopt(now, then, rota, iterations=500)
    assert {one.visit: one.effects for one in found.effects} == {
        "v1": (Effect.LENGTH,),
        "v2": (Effect.TIME,),
    }
    assert {one.visit: one.breaks for one in found.effects} == {"v1": ("A2",), "v2": ("A2",)}
    assert judge(then, found.rota).is_legal


def test_a_visit_that_no_longer_fits_is_said_so() -> None:
    """Neither visit may move: with 45 minutes the second cannot be made any more."""
    fixed = a_visit("v2", "c2", at="09:45", slack=0)
    now = a_week(a_visit("v1", "c1", slack=0), fixed)
    then = a_week(a_visit("v1", "c1", slack=0, minutes=45), fixed)
    found = adopt(now, then, a_rota(now, {"v1": "A", "v2": "A"}), iterations=500)
    assert Effect.UNFIT in {effect for one in found.effects for effect in one.effects}
    assert judge(then, found.rota).is_legal
