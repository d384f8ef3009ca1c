"""A Monday that can go wrong: two rounds side by side, written so that answers are obvious."""

from __future__ import annotations

from typing import Any

from scheduler.domain.client import Rag
from scheduler.domain.events import Event
from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.units import Moment
from scheduler.domain.week import Week
from scheduler.planning.repair import Effort, Option, Situation, repair, situation_of
from tests.builders import a_carer, a_client, a_past_visit, a_rota, a_shift, a_visit, a_week, clock

QUICK = Effort(iterations=3000, threads=1)
EVERYBODY = ("A", "B", "C")
ROUNDS = {
    "a1": ("c1", "09:00", "A"),
    "a2": ("c2", "10:00", "A"),
    "a3": ("c3", "11:00", "A"),
    "b1": ("c4", "09:00", "B"),
    "b2": ("c5", "11:00", "B"),
}
"""Visits of half an hour, every leg ten minutes and five to spare; C is at work and free."""


def a_monday(**changes: Any) -> Week:
    """The week of the rounds above, everybody known to everybody."""
    visits = tuple(a_visit(name, client, at=at) for name, (client, at, _) in ROUNDS.items())
    clients = {client for client, _, _ in ROUNDS.values()}
    history = tuple(
        a_past_visit(client, carer, day=-2 - turn)
        for client in sorted(clients)
        for carer in EVERYBODY
        for turn in range(3)
    )
    given: dict[str, Any] = {
        "carers": [a_carer(name) for name in EVERYBODY],
        "shifts": [a_shift(name, 0) for name in EVERYBODY],
        "history": history,
        "days": 2,
    }
    more = changes.pop("visits", ())
    return a_week(*visits, *more, **(given | changes))


def red(*names: str) -> list[Any]:
    """Clients at red risk."""
    return [a_client(name, rag=Rag.RED) for name in names]


def in_force(week: Week) -> Rota:
    """The rounds as published."""
    return a_rota(week, {name: carer for name, (_, _, carer) in ROUNDS.items()})


def after(
    week: Week, *events: Event, at: str = "06:00", rota: Rota | None = None, **more: Any
) -> tuple[Situation, tuple[Option, ...]]:
    """What is offered once something has happened at a time on Monday."""
    situation = situation_of(week, rota or in_force(week), clock(at), events, **more)
    return situation, repair(situation, QUICK)


def made(option: Option) -> dict[str, tuple[tuple[str, ...], Moment]]:
    """Carers and start of each visit."""
    return {one.visit: (one.carers, one.start) for one in option.rota.assignments}


def plain(rota: Rota) -> set[Assignment]:
    """Assignments without their order."""
    return set(rota.assignments)
