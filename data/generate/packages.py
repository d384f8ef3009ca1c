"""Packages of care: which calls, how long, with how many carers, and what they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from data.generate.clients import InventedClient, daily_calls
from data.generate.knobs import DemandKnobs, Size
from data.generate.places import shares

PATTERNS: dict[int, tuple[tuple[tuple[str, ...], float], ...]] = {
    1: ((("breakfast",), 0.6), (("lunch",), 0.25), (("bed",), 0.15)),
    2: ((("breakfast", "tea"), 0.4), (("breakfast", "bed"), 0.4), (("lunch", "bed"), 0.2)),
    3: ((("breakfast", "lunch", "tea"), 0.5), (("breakfast", "lunch", "bed"), 0.5)),
    4: ((("breakfast", "lunch", "tea", "bed"), 1.0),),
}
"""Calls of a package by their number a day, with the share of each."""

KINDS = {"breakfast": "personal", "lunch": "meal", "tea": "meal", "bed": "personal"}
EXTRAS = (("housework", "domestic", 60), ("company", "social", 60))
CRITICAL_CALLS = {"parkinsons": ("breakfast", "lunch", "tea", "bed"), "insulin": ("breakfast",)}
REASONS = {
    "parkinsons": "Parkinson's medicine at the same minute every day",
    "insulin": "insulin before a meal",
}
EVERY_DAY = "daily"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedCall:
    """One line of a package. Times and lengths in minutes.

    ``wished`` is when the client would like it, ``start`` when it was agreed; where that is
    ``settled`` it is not looked for again.
    """

    client: str
    name: str
    wished: int
    start: int
    length: int
    kind: str
    before: int = 30
    after: int = 30
    carers: int = 1
    second_length: int | None = None
    weekdays: str = EVERY_DAY
    week: int | None = None
    settled: bool = False
    reason: str = ""
    skills: tuple[str, ...] = ()
    gap_after: str = ""
    gap_least: int | None = None

    @property
    def carer_minutes(self) -> int:
        """Minutes of care, both carers counted."""
        return self.length + (self.carers == 2) * (self.second_length or self.length)


def draw_calls(
    clients: Sequence[InventedClient], size: Size, knobs: DemandKnobs, rng: np.random.Generator
) -> list[InventedCall]:
    """All calls of all packages, daily ones first by client; starts are still the wished ones."""
    drafts = [(client, name) for client in clients for name in _pattern(client.calls_a_day, rng)]
    lengths = _lengths(drafts, size, knobs, rng)
    calls = [
        _call(client, name, length, knobs, rng)
        for (client, name), length in zip(drafts, lengths, strict=True)
    ]
    return calls + _extras(clients, size.visits - 7 * daily_calls(size, knobs), rng)


def _pattern(calls_a_day: int, rng: np.random.Generator) -> tuple[str, ...]:
    """Names of the calls of one package."""
    patterns = PATTERNS[calls_a_day]
    return patterns[int(rng.choice(len(patterns), p=[share for _, share in patterns]))][0]


def _lengths(
    drafts: Sequence[tuple[InventedClient, str]],
    size: Size,
    knobs: DemandKnobs,
    rng: np.random.Generator,
) -> list[int]:
    """Minutes for each daily call, by quota: long ones in the morning and for two carers,
    very short ones only to check that medicine is taken, in packages of four calls.
    """
    extras = size.visits - 7 * daily_calls(size, knobs)
    wanted = {length: share * size.visits / 7 for length, share in knobs.lengths.items()}
    wanted[60] -= extras / 7
    numbers = dict(zip(wanted, shares(len(drafts), list(wanted.values())), strict=True))
    heavy = [
        rng.random() + (name == "breakfast") * 0.5 + client.double * 0.3 + (name == "bed") * 0.2
        for client, name in drafts
    ]
    order = [int(row) for row in np.argsort(heavy, kind="stable")[::-1]]
    short = [
        row
        for row in reversed(order)
        if drafts[row][1] == "tea" and drafts[row][0].calls_a_day == 4 and not drafts[row][0].double
    ][: numbers[15]]
    rest = [row for row in order if row not in set(short)]
    lengths = [30] * len(drafts)
    for row in short:
        lengths[row] = 15
    for row in rest[: numbers[60]]:
        lengths[row] = 60
    for row in rest[numbers[60] : numbers[60] + numbers[45]]:
        lengths[row] = 45
    return lengths


def _call(
    client: InventedClient, name: str, length: int, knobs: DemandKnobs, rng: np.random.Generator
) -> InventedCall:
    """One daily call of a client."""
    wished = _wished(name, knobs, rng)
    critical = name in _critical_calls(client)
    partial = client.double and length > 30 and rng.random() < knobs.partial_double_up * 2
    return InventedCall(
        client=client.id,
        name=name,
        wished=wished,
        start=wished,
        length=length,
        kind="medication" if length == 15 else KINDS[name],
        before=15 if critical else 30,
        after=15 if critical else 30,
        carers=2 if client.double else 1,
        second_length=length - 15 if partial else None,
        reason=REASONS[client.condition] if critical else "",
        skills=_skills(client, name, length),
    )


def _critical_calls(client: InventedClient) -> tuple[str, ...]:
    """Names of the client's calls that are time-critical."""
    if client.condition == "insulin":
        return ("breakfast", "tea", "bed") if client.calls_a_day < 4 else ("breakfast", "tea")
    return CRITICAL_CALLS.get(client.condition, ())


