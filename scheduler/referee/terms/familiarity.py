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
    """``face`` * n + crowd * ((n - usual)+)^2 for each client with n > 0 planned carers."""
    prices = case.week.rules.prices
    return sum(
        prices.face * len(carers)
        + prices.crowd * max(0, len(carers) - usual_team(case, client)) ** 2
        for client, carers in case.carers_of.items()
    )


def window_faces(case: Case) -> Points:
    """``over_cap`` * ((u - max(cap, h))+)^2 for each client with a planned visit; h counts the
    carers of the history inside the window, u those and the planned ones together.
    """
    nobody: frozenset[CarerId] = frozenset()
    total = 0
    for client, carers in case.carers_of.items():
        seen = case.seen_in_window.get(client, nobody)
        allowed = max(cap_of(case, client), len(seen))
        total += max(0, len(carers | seen) - allowed) ** 2
    return case.week.rules.prices.over_cap * total


def stranger(case: Case) -> Points:
    """For each client and planned carer outside the team: ``stranger`` without a visit in the
    last ``known_days`` days; else ``acquaintance`` with fewer than ``known_after``, and
    ``returning`` with none inside the window of the cap.
    """
    prices, total = case.week.rules.prices, 0
    for client, carers in case.carers_of.items():
        for carer in carers - case.team_of(client):
            met = case.met_lately.get((client, carer), 0)
            if met == 0:
                total += prices.stranger
                continue
            if met < case.week.rules.visits.known_after:
                total += prices.acquaintance
            if carer not in case.seen_in_window.get(client, ()):
                total += prices.returning
    return total
