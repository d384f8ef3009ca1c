"""What each kind of person asks for, as the page and their calendars would."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.service.served import API, Somebody

FHIR = "/fhir"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request; ``kind`` is what it is counted under."""

    kind: str
    path: str
    method: str = "GET"
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    is_write: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What there is to ask about.

    Parameters
    ----------
    rota
        The rota in force.
    days
        Its days, as ISO dates.
    job
        The solve that runs.
    clients
        Ids of clients.
    """

    rota: str
    days: Sequence[str]
    job: str
    clients: Sequence[str]


Ask = Callable[[random.Random, Scene, Somebody], Call]


def _board(chance: random.Random, scene: Scene, _who: Somebody) -> Call:
    """One day of everybody, as the board shows it."""
    day = chance.choice(scene.days)
    query = f"since={day}T00:00:00Z&until={day}T23:59:59Z&limit=1000"
    return Call(kind="day of a rota", path=f"{API}/rotas/{scene.rota}/assignments?{query}")


def _week(_chance: random.Random, scene: Scene, _who: Somebody) -> Call:
    return Call(kind="week of a rota", path=f"{API}/rotas/{scene.rota}/assignments?limit=1000")


def _unallocated(_chance: random.Random, scene: Scene, _who: Somebody) -> Call:
    path = f"{API}/rotas/{scene.rota}/assignments?unallocated=true"
    return Call(kind="unallocated tray", path=path)


def _rotas(_chance: random.Random, _scene: Scene, _who: Somebody) -> Call:
    return Call(kind="list of rotas", path=f"{API}/rotas?limit=20")


def _measures(_chance: random.Random, scene: Scene, _who: Somebody) -> Call:
    return Call(kind="rota with measures", path=f"{API}/rotas/{scene.rota}")


def _clients(_chance: random.Random, _scene: Scene, _who: Somebody) -> Call:
    return Call(kind="table of clients", path=f"{API}/clients?limit=200")


def _demand(chance: random.Random, scene: Scene, _who: Somebody) -> Call:
    client = chance.choice(scene.clients)
    return Call(kind="calls of a client", path=f"{API}/demand?client_id={client}")


def _job(_chance: random.Random, scene: Scene, _who: Somebody) -> Call:
    return Call(kind="job under way", path=f"{API}/jobs/{scene.job}")


def _pin(chance: random.Random, scene: Scene, _who: Somebody) -> Call:
    """A write: something that stays with the rota and harms nobody else's."""
    visit = chance.choice(scene.days)
    body = {"run_carer_id": "K01", "run_day": visit}
    path = f"{API}/rotas/{scene.rota}/pins"
    return Call(kind="pin (write)", path=path, method="POST", body=body, is_write=True)


def _own_week(_chance: random.Random, scene: Scene, _who: Somebody) -> Call:
    return Call(kind="own week", path=f"{API}/rotas/{scene.rota}/assignments")


def _in_force(_chance: random.Random, _scene: Scene, _who: Somebody) -> Call:
    return Call(kind="rotas in force", path=f"{API}/rotas?in_force=true&limit=5")


def _calendar(_chance: random.Random, _scene: Scene, who: Somebody) -> Call:
    return Call(kind="private calendar", path=f"/feeds/{who.feed}.ics")


def _me(_chance: random.Random, _scene: Scene, _who: Somebody) -> Call:
    return Call(kind="who am I", path=f"{API}/session")


def _appointments(_chance: random.Random, _scene: Scene, _who: Somebody) -> Call:
    return Call(kind="FHIR appointments", path=f"{FHIR}/Appointment?_count=50")


def _team(_chance: random.Random, _scene: Scene, _who: Somebody) -> Call:
    return Call(kind="FHIR team", path=f"{FHIR}/CareTeam")


ASKS: Mapping[str, Sequence[tuple[Ask, int]]] = {
    "planner": (
        (_board, 6),
        (_week, 1),
        (_unallocated, 2),
        (_rotas, 2),
        (_measures, 1),
        (_clients, 1),
        (_demand, 3),
        (_job, 3),
        (_pin, 1),
    ),
    "carer": ((_own_week, 5), (_in_force, 2), (_calendar, 2), (_me, 1)),
    "client": ((_own_week, 4), (_in_force, 2), (_calendar, 2), (_appointments, 1), (_team, 1)),
}
"""Asks and their weights, by role."""


def next_call(chance: random.Random, scene: Scene, who: Somebody) -> Call:
    """What somebody asks for next."""
    asks, weights = zip(*ASKS[who.role], strict=True)
    (ask,) = chance.choices(asks, weights)
    found: Call = ask(chance, scene, who)
    return found
