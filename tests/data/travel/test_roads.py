"""Travel over a small invented map, by hand."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest

from data.travel.great_circle import crow_metres
from data.travel.roads.library import roads_from_osm
from data.travel.roads.osm_file import file_date, read_osm
from data.travel.roads.profiles import profiles
from scheduler.domain.errors import InputError
from scheduler.domain.place import Place, PlaceQuality
from scheduler.domain.travel import Mode
from tests.data.travel.hamlet import at, drive, graph_of, osm_file

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]
LANE = 480
"""48 km/h: 13.33 m a second."""


def metres(one: Place, other: Place) -> float:
    """Crow-flight metres between two places."""
    return float(crow_metres(*(np.array(x) for x in (one.lat, one.lon, other.lat, other.lon))))


def ring(last_leg: bool = False) -> list[tuple[int, int, int, int, bool]]:
    """The four sides of the square as two-way lanes."""
    return [(side, (side + 1) % 4, LANE, LANE, last_leg) for side in range(4)]


def test_a_leg_along_one_road_is_its_length_at_its_speed() -> None:
    """Two houses on one lane, 5 steps apart: the stretch between them and nothing else."""
    here, there = at(2, 0), at(7, 0)
    matrix = drive(graph_of(SQUARE, ring())).matrix([here, there], Mode.CAR)
    assert matrix.seconds[0, 1] == round(metres(here, there) * 3.6 / 48)
    assert matrix.metres[0, 1] == round(metres(here, there))
    assert not matrix.estimated.any()


def test_houses_join_the_road_and_not_the_junction() -> None:
    """Neighbours in the middle of a lane are not at its end, so not 0 s apart."""
    matrix = drive(graph_of(SQUARE, ring())).matrix([at(4, 0), at(6, 0)], Mode.CAR)
    assert matrix.seconds[0, 1] == round(metres(at(4, 0), at(6, 0)) * 3.6 / 48) > 0


def test_a_house_near_a_junction_is_not_at_it() -> None:
    """Houses a third and two thirds of a step from the corner, 20 m and 41 m, are 20 m apart."""
    near, next_door = at(0.3, 0), at(0.6, 0)
    matrix = drive(graph_of(SQUARE, ring())).matrix([near, next_door], Mode.CAR)
    assert matrix.metres[0, 1] == round(metres(near, next_door)) == 20


def test_the_way_from_the_house_to_the_road_counts() -> None:
    """A house half a step (55.6 m) off the lane costs 55.6 m at 3 m/s: 19 s more."""
    near, off, end = at(2, 0, "near"), at(2, -0.5, "off"), at(8, 0)
    matrix = drive(graph_of(SQUARE, ring())).matrix([near, off, end], Mode.CAR)
    assert matrix.seconds[1, 2] - matrix.seconds[0, 2] == pytest.approx(55.6 / 3, abs=1)
    assert matrix.metres[1, 2] - matrix.metres[0, 2] == pytest.approx(55.6, abs=1)


def test_a_one_way_street_makes_the_way_back_longer() -> None:
    """Round the square one way only: forward one side, back the other three."""
    sides = [(side, (side + 1) % 4, LANE, 0, False) for side in range(4)]
    matrix = drive(graph_of(SQUARE, sides)).matrix([at(2, 0), at(7, 0)], Mode.CAR)
    around = 2 * (metres(at(0, 0), at(10, 0)) + metres(at(0, 0), at(0, 10)))
    assert matrix.metres[0, 1] == round(metres(at(2, 0), at(7, 0)))
    assert matrix.metres[1, 0] == pytest.approx(around - metres(at(2, 0), at(7, 0)), abs=2)


def test_a_house_at_a_corner_joins_every_road_there() -> None:
    """From the corner one may leave both along the one-way street and along the other."""
    sides = ring()
    sides[0] = (0, 1, LANE, 0, False)
    corner, west, north = at(10, 0), at(5, 0), at(10, 5)
    matrix = drive(graph_of(SQUARE, sides)).matrix([corner, west, north], Mode.CAR)
    assert matrix.metres[0, 2] == round(metres(corner, north))
    assert matrix.metres[1, 0] == round(metres(west, corner))


def test_of_parallel_roads_the_quicker_counts() -> None:
    """Two roads drawn on one line are not added together."""
    slow = [(0, 1, 240, 240, False)]
    both = drive(graph_of(SQUARE, [*ring(), *slow])).matrix([at(0, 0), at(10, 0)], Mode.CAR)
    assert both.seconds[0, 1] == round(metres(at(0, 0), at(10, 0)) * 3.6 / 48)


def test_nobody_drives_through_a_private_estate() -> None:
    """The diagonal drive would be shorter, but it only leads to houses on it."""
    diagonal = [(0, 2, LANE, LANE, True)]
    travel = drive(graph_of(SQUARE, [*ring(), *diagonal]))
    one, other, inside = at(0, 0), at(10, 10), at(5, 5)
    found = travel.matrix([one, other, inside], Mode.CAR).metres
    around = metres(at(0, 0), at(10, 0)) + metres(at(10, 0), at(10, 10))
    assert found[0, 1] == pytest.approx(around, abs=2)
    assert found[0, 2] == pytest.approx(metres(one, inside), abs=2)
    assert found[2, 1] == pytest.approx(metres(inside, other), abs=2)


def test_two_houses_on_one_estate_reach_each_other_inside_it() -> None:
    """Between neighbours on the drive nobody goes round by the public road."""
    diagonal = [(0, 2, LANE, LANE, True)]
    found = drive(graph_of(SQUARE, [*ring(), *diagonal])).matrix([at(3, 3), at(6, 6)], Mode.CAR)
    assert found.metres[0, 1] == pytest.approx(metres(at(3, 3), at(6, 6)), abs=2)


def test_public_roads_behind_a_private_one_can_be_reached() -> None:
    """A public close at the end of a private road is part of its last leg."""
    points = [*SQUARE, (20, 0), (30, 0)]
    beyond = [(1, 4, LANE, LANE, True), (4, 5, LANE, LANE, False)]
    graph = graph_of(points, [*ring(), *beyond])
    matrix = drive(graph).matrix([at(5, 0), at(28, 0), at(22, 0)], Mode.CAR)
    assert graph.last_leg.sum() == 2
    assert matrix.metres[0, 1] == pytest.approx(metres(at(5, 0), at(28, 0)), abs=2)
    assert matrix.metres[1, 2] == pytest.approx(metres(at(22, 0), at(28, 0)), abs=2)
    assert not matrix.estimated.any()


def test_roads_that_lead_in_but_not_out_are_left_out() -> None:
    """Only what can be reached and left again is part of the map."""
    points = [*SQUARE, (20, 0)]
    assert graph_of(points, [*ring(), (1, 4, LANE, 0, False)]).nodes == 4


def test_a_place_off_the_map_is_estimated() -> None:
    """30 km north of the map the distance table answers, and says so."""
    matrix = drive(graph_of(SQUARE, ring())).matrix([at(2, 0), at(7, 0), at(0, 300)], Mode.CAR)
    assert matrix.estimated.tolist() == [
        [False, False, True],
        [False, False, True],
        [True, True, False],
    ]
    assert matrix.seconds[0, 2] > 1500


def test_a_place_far_from_any_road_is_named_and_doubted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """5 steps (556 m) from the road: on the map, but the planner is told, by id."""
    places = [at(2, 0), at(7, -5, "farm")]
    with caplog.at_level(logging.WARNING):
        matrix = drive(graph_of(SQUARE, ring())).matrix(places, Mode.CAR)
    assert matrix.estimated[0, 1]
    assert matrix.seconds[0, 1] == pytest.approx(metres(at(2, 0), at(7, 0)) * 0.075 + 185, abs=2)
    assert "Place farm lies 556 m" in caplog.text


def test_a_village_point_is_an_estimate_even_on_a_road() -> None:
    """The road is known, the address is not."""
    vague = at(7, 0, quality=PlaceQuality.OUTCODE)
    assert drive(graph_of(SQUARE, ring())).matrix([at(2, 0), vague], Mode.CAR).estimated[0, 1]


def test_a_mode_without_a_map_is_refused() -> None:
    """A map for cars says nothing about walking."""
    with pytest.raises(InputError, match="no roads for mode walk"):
        drive(graph_of(SQUARE, ring())).matrix([at(0, 0)], Mode.WALK)


def test_no_places_make_an_empty_matrix() -> None:
    """Nothing to travel between is no error."""
    assert drive(graph_of(SQUARE, ring())).matrix([], Mode.CAR).seconds.shape == (0, 0)


WAYS = [
    ([(0, 0), (10, 0), (10, 10)], {"highway": "unclassified"}),
    ([(10, 10), (0, 10), (0, 0)], {"highway": "unclassified"}),
    ([(0, 0), (10, 10)], {"highway": "footway"}),
    ([(0, 10), (5, 5)], {"highway": "track"}),
    ([(10, 0), (20, 0)], {"highway": "residential"}),
    ([(40, 40), (41, 40)], {"highway": "residential"}),
    ([(3, 3), (4, 4)], {"building": "yes"}),
]


def test_an_openstreetmap_file_becomes_a_graph_for_each_mode(tmp_path: Path) -> None:
    """Cars get the lanes, the track and the close; walkers the footpath too; islands go."""
    graphs = read_osm(osm_file(tmp_path / "map.osm", WAYS, {}), profiles())
    assert {mode: graph.tail.size for mode, graph in graphs.items()} == {
        Mode.CAR: 6,
        Mode.BIKE: 7,
        Mode.EBIKE: 7,
        Mode.WALK: 7,
    }
    assert graphs[Mode.CAR].last_leg.sum() == 1


def test_a_car_does_not_pass_a_bollard(tmp_path: Path) -> None:
    """The lane is cut at the bollard's corner; on foot one passes."""
    graphs = read_osm(osm_file(tmp_path / "map.osm", WAYS, {(10, 10): "bollard"}), profiles())
    assert graphs[Mode.CAR].tail.size == 4
    assert graphs[Mode.WALK].tail.size == 7


