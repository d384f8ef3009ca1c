"""Doors for supposed people: near those of a zone, or about a place of its name."""

from __future__ import annotations

import pytest

from data.doors import NEAR_M, with_doors
from data.given import Sources
from data.travel import GreatCircle
from scheduler.domain.client import Rurality
from scheduler.domain.errors import InputError
from scheduler.domain.place import Place
from scheduler.domain.travel import Mode
from scheduler.domain.units import PlaceId
from scheduler.domain.week import Week
from tests.builders import a_client, a_visit, a_week

OAKHAM = (52.6700, -0.7300)


def a_rutland() -> Week:
    """Two people in Rutland, one of them isolated, and nobody in Lutterworth."""
    clients = [
        a_client("c1", zone="Rutland"),
        a_client("c2", zone="Rutland", band=Rurality.ISOLATED),
    ]
    places = tuple(
        Place(id=PlaceId(name), lat=OAKHAM[0], lon=OAKHAM[1])
        for name in ("at-c1", "at-c2", "home-A")
    )
    return a_week(a_visit("v1", "c1"), a_visit("v2", "c2"), clients=clients, places=places)


def test_doors_lie_near_people_of_the_zone_in_turn() -> None:
    """Five doors for two people: within 400 m, and as isolated as the neighbour."""
    found = with_doors(a_rutland(), "Rutland", 5, Sources())
    assert found.clients == 2
    assert [door.band for door in found.doors].count(Rurality.ISOLATED) in (2, 3)
    oakham = Place(id=PlaceId("o"), lat=OAKHAM[0], lon=OAKHAM[1])
    doors = [found.week.place[door.place] for door in found.doors]
    metres = GreatCircle().matrix([oakham, *doors], Mode.WALK).metres[0, 1:]
    assert len({door.place for door in found.doors}) == 5
    assert 0 < metres.max() <= 2 * NEAR_M


def test_ways_to_the_doors_are_known_for_every_mode() -> None:
    """The week has rows for all its places, in their order."""
    found = with_doors(a_rutland(), "Rutland", 3, Sources()).week
    assert list(found.travel.rows) == [place.id for place in found.places]
    assert set(found.travel.by_mode) == set(Mode)
    assert found.travel.by_mode[Mode.CAR].seconds.shape == (6, 6)
    assert found.travel.stop.shape == (6, 6)


def test_the_same_question_has_the_same_doors() -> None:
    """Doors are drawn by the zone and a seed."""
    first, second = (with_doors(a_rutland(), "Rutland", 4, Sources()) for _ in range(2))
    assert first.week.places == second.week.places
    assert with_doors(a_rutland(), "Rutland", 4, Sources(), seed=2).week.places != (
        first.week.places
    )


@pytest.mark.parametrize("zone", ["Lutterworth", "Bottesford"])
def test_where_nobody_lives_the_place_itself_serves_and_it_is_said(zone: str) -> None:
    """The gazetteer knows the place; the note says that nobody lives there yet."""
    found = with_doors(a_rutland(), zone, 2, Sources())
    assert (len(found.doors), found.clients) == (2, 0)
    assert f"Nobody lives in {zone} yet" in found.note_for(few=False)


def test_a_zone_nobody_knows_is_refused() -> None:
    """The zones there are, are named."""
    with pytest.raises(InputError, match="Rutland"):
        with_doors(a_rutland(), "Atlantis", 2, Sources())


def test_few_people_are_not_counted_out_loud() -> None:
    """Two people of a zone are fewer than five."""
    found = with_doors(a_rutland(), "Rutland", 2, Sources())
    assert found.note_for(few=False).endswith(": 2.")
    assert found.note_for(few=True).endswith(": fewer than 5.")
