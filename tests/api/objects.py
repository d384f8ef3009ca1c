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

from sqlalchemy import update

from api.auth.roles import OFFICE, Role
from api.auth.tokens import hash_of, new_token
from api.fhir.ids import fhir_id
from api.store import (
    ApiKey,
    AssignmentRow,
    BookRow,
    FeedToken,
    Grant,
    HoldRow,
    Job,
    JobEvent,
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
    """One kind of object: how it is made, and who may know of those that are not their own.

    ``word`` stands for one of a few words that are nobody's, such as a form of file.
    """

    make: Make
    known_to: frozenset[Role] = OFFICE
    word: bool = False


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


def a_rota(store: Store, owner: Owner, _path: str, _made: Mapping[str, str]) -> str:
    """The one in force, with a visit of the owner's and one of somebody else's."""
    with store.write(owner.tenant) as session:
        empty = zlib.compress(json.dumps({}).encode())
        session.merge(Snapshot(id=NO_TABLES, tenant_id=owner.tenant, content=empty))
        replaced = update(RotaRow).where(RotaRow.replaced_at.is_(None)).values(replaced_at=now())
        session.execute(replaced)
        rota = RotaRow(
            first_day=date(2026, 11, 30),
            days=7,
            stage=Stage.PUBLISHED,
            snapshot_id=NO_TABLES,
            made_by=owner.person,
            published_by=owner.person,
            published_at=now(),
        )
        session.add(rota)
        session.flush()
        mine, others = (owner.client, owner.carer), ("client-elsewhere", "carer-elsewhere")
        for client, carer in dict.fromkeys((mine, others)):
            session.add(
                AssignmentRow(
                    rota_id=rota.id,
                    visit_id=visit_of(client),
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
            rota_id=made["rota_id"],
            visit_id=visit_of(owner.client),
            carers=[owner.carer],
            made_by=owner.person,
        )
        session.add(row)
        session.flush()
        return row.id


def visit_of(client: str) -> str:
    """Id of the client's visit in ``a_rota``."""
    return f"visit-of-{client}"


def _visit(_store: Store, owner: Owner, _path: str, _made: Mapping[str, str]) -> str:
    return visit_of(owner.client)


def _told(store: Store, owner: Owner, path: str, made: Mapping[str, str]) -> str:
    """What a rota in force tells, by its FHIR id."""
    a_rota(store, owner, path, made)
    if "CareTeam" in path:
        return fhir_id(owner.client)
    return fhir_id(visit_of(owner.client) if "Appointment" in path else owner.carer)


def _job(store: Store, owner: Owner, _path: str, _made: Mapping[str, str]) -> str:
    """One that is done."""
    with store.write(owner.tenant) as session:
        job = Job(
            kind="capacity",
            state="done",
            asked={},
            asked_hash=NO_TABLES,
            most_seconds=1,
            made_by=owner.person,
        )
        session.add(job)
        session.flush()
        session.add(JobEvent(job_id=job.id, kind="done", body={}))
        return job.id


def _hold(store: Store, owner: Owner, path: str, made: Mapping[str, str]) -> str:
    with store.write(owner.tenant) as session:
        row = HoldRow(
            client_id=owner.client,
            body={
                "kind": "offer",
                "rota_id": "rota_of_before",
                "first_day": "2026-11-30",
                "change": {"visits": [], "assignments": []},
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


def _word(word: str) -> Kind:
    return Kind(lambda *_: word, EVERY_ROLE, word=True)


KINDS: Mapping[str, Kind] = {
    "person_id": Kind(_person),
    "key_id": Kind(_key, frozenset({Role.MANAGER})),
    "grant_id": Kind(_grant),
    "feed_id": Kind(_feed),
    "client_id": Kind(_client),
    "row_id": Kind(_row),
    "rota_id": Kind(a_rota, EVERY_ROLE),
    "other_id": Kind(a_rota, EVERY_ROLE),
    "before_id": Kind(a_rota, EVERY_ROLE),
    "pin_id": Kind(_pin),
    "visit_id": Kind(_visit),
    "known_as": Kind(_told),
    "job_id": Kind(_job, frozenset({Role.PLANNER, Role.MANAGER})),
    "hold_id": Kind(_hold),
    "scenario_id": Kind(_scenario),
    "form": _word("xlsx"),
    "paper": _word("rota.csv"),
    "table": _word("clients"),
}

NOT_MADE = {
    "GET /fhir/Schedule/{known_as}": "of shifts, which come from whole tables (test_fhir.py)",
    "GET /fhir/Slot/{known_as}": "of shifts, which come from whole tables (test_fhir.py)",
}
"""Routes whose objects cannot be made by themselves: nothing is there, whoever asks."""
