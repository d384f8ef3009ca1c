"""All of a period's travel, put together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.travel import (
    CachedTravel,
    GreatCircle,
    OsrmTravel,
    RoadTravel,
    TravelSettings,
    choose_provider,
    choose_timetable,
    estimates,
    stops,
    travel_for,
)
from scheduler.domain.errors import InputError
from scheduler.domain.horizon import Horizon
from scheduler.domain.place import Settlement
from scheduler.domain.travel import Mode
from scheduler.rules.pack import TrafficPeriod
from tests.builders_rules import the_rules
from tests.data.travel.hamlet import at, drive, graph_of, osm_file

WEEK = Horizon(first_day=date(2026, 6, 1), days=7)
PEAK = TrafficPeriod(weekdays=frozenset(range(5)), start=25_200, end=33_300, slower_permille=1170)
RULES = replace(the_rules().travel, access_rural=120, access_town=240, traffic=(PEAK,))
PLACES = [at(0, 0), at(9, 0, settlement=Settlement.TOWN), at(0, 9)]


def test_stopping_takes_longer_in_town_and_nothing_at_home() -> None:
    """Two minutes at a rural door, four in town, by where one arrives."""
    assert stops(PLACES, RULES).tolist() == [[0, 240, 120], [120, 0, 120], [120, 240, 0]]


def test_every_mode_asked_for_has_its_matrix() -> None:
    """Cars and buses are slowed by traffic, walkers are not; rows follow the places."""
    modes = [Mode.WALK, Mode.CAR, Mode.BUS]
    travel = travel_for(PLACES, modes, RULES, WEEK, GreatCircle())
    assert set(travel.by_mode) == set(modes)
    assert set(travel.traffic) == {Mode.CAR, Mode.BUS}
    assert [travel.rows[place.id] for place in PLACES] == [0, 1, 2]
    assert (travel.by_mode[Mode.BUS].seconds == travel.by_mode[Mode.WALK].seconds).all()
    assert "no bus timetable" in travel.by_mode[Mode.BUS].source
    assert travel.stop[0, 1] == 240
    assert min(travel.traffic[Mode.CAR].speeds) == 854_700


def test_only_the_modes_asked_for_are_computed() -> None:
    """Nobody walks, so nobody's walk is worked out."""
    travel = travel_for(PLACES, [Mode.CAR], RULES, WEEK, GreatCircle())
    assert set(travel.by_mode) == set(travel.traffic) == {Mode.CAR}


def test_a_place_given_twice_is_refused() -> None:
    """One place, one row."""
    with pytest.raises(InputError, match="given twice"):
        travel_for([PLACES[0], PLACES[0]], [Mode.CAR], RULES, WEEK, GreatCircle())


def test_the_report_learns_how_many_legs_are_guesses() -> None:
    """One of three places is off the map: four of six legs are estimates."""
    square = [(0, 0), (10, 0), (10, 10), (0, 10)]
    roads = drive(graph_of(square, [(side, (side + 1) % 4, 480, 480, False) for side in range(4)]))
    travel = travel_for([*PLACES[:2], at(0, 300)], [Mode.CAR], RULES, WEEK, roads)
    found = estimates(travel)[Mode.CAR]
    assert (found.estimated, found.legs, round(found.share, 3)) == (4, 6, 0.667)
    assert "an invented map" in found.source


def test_one_place_has_no_leg_to_guess() -> None:
    """A share of nothing is nothing."""
    travel = travel_for(PLACES[:1], [Mode.CAR], RULES, WEEK, GreatCircle())
    assert estimates(travel)[Mode.CAR].share == 0.0


def test_settings_choose_the_provider(tmp_path: Path) -> None:
    """A map file, a server, or nothing at all; kept on disk where a folder is named."""
    ways = [([(0, 0), (9, 0), (9, 9)], {"highway": "residential"})]
    roads = osm_file(tmp_path / "map.osm", ways, {})
    cache = tmp_path / "cache"
    assert isinstance(choose_provider(TravelSettings()), GreatCircle)
    assert isinstance(choose_provider(TravelSettings(roads=roads)), RoadTravel)
    assert isinstance(choose_provider(TravelSettings(osrm="http://localhost")), OsrmTravel)
    kept = choose_provider(TravelSettings(roads=roads, cache=cache))
    assert isinstance(kept, CachedTravel)
    first = kept.matrix(PLACES, Mode.CAR)
    again = choose_provider(TravelSettings(roads=roads, cache=cache)).matrix(PLACES, Mode.CAR)
    assert (first.seconds == again.seconds).all()
    assert len(list(cache.glob("*.json"))) == 1


def test_two_sources_of_roads_are_one_too_many(tmp_path: Path) -> None:
    """It must be clear whose minutes are planned with."""
    with pytest.raises(InputError, match="one source only"):
        TravelSettings(roads=tmp_path / "map.osm", osrm="http://localhost")


def test_settings_choose_the_timetable(tmp_path: Path) -> None:
    """None, a file, or a feed's day."""
    day = date(2026, 6, 1)
    assert choose_timetable(TravelSettings(), day) is None
    path = tmp_path / "buses.csv"
    path.write_text(
        "trip,stop,stop_lat,stop_lon,time\n1,A,52.6,-0.7,09:00\n1,B,52.7,-0.7,09:10\n",
        encoding="utf-8",
    )
    found = choose_timetable(TravelSettings(timetable=path), day)
    assert found is not None
    assert found.leaves.tolist() == [32_400]
    with pytest.raises(InputError, match=r"trips\.txt does not exist"):
        choose_timetable(TravelSettings(timetable=tmp_path), day)
