"""Who carries the unsocial hours, who is local, and where care is better or worse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from math import asin, cos, radians, sin, sqrt

from scheduler.domain.horizon import Horizon
from scheduler.domain.place import Place
from scheduler.domain.rota import Rota
from scheduler.domain.units import HOUR, MINUTE, CarerId, ClientId, Moment, Seconds
from scheduler.domain.week import Week
from scheduler.measures.attendance import sound_assignments
from scheduler.measures.definitions import Definitions
from scheduler.measures.figures import Share
from scheduler.measures.workload import METRES_A_MILE
from scheduler.referee import Round

EARTH_RADIUS_M = 6_371_008.8


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsocialHours:
    """Unsocial hours of the carers of one contract group.

    ``gini`` is 0 where all have the same and near 1 where one has them all.
    """

    group: str
    carers: int
    hours: float
    gini: float


def unsocial_time(horizon: Horizon, start: Moment, end: Moment, terms: Definitions) -> Seconds:
    """Seconds from ``start`` to ``end`` that are unsocial by ``terms``.

    A visit from 19:30 to 20:30 on a Tuesday has 30 unsocial minutes, on a Saturday 60.
    """
    return sum(
        max(0, min(end, closes) - max(start, opens))
        for opens, closes in _unsocial_spells(horizon, start, end, terms)
    )


def unsocial_by_carer(
    week: Week, rounds: Sequence[Round], terms: Definitions
) -> dict[CarerId, Seconds]:
    """Unsocial seconds of contact of every carer of the week."""
    found = {carer.id: 0 for carer in week.carers}
    for one in rounds:
        found[one.carer] += sum(
            unsocial_time(week.horizon, stop.start, stop.end, terms) for stop in one.stops
        )
    return found


def unsocial_hours(week: Week, unsocial: Mapping[CarerId, Seconds]) -> tuple[UnsocialHours, ...]:
    """Spread of unsocial hours within each contract group that has carers with shifts.

    A carer without any shift in the period could have had none, and is not compared.
    """
    groups: dict[str, list[Seconds]] = defaultdict(list)
    for carer in week.carers:
        if week.shifts_of[carer.id]:
            groups[carer.contract.kind.value].append(unsocial[carer.id])
    return tuple(
        UnsocialHours(group=group, carers=len(those), hours=sum(those) / HOUR, gini=gini(those))
        for group, those in sorted(groups.items())
    )


def gini(values: Sequence[float]) -> float:
    """Gini coefficient of values of 0 or more: 0 for equal values, or where all are 0.

    Formula: 2 (sum of i x_i) / (n sum of x_i) - (n + 1) / n, with x in rising order and i
    from 1. Of 0, 0, 0, 4 it is 2 * 16 / 16 - 5 / 4 = 0.75.
    """
    total = sum(values)
    if not total:
        return 0.0
    count = len(values)
    weighted = sum(rank * value for rank, value in enumerate(sorted(values), start=1))
    return 2 * weighted / (count * total) - (count + 1) / count


def crow_miles(here: Place, there: Place) -> float:
    """Miles as the crow flies, by the haversine formula."""
    up, along = radians(there.lat - here.lat) / 2, radians(there.lon - here.lon) / 2
    part = sin(up) ** 2 + cos(radians(here.lat)) * cos(radians(there.lat)) * sin(along) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(part)) / METRES_A_MILE


def localness(week: Week, rota: Rota) -> dict[ClientId, Share]:
    """Share of each client's planned carer-visits by carers who live near (T6)."""
    near: dict[ClientId, int] = defaultdict(int)
    planned: dict[ClientId, int] = defaultdict(int)
    within = week.rules.travel.near_miles_tenths / 10
    for given in sound_assignments(week, rota):
        client = week.client[week.visit[given.visit].client]
        for carer in given.carers:
            home = week.place[week.carer[carer].home]
            planned[client.id] += 1
            near[client.id] += crow_miles(home, week.place[client.place]) <= within
    return {
        client.id: Share(numerator=near[client.id], denominator=planned[client.id])
        for client in week.clients
    }


def _unsocial_spells(
    horizon: Horizon, start: Moment, end: Moment, terms: Definitions
) -> Iterator[tuple[Moment, Moment]]:
    """Unsocial spells of the days that ``start`` to ``end`` touches; they do not overlap."""
    for day in range(horizon.day_of(start), horizon.day_of(end) + 1):
        opens, closes = horizon.midnight(day), horizon.midnight(day + 1)
        if horizon.weekday(day) in terms.unsocial_weekdays:
            yield opens, closes
        else:
            yield opens, horizon.at(day, _clock(terms.unsocial_before))
            yield horizon.at(day, _clock(terms.unsocial_from)), closes


def _clock(seconds: Seconds) -> time:
    return time(seconds // HOUR, seconds % HOUR // MINUTE)
