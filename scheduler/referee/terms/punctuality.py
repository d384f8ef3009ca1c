"""Starts away from the agreed time, and a call that wanders from day to day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from scheduler.domain.units import ClientId, Points, Seconds
from scheduler.referee.case import Case


def _rate(rates: Mapping[str, Points], call: str) -> Points:
    """Price of a call by name; ``""`` is every other call."""
    return rates[call] if call in rates else rates.get("", 0)


def _away(case: Case) -> list[tuple[ClientId, str, Seconds]]:
    """Client, call name and start less agreed start of each allocated visit."""
    visit = case.week.visit
    return [
        (visit[one].client, visit[one].call, assignment.start - visit[one].agreed)
        for one, assignment in case.made.items()
    ]


def late(case: Case) -> Points:
    """``late[call]`` * (s - a - grace)+ * the client's times_weight for each allocated visit."""
    rates, grace = case.week.rules.prices.late, case.week.rules.visits.grace
    return sum(
        _rate(rates, call) * max(0, away - grace) * case.week.client[client].times_weight
        for client, call, away in _away(case)
    )


def early(case: Case) -> Points:
    """``early[call]`` * (a - grace - s)+ * the client's times_weight for each allocated visit."""
    rates, grace = case.week.rules.prices.early, case.week.rules.visits.grace
    return sum(
        _rate(rates, call) * max(0, -away - grace) * case.week.client[client].times_weight
        for client, call, away in _away(case)
    )


def near(case: Case) -> Points:
    """``near`` * abs(s - a) for each allocated visit."""
    return case.week.rules.prices.near * sum(abs(away) for _, _, away in _away(case))


def uneven(case: Case) -> Points:
    """``uneven`` * (max(s - a) - min(s - a) - even_grace)+ for each client and call name with
    two or more allocated visits.
    """
    grace = case.week.rules.visits.even_grace
    found: dict[tuple[ClientId, str], list[Seconds]] = defaultdict(list)
    for client, call, away in _away(case):
        found[client, call].append(away)
    spreads = (max(away) - min(away) for away in found.values() if len(away) > 1)
    return case.week.rules.prices.uneven * sum(max(0, spread - grace) for spread in spreads)