def test_a_walker_takes_the_footpath(tmp_path: Path) -> None:
    """Across the field on foot, round by the lane in a car."""
    travel = roads_from_osm(osm_file(tmp_path / "map.osm", WAYS, {}))
    corners = [at(0, 0), at(10, 10)]
    assert travel.matrix(corners, Mode.WALK).metres[0, 1] == round(metres(*corners))
    assert travel.matrix(corners, Mode.CAR).metres[0, 1] > 1.2 * metres(*corners)


def test_a_graph_is_kept_and_read_again(tmp_path: Path) -> None:
    """The second opening reads what the first has kept, and answers the same."""
    path, cache = osm_file(tmp_path / "map.osm", WAYS, {}), tmp_path / "cache"
    places = [at(0, 0), at(10, 10), at(17, 0.1), at(4, 5)]
    first = roads_from_osm(path, cache).matrix(places, Mode.CAR)
    kept = sorted(cache.glob("*.npz"))
    stamps = [file.stat().st_mtime_ns for file in kept]
    second = roads_from_osm(path, cache).matrix(places, Mode.CAR)
    assert len(kept) == 4
    assert [file.stat().st_mtime_ns for file in kept] == stamps
    assert (first.seconds == second.seconds).all()
    assert (first.metres == second.metres).all()
    assert first.source == second.source


