"""Roads as lines: simplified, by kind, and never too many."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from data.travel.roads.drawn import Box, RoadLines, read_lines, simplified, within
from scheduler.domain.errors import InputError
from tests.data.travel.hamlet import osm_file

EVERYWHERE = Box(west=-1, south=52, east=0, north=53)


def test_a_bend_stays_and_a_wobble_goes() -> None:
    """A point 5 m off the straight is left out at 12 m, one 500 m off is not."""
    line = np.array([(-0.7, 52.6), (-0.69, 52.60004), (-0.68, 52.6), (-0.68, 52.61)])
    assert simplified(line, 12.0).tolist() == line[[0, 2, 3]].tolist()


def test_a_ring_is_not_lost() -> None:
    """It ends where it begins, and is still a ring."""
    ring = np.array([(-0.7, 52.6), (-0.69, 52.6), (-0.69, 52.61), (-0.7, 52.6)])
    assert len(simplified(ring, 12.0)) == 4


def test_lesser_roads_are_left_out_as_a_whole() -> None:
    """Ten points are no room for the lanes, so none of them is drawn."""
    line = np.array([(-0.7, 52.6), (-0.69, 52.6)])
    roads = [RoadLines(kind="main", lines=(line,) * 2), RoadLines(kind="lane", lines=(line,) * 9)]
    assert [one.kind for one in within(roads, EVERYWHERE, 10)] == ["main"]
    assert [len(one.lines) for one in within(roads, EVERYWHERE, 30)] == [2, 9]


def test_a_file_is_read_by_kind(tmp_path: Path) -> None:
    """Paths are no roads; what cannot be read is said."""
    ways = [([(0, 0), (9, 0)], {"highway": "tertiary"}), ([(0, 0), (0, 9)], {"highway": "path"})]
    found = read_lines(osm_file(tmp_path / "hamlet.osm", ways, {}))
    assert [(one.kind, len(one.lines)) for one in found] == [("main", 0), ("road", 1), ("lane", 0)]
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(b"no map")
    with pytest.raises(InputError, match="cannot be read"):
        read_lines(broken)
