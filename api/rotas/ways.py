"""What the board draws beside each visit: the way to it, and whether the two have met before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from scheduler.domain.travel import UNREACHABLE
from scheduler.domain.units import CarerId, ClientId, Seconds, VisitId
from scheduler.domain.week import Week
from scheduler.referee import Leg, Round

Ways: TypeAlias = Mapping[tuple[VisitId, CarerId], Seconds | None]
"""Seconds from setting off to when the visit may begin; ``None`` where there is no way."""


def ways_of(rounds: Iterable[Round]) -> Ways:
    """The way of each carer to each of their visits; from home or a base to the first."""
    found: dict[tuple[VisitId, CarerId], Seconds | None] = {}
    for one in rounds:
        for stop, leg in zip(one.stops, (one.to_work, *one.legs), strict=True):
            found[stop.visit, one.carer] = _lasts(leg)
    return found


def met_before(week: Week) -> frozenset[tuple[ClientId, CarerId]]:
    """Who has met whom before the days planned; a care team has met its client."""
    past = {(one.client, one.carer) for one in week.history}
    teams = {(one.id, carer) for one in week.clients for carer in one.team}
    main = {(one.id, one.main_carer) for one in week.clients if one.main_carer is not None}
    return frozenset(past | teams | main)


def _lasts(leg: Leg | None) -> Seconds | None:
    return None if leg is None or leg.free >= UNREACHABLE else leg.lasts
