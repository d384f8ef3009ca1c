"""One order for everything of a week, whatever order and whatever ids it was handed in with.

A search looks at rows in turn and takes the first of equals, so the order of rows decides
which of many good rotas is found. Were that the order of a spreadsheet, or of ids, then
whoever stands first in a table would be served first. Here things stand in an order that
follows from what planning knows of them, and from nothing else: not from ids or names, and
not from who pays (REQUIREMENTS of fairness X8).

Every person and visit gets a colour, a hash of what the engine is told of them. Those that
still look alike are told apart by whom they are related to, round after round (colour
refinement [1]_); where even that leaves equals, one of them is set apart and the rounds go
on, so that a couple of equal clients and their two equal carers stay matched. Equals that
remain are interchangeable: either order is the same problem up to names.

References
----------
.. [1] Weisfeiler and Leman 1968; individualisation and refinement as in McKay 1981,
       Practical graph isomorphism.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import TypeAlias

from scheduler.domain.carer import Carer
from scheduler.domain.client import Client
from scheduler.domain.rota import Pin
from scheduler.domain.units import PlaceId
from scheduler.domain.visit import Gap, Visit
from scheduler.domain.week import Week
from scheduler.formulate.likeness import Node, own_colours
from scheduler.formulate.relations import GONE, Relations, relations_of

Colour: TypeAlias = bytes
Colours: TypeAlias = dict[Node, Colour]


def in_canonical_order(week: Week) -> Week:
    """The same week, its things in an order that no id, name or row of a table decides.

    Visits stand by day, agreed start and colour; clients and carers by colour; shifts by
    carer and start; places as they are first mentioned.
    """
    colours = colours_of(week)
    carers = tuple(sorted(week.carers, key=lambda one: colours["carer", one.id]))
    clients = tuple(sorted(week.clients, key=lambda one: colours["client", one.id]))
    visits = tuple(
        sorted(week.visits, key=lambda one: (one.day, one.agreed, colours["visit", one.id]))
    )
    shifts = tuple(shift for carer in carers for shift in week.shifts_of[carer.id])
    return replace(
        week,
        carers=carers,
        clients=clients,
        visits=visits,
        shifts=shifts,
        places=tuple(week.place[name] for name in _mentioned(week, carers, clients, visits)),
        gaps=_gaps(week.gaps, visits),
        pins=_pins(week.pins, visits, carers),
    )


def _mentioned(
    week: Week, carers: Iterable[Carer], clients: Iterable[Client], visits: Iterable[Visit]
) -> Iterable[PlaceId]:
    """Every place once: those of carers and their shifts, of clients, of visits, the rest."""
    named = [
        *(one.home for one in carers),
        *(
            place
            for one in carers
            for shift in week.shifts_of[one.id]
            for place in (shift.start_place, shift.end_place)
        ),
        *(one.place for one in clients),
        *(place for one in visits for place in (one.place, one.place_end)),
        *(one.id for one in week.places),
    ]
    return dict.fromkeys(named)


def _gaps(gaps: Iterable[Gap], visits: Iterable[Visit]) -> tuple[Gap, ...]:
    row = {one.id: number for number, one in enumerate(visits)}

    def key(gap: Gap) -> tuple[int, ...]:
        most = -1 if gap.at_most is None else gap.at_most
        return row[gap.first], row[gap.second], gap.at_least, most

    return tuple(sorted(gaps, key=key))


def _pins(pins: Iterable[Pin], visits: Iterable[Visit], carers: Iterable[Carer]) -> tuple[Pin, ...]:
    row = {one.id: number for number, one in enumerate(visits)}
    carer_row = {one.id: number for number, one in enumerate(carers)}

    def key(pin: Pin) -> tuple[int, list[int], int]:
        named = [carer_row.get(carer, len(carer_row)) for carer in pin.carers]
        return row[pin.visit], named, -1 if pin.start is None else pin.start

    return tuple(sorted(pins, key=key))


def colours_of(week: Week) -> Colours:
    """A colour for every client, carer, visit and place; no two people or visits share one."""
    colours = own_colours(week)
    if not _cells(colours):
        return colours
    return _told_apart({**colours, GONE: b"gone"}, relations_of(week))


def _told_apart(colours: Colours, relations: Relations) -> Colours:
    """Colours refined until no two people or visits share one."""
    found = _refined(colours, relations)
    while cells := _cells(found):
        colour, members = min(cells.items(), key=lambda cell: (len(cell[1]), cell[0]))
        found[min(members)] = _mixed(colour, [b"set apart"])
        found = _refined(found, relations)
    return found


def _refined(colours: Colours, relations: Relations) -> Colours:
    """Colours in which what shares one also shares the colours of whom it is related to.

    Only things that share a colour are looked at again: for the others nothing is gained.
    """
    found, shared = colours, _shared(colours)
    while shared:
        again = {
            node: _mixed(colour, sorted(label + found[other] for label, other in relations[node]))
            for colour, members in shared.items()
            for node in members
        }
        found = found | again
        before, shared = shared, _shared(found)
        if (len(shared), _size(shared)) == (len(before), _size(before)):
            break
    return found


def _size(cells: Mapping[Colour, list[Node]]) -> int:
    return sum(len(members) for members in cells.values())


def _shared(colours: Colours) -> dict[Colour, list[Node]]:
    """The things of each colour that more than one has."""
    found: dict[Colour, list[Node]] = defaultdict(list)
    for node, colour in colours.items():
        found[colour].append(node)
    return {colour: members for colour, members in found.items() if len(members) > 1}


def _cells(colours: Colours) -> dict[Colour, list[Node]]:
    """As ``_shared``, of people and visits; places need no order of their own."""
    return {
        colour: members for colour, members in _shared(colours).items() if members[0][0] != "place"
    }


def _mixed(colour: Colour, parts: Iterable[bytes]) -> Colour:
    """A new colour out of an old one and others."""
    hashed = blake2b(colour, digest_size=16)
    for part in parts:
        hashed.update(part)
        hashed.update(b"|")
    return hashed.digest()