def _skills(client: InventedClient, name: str, length: int) -> tuple[str, ...]:
    """What each carer of the call must be able to do, as the tables write it."""
    needed = []
    if client.medicines or client.condition or length == 15:
        needed.append("medication:2")
    if client.double:
        needed.append("hoist:2")
    if client.skill and name in ("breakfast", "bed"):
        needed.append(f"{client.skill}:2")
    return tuple(needed)


def _wished(name: str, knobs: DemandKnobs, rng: np.random.Generator) -> int:
    """When a client would like a call, in steps of a quarter of an hour."""
    spells = knobs.wished[name]
    first, last, _ = spells[int(rng.choice(len(spells), p=[share for *_, share in spells]))]
    return int(rng.integers(first // 15, last // 15 + 1)) * 15


def _extras(
    clients: Sequence[InventedClient], visits: int, rng: np.random.Generator
) -> list[InventedCall]:
    """Housework and company: ``visits`` of them fall in the first week.

    A third comes every second week; for each there is another in the other week.
    """
    calls: list[InventedCall] = []
    chosen = rng.permutation(len(clients)).tolist()
    for number in range(visits):
        fortnightly = number % 3 == 0
        for week in (1, 2) if fortnightly else (None,):
            client = clients[chosen[len(calls) % len(chosen)]]
            name, kind, length = EXTRAS[number % 2]
            start = int(rng.integers(37, 47)) * 15
            tolerance = int(rng.choice([60, 90, 120]))
            calls.append(
                InventedCall(
                    client=client.id,
                    name=f"{name}-{week}" if week else name,
                    wished=start,
                    start=start,
                    length=length,
                    kind=kind,
                    before=tolerance,
                    after=tolerance,
                    weekdays=WEEKDAYS[int(rng.integers(5))],
                    week=week,
                )
            )
    return calls


def with_gaps(calls: Sequence[InventedCall], rng: np.random.Generator) -> list[InventedCall]:
    """Calls after a rule on the time between two of them, where the agreed starts allow it.

    Paracetamol needs four hours between lunch and bed; some people keep two and a half
    hours between breakfast and lunch.
    """
    starts = {(call.client, call.name): call.start for call in calls}
    ruled = []
    for call in calls:
        earlier, least = {"bed": ("lunch", 240), "lunch": ("breakfast", 150)}.get(
            call.name, ("", 0)
        )
        start = starts.get((call.client, earlier))
        wanted = rng.random() < 0.2
        if start is not None and wanted and call.start - start >= least + 30:
            call = replace(call, gap_after=earlier, gap_least=least)
        ruled.append(call)
    return ruled
