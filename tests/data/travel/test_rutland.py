"""The roads of a real county, where its map is at hand: 32 thousand nodes, 2022."""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from data.travel.great_circle import crow_metres
from data.travel.roads.graph import RoadGraph
from data.travel.roads.osm_file import file_date, read_osm
from data.travel.roads.profiles import profiles
from data.travel.roads.provider import RoadTravel
from scheduler.domain.place import Place
from scheduler.domain.travel import Mode
from scheduler.domain.units import PlaceId

SHARED = Path(os.environ.get("CAREROTA_SHARED", Path(__file__).resolve().parents[4] / "shared"))
GEO = SHARED / "geo"
COUNTY = GEO / "rutland-2022.osm.pbf"
Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not COUNTY.is_file(), reason=f"no county map at {COUNTY}"),
]


@pytest.fixture(scope="module")
def county() -> RoadGraph:
    """Rutland's roads for cars."""
    return read_osm(COUNTY, {Mode.CAR: profiles()[Mode.CAR]})[Mode.CAR]


@pytest.fixture(scope="module")
def travel(county: RoadGraph) -> RoadTravel:
    """Travel by car in Rutland."""
    return RoadTravel({Mode.CAR: county}, "Rutland")


def addresses(graph: RoadGraph, count: int) -> list[Place]:
    """Addresses within some 20 m of roads drawn by lot, always the same."""
    rng = np.random.default_rng(2022)
    rows = rng.integers(0, graph.nodes, count)
    off = rng.normal(0, 2e-4, (count, 2))
    return [
        Place(
            id=PlaceId(f"p{number}"),
            lat=graph.lat7[row] / 1e7 + off[number, 0],
            lon=graph.lon7[row] / 1e7 + off[number, 1],
        )
        for number, row in enumerate(rows)
    ]


def nearest(graph: RoadGraph, place: Place) -> tuple[int, float, float]:
    """Nearest segment, share along it and metres to it, trying every segment in turn."""
    scale = np.array([np.cos(np.radians(place.lat)), 1.0]) * np.radians(6371008.8)
    nodes = np.column_stack([graph.lon7, graph.lat7]) / 1e7
    start = (nodes[graph.tail] - [place.lon, place.lat]) * scale
    along = (nodes[graph.head] - nodes[graph.tail]) * scale
    square = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(-(start * along).sum(axis=1) / square, 0, 1)
    gap = np.hypot(*(start + share[:, None] * along).T)
    best = int(np.argmin(gap))
    return best, float(share[best]), float(gap[best])


class Unshortened:
    """The same rules over the whole graph with no short cut: three layers, floating point."""

    def __init__(self, graph: RoadGraph) -> None:
        self.graph = graph
        self.public = np.zeros(graph.nodes, dtype=np.bool_)
        for ends in (graph.tail, graph.head):
            self.public[ends[~graph.last_leg]] = True
        lat, lon = graph.lat7 / 1e7, graph.lon7 / 1e7
        metres = crow_metres(lat[graph.tail], lon[graph.tail], lat[graph.head], lon[graph.head])
        with np.errstate(divide="ignore"):
            self.there = metres * 36 / graph.forward
            self.back = metres * 36 / graph.backward
        self.arcs: list[tuple[int, int, float]] = []
        self.add_roads()

    def add(self, tail: int, head: int, seconds: float) -> None:
        """One arc, if it may be driven at all."""
        if np.isfinite(seconds):
            self.arcs.append((tail, head, max(seconds, 1e-6)))

    def add_roads(self) -> None:
        """Public roads in the middle layer, others in the first and the last."""
        graph, count = self.graph, self.graph.nodes
        touched = set()
        for row in range(graph.tail.size):
            tail, head = int(graph.tail[row]), int(graph.head[row])
            for layer in (0, 2) if graph.last_leg[row] else (1,):
                self.add(layer * count + tail, layer * count + head, self.there[row])
                self.add(layer * count + head, layer * count + tail, self.back[row])
            if graph.last_leg[row]:
                touched |= {tail, head}
        for node in touched:
            self.add(node, count + node, 0)
            self.add(count + node, 2 * count + node, 0)

    def seconds(self, places: list[Place]) -> Floats:
        """Door-to-door seconds between all pairs, not rounded."""
        graph, nodes, count = self.graph, self.graph.nodes, len(places)
        feet = [nearest(graph, place) for place in places]
        first = 3 * nodes
        for number, (row, share, _) in enumerate(feet):
            tail, head = int(graph.tail[row]), int(graph.head[row])
            edge = {0.0: tail, 1.0: head}.get(share)
            public = not graph.last_leg[row] or (edge is not None and self.public[edge])
            leave, reach = (nodes, nodes) if public else (0, 2 * nodes)
            source, target = first + number, first + count + number
            from_tail, from_head = share, 1 - share
            self.add(source, leave + head, from_head * self.there[row] if edge != head else 0)
            self.add(source, leave + tail, from_tail * self.back[row] if edge != tail else 0)
            self.add(reach + tail, target, from_tail * self.there[row] if edge != tail else 0)
            self.add(reach + head, target, from_head * self.back[row] if edge != head else 0)
            for other, (row_too, share_too, _) in enumerate(feet):
                if row_too == row and other != number:
                    ahead = share_too - share
                    way = self.there[row] if ahead >= 0 else self.back[row]
                    self.add(source, first + count + other, abs(ahead) * way)
        size = first + 2 * count
        tails, heads, weights = zip(*self.least(), strict=True)
        network = csr_matrix((weights, (tails, heads)), shape=(size, size))
        found = dijkstra(network, indices=np.arange(first, first + count))[:, first + count :]
        access = np.array([metres for _, _, metres in feet]) / 3
        whole = found + access[:, None] + access[None, :]
        np.fill_diagonal(whole, 0)
        return np.asarray(whole)

    def least(self) -> list[tuple[int, int, float]]:
        """The quickest of parallel arcs."""
        best: dict[tuple[int, int], float] = {}
        for tail, head, seconds in self.arcs:
            best[tail, head] = min(seconds, best.get((tail, head), np.inf))
        return [(tail, head, seconds) for (tail, head), seconds in best.items()]


