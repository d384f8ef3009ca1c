"""Legs by distance alone."""

from __future__ import annotations

import numpy as np
import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from data.travel.figures import travel_figures
from data.travel.great_circle import GreatCircle, crow_metres, drive_seconds, estimate
from scheduler.domain.errors import InputError
from scheduler.domain.place import Place, PlaceQuality
from scheduler.domain.travel import Mode
from scheduler.domain.units import PlaceId
from tests.data.travel.hamlet import at

LATITUDES = st.floats(49.9, 60.9)
LONGITUDES = st.floats(-8.0, 1.8)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_distance_agrees_with_an_independent_formula(
    lat: float, lon: float, to_lat: float, to_lon: float
) -> None:
    """Anywhere in Britain the haversine is geopy's great circle within a metre."""
    ours = crow_metres(*(np.array([angle]) for angle in (lat, lon, to_lat, to_lon)))[0]
    assert ours == pytest.approx(great_circle((lat, lon), (to_lat, to_lon)).meters, abs=1.0)


@pytest.mark.parametrize(("km", "seconds"), [(0, 10), (1, 134), (1.5, 193), (35, 2441)])
def test_the_table_is_read_straight_between_its_knots(km: float, seconds: float) -> None:
    """1.5 km lies half way between 134 s at 1 km and 252 s at 2 km; 15 % slack on top."""
    table = travel_figures().drive
    assert drive_seconds(np.array([km * 1000.0]), table)[0] == pytest.approx(seconds * 1.15)


def test_beyond_the_table_its_last_slope_goes_on() -> None:
    """20 to 35 km take 999 s more, so 50 km take 2441 + 999 s, with slack."""
    table = travel_figures().drive
    assert drive_seconds(np.array([50_000.0]), table)[0] == pytest.approx(3440 * 1.15)


@given(st.floats(0, 60_000), st.floats(0, 60_000), st.sampled_from([Mode.CAR, Mode.WALK]))
def test_farther_never_takes_less_time(one: float, other: float, mode: Mode) -> None:
    """The estimate grows with distance, for every mode."""
    near, far = sorted((one, other))
    seconds, _ = estimate(np.array([near, far]), mode, travel_figures())
    assert seconds[0] <= seconds[1]


def test_a_walk_is_rounded_up_once() -> None:
    """1000 m of crow flight is a walk of 1600 m, at 4828 m an hour 1193.04 s, so 1194."""
    seconds, metres = estimate(np.array([1000.0]), Mode.WALK, travel_figures())
    assert (seconds[0], metres[0]) == (1194, 1600)


def test_a_cyclist_is_quicker_than_a_walker_and_slower_than_a_motor() -> None:
    """The order of modes over 5 km is car, e-bike, bike, on foot."""
    order = (Mode.CAR, Mode.EBIKE, Mode.BIKE, Mode.WALK)
    seconds = [estimate(np.array([5000.0]), mode, travel_figures())[0][0] for mode in order]
    assert seconds == sorted(seconds)


def test_every_leg_is_marked_as_an_estimate_but_none_to_oneself() -> None:
    """Nobody travels from a place to itself: 0 s, 0 m, and no guess about it."""
    matrix = GreatCircle().matrix([at(0, 0), at(5, 5), at(9, 0)], Mode.CAR)
    diagonal = np.eye(3, dtype=np.bool_)
    assert (matrix.estimated == ~diagonal).all()
    assert (matrix.seconds[diagonal] == 0).all()
    assert (matrix.metres[diagonal] == 0).all()
    assert (matrix.seconds[~diagonal] > 0).all()
    assert matrix.seconds.dtype == matrix.metres.dtype == np.int32


def test_two_addresses_known_by_their_village_are_a_minute_apart() -> None:
    """Both stand on the village's one point, yet nobody is there in no time."""
    places = [
        Place(id=PlaceId(name), lat=52.6, lon=-0.7, quality=PlaceQuality.VILLAGE)
        for name in ("one", "two")
    ]
    assert GreatCircle().matrix(places, Mode.CAR).seconds.tolist() == [[0, 60], [60, 0]]


def test_a_bus_cannot_be_guessed_from_distance() -> None:
    """Without a timetable nothing is known about buses."""
    with pytest.raises(InputError, match="timetable"):
        GreatCircle().matrix([at(0, 0), at(1, 1)], Mode.BUS)
