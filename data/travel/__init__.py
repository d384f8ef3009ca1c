"""See README.md in this folder."""

from data.travel.assemble import Estimates, estimates, stops, travel_for
from data.travel.bus import BusTravel, ServiceSpan
from data.travel.cache import CachedTravel
from data.travel.great_circle import GreatCircle
from data.travel.legs import KeyedTravelTimes
from data.travel.osrm import OsrmTravel
from data.travel.roads.library import roads_from_graphml, roads_from_osm
from data.travel.roads.osmnx_source import save_online_area
from data.travel.roads.provider import RoadTravel
from data.travel.settings import TravelSettings, choose_provider, choose_timetable
from data.travel.timetable import Timetable, read_gtfs, read_timetable
from data.travel.traffic import traffic_steps

__all__ = [
    "BusTravel",
    "CachedTravel",
    "Estimates",
    "GreatCircle",
    "KeyedTravelTimes",
    "OsrmTravel",
    "RoadTravel",
    "ServiceSpan",
    "Timetable",
    "TravelSettings",
    "choose_provider",
    "choose_timetable",
    "estimates",
    "read_gtfs",
    "read_timetable",
    "roads_from_graphml",
    "roads_from_osm",
    "save_online_area",
    "stops",
    "traffic_steps",
    "travel_for",
]
