"""What a visit asks of whoever makes it, gathered once so that each rule stays a few lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.domain.client import CallKind, Client, Gender
from scheduler.domain.pair import Pair, PairKind
from scheduler.domain.units import CarerId, ClientId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Everything the eligibility rules look at for one visit.

    Parameters
    ----------
    on
        Local date of the visit's day.
    skills
        Skill name and least level, as in ``Visit``.
    short
        Whether it is personal care shorter than ``short_visit``.
    known
        The client's team, main carer and everybody in the history; empty for a client
        with neither.
    refused, barred
        Carers with a no-fault block and with a safeguarding block that day.
    """

    client: ClientId
    on: date
    kind: CallKind
    skills: tuple[tuple[str, int], ...]
    short: bool
    gender_must: Gender | None
    has_pets: bool
    smokes: bool
    known: frozenset[CarerId]
    refused: frozenset[CarerId]
    barred: frozenset[CarerId]


def team_of(client: Client) -> frozenset[CarerId]:
    """Carers named as the client's team, the main carer among them."""
    return frozenset(client.team) | (
        frozenset() if client.main_carer is None else frozenset({client.main_carer})
    )


def acquaintances(week: Week) -> Mapping[ClientId, frozenset[CarerId]]:
    """Who each client knows: the team and everybody in the history."""
    known = {client.id: set(team_of(client)) for client in week.clients}
    for past in week.history:
        if past.client in known:
            known[past.client].add(past.carer)
    return {client: frozenset(carers) for client, carers in known.items()}


def needs_of(week: Week, visits: tuple[Visit, ...] | None = None) -> tuple[Need, ...]:
    """Need of each of ``visits`` (all of the week's where not given), in their order."""
    known = acquaintances(week)
    pairs: dict[ClientId, list[Pair]] = defaultdict(list)
    for pair in week.pairs:
        pairs[pair.client].append(pair)
    return tuple(
        _need(week, visit, known[visit.client], pairs[visit.client])
        for visit in (week.visits if visits is None else visits)
    )


def need_of(week: Week, visit: Visit, known: frozenset[CarerId]) -> Need:
    """Need of one visit of a client of the week, which need not be of the week itself.

    Parameters
    ----------
    known
        Of its client, as ``acquaintances`` finds them.
    """
    return _need(week, visit, known, [pair for pair in week.pairs if pair.client == visit.client])


def _need(week: Week, visit: Visit, known: frozenset[CarerId], pairs: list[Pair]) -> Need:
    client = week.client[visit.client]
    return Need(
        client=client.id,
        on=week.horizon.date_of(visit.day),
        kind=visit.kind,
        skills=visit.skills,
        short=visit.kind is CallKind.PERSONAL and visit.length < week.rules.visits.short_visit,
        gender_must=client.gender_must,
        has_pets=client.has_pets,
        smokes=client.smokes,
        known=known,
        refused=_held(pairs, PairKind.BLOCK_NO_FAULT, visit),
        barred=_held(pairs, PairKind.BLOCK_SAFEGUARDING, visit),
    )


def _held(pairs: list[Pair], kind: PairKind, visit: Visit) -> frozenset[CarerId]:
    return frozenset(pair.carer for pair in pairs if pair.kind is kind and pair.holds_on(visit.day))
