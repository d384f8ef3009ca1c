"""Street graphs that come from osmnx."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx
import numpy as np
import pytest
from shapely.geometry import LineString

from data.travel.great_circle import crow_metres
from data.travel.roads.library import roads_from_graphml
from data.travel.roads.osmnx_source import from_osmnx, save_online_area
from data.travel.roads.profiles import profiles
from scheduler.domain.errors import InputError
from scheduler.domain.travel import Mode
from tests.data.travel.hamlet import LAT, LON, STEP, at, drive

osmnx = pytest.importorskip("osmnx")


def town(*edges: tuple[int, int, dict[str, Any]]) -> networkx.MultiDiGraph:
    """A street graph over the corners of a square, ten steps wide, as osmnx makes them."""
    graph = networkx.MultiDiGraph(crs="epsg:4326")
    for node, (x, y) in enumerate([(0, 0), (10, 0), (10, 10), (0, 10)]):
        graph.add_node(node, x=LON + STEP * x, y=LAT + STEP * y)
    for start, end, tags in edges:
        graph.add_edge(start, end, **{"highway": "unclassified", "length": 1.0, **tags})
    return graph


def both_ways(start: int, end: int, **tags: Any) -> list[tuple[int, int, dict[str, Any]]]:
    """The two directed edges of one street."""
    return [(start, end, tags), (end, start, tags)]


def sides() -> list[tuple[int, int, dict[str, Any]]]:
    """Three sides of the square."""
    return [*both_ways(1, 2), *both_ways(2, 3), *both_ways(3, 0)]


def seconds(graph: networkx.MultiDiGraph, x: float = 10) -> int:
    """Car seconds from the first corner to (x, 0)."""
    roads = from_osmnx(graph, profiles())[Mode.CAR]
    return int(drive(roads).matrix([at(0, 0), at(x, 0)], Mode.CAR).seconds[0, 1])


def side_seconds(kmh: float) -> int:
    """Seconds along one southern side of the square."""
    ends = [np.array(angle) for angle in (LAT, LON, LAT, LON + 10 * STEP)]
    return round(float(crow_metres(*ends)) * 3.6 / kmh)


def test_speeds_are_ours_and_not_the_files() -> None:
    """An unclassified lane is 48 km/h, whatever travel time the file carries."""
    lane = both_ways(0, 1, travel_time=1.0, speed_kph=112.0)
    assert seconds(town(*lane, *sides())) == side_seconds(48)


def test_of_parallel_edges_the_quicker_counts() -> None:
    """A lane and a service road between the same corners are not added up."""
    edges = [*both_ways(0, 1, highway="service"), *both_ways(0, 1), *sides()]
    assert seconds(town(*edges)) == side_seconds(48)


def test_an_edge_that_stands_for_several_ways_has_the_slowest_speed() -> None:
    """A merged edge of a lane (48) and a residential road (33 km/h) is driven at 33."""
    merged = both_ways(0, 1, highway=["unclassified", "residential"])
    assert seconds(town(*merged, *sides())) == side_seconds(33)


def test_the_bends_of_a_simplified_edge_are_driven() -> None:
    """The line an edge is drawn with is its length, and houses join it where it is."""
    bend = LineString([(LON, LAT), (LON + 5 * STEP, LAT - 5 * STEP), (LON + 10 * STEP, LAT)])
    back = LineString(list(bend.coords)[::-1])
    curved = town((0, 1, {"geometry": bend}), (1, 0, {"geometry": back}), *sides())
    assert seconds(curved) > 1.5 * side_seconds(48)
    roads = from_osmnx(curved, profiles())[Mode.CAR]
    house = drive(roads).matrix([at(0, 0), at(5, -5)], Mode.CAR)
    assert not house.estimated.any()


def test_one_way_streets_stay_so_for_cars_and_not_for_walkers() -> None:
    """Only the direction that is an edge may be driven; both may be walked."""
    graph = town((0, 1, {"oneway": True}), *sides())
    graphs = from_osmnx(graph, profiles())
    assert (graphs[Mode.CAR].backward == 0).sum() == 1
    assert (graphs[Mode.WALK].backward > 0).all()


def test_a_saved_graph_answers_like_the_one_in_memory(tmp_path: Path) -> None:
    """Through GraphML, whose reader may order nodes differently, nothing changes."""
    graph = town(*both_ways(0, 1), *sides())
    osmnx.save_graphml(graph, tmp_path / "town.graphml")
    travel = roads_from_graphml(tmp_path / "town.graphml", tmp_path / "cache")
    matrix = travel.matrix([at(0, 0), at(10, 0)], Mode.CAR)
    assert matrix.seconds[0, 1] == seconds(graph)
    assert "town.graphml" in matrix.source


def test_a_projected_graph_is_refused() -> None:
    """Metres are not degrees."""
    graph = town(*sides())
    graph.graph["crs"] = "epsg:27700"
    with pytest.raises(InputError, match="not in degrees"):
        from_osmnx(graph, profiles())


def test_a_file_that_is_no_street_graph_is_refused(tmp_path: Path) -> None:
    """What osmnx cannot read is said to be so."""
    (tmp_path / "town.graphml").write_text("<no graph", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        roads_from_graphml(tmp_path / "town.graphml")


def test_an_online_area_must_be_named(tmp_path: Path) -> None:
    """Without a box or a place nothing is asked of anybody."""
    with pytest.raises(InputError, match="bounding box or a place"):
        save_online_area(tmp_path / "area.graphml")
