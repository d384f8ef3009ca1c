"""How to make one object of each kind that an address may name, for somebody.

Whoever adds a route whose address has a new parameter adds the parameter here: the tests of
every role, route and ownership (``test_matrix.py``) are made from it, and fail without it.
"""

from __future__ import annotations

import json
import secrets
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from api.auth.roles import OFFICE, Role
from api.auth.tokens import hash_of, new_token
from api.store import (
    ApiKey,
    AssignmentRow,
    BookRow,
    FeedToken,
    Grant,
    HoldRow,
    Person,
    PinRow,
    RotaRow,
    Scenario,
    Snapshot,
    Store,
    now,
)
from scheduler.domain.rota import Stage

EVERY_ROLE = frozenset(Role)
NO_TABLES = "0" * 64
"""Snapshot of a provider that has given no tables yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose an object is: a person, and the client and carer that person is or sees."""

    tenant: str
    person: str
    client: str
    carer: str


Make = Callable[[Store, Owner, str, Mapping[str, str]], str]
"""Store, owner, the address's template, and what its parameters before this one were made to."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of object: how it is made, and who may know of those that are not their own."""

    make: Make
    known_to: frozenset[Role] = OFFICE


def _person(store: Store, owner: Owner, _path: str, _made: Mapping[str, str]) -> str:
    with store.write(owner.tenant) as session:
        person = Person(login=f"someone-{secrets.token_hex(6)}", role="planner")
        session.add(person)
        session.flush()
        return person.id


def _key(store: Store, owner: Owner, _path: str, _made: Mapping[str, str]) -> str:
    with store.write(owner.tenant) as session:
        row = ApiKey(token_hash=hash_of(new_token()), person_id=owner.person, label="a")
        session.add(row)
        session.flush()
        return row.id


def _grant(store: Store, owner: Owner, _path: str, _made: Mapping[str, str]) -> str:
    with store.write(owner.tenant) as session:
        row = Grant(
            person_id=owner.person,
            client_id=owner.client,
            scopes=["times"],
            consented_by="client",
            consented_at=now(),
            expires_at=now() + timedelta(days=1),
        )
        session.add(row)
        session.flush()
        return row.id


def _feed(store: Store, owner: Owner, _path: str, _made: Mapping[str, str]) -> str:
    """Of the client for a client, else of the carer."""
    with store.write(owner.tenant) as session:
        role = session.get_one(Person, owner.person).role
        kind = "client" if role == Role.CLIENT else "carer"
        row = FeedToken(
            token_hash=hash_of(new_token()),
            kind=kind,
            subject_id=owner.client if kind == "client" else owner.carer,
            made_by=owner.person,
            expires_at=now() + timedelta(days=1),
        )
        session.add(row)
        session.flush()
        return row.id


def _client(_store: Store, owner: Owner, _path: str, _made: Mapping[str, str]) -> str:
    return owner.client


def _row(store: Store, owner: Owner, path: str, _made: Mapping[str, str]) -> str:
    """Of the table the address names."""
    table = path.split("/")[-2]
    with store.write(owner.tenant) as session:
        row = BookRow(table=table, key=f"row-{secrets.token_hex(6)}", position=1, cells={})
        session.add(row)
        session.flush()
        return row.id


def _rota(store: Store, owner: Owner, _path: str, _made: Mapping[str, str]) -> str:
    """A published one, with a visit of the owner's and one of somebody else's."""
    with store.write(owner.tenant) as session:
        empty = zlib.compress(json.dumps({}).encode())
        session.merge(Snapshot(id=NO_TABLES, tenant_id=owner.tenant, content=empty))
        rota = RotaRow(
            first_day=date(2026, 11, 30),
            days=7,
            stage=Stage.PUBLISHED,
            snapshot_id=NO_TABLES,
            made_by=owner.person,
        )
        session.add(rota)
        session.flush()
        mine, others = (owner.client, owner.carer), ("client-elsewhere", "carer-elsewhere")
        for number, (client, carer) in enumerate((mine, others)):
            session.add(
                AssignmentRow(
                    rota_id=rota.id,
                    visit_id=f"visit-{number}",
                    part=0,
                    client_id=client,
                    carer_id=carer,
                    start=now(),
                    end=now() + timedelta(minutes=30),
                )
            )
        return rota.id


def _pin(store: Store, owner: Owner, _path: str, made: Mapping[str, str]) -> str:
    with store.write(owner.tenant) as session:
        row = PinRow(
            rota_id=made["rota_id"], visit_id="visit-0", carers=["K1"], made_by=owner.person
        )
        session.add(row)
        session.flush()
        return row.id


def _visit(_store: Store, _owner: Owner, _path: str, _made: Mapping[str, str]) -> str:
    """The owner's, of the rota made before it."""
    return "visit-0"


def _hold(store: Store, owner: Owner, _path: str, _made: Mapping[str, str]) -> str:
    with store.write(owner.tenant) as session:
        row = HoldRow(
            client_id=owner.client,
            body={
                "kind": "offer",
                "rota_id": "rota",
                "first_day": "2026-11-30",
                "change": {"visits": [], "assignments": []},
                "package": None,
            },
            made_by=owner.person,
            expires_at=now() + timedelta(days=1),
        )
        session.add(row)
        session.flush()
        return row.id


def _scenario(store: Store, owner: Owner, _path: str, _made: Mapping[str, str]) -> str:
    with store.write(owner.tenant) as session:
        row = Scenario(name="a", snapshot_id=NO_TABLES, changes=[], made_by=owner.person)
        session.add(row)
        session.flush()
        return row.id


KINDS: Mapping[str, Kind] = {
    "person_id": Kind(_person),
    "key_id": Kind(_key, frozenset({Role.MANAGER})),
    "grant_id": Kind(_grant),
    "feed_id": Kind(_feed),
    "client_id": Kind(_client),
    "row_id": Kind(_row),
    "rota_id": Kind(_rota, EVERY_ROLE),
    "pin_id": Kind(_pin),
    "other_id": Kind(_rota, EVERY_ROLE),
    "visit_id": Kind(_visit),
    "hold_id": Kind(_hold),
    "scenario_id": Kind(_scenario),
}


def _grant_body(store: Store, owner: Owner, _role: Role) -> dict[str, Any]:
    with store.write(owner.tenant) as session:
        family = Person(login=f"family-{secrets.token_hex(6)}", role=Role.FAMILY)
        session.add(family)
        session.flush()
        named = {"person_id": family.id, "client_id": owner.client}
    return named | {"scopes": ["times"], "consented_by": "client"}


def _feed_body(_store: Store, owner: Owner, role: Role) -> dict[str, Any]:
    if role is Role.CLIENT:
        return {"kind": "client", "subject_id": owner.client}
    return {"kind": "carer", "subject_id": owner.carer}


def _pin_body(_store: Store, owner: Owner, _role: Role) -> dict[str, Any]:
    return {"visit_id": "visit-0", "carers": [owner.carer]}


def _wish_body(_store: Store, owner: Owner, _role: Role) -> dict[str, Any]:
    return {"client_id": owner.client, "call": "breakfast", "around": "08:30"}


BODIES: Mapping[str, Callable[[Store, Owner, Role], dict[str, Any]]] = {
    "POST /api/v1/grants": _grant_body,
    "POST /api/v1/feeds": _feed_body,
    "POST /api/v1/rotas/{rota_id}/pins": _pin_body,
    "POST /api/v1/rotas/{rota_id}/offers": _wish_body,
}
"""Bodies that name objects of the owner: they are as little to be had as those of an address."""