def test_every_leg_equals_a_search_that_shortens_nothing(
    county: RoadGraph, travel: RoadTravel
) -> None:
    """220 addresses: within a second of plain Dijkstra, in nearly all legs after rounding."""
    places = addresses(county, 220)
    ours = travel.matrix(places, Mode.CAR).seconds
    plain = Unshortened(county).seconds(places)
    assert np.abs(ours - plain).max() <= 1.0
    assert np.abs(ours - plain).mean() < 0.3


def test_legs_are_not_the_same_both_ways(county: RoadGraph, travel: RoadTravel) -> None:
    """One-way roads and dual carriageways: the way back differs, mostly by seconds."""
    seconds = travel.matrix(addresses(county, 200), Mode.CAR).seconds.astype(np.int64)
    difference = np.abs(seconds - seconds.T)
    assert (difference > 0).any()
    assert difference.mean() < 30


def test_no_detour_is_quicker(county: RoadGraph, travel: RoadTravel) -> None:
    """Going by a third address never saves more than the rounding of three legs."""
    seconds = travel.matrix(addresses(county, 120), Mode.CAR).seconds.astype(np.int64)
    for middle in range(len(seconds)):
        by_way_of = seconds[:, middle][:, None] + seconds[middle][None, :]
        assert (seconds <= by_way_of + 2).all()


def test_everything_on_the_map_can_be_reached(county: RoadGraph, travel: RoadTravel) -> None:
    """Every leg follows roads at least as long as the crow flies; none is an estimate."""
    places = addresses(county, 200)
    matrix = travel.matrix(places, Mode.CAR)
    lat = np.array([place.lat for place in places])
    lon = np.array([place.lon for place in places])
    crow = crow_metres(lat[:, None], lon[:, None], lat[None, :], lon[None, :])
    assert not matrix.estimated.any()
    assert (matrix.metres >= crow - 10).all()
    # Metres and seconds belong to one route: between walking pace and the fastest road.
    apart = matrix.seconds > 60
    pace = matrix.metres[apart] / matrix.seconds[apart] * 3.6
    assert 10 < pace.min() <= pace.max() < 92


def test_villages_agree_with_an_independent_engine(travel: RoadTravel) -> None:
    """63 settlements against OSRM: nearly the same minutes, and in the same order."""
    with (GEO / "rutland_places_osm.csv").open(encoding="utf-8") as lines:
        where: dict[str, tuple[float, float]] = {}
        for row in csv.DictReader(lines):
            where.setdefault(row["name"], (float(row["lat"]), float(row["lon"])))
    with (GEO / "rutland_village_matrix_osrm_uk_seconds.csv").open(encoding="utf-8") as lines:
        table = list(csv.reader(lines))
    names = table[0][1:]
    theirs = np.array([[float(cell) for cell in row[1:]] for row in table[1:]])
    places = [Place(id=PlaceId(name), lat=where[name][0], lon=where[name][1]) for name in names]
    ours = travel.matrix(places, Mode.CAR).seconds
    apart = ~np.eye(len(names), dtype=np.bool_)
    ratio = ours[apart] / theirs[apart]
    assert np.corrcoef(ours[apart], theirs[apart])[0, 1] > 0.95
    assert 0.95 < ratio.mean() < 1.08


def test_three_thousand_addresses_take_seconds(
    county: RoadGraph, travel: RoadTravel, record_property: Callable[[str, object], None]
) -> None:
    """Nine million legs within 20 processor seconds, half of which is the aim."""
    places = addresses(county, 3000)
    before = time.process_time()
    matrix = travel.matrix(places, Mode.CAR)
    spent = time.process_time() - before
    record_property("processor_seconds", round(spent, 2))
    assert matrix.seconds.shape == (3000, 3000)
    assert spent < 20


def test_the_map_knows_its_date() -> None:
    """The header of the file tells when the data was current."""
    assert file_date(COUNTY) == "2022-07-20"