def test_a_damaged_kept_graph_is_built_again(tmp_path: Path) -> None:
    """Half a file is not believed."""
    path, cache = osm_file(tmp_path / "map.osm", WAYS, {}), tmp_path / "cache"
    first = roads_from_osm(path, cache).matrix([at(0, 0), at(10, 10)], Mode.CAR)
    for file in cache.glob("*.npz"):
        file.write_bytes(file.read_bytes()[:100])
    again = roads_from_osm(path, cache).matrix([at(0, 0), at(10, 10)], Mode.CAR)
    assert (first.seconds == again.seconds).all()


def test_a_changed_map_is_not_answered_from_the_old_one(tmp_path: Path) -> None:
    """The same name with other roads is another map."""
    path, cache = osm_file(tmp_path / "map.osm", WAYS, {}), tmp_path / "cache"
    corners = [at(0, 0), at(10, 10)]
    before = roads_from_osm(path, cache).matrix(corners, Mode.CAR)
    direct = [*WAYS, ([(0, 0), (10, 10)], {"highway": "unclassified"})]
    after = roads_from_osm(osm_file(path, direct, {}), cache).matrix(corners, Mode.CAR)
    assert after.seconds[0, 1] < before.seconds[0, 1]


def test_files_that_are_no_map_are_refused(tmp_path: Path) -> None:
    """Missing, unreadable and roadless files each say what is wrong."""
    nonsense = tmp_path / "map.osm.pbf"
    nonsense.write_bytes(b"no map")
    roadless = osm_file(tmp_path / "fields.osm", WAYS[-1:], {})
    for path, message in (
        (tmp_path / "none.osm", "does not exist"),
        (nonsense, "cannot be read"),
        (roadless, "holds no road"),
    ):
        with pytest.raises(InputError, match=message):
            roads_from_osm(path)


def test_a_map_without_a_date_says_so(tmp_path: Path) -> None:
    """The header of this file tells nothing."""
    assert file_date(osm_file(tmp_path / "map.osm", WAYS, {})) == "unknown"
