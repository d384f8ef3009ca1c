"""What map tags mean for each mode."""

from __future__ import annotations

import pytest

from data.travel.roads.profiles import profiles
from data.travel.roads.tags import Use, limit_kmh, use
from scheduler.domain.travel import Mode


@pytest.mark.parametrize(
    ("text", "kmh"),
    [
        ("30 mph", 48.28),
        ("60", 60.0),
        ("60 mph;30 mph", 48.28),
        ("national", None),
        ("GB:nsl_single", None),
        ("none", None),
    ],
)
def test_speed_limits_are_read_as_written(text: str, kmh: float | None) -> None:
    """The lowest of several figures counts; words hold none."""
    assert limit_kmh(text) == (None if kmh is None else pytest.approx(kmh, abs=0.01))


def test_a_lane_without_a_limit_is_driven_at_its_class_speed() -> None:
    """An unclassified lane is 48 km/h whatever the law would allow."""
    lane = {"highway": "unclassified", "maxspeed": "60 mph"}
    assert use(lane, profiles()[Mode.CAR]) == Use(forward=480, backward=480, last_leg=False)


def test_a_village_limit_slows_a_main_road() -> None:
    """20 mph is 32.19 km/h, of which 87 % are driven: 28.0 km/h."""
    street = {"highway": "secondary", "maxspeed": "20 mph"}
    assert use(street, profiles()[Mode.CAR]) == Use(forward=280, backward=280, last_leg=False)


@pytest.mark.parametrize(
    ("tags", "both"),
    [
        ({"oneway": "yes"}, (330, 0)),
        ({"oneway": "-1"}, (0, 330)),
        ({"oneway": "no"}, (330, 330)),
        ({"junction": "roundabout"}, (330, 0)),
    ],
)
def test_one_way_streets_are_one_way(tags: dict[str, str], both: tuple[int, int]) -> None:
    """Forward is the direction of drawing; minus one turns it round."""
    found = use({"highway": "residential", **tags}, profiles()[Mode.CAR])
    assert found is not None
    assert (found.forward, found.backward) == both


def test_a_walker_ignores_one_way_signs() -> None:
    """One-way signs are for vehicles."""
    found = use({"highway": "residential", "oneway": "yes"}, profiles()[Mode.WALK])
    assert found is not None
    assert found.forward == found.backward == 47


def test_a_cyclist_may_be_let_through_both_ways() -> None:
    """The cyclists' own sign counts before the general one."""
    tags = {"highway": "residential", "oneway": "yes", "oneway:bicycle": "no"}
    found = use(tags, profiles()[Mode.BIKE])
    assert found is not None
    assert found.forward == found.backward


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "footway"},
        {"highway": "residential", "access": "no"},
        {"highway": "service", "motor_vehicle": "no", "access": "yes"},
        {"highway": "service", "area": "yes"},
        {"highway": "proposed"},
    ],
)
def test_a_car_keeps_off_what_is_closed_to_it(tags: dict[str, str]) -> None:
    """The most particular access tag decides."""
    assert use(tags, profiles()[Mode.CAR]) is None


@pytest.mark.parametrize(
    "tags", [{"highway": "service", "access": "private"}, {"highway": "track"}]
)
def test_drives_and_tracks_are_for_the_last_leg(tags: dict[str, str]) -> None:
    """A private drive leads to its house, a track to its farm, and no farther."""
    found = use(tags, profiles()[Mode.CAR])
    assert found is not None
    assert found.last_leg


def test_nobody_walks_along_a_trunk_road_without_a_pavement() -> None:
    """The same road with a pavement may be walked."""
    assert use({"highway": "trunk"}, profiles()[Mode.WALK]) is None
    assert use({"highway": "trunk", "sidewalk": "left"}, profiles()[Mode.WALK]) is not None
