"""Addresses where somebody new might live: invented doors near those of a zone, with their ways.

Known clients' villages are the best guess of where the next client lives. Where nobody lives in
a zone, but the gazetteer knows a place of that name, doors are put about its middle, and it is
said so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from data.geocode import PlaceFinder, offline_lookup
from data.given import Sources, travel_settings
from data.travel import choose_provider, choose_timetable, travel_for
from scheduler.domain.client import Client, Rurality
from scheduler.domain.errors import InputError
from scheduler.domain.place import Place, PlaceQuality, Settlement
from scheduler.domain.units import PlaceId
from scheduler.domain.week import Week
from scheduler.measures import STANDARD
from scheduler.planning.capacity import Door

METRES_A_DEGREE = 111_320
"""Length of a degree of latitude."""

NEAR_M = 400
"""How far from a known address, or from the middle of a place, a door may lie, metres."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Doors:
    """A week that knows the ways to some doors, and the doors.

    ``clients`` is how many people live in the zone already.
    """

    week: Week
    zone: str
    doors: tuple[Door, ...]
    clients: int

    def note_for(self, *, few: bool) -> str:
        """Where the doors are; with ``few``, without a count of so few that they can be told."""
        if not self.clients:
            return (
                f"Nobody lives in {self.zone} yet: supposed people live about the middle of the "
                "place of that name."
            )
        hidden = few and self.clients < STANDARD.fewest_shown
        many = f"fewer than {STANDARD.fewest_shown}" if hidden else str(self.clients)
        return f"Supposed people live near those of {self.zone} there are already: {many}."


def with_doors(week: Week, zone: str, count: int, sources: Sources, seed: int = 1) -> Doors:
    """Doors in a zone of the week, or about a place of the gazetteer.

    Parameters
    ----------
    count
        How many; of a zone each is near the address of one of its clients, taken in turn.
    sources
        Where travel times come from; as for the week.

    Raises
    ------
    InputError
        If no zone is named, or neither the week nor the gazetteer knows it.
    """
    if not zone.strip():
        raise InputError(f"It is not said which zone is meant.\nMaybe one of: {_zones(week)}.")
    chance = Random(f"{zone} {seed}")
    homes = [client for client in week.clients if client.zone == zone]
    near = _near_clients(week, homes, count, chance) if homes else None
    found = list(near or _near_place(week, zone, count, chance))
    return Doors(
        week=_with_ways(week, [place for place, _ in found], sources),
        zone=zone,
        doors=tuple(Door(place=place.id, band=band) for place, band in found),
        clients=len(homes),
    )


def _zones(week: Week) -> str:
    """Zones of the clients, in words."""
    return ", ".join(sorted({client.zone for client in week.clients if client.zone})) or "none"


def _near_clients(
    week: Week, homes: Sequence[Client], count: int, chance: Random
) -> Iterator[tuple[Place, Rurality]]:
    order = sorted(homes, key=lambda client: client.id)
    chance.shuffle(order)
    for number in range(count):
        client = order[number % len(order)]
        yield _door(week.place[client.place], number, chance), client.band


def _near_place(
    week: Week, zone: str, count: int, chance: Random
) -> Iterator[tuple[Place, Rurality]]:
    found = PlaceFinder([offline_lookup()]).find(zone)
    if found is None or found.quality is not PlaceQuality.VILLAGE:
        raise InputError(
            f"Nobody lives in zone {zone}, and no place of that name is known.\n"
            f"Maybe one of the zones of this week: {_zones(week)}."
        )
    middle = Place(
        id=PlaceId(zone),
        lat=found.lat,
        lon=found.lon,
        settlement=Settlement.RURAL,
        quality=PlaceQuality.VILLAGE,
    )
    for number in range(count):
        yield _door(middle, number, chance), Rurality.FRINGE


def _door(near: Place, number: int, chance: Random) -> Place:
    """A point at random, uniform over a disc."""
    away = NEAR_M * math.sqrt(chance.random())
    bearing = 2 * math.pi * chance.random()
    shrink = math.cos(math.radians(near.lat))
    return replace(
        near,
        id=PlaceId(f"door-{number + 1}"),
        lat=round(near.lat + away * math.cos(bearing) / METRES_A_DEGREE, 5),
        lon=round(near.lon + away * math.sin(bearing) / (METRES_A_DEGREE * shrink), 5),
        quality=PlaceQuality.VILLAGE,
    )


def _with_ways(week: Week, doors: Sequence[Place], sources: Sources) -> Week:
    """The week with places added, and the ways to and from them."""
    settings = travel_settings(sources)
    places = (*week.places, *doors)
    travel = travel_for(
        places,
        week.travel.by_mode,
        week.rules.travel,
        week.horizon,
        choose_provider(settings),
        choose_timetable(settings, week.horizon.first_day),
    )
    return replace(week, places=places, travel=travel)
