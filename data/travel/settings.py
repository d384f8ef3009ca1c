"""Which map or server answers: the one place where providers are chosen and built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.travel.cache import CachedTravel
from data.travel.great_circle import GreatCircle
from data.travel.legs import KeyedTravelTimes
from data.travel.osrm import OsrmTravel
from data.travel.roads.library import roads_from_graphml, roads_from_osm
from data.travel.timetable import Timetable, read_gtfs, read_timetable
from scheduler.domain.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelSettings:
    """Where travel times come from; at most one of the first three.

    Parameters
    ----------
    roads
        OpenStreetMap file (``.osm.pbf`` or ``.osm``).
    graphml
        Street graph saved with osmnx.
    osrm
        Address of a routing server, and the date of its data where known.
    timetable
        Bus timetable: a CSV file or a GTFS folder.
    cache
        Folder for what is worth keeping.

    Raises
    ------
    InputError
        If more than one source of roads is given.
    """

    roads: Path | None = None
    graphml: Path | None = None
    osrm: str | None = None
    osrm_data_date: str = "unknown"
    timetable: Path | None = None
    cache: Path | None = None

    def __post_init__(self) -> None:
        given = [name for name in ("roads", "graphml", "osrm") if getattr(self, name) is not None]
        if len(given) > 1:
            raise InputError(f"Travel times can come from one source only, not {given}.")


def choose_provider(settings: TravelSettings) -> KeyedTravelTimes:
    """The provider the settings ask for; without a map, distance as the crow flies.

    Raises
    ------
    InputError
        If a file cannot be read or an address is none.
    """
    provider: KeyedTravelTimes
    if settings.roads is not None:
        provider = roads_from_osm(settings.roads, settings.cache)
    elif settings.graphml is not None:
        provider = roads_from_graphml(settings.graphml, settings.cache)
    elif settings.osrm is not None:
        provider = OsrmTravel(settings.osrm, settings.osrm_data_date)
    else:
        return GreatCircle()
    return provider if settings.cache is None else CachedTravel(provider, settings.cache)


def choose_timetable(settings: TravelSettings, on: date) -> Timetable | None:
    """The timetable the settings name, of a GTFS folder the service of date ``on``.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    if settings.timetable is None:
        return None
    if settings.timetable.is_dir():
        return read_gtfs(settings.timetable, on)
    return read_timetable(settings.timetable)
