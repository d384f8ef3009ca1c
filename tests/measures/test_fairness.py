"""Unsocial hours, localness, groups and the gap between zones, each by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scheduler.domain.carer import ContractKind
from scheduler.domain.horizon import Horizon
from scheduler.domain.place import Place
from scheduler.domain.units import ClientId, PlaceId
from scheduler.domain.week import Week
from scheduler.measures.clients import ClientMeasures, measure_clients
from scheduler.measures.definitions import STANDARD
from scheduler.measures.fairness import (
    crow_miles,
    gini,
    localness,
    unsocial_by_carer,
    unsocial_hours,
    unsocial_time,
)
from scheduler.measures.figures import Share
from scheduler.measures.groups import groups, hidden_groups, zone_gaps
from scheduler.referee import rounds
from tests.builders import (
    MONDAY,
    a_carer,
    a_client,
    a_contract,
    a_rota,
    a_visit,
    a_week,
    clock,
    home_of,
    place_of,
)

MINUTE, HOUR = 60, 3600


@pytest.mark.parametrize(
    ("begins", "ends", "day", "minutes"),
    [
        ("06:30", "07:30", 1, 30),
        ("19:30", "20:30", 1, 30),
        ("09:00", "19:00", 1, 0),
        ("19:30", "20:30", 5, 60),
        ("23:30", "24:30", 4, 60),
        ("23:30", "32:30", 6, 7 * 60 + 30),
    ],
)
def test_evenings_early_mornings_and_weekends_are_unsocial(
    begins: str, ends: str, day: int, minutes: int
) -> None:
    """Tuesday before 07:00 and from 20:00; Saturday whole; Sunday night until Monday 07:00."""
    week = Horizon(first_day=MONDAY, days=7)
    found = unsocial_time(week, clock(begins, day), clock(ends, day), STANDARD)
    assert found == minutes * MINUTE


def test_unsocial_time_is_elapsed_time_when_the_clocks_go_back() -> None:
    """The Sunday of 25 October 2026 has 25 hours, all of them at the weekend."""
    week = Horizon(first_day=date(2026, 10, 19), days=7)
    whole = unsocial_time(week, week.midnight(6), week.midnight(7), STANDARD)
    assert whole == 25 * HOUR


def test_gini_of_equal_values_is_nothing_and_of_one_holder_nearly_all() -> None:
    """2 x 16 / (4 x 4) - 5 / 4 = 0.75 where one of four has all; equal or empty is 0."""
    assert gini([0, 0, 0, 4]) == 0.75
    assert gini([3, 3, 3]) == pytest.approx(0)
    assert gini([1, 3]) == 0.25
    assert gini([]) == gini([0, 0]) == 0


def test_unsocial_hours_are_compared_within_a_contract_group() -> None:
    """Two bank carers have 0 and 30 minutes (Gini 0.5); one without shifts is not compared."""
    people = [
        a_carer("A"),
        a_carer("B"),
        a_carer("C", contract=a_contract(kind=ContractKind.SALARIED)),
        a_carer("D"),
    ]
    visits = (a_visit("v1", at="21:00"), a_visit("v2", at="09:00"), a_visit("v3", at="20:30"))
    week = a_week(*visits, carers=people)
    week = replace(week, shifts=tuple(one for one in week.shifts if one.carer != "D"))
    rota = a_rota(week, {"v1": "A", "v2": "B", "v3": "C"})
    unsocial = unsocial_by_carer(week, rounds(week, rota), STANDARD)
    assert unsocial == {"A": 30 * MINUTE, "B": 0, "C": 30 * MINUTE, "D": 0}
    bank, salaried = unsocial_hours(week, unsocial)
    assert (bank.group, bank.carers, bank.hours, bank.gini) == ("bank", 2, 0.5, 0.5)
    assert (salaried.group, salaried.carers, salaried.gini) == ("salaried", 1, 0)


def test_a_degree_of_latitude_is_sixty_nine_miles() -> None:
    """111.195 km by the mean radius of the earth."""
    here, there = (Place(id=PlaceId(f"p{lat}"), lat=lat, lon=-1.0) for lat in (52.0, 53.0))
    assert crow_miles(here, there) == pytest.approx(69.094, abs=0.001)
    assert crow_miles(here, here) == 0


def test_local_carers_live_within_three_miles() -> None:
    """0.04 degrees of latitude are 2.8 miles, 0.05 are 3.5: one of two visits is local."""
    week = a_week(a_visit("v1"), a_visit("v2", day=1), carers=[a_carer("A"), a_carer("B")])
    north = {place_of("c1"): 52.70, home_of("A"): 52.74, home_of("B"): 52.75}
    week = replace(week, places=tuple(replace(p, lat=north[p.id]) for p in week.places))
    found = localness(week, a_rota(week, {"v1": "A", "v2": "B"}))
    assert found[ClientId("c1")] == Share(numerator=1, denominator=2)


def test_small_groups_are_hidden_with_one_more_where_they_would_be_alone() -> None:
    """3 of 3, 6, 9 hides 6 too; 3 and 4 hide each other; none small, none hidden."""
    assert hidden_groups({"a": 3, "b": 6, "c": 9}, 5) == {"a", "b"}
    assert hidden_groups({"a": 3, "b": 4, "c": 9}, 5) == {"a", "b"}
    assert hidden_groups({"a": 5, "b": 9}, 5) == set()


def two_zones(north: int, south: int) -> tuple[ClientMeasures, ...]:
    """Clients of two zones with one visit each; those of the south are 20 minutes late.

    The first client of the south is visited by nobody.
    """
    zones = {f"n{i}": "North" for i in range(north)} | {f"s{i}": "South" for i in range(south)}
    visits = {name: a_visit(f"v-{name}", name) for name in zones}
    week: Week = a_week(
        *visits.values(),
        clients=[a_client(name, zone=zone) for name, zone in zones.items()],
    )
    made = {visit.id: "A" for name, visit in visits.items() if name != "s0"}
    late = {
        visit.id: visit.agreed + 20 * MINUTE for name, visit in visits.items() if name[0] == "s"
    }
    found, _ = measure_clients(week, a_rota(week, made, late), {}, STANDARD)
    return tuple(found.values())


def test_zones_are_compared_and_their_gap_is_best_against_worst() -> None:
    """North 5 of 5 on time and covered; South 0 of 5 on time and 5 of 6 covered."""
    found = groups(two_zones(5, 6), fewest_shown=5)
    north, south = (one for one in found if one.kind == "zone")
    assert (north.clients, north.on_time) == (5, Share(numerator=5, denominator=5))
    assert south.covered == Share(numerator=5, denominator=6)
    gaps = {one.measure: one for one in zone_gaps(found)}
    assert (gaps["on_time"].best, gaps["on_time"].gap) == ("North", 1)
    assert gaps["covered"].gap == pytest.approx(1 / 6)
    assert gaps["distinct"].gap == 0


def test_a_hidden_zone_shows_no_figure_and_makes_no_gap() -> None:
    """Four clients in the north: neither zone is shown, nor a gap between them."""
    found = groups(two_zones(4, 6), fewest_shown=5)
    zones = [one for one in found if one.kind == "zone"]
    assert [(one.shown, one.clients, one.on_time) for one in zones] == [(False, None, None)] * 2
    assert zone_gaps(found) == ()


def test_groups_go_by_handedness_and_calls_a_day() -> None:
    """Eleven single-handed clients with one call a day each."""
    found = {(one.kind, one.group): one.clients for one in groups(two_zones(5, 6), 5)}
    assert found["handed", "single"] == found["calls_a_day", "1"] == 11
