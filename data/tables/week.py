"""The tables made into one planning period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from data.expand.calls import ExpandedCalls, expand_calls
from data.expand.spells import expand_spells
from data.tables.convert import (
    absent_of,
    cancelled_of,
    carer_of,
    client_of,
    pair_of,
    past_visit_of,
    spell_of,
    template_of,
)
from data.tables.homes import Geocoder, Homes, find_homes
from data.tables.learned_legs import with_learned_legs
from data.tables.notes import notes_on
from data.tables.tables import Tables
from data.travel.assemble import travel_for
from data.travel.legs import KeyedTravelTimes
from scheduler.domain.carer import Absence
from scheduler.domain.history import PastVisit
from scheduler.domain.horizon import FIRST_KNOWN_DAY, Horizon
from scheduler.domain.place import Place
from scheduler.domain.travel import Mode, Travel
from scheduler.domain.units import CarerId, ClientId
from scheduler.domain.week import Week
from scheduler.rules.pack import RulePack, TravelRules

TravelMaker: TypeAlias = Callable[[Sequence[Place], Iterable[Mode], TravelRules, Horizon], Travel]
"""Anything that answers for all modes at once, as ``travel_for`` with a timetable does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who is behind an id; kept apart from what planning sees.

    ``client_postcodes`` is for run sheets. A person without a name in the tables is shown
    by id.
    """

    clients: Mapping[ClientId, str] = field(default_factory=dict)
    carers: Mapping[CarerId, str] = field(default_factory=dict)
    client_postcodes: Mapping[ClientId, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Given:
    """A planning period, the names behind its ids, and what the planner should know."""

    week: Week
    names: Names
    notes: tuple[str, ...] = ()
    absences: tuple[Absence, ...] = ()


def week_of(
    tables: Tables,
    *,
    first_day: date,
    days: int = 7,
    rules: RulePack,
    travel_provider: KeyedTravelTimes | TravelMaker,
    geocoder: Geocoder,
    zone: str = "Europe/London",
) -> Given:
    """The planning period that begins on ``first_day``.

    Parameters
    ----------
    days
        How many days are planned.
    travel_provider
        Who knows how long legs take: a provider for one mode at a time, or, where buses
        run by a timetable, a function such as ``travel_for`` with everything else filled in.
    geocoder
        Who knows where postcodes lie; asked only about people without coordinates.

    Raises
    ------
    TableFaults
        If somebody's place is not known.
    InputError
        If the period is too long, or the tables contradict the domain.
    """
    horizon = Horizon(first_day=first_day, days=days, zone=zone)
    homes = find_homes(tables, geocoder)
    calls = _calls(tables, horizon, homes)
    shifts, absences = expand_spells(
        [spell_of(row) for row in tables.availability], horizon, homes.carers
    )
    week = Week(
        horizon=horizon,
        places=homes.places,
        clients=tuple(client_of(row, homes.clients[row.client_id]) for row in tables.clients),
        carers=tuple(carer_of(row, homes.carers[row.carer_id]) for row in tables.carers),
        shifts=shifts,
        visits=calls.visits,
        gaps=calls.gaps,
        pairs=tuple(pair_of(row, horizon) for row in tables.pairs),
        history=_history(tables, horizon),
        travel=with_learned_legs(
            _travel(tables, homes, rules.travel, horizon, travel_provider), tables, homes
        ),
        rules=rules,
    )
    return Given(
        week=week,
        names=names_of(tables),
        notes=(*tables.notes, *notes_on(tables, week, homes, calls.idle_cancellations)),
        absences=absences,
    )


def names_of(tables: Tables) -> Names:
    """Names and postcodes by id."""
    return Names(
        clients={
            row.client_id: f"{row.first_name} {row.last_name}".strip() or row.client_id
            for row in tables.clients
        },
        carers={
            row.carer_id: f"{row.first_name} {row.last_name}".strip() or row.carer_id
            for row in tables.carers
        },
        client_postcodes={row.client_id: row.postcode for row in tables.clients},
    )


def _calls(tables: Tables, horizon: Horizon, homes: Homes) -> ExpandedCalls:
    """Dated visits and their gaps."""
    templates = [
        template_of(
            row, homes.clients[row.client_id], homes.ends.get(index, homes.clients[row.client_id])
        )
        for index, row in enumerate(tables.demand)
        if not row.cancel
    ]
    return expand_calls(
        templates,
        horizon,
        cancelled=[cancelled_of(row) for row in tables.demand if row.cancel],
        absent=[absent_of(row) for row in tables.away],
    )


def _history(tables: Tables, horizon: Horizon) -> tuple[PastVisit, ...]:
    """Visits before the period, as far back as days are numbered."""
    return tuple(
        past_visit_of(row, horizon)
        for row in tables.history
        if FIRST_KNOWN_DAY < horizon.day_number(row.date) < 0
    )


def _travel(
    tables: Tables,
    homes: Homes,
    rules: TravelRules,
    horizon: Horizon,
    provider: KeyedTravelTimes | TravelMaker,
) -> Travel:
    """Legs between all places, for every mode some carer uses."""
    modes = sorted({mode for row in tables.carers for mode in row.modes})
    if callable(provider):
        return provider(homes.places, modes, rules, horizon)
    return travel_for(homes.places, modes, rules, horizon, provider)
