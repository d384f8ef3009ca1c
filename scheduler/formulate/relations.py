"""Who is related to whom, as far as planning looks: homes, teams, pairs, history, gaps, pins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from scheduler.domain.units import CarerId, ClientId
from scheduler.domain.week import Week
from scheduler.formulate.likeness import Node

Relations: TypeAlias = Mapping[Node, list[tuple[bytes, Node]]]
"""For each thing what it is to each thing it is related to."""

_Edge: TypeAlias = tuple[Node, str, Node]


def relations_of(week: Week) -> Relations:
    """Every relation from both its sides; people who are only in the history have none."""
    found: dict[Node, list[tuple[bytes, Node]]] = defaultdict(list)
    for here, label, there in _edges(week):
        found[here].append((f"{label}>".encode(), there))
        found[there].append((f"{label}<".encode(), here))
    return found


def _edges(week: Week) -> Iterator[_Edge]:
    yield from _places(week)
    yield from _people(week)
    yield from _history(week)
    yield from _visits(week)


def _places(week: Week) -> Iterator[_Edge]:
    """Where people live and where visits and shifts begin and end."""
    for client in week.clients:
        yield ("client", client.id), "home", ("place", client.place)
    for carer in week.carers:
        yield ("carer", carer.id), "home", ("place", carer.home)
    for visit in week.visits:
        yield ("visit", visit.id), "from", ("place", visit.place)
        yield ("visit", visit.id), "to", ("place", visit.place_end)
    for shift in week.shifts:
        yield ("carer", shift.carer), f"starts {shift.start}", ("place", shift.start_place)
        yield ("carer", shift.carer), f"ends {shift.end}", ("place", shift.end_place)


def _people(week: Week) -> Iterator[_Edge]:
    """Teams, and what is agreed or refused; whoever is not in the week plays no part."""
    for client in week.clients:
        for carer in {*client.team, *([client.main_carer] if client.main_carer else [])}:
            if carer in week.carer:
                yield ("client", client.id), "team", ("carer", carer)
    for pair in week.pairs:
        if pair.client in week.client and pair.carer in week.carer:
            label = f"{pair.kind.value} {pair.first} {pair.last}"
            yield ("client", pair.client), label, ("carer", pair.carer)


def _history(week: Week) -> Iterator[_Edge]:
    """Every visit in the past of each client and carer of the week, as one relation."""
    met: dict[tuple[ClientId, CarerId], list[tuple[int, int, int]]] = defaultdict(list)
    for past in week.history:
        met[past.client, past.carer].append((past.day, past.start, past.length))
    for (client, carer), visits in met.items():
        label = f"met {sorted(visits)}"
        yield _or_gone("client", client, week), label, _or_gone("carer", carer, week)


def _or_gone(kind: str, name: str, week: Week) -> Node:
    """A person of the week, or one for all who have left: only how many there are counts."""
    return (kind, name) if name in (week.client if kind == "client" else week.carer) else GONE


GONE: Node = ("place", "")
"""Stands for everybody who is in the history alone."""


def _visits(week: Week) -> Iterator[_Edge]:
    """Whose each visit is, the gaps between visits, and who is held to them."""
    for visit in week.visits:
        yield ("visit", visit.id), "of", ("client", visit.client)
    for gap in week.gaps:
        label = f"gap {gap.at_least} {gap.at_most}"
        yield ("visit", gap.first), label, ("visit", gap.second)
    for pin in week.pins:
        for turn, carer in enumerate(pin.carers):
            if carer in week.carer:
                yield ("visit", pin.visit), f"pin {turn} {pin.start}", ("carer", carer)
    reference = () if week.reference is None else week.reference.assignments
    for given in reference:
        for part, carer in enumerate(given.carers):
            if given.visit in week.visit and carer in week.carer:
                yield ("visit", given.visit), f"reference {part}", ("carer", carer)
