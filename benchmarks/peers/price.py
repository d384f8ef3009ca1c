"""The set's objective of rounds and starts, so that a peer's own attempts can be compared.

Not the judge: whether an answer breaks a rule is for ``evaluate.py`` of the set alone.
"""

from __future__ import annotations

from collections import defaultdict

from benchmarks.peers.care import Care, Rounds, Starts, crews, elapsed, way


def objective(care: Care, rounds: Rounds, starts: Starts) -> float:
    """Seconds: care left out, travel, deviation, further faces and hours above contract."""
    weights = care.weights
    made = crews(rounds)
    left_out = sum(care.care_seconds(visit) for visit in care.visits if visit not in made)
    travel = sum(way(care, spell, stops) for spell, stops in rounds.items())
    return (
        weights["unassigned_per_s"] * left_out
        + weights["travel_per_s"] * travel
        + weights["deviation_per_s"] * sum(deviation(care, one, starts[one]) for one in made)
        + weights["extra_carer"] * further_faces(care, rounds)
        + weights["over_contract_per_s"] * above_contract(care, rounds, starts)
    )


def deviation(care: Care, visit: int, start: int) -> int:
    """Seconds a start lies beyond the grace around the preferred one."""
    asked = care.visits[visit]
    return int(max(0, abs(start - asked["pref_start"]) - care.weights["deviation_grace_s"]))


def further_faces(care: Care, rounds: Rounds) -> int:
    """Carers beyond the first, summed over clients."""
    return sum(len(team) - 1 for team in teams(care, rounds).values())


def above_contract(care: Care, rounds: Rounds, starts: Starts) -> int:
    """Seconds of spells above contract, summed over carers."""
    return sum(
        max(0, spent - care.carers[carer]["contract_s"])
        for carer, spent in worked(care, rounds, starts).items()
    )


def worked(care: Care, rounds: Rounds, starts: Starts) -> dict[int, int]:
    """Elapsed seconds of each carer who makes a visit."""
    spent: dict[int, int] = defaultdict(int)
    for spell, stops in rounds.items():
        spent[spell[0]] += elapsed(care, spell, stops, starts)
    return dict(spent)


def teams(care: Care, rounds: Rounds) -> dict[int, set[int]]:
    """Carers each client meets."""
    team: dict[int, set[int]] = defaultdict(set)
    for spell, stops in rounds.items():
        for visit in stops:
            team[care.visits[visit]["client"]].add(spell[0])
    return dict(team)
