"""What the engine is told of each person and visit, apart from whom they are related to.

A field stands here if, and only if, ``formulate`` reads it. What it does not read (who pays
and under which contract, zones, rates of pay, the reason of a time-critical need) must not
stand here: it would change the order of rows, and so the rota.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from hashlib import blake2b
from typing import TypeAlias

import numpy as np

from scheduler.domain.carer import Carer
from scheduler.domain.client import Client
from scheduler.domain.place import Place
from scheduler.domain.rota import Assignment, Pin
from scheduler.domain.units import PlaceId, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week

Node: TypeAlias = tuple[str, str]
"""What kind of thing, and its id."""


def own_colours(week: Week) -> dict[Node, bytes]:
    """A hash of what each client, carer, visit and place is by itself."""
    legs = _legs(week)
    found: dict[Node, bytes] = {
        ("place", one.id): _hash(_of_place(one), legs.get(one.id)) for one in week.places
    }
    for client in week.clients:
        found["client", client.id] = _hash(_of_client(client), found["place", client.place])
    for carer in week.carers:
        shifts = [
            (s.day, s.start, s.end, found["place", s.start_place], found["place", s.end_place])
            for s in week.shifts_of[carer.id]
        ]
        found["carer", carer.id] = _hash(_of_carer(carer), found["place", carer.home], shifts)
    fixed = _fixed(week)
    for visit in week.visits:
        found["visit", visit.id] = _hash(
            _of_visit(visit),
            found["client", visit.client],
            found["place", visit.place],
            found["place", visit.place_end],
            fixed[visit.id],
        )
    return found


def _hash(*parts: object) -> bytes:
    return blake2b(repr(parts).encode(), digest_size=16).digest()


def _legs(week: Week) -> dict[PlaceId, bytes]:
    """The legs from and to each place that shares its coordinates with another, sorted."""
    spots: Mapping[object, list[PlaceId]] = defaultdict(list)
    for place in week.places:
        if place.id in week.travel.rows:
            spots[_of_place(place)].append(place.id)
    alike = [name for names in spots.values() if len(names) > 1 for name in names]
    at = [week.travel.rows[name] for name in alike]
    found = {name: blake2b(digest_size=16) for name in alike}
    for mode in sorted(week.travel.by_mode):
        seconds = week.travel.by_mode[mode].seconds
        for legs in (np.sort(seconds[at], axis=1), np.sort(seconds[:, at], axis=0).T):
            for name, row in zip(alike, legs, strict=True):
                found[name].update(row.tobytes())
    return {name: hashed.digest() for name, hashed in found.items()}


def _of_place(one: Place) -> tuple[object, ...]:
    return one.lat, one.lon, one.settlement.value


def _of_client(one: Client) -> tuple[object, ...]:
    return (
        one.band.value,
        one.rag.value,
        one.gender_must,
        one.gender_prefer,
        sorted(one.languages),
        one.cap,
        one.faces_weight,
        one.times_weight,
        one.has_pets,
        one.smokes,
    )


def _of_carer(one: Carer) -> tuple[object, ...]:
    return (
        one.modes[:1],
        one.gender,
        sorted((skill.name, skill.level, str(skill.expires)) for skill in one.skills),
        sorted(one.languages),
        one.contract.least,
        one.contract.most,
        one.limits,
        one.worker_type.value,
        one.age_band.value,
        one.opted_out_48,
        one.worked_before,
        one.dbs_expires,
        one.avoids_pets,
        one.avoids_smoke,
    )


def _of_visit(one: Visit) -> tuple[object, ...]:
    return (
        one.call,
        one.day,
        one.agreed,
        one.earliest,
        one.latest,
        one.length,
        one.carers,
        one.second_length,
        one.kind.value,
        one.critical is not None,
        sorted(one.skills),
    )


def _fixed(week: Week) -> Mapping[VisitId, list[tuple[str, int | None]]]:
    """Starts that pins and the reference hold each visit to, whoever makes it."""
    found: dict[VisitId, list[tuple[str, int | None]]] = defaultdict(list)
    for pin in sorted(week.pins, key=_of_pin):
        found[pin.visit].append(("pin", pin.start))
    for given in _reference(week):
        found[given.visit].append(("reference", given.start))
    return found


def _of_pin(pin: Pin) -> tuple[bool, int]:
    return pin.start is not None, pin.start or 0


def _reference(week: Week) -> tuple[Assignment, ...]:
    return () if week.reference is None else week.reference.assignments
