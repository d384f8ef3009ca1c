"""Travel by bus and on foot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.travel.bus import NEVER, BusTravel
from data.travel.figures import BusFigures
from data.travel.great_circle import GreatCircle
from data.travel.timetable import Call, Stop, Timetable, timetable
from scheduler.domain.errors import InputError
from scheduler.domain.place import Place
from scheduler.domain.travel import Mode, TravelMatrix
from tests.data.travel.hamlet import LAT, LON, STEP, at

HOUR = 3600
FIGURES = BusFigures(step=900, longest_walk=1200, change=120, longest_transfer=300)


class Strolling:
    """A walk of a minute a step, known exactly."""

    def fingerprint(self, mode: Mode) -> str:
        """The same for ever."""
        return f"strolling {mode}"

    def matrix(self, places: Sequence[Place], mode: Mode) -> TravelMatrix:
        """60 s and 80 m a step of latitude."""
        y = np.array([round((place.lat - LAT) / STEP) for place in places])
        steps = np.abs(y[:, None] - y[None, :])
        return TravelMatrix(
            seconds=(steps * 60).astype(np.int32),
            metres=(steps * 80).astype(np.int32),
            estimated=np.zeros(steps.shape, dtype=np.bool_),
            source="strolling",
        )


def stop(y: int) -> Stop:
    """A stop so many steps north."""
    return Stop(id=f"s{y}", lat=LAT + STEP * y, lon=LON)


def line(hours: Sequence[float], stops: Sequence[int], ride: int = 600) -> list[Call]:
    """A bus at each of ``hours`` that takes ``ride`` seconds from stop to stop."""
    return [
        Call(trip=f"{hour}{stops}", stop=f"s{y}", arrives=at_stop, leaves=at_stop)
        for hour in hours
        for number, y in enumerate(stops)
        for at_stop in (round(hour * HOUR) + number * ride,)
    ]


def buses(*lines: list[Call]) -> Timetable:
    """A timetable of some lines over stops at 0, 100 and 200 steps."""
    return timetable(
        [stop(y) for y in (0, 100, 200)],
        [call for made in lines for call in made],
        "invented buses",
    )


HOURLY = line(range(7, 19), [0, 100])
HERE, THERE = at(0, 0), at(0, 102)


def test_a_leg_is_planned_for_whoever_has_just_missed_the_bus() -> None:
    """Hourly, 10 minutes' ride, 2 minutes' walk: at worst an hour's wait and 12 minutes."""
    matrix = BusTravel(Strolling(), buses(HOURLY), FIGURES).matrix([HERE, THERE], Mode.BUS)
    assert matrix.seconds[0, 1] == 3600 + 600 + 120 < 102 * 60
    assert not matrix.estimated.any()


def test_walking_is_taken_where_it_is_quicker() -> None:
    """No bus goes back, so the way back is the walk of 102 minutes."""
    matrix = BusTravel(Strolling(), buses(HOURLY), FIGURES).matrix([HERE, THERE], Mode.BUS)
    assert matrix.seconds[1, 0] == 102 * 60
    near = BusTravel(Strolling(), buses(HOURLY), FIGURES).matrix([HERE, at(0, 9)], Mode.BUS)
    assert near.seconds[0, 1] == 9 * 60


def test_the_first_and_last_bus_are_known() -> None:
    """From 07:00 until the last bus at 18:00; back there is none."""
    span = BusTravel(Strolling(), buses(HOURLY), FIGURES).service_span([HERE, THERE])
    assert (span.first[0, 1], span.last[0, 1]) == (7 * HOUR, 18 * HOUR)
    assert (span.first[1, 0], span.last[1, 0]) == (-1, -1)


@pytest.mark.parametrize(("minutes", "wait"), [(11, HOUR), (12, 0)])
def test_a_change_needs_its_time(minutes: int, wait: int) -> None:
    """On from the middle stop a minute after arrival is too soon: one waits an hour for the
    next; two minutes after is in time.
    """
    on = line([hour + minutes / 60 for hour in range(7, 19)], [100, 200])
    travel = BusTravel(Strolling(), buses(HOURLY, on), FIGURES)
    longest = travel.service_span([HERE, at(0, 200)]).longest[0, 1]
    assert longest == 3600 + wait + minutes * 60 + 600


def test_staying_aboard_is_no_change() -> None:
    """One bus over three stops is not left at the middle one."""
    through = line(range(7, 19), [0, 100, 200])
    matrix = BusTravel(Strolling(), buses(through), FIGURES).matrix([HERE, at(0, 200)], Mode.BUS)
    assert matrix.seconds[0, 1] == 3600 + 1200


def test_one_bus_a_day_is_no_service() -> None:
    """Nobody can plan a round on a single bus, so the leg is walked."""
    travel = BusTravel(Strolling(), buses(line([9], [0, 100])), FIGURES)
    assert travel.matrix([HERE, THERE], Mode.BUS).seconds[0, 1] == 102 * 60


def test_without_a_timetable_bus_users_walk() -> None:
    """And the source admits it."""
    matrix = BusTravel(Strolling(), None).matrix([HERE, THERE], Mode.BUS)
    assert matrix.seconds[0, 1] == 102 * 60
    assert "no bus timetable" in matrix.source
    with pytest.raises(InputError, match="no first or last bus"):
        BusTravel(Strolling(), None).service_span([HERE])


def test_a_guessed_walk_makes_the_bus_leg_a_guess() -> None:
    """The bus is certain, the way to the stop is not."""
    matrix = BusTravel(GreatCircle(), buses(HOURLY), FIGURES).matrix([HERE, THERE], Mode.BUS)
    assert matrix.estimated[0, 1]


def test_a_bus_provider_answers_for_buses_only() -> None:
    """Cars are somebody else's matter."""
    with pytest.raises(InputError, match="mode car"):
        BusTravel(Strolling(), None).matrix([HERE], Mode.CAR)


def earliest(leave: int, calls: Sequence[Sequence[Call]]) -> int:
    """Arrival at THERE by riding one direct bus, tried one after another."""
    good = [trip[1].arrives + 120 for trip in calls if trip[0].leaves >= leave]
    return min(good, default=NEVER)


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.integers(6 * 60, 20 * 60), min_size=2, max_size=8, unique=True),
    st.integers(0, 24 * 60),
)
def test_the_planned_time_is_enough_at_any_minute_of_the_service(
    minutes: list[int], minute: int
) -> None:
    """Whenever one leaves between first and last bus, one arrives within the planned time."""
    calls = [line([m / 60], [0, 100]) for m in sorted(minutes)]
    travel = BusTravel(Strolling(), buses(*calls), FIGURES)
    span = travel.service_span([HERE, THERE])
    planned = int(travel.matrix([HERE, THERE], Mode.BUS).seconds[0, 1])
    leave = minute * 60
    if span.first[0, 1] <= leave <= span.last[0, 1]:
        assert min(earliest(leave, calls) - leave, 102 * 60) <= planned
