"""The county, drawn in one order from one seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from data.generate.agree import agreed
from data.generate.bonds import (
    TRIO,
    Agreement,
    care_minutes,
    circle_rows,
    draw_agreements,
    named_client,
    trio_rows,
    with_long_day,
    with_teams,
    without_wishes,
)
from data.generate.clients import InventedClient, draw_clients
from data.generate.diary import County
from data.generate.knobs import Knobs, Size
from data.generate.packages import EVERY_DAY, InventedCall, draw_calls, with_gaps
from data.generate.past import Past, draw_past
from data.generate.rhythms import SLOT, SLOTS, Cover, choose_rhythms
from data.generate.team import (
    Recruits,
    carers_by_district,
    contracts_of,
    draw_absences,
    draw_carers,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A county with its past, its teams and its agreements."""

    county: County
    past: Past
    agreements: tuple[Agreement, ...]


def draw_sample(size: Size, seed: int, first_day: date, knobs: Knobs) -> Sample:
    """A county of a size; the same seed always gives the same one.

    Parameters
    ----------
    first_day
        A Monday: the first day to be planned, after the last day of the past.
    """
    rng = np.random.default_rng(seed)
    clients = draw_clients(size, knobs.demand, rng)
    calls = draw_calls(clients, size, knobs.demand, rng)
    numbers = carers_by_district(size.carers, care_minutes(clients, calls))
    named = named_client(clients, calls, numbers, knobs.past.many_faces)
    clients = tuple(without_wishes(one) if one is named else one for one in clients)
    by_id = {one.id: one for one in clients}
    calls = agreed(with_long_day(calls, named), by_id, numbers, knobs.demand, rng)
    calls = with_gaps(calls, rng)
    people = contracts_of(numbers, knobs.team)
    trio = trio_rows(people, named)
    need = need_of(by_id, calls, knobs.demand.travel)
    rhythms = choose_rhythms(people, need, dict(zip(trio, TRIO, strict=False)), knobs.team)
    near = dict.fromkeys(trio, named.door.at) if named else {}
    recruits = Recruits(people=people, rhythms=rhythms, near=near)
    carers = draw_carers(recruits, clients, first_day, knobs.team, rng)
    spared = {carers[row].id for row in trio} | ({named.id} if named else set())
    agreements = draw_agreements(clients, carers, spared, first_day, rng)
    county = County(
        first_day=first_day,
        clients=clients,
        calls=calls,
        carers=carers,
        away=draw_absences(carers, spared, first_day, rng),
        blocked=frozenset((a.client, a.carer) for a in agreements if a.kind.startswith("block")),
        named=named.id if named else None,
    )
    past = draw_past(county, circle_rows(county, trio, knobs.past.many_faces), knobs.past, rng)
    return Sample(
        county=with_teams(county, past, agreements, rng), past=past, agreements=agreements
    )


def need_of(
    clients: Mapping[str, InventedClient], calls: Sequence[InventedCall], travel: int
) -> dict[str, Cover]:
    """Carers busy at the agreed times in each district, shape (7, 96).

    Parameters
    ----------
    travel
        Minutes of travel counted before each visit.
    """
    districts = dict.fromkeys(one.door.at.district for one in clients.values())
    need = {district: np.zeros((7, SLOTS)) for district in districts}
    for call in calls:
        if call.weekdays == EVERY_DAY:
            first, last = (call.start - travel) // SLOT, -(-(call.start + call.length) // SLOT)
            busy = np.zeros(SLOTS)
            minutes = np.arange(call.start - travel, call.start + call.length)
            np.add.at(busy, minutes // SLOT, call.carers / SLOT)
            need[clients[call.client].door.at.district][:, first:last] += busy[first:last]
    return need
