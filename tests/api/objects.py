"""How to make one object of each kind that an address may name, for somebody.

Whoever adds a route whose address has a new parameter adds the parameter here: the tests of
every role, route and ownership (``test_matrix.py``) are made from it, and fail without it.
"""

from __future__ import annotations

import csv
import io
import json
import secrets
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update

from api.auth.roles import OFFICE, Role
from api.auth.tokens import hash_of, new_token
from api.book.snapshot import keep_content
from api.fhir.ids import fhir_id
from api.store import (
    ApiKey,
    AssignmentRow,
    BookRow,
    FeedToken,
    Grant,
    Person,
    PinRow,
    RotaRow,
    Snapshot,
    Store,
    now,
)
from scheduler.domain.rota import Stage
from tests.api.cli_tables import AVAILABILITY, CARERS, CLIENTS, DEMAND

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


def _content(owner: Owner) -> dict[str, list[dict[str, str]]]:
    """Tables of a small provider whose first client and carer are the owner's."""
    hours = AVAILABILITY.replace("weekday,", "weekdays,")
    texts = {"clients": CLIENTS, "demand": DEMAND, "carers": CARERS, "availability": hours}
    own = {"C1": owner.client, "K1": owner.carer}
    return {
        table: [
            {name: own.get(cell, cell) for name, cell in row.items() if cell}
            for row in csv.DictReader(io.StringIO(text))
        ]
        for table, text in texts.items()
    }


def _in_fhir(store: Store, owner: Owner, path: str, _made: Mapping[str, str]) -> str:
    """In the one rota in force: a visit, a team, or a carer's free time."""
    visit, day = f"visit-{secrets.token_hex(6)}", date(2026, 11, 30)
    with store.write(owner.tenant) as session:
        session.execute(update(RotaRow).values(replaced_at=now()))
        rota = RotaRow(
            first_day=day,
            days=7,
            stage=Stage.PUBLISHED,
            snapshot_id=keep_content(session, _content(owner)).id,
            made_by=owner.person,
            published_at=now(),
        )
        session.add(rota)
        session.flush()
        session.add(
            AssignmentRow(
                rota_id=rota.id,
                visit_id=visit,
                part=0,
                client_id=owner.client,
                start=now(),
                end=now() + timedelta(minutes=30),
            )
        )
    begins = datetime.combine(day, time(7), ZoneInfo("Europe/London"))
    ids = {
        "Appointment": visit,
        "CareTeam": owner.client,
        "Schedule": owner.carer,
        "Slot": f"{owner.carer}-{round(begins.timestamp())}",
    }
    return fhir_id(ids[path.split("/")[-2]])


def _paper(_store: Store, _owner: Owner, _path: str, _made: Mapping[str, str]) -> str:
    return "rota.csv"


def _form(_store: Store, _owner: Owner, path: str, _made: Mapping[str, str]) -> str:
    return "csv" if "changes" in path else "zip"


def _table(_store: Store, _owner: Owner, _path: str, _made: Mapping[str, str]) -> str:
    return "clients"


WORDS = frozenset({"paper", "form", "table"})
"""Parameters that say in which form something is wanted, and name nobody's object."""

KINDS: Mapping[str, Kind] = {
    "known_as": Kind(_in_fhir, OFFICE | {Role.COMMISSIONER}),
    "paper": Kind(_paper, EVERY_ROLE),
    "form": Kind(_form, EVERY_ROLE),
    "table": Kind(_table, EVERY_ROLE),
    "before_id": Kind(_rota),
    "person_id": Kind(_person),
    "key_id": Kind(_key, frozenset({Role.MANAGER})),
    "grant_id": Kind(_grant),
    "feed_id": Kind(_feed),
    "client_id": Kind(_client),
    "row_id": Kind(_row),
    "rota_id": Kind(_rota, EVERY_ROLE),
    "pin_id": Kind(_pin),
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


BODIES: Mapping[str, Callable[[Store, Owner, Role], dict[str, Any]]] = {
    "POST /api/v1/grants": _grant_body,
    "POST /api/v1/feeds": _feed_body,
    "POST /api/v1/rotas/{rota_id}/pins": _pin_body,
}
"""Bodies that name objects of the owner: they are as little to be had as those of an address."""
