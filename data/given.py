"""From the files a planner names to a planning period: the composition root of this package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data.geocode import PlaceFinder, offline_lookup
from data.pins import read_pins
from data.rule_packs.reader import rules_for
from data.tables import Given, Tables, TravelMaker, default_first_day, week_of
from data.travel.assemble import travel_for
from data.travel.legs import KeyedTravelTimes
from data.travel.settings import TravelSettings, choose_provider, choose_timetable
from data.travel.timetable import Timetable
from scheduler.domain.errors import InputError
from scheduler.domain.horizon import Horizon
from scheduler.domain.place import Place
from scheduler.domain.travel import Mode, Travel
from scheduler.rules.pack import TravelRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Everything but the tables that a period is made from.

    ``modes`` are ways of travelling that legs are needed for though no carer names them.
    """

    roads: Path | None = None
    osrm: str | None = None
    timetable: Path | None = None
    pins: Path | None = None
    modes: tuple[Mode, ...] = ()


def given_for(tables: Tables, first: date | None, days: int, sources: Sources) -> Given:
    """The period that begins on ``first``, by default on the Monday after the history.

    Raises
    ------
    InputError
        If anything named cannot be read or used; nothing is guessed.
    """
    first_day = first or default_first_day(tables)
    settings = travel_settings(sources)
    provider = choose_provider(settings)
    timetable = choose_timetable(settings, first_day)
    given = week_of(
        tables,
        first_day=first_day,
        days=days,
        rules=rules_for(first_day),
        travel_provider=_for_modes(sources.modes, provider, timetable),
        geocoder=PlaceFinder([offline_lookup()]),
    )
    if not given.week.visits:
        raise InputError(
            f"There is no visit in the {days} days from {first_day:%d/%m/%Y}.\n"
            "Maybe the calls begin later or have ended; choose the first day with --from."
        )
    if sources.pins is None:
        return given
    pins = read_pins(sources.pins, given.week)
    return replace(given, week=replace(given.week, pins=pins.visits, run_pins=pins.runs))


def _for_modes(
    more: tuple[Mode, ...], provider: KeyedTravelTimes, timetable: Timetable | None
) -> TravelMaker:
    """Legs for every mode some carer uses, and for some more."""

    def made(
        places: Sequence[Place], modes: Iterable[Mode], rules: TravelRules, horizon: Horizon
    ) -> Travel:
        return travel_for(places, {*modes, *more}, rules, horizon, provider, timetable)

    return made


def travel_settings(sources: Sources) -> TravelSettings:
    """Where travel times come from; a street graph is told from a map by its file name."""
    for path in (sources.roads, sources.timetable):
        if path is not None and not path.exists():
            raise InputError(f"There is no file {path}.")
    is_graph = sources.roads is not None and sources.roads.suffix == ".graphml"
    return TravelSettings(
        roads=None if is_graph else sources.roads,
        graphml=sources.roads if is_graph else None,
        osrm=sources.osrm,
        timetable=sources.timetable,
    )
