"""Clients in rows: how many faces are usual, who is known, who was met of late."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TypedDict

import numpy as np

from scheduler.domain.client import Client
from scheduler.domain.units import CarerId, ClientId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.formulate.rows import Rows, longs
from scheduler.rules.eligibility import team_of
from scheduler.rules.pack import VisitRules
from solver.model import Flags, Ints, Longs


class GroupArrays(TypedDict):
    """Fields of ``Problem`` about groups."""

    group_face: Longs
    group_crowd: Longs
    group_usual: Longs
    group_over_cap: Longs
    group_cap: Longs
    group_met: Longs
    join: Ints
    in_window: Flags


def groups(week: Week, rows: Rows) -> GroupArrays:
    """One row for each client of the week."""
    prices, clients = week.rules.prices, week.clients
    visits: dict[ClientId, list[Visit]] = {client.id: [] for client in clients}
    for visit in week.visits:
        visits[visit.client].append(visit)
    met = _met_in_window(week)
    in_window = _in_window(rows, met)
    return GroupArrays(
        group_face=longs(prices.face * c.faces_weight for c in clients),
        group_crowd=longs(prices.crowd * c.faces_weight for c in clients),
        group_usual=longs(usual(week.rules.visits, visits[c.id]) for c in clients),
        group_over_cap=longs(prices.over_cap * c.faces_weight for c in clients),
        # What history has already exceeded is not charged again.
        group_cap=longs(
            max(len(met[c.id]), cap(week.rules.visits, c, visits[c.id])) for c in clients
        ),
        group_met=longs(len(met[client.id]) for client in clients),
        join=_join(week, rows, in_window),
        in_window=in_window,
    )


def is_double_handed(visits: list[Visit]) -> bool:
    """Whether any of one client's visits needs two carers."""
    return any(visit.carers == 2 for visit in visits)


def usual(rules: VisitRules, visits: list[Visit]) -> int:
    """Usual smallest team of a client with these visits in the week."""
    more = max(Counter(visit.day for visit in visits).values(), default=0) > 1
    if is_double_handed(visits):
        return rules.usual_double_more_calls if more else rules.usual_double_one_call
    return rules.usual_more_calls if more else rules.usual_one_call


def cap(rules: VisitRules, client: Client, visits: list[Visit]) -> int:
    """Most distinct carers in the rolling window."""
    if client.cap is not None:
        return client.cap
    extra = rules.cap_double if is_double_handed(visits) else rules.cap_single
    return usual(rules, visits) + extra


def _met_in_window(week: Week) -> dict[ClientId, set[CarerId]]:
    """Carers each client met in the part of the window that lies in the history.

    It names carers who have left as well: they count as faces met.
    """
    since = week.horizon.days - week.rules.visits.window_days
    met: dict[ClientId, set[CarerId]] = defaultdict(set)
    for past in week.history:
        if past.day >= since:
            met[past.client].add(past.carer)
    return met


def _in_window(rows: Rows, met: dict[ClientId, set[CarerId]]) -> Flags:
    found = np.zeros((len(rows.clients), len(rows.carers)), dtype=np.uint8)
    for client, carers in met.items():
        if client in rows.clients:
            row = found[rows.clients.row(client)]
            row[[rows.carers.row(carer) for carer in carers if carer in rows.carers]] = 1
    return found


def _join(week: Week, rows: Rows, in_window: Flags) -> Ints:
    """Points of each pair's first planned visit: stranger, acquaintance, returning, or nothing."""
    rules, prices = week.rules.visits, week.rules.prices
    times = np.zeros((len(rows.clients), len(rows.carers)), dtype=np.int32)
    for past in week.history:
        if past.day >= -rules.known_days and past.client in rows.clients:
            carer = rows.carers.find(past.carer)
            if carer >= 0:
                times[rows.clients.row(past.client), carer] += 1
    points = np.where(in_window == 1, 0, prices.returning)
    points[times < rules.known_after] += prices.acquaintance
    points[times == 0] = prices.stranger
    for row, client in enumerate(week.clients):
        points[row] *= client.faces_weight
        team = [rows.carers.row(carer) for carer in team_of(client) if carer in rows.carers]
        points[row, team] = 0
    return np.ascontiguousarray(points, dtype=np.int32)
