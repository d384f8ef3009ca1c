"""The figures of ``figures.toml``, typed."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from scheduler.domain.travel import Mode
from scheduler.domain.units import Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveTable:
    """Car legs by crow-flight distance, where no road is known.

    Parameters
    ----------
    km, seconds : length k
        Knots of a piecewise straight line; its last slope goes on beyond.
    band_km : length b, detour : length b + 1
        Road metres for a metre of crow flight up to each band's upper edge, and beyond all.
    slack_permille
        What the seconds are multiplied by, in thousandths.
    """

    km: tuple[float, ...]
    seconds: tuple[float, ...]
    band_km: tuple[float, ...]
    detour: tuple[float, ...]
    slack_permille: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroll:
    """Legs at one speed over one detour factor: on foot or by cycle."""

    detour: float
    metres_an_hour: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Snap:
    """How an address joins the road network; metres, metres a second."""

    access_metres_a_second: float
    doubtful_metres: float
    off_map_metres: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BusFigures:
    """Departures tried every ``step``; longest walk to or from a stop; least time to change,
    and longest walk between two stops in doing so. Seconds.
    """

    step: Seconds
    longest_walk: Seconds
    change: Seconds
    longest_transfer: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class OsrmFigures:
    """Table size asked for at once, seconds to wait, and the server's profile by mode."""

    tile: int
    timeout: float
    profile: Mapping[Mode, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelFigures:
    """Everything in ``figures.toml``."""

    same_village_floor: Seconds
    earth_radius_m: float
    drive: DriveTable
    strolls: Mapping[Mode, Stroll]
    snap: Snap
    bus: BusFigures
    osrm: OsrmFigures


def _text() -> str:
    """What ``figures.toml`` says."""
    return files("data.travel").joinpath("figures.toml").read_text("utf-8")


def figures_digest() -> str:
    """Changes when any figure does."""
    return hashlib.sha256(_text().encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def travel_figures() -> TravelFigures:
    """The figures shipped with the product."""
    table = tomllib.loads(_text())
    circle, car = table["great_circle"], table["great_circle"]["car"]
    return TravelFigures(
        same_village_floor=table["place"]["same_village_floor"],
        earth_radius_m=circle["earth_radius_m"],
        drive=DriveTable(
            km=tuple(car["km"]),
            seconds=tuple(car["seconds"]),
            band_km=tuple(car["band_km"]),
            detour=tuple(car["detour"]),
            slack_permille=car["slack_permille"],
        ),
        strolls={mode: Stroll(**circle[mode.value]) for mode in (Mode.WALK, Mode.BIKE, Mode.EBIKE)},
        snap=Snap(**table["snap"]),
        bus=BusFigures(**table["bus"]),
        osrm=OsrmFigures(
            tile=table["osrm"]["tile"],
            timeout=table["osrm"]["timeout"],
            profile={Mode(mode): name for mode, name in table["osrm"]["profile"].items()},
        ),
    )
