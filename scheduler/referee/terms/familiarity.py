"""How many carers a person meets, and how well they are known."""

from __future__ import annotations

from collections import Counter

from scheduler.domain.units import CarerId, ClientId, Points
from scheduler.referee.case import Case


def _is_double_handed(case: Case, client: ClientId) -> bool:
    return any(visit.carers == 2 for visit in case.visits_of.get(client, ()))


def usual_team(case: Case, client: ClientId) -> int:
    """Usual smallest team, by whether two carers come together and whether some day has
    two or more visits.
    """
    rules = case.week.rules.visits
    a_day = Counter(visit.day for visit in case.visits_of.get(client, ()))
    more_calls = max(a_day.values(), default=0) > 1
    if _is_double_handed(case, client):
        return rules.usual_double_more_calls if more_calls else rules.usual_double_one_call
    return rules.usual_more_calls if more_calls else rules.usual_one_call


def cap_of(case: Case, client: ClientId) -> int:
    """Most distinct carers agreed, or else the usual team and the rule pack's margin."""
    rules, agreed = case.week.rules.visits, case.week.client[client].cap
    if agreed is not None:
        return agreed
    margin = rules.cap_double if _is_double_handed(case, client) else rules.cap_single
    return usual_team(case, client) + margin


def faces(case: Case) -> Points:
    """``face`` * n + crowd * ((n - usual)+)^2, times the client's faces_weight, for each
    client with n > 0 planned carers.
    """
    prices = case.week.rules.prices
    return sum(
        case.week.client[client].faces_weight
        * (
            prices.face * len(carers)
            + prices.crowd * max(0, len(carers) - usual_team(case, client)) ** 2
        )
        for client, carers in case.carers_of.items()
    )


def window_faces(case: Case) -> Points:
    """over_cap * ((u - max(cap, h))+)^2, times the client's faces_weight, for each client with
    a planned visit; h counts the carers of the history inside the window, u those and the
    planned ones together.
    """
    excess = 0
    for client, carers in case.carers_of.items():
        seen: frozenset[CarerId] = frozenset(case.seen_in_window.get(client, ()))
        above = max(0, len(carers | seen) - max(cap_of(case, client), len(seen)))
        excess += case.week.client[client].faces_weight * above**2
    return case.week.rules.prices.over_cap * excess


def stranger(case: Case) -> Points:
    """For each client and planned carer outside the team, times the client's faces_weight:
    ``stranger`` without a visit in the last ``known_days`` days; else ``acquaintance`` with
    fewer than ``known_after``, and ``returning`` with none inside the window of the cap.
    """
    return sum(
        case.week.client[client].faces_weight * _newness(case, client, carer)
        for client, carers in case.carers_of.items()
        for carer in carers - case.team_of(client)
    )


def _newness(case: Case, client: ClientId, carer: CarerId) -> Points:
    """Points of one carer outside the team, for a client of weight 1."""
    prices = case.week.rules.prices
    met = case.met_lately.get((client, carer), 0)
    if met == 0:
        return prices.stranger
    points = prices.acquaintance if met < case.week.rules.visits.known_after else 0
    away = carer not in case.seen_in_window.get(client, ())
    return points + (prices.returning if away else 0)
