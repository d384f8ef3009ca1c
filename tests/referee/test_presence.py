"""A1, A2 and A3: a carer is there, and can get from each visit to the next."""

from __future__ import annotations

import pytest

from scheduler.domain.client import Rurality
from scheduler.domain.travel import FULL_SPEED, Mode, SpeedSteps
from tests.builders import (
    a_carer,
    a_client,
    a_shift,
    a_travel,
    a_visit,
    a_week,
    clock,
    home_of,
    place_of,
)
from tests.builders_rules import the_rules
from tests.referee.checks import codes_of

BOTH = {"v1": "A", "v2": "A"}


@pytest.mark.parametrize(("at", "found"), [("21:30", ()), ("21:31", ("A1",)), ("06:59", ("A1",))])
def test_a_part_lies_whole_in_one_shift(at: str, found: tuple[str, ...]) -> None:
    """The shift lasts from 07:00 to 22:00 and the visit half an hour."""
    assert codes_of(a_week(a_visit("v1", at=at)), {"v1": "A"}) == found


def test_two_shifts_that_touch_are_not_one() -> None:
    """A visit from 11:45 to 12:15 lies in neither of 07:00-12:00 and 12:00-22:00."""
    shifts = (a_shift(ends="12:00"), a_shift(begins="12:00"))
    assert codes_of(a_week(a_visit("v1", at="11:45"), shifts=shifts), {"v1": "A"}) == ("A1",)


def test_only_the_longer_part_of_a_double_up_may_be_outside() -> None:
    """Of a visit at 21:15 the first part lasts 60 minutes and the second 30: to 21:45."""
    visit = a_visit("v1", at="21:15", minutes=60, carers=2, second_length=30 * 60)
    week = a_week(visit, carers=(a_carer("A"), a_carer("B")))
    assert codes_of(week, {"v1": ("A", "B")}) == ("A1",)
    late = (a_shift("A", ends="23:00"), a_shift("B"))
    assert codes_of(a_week(visit, carers=week.carers, shifts=late), {"v1": ("A", "B")}) == ()


@pytest.mark.parametrize(("at", "found"), [("09:45", ()), ("09:44", ("A2",)), ("09:20", ("A2",))])
def test_a_leg_with_its_spare_time_fits_between_visits(at: str, found: tuple[str, ...]) -> None:
    """09:00 + 30 min of care + 10 min of driving + 5 min spare is 09:45."""
    week = a_week(a_visit("v1", "c1", at="09:00"), a_visit("v2", "c2", at=at))
    assert codes_of(week, BOTH) == found


def test_visits_at_one_place_need_no_way() -> None:
    """09:30 follows 09:00 to 09:30 at the same address; 09:29 does not."""
    week = a_week(a_visit("v1", at="09:00"), a_visit("v2", at="09:30"))
    assert codes_of(week, BOTH) == ()
    assert codes_of(week, BOTH, {"v2": clock("09:29")}) == ("A2",)


def test_reaching_the_door_takes_time() -> None:
    """With 120 s of access the carer is ready at 09:47, not at 09:45."""
    names = (home_of("A"), place_of("c1"), place_of("c2"))
    week = a_week(
        a_visit("v1", "c1"), a_visit("v2", "c2", at="09:45"), travel=a_travel(names, stop=120)
    )
    assert codes_of(week, BOTH) == ("A2",)
    assert codes_of(week, BOTH, {"v2": clock("09:47")}) == ()


def test_peak_traffic_makes_a_leg_longer() -> None:
    """At half speed ten minutes take twenty: ready at 09:30 + 20 + 5 = 09:55."""
    names = (home_of("A"), place_of("c1"), place_of("c2"))
    travel = a_travel(names, traffic={Mode.CAR: SpeedSteps(speeds=(FULL_SPEED // 2,))})
    week = a_week(a_visit("v1", "c1"), a_visit("v2", "c2", at="09:55"), travel=travel)
    assert codes_of(week, BOTH) == ()
    assert codes_of(week, BOTH, {"v2": clock("09:54")}) == ("A2",)


def test_a_long_leg_keeps_a_tenth_spare() -> None:
    """On 60 minutes a tenth is 6, more than 5: from 09:30 the carer is ready at 10:36."""
    week = a_week(
        a_visit("v1", "c1"),
        a_visit("v2", "c2", at="10:36"),
        minutes={(place_of("c1"), place_of("c2")): 60},
        rules=the_rules(travel={"longest_leg": {Mode.CAR: 60 * 60}}),
    )
    assert codes_of(week, BOTH) == ()
    assert codes_of(week, BOTH, {"v2": clock("10:35")}) == ("A2",)


def test_between_two_shifts_the_way_must_fit_without_spare_time() -> None:
    """From 12:00 the door is reached at 12:10; no spare time is asked between shifts."""
    shifts = (a_shift(ends="12:00"), a_shift(begins="12:00"))
    week = a_week(a_visit("v1", "c1", at="11:30"), a_visit("v2", "c2", at="12:10"), shifts=shifts)
    assert codes_of(week, BOTH) == ()
    assert codes_of(week, BOTH, {"v2": clock("12:09")}) == ("A2",)


@pytest.mark.parametrize(
    ("minutes", "band", "found"),
    [
        (30, Rurality.RURAL, ()),
        (31, Rurality.RURAL, ("A3",)),
        (40, Rurality.ISOLATED, ()),
        (41, Rurality.ISOLATED, ("A3",)),
    ],
)
def test_a_leg_has_a_longest_length(minutes: int, band: Rurality, found: tuple[str, ...]) -> None:
    """By car at most 30 minutes, 10 more where either end is an isolated client's place."""
    week = a_week(
        a_visit("v1", "c1"),
        a_visit("v2", "c2", at="12:00"),
        clients=(a_client("c1"), a_client("c2", band=band)),
        minutes={(place_of("c1"), place_of("c2")): minutes},
    )
    assert codes_of(week, BOTH) == found


def test_the_mode_decides_how_long_a_leg_may_be() -> None:
    """25 minutes are legal by car and too long on foot, where 20 are the most."""
    visits = (a_visit("v1", "c1"), a_visit("v2", "c2", at="12:00"))
    minutes = {(place_of("c1"), place_of("c2")): 25}
    walks = a_carer("A", modes=(Mode.WALK, Mode.CAR))
    assert codes_of(a_week(*visits, minutes=minutes), BOTH) == ()
    assert codes_of(a_week(*visits, minutes=minutes, carers=(walks,)), BOTH) == ("A3",)


@pytest.mark.parametrize(("minutes", "found"), [(45, ()), (46, ("A3", "A3"))])
def test_the_way_to_work_and_home_has_a_longest_length(
    minutes: int, found: tuple[str, ...]
) -> None:
    """At most 45 minutes; there and back make two breaches."""
    week = a_week(a_visit("v1"), minutes={(home_of("A"), place_of("c1")): minutes})
    assert codes_of(week, {"v1": "A"}) == found


def test_only_the_way_home_may_be_too_long() -> None:
    """An escort ends at the hospital, 50 minutes from home."""
    visit = a_visit("v1", place_end=place_of("hospital"))
    week = a_week(visit, minutes={(place_of("hospital"), home_of("A")): 50})
    assert codes_of(week, {"v1": "A"}) == ("A3",)


def test_a_place_that_cannot_be_reached_breaks_a3() -> None:
    """An island without a boat: the way there and the way home."""
    week = a_week(a_visit("v1"), minutes={(home_of("A"), place_of("c1")): None})
    assert codes_of(week, {"v1": "A"}) == ("A3", "A3")
