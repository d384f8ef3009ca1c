"""The sample week as a provider to try the service with: its tables, a rota, a person a role."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import as_file, files

from sqlalchemy.orm import Session

from api.auth import Caller, Role
from api.auth.passwords import password_hash
from api.book import Imported, import_tables, take_snapshot
from api.desk.weeks import base_of, given_at
from api.rotas import judged, keep_rota
from api.rotas.publish import publish
from api.settings import Settings
from api.store import Grant, Person, Store, Tenant, now
from scheduler.planning.week import plan_week

TENANT = "tenant_demo"
SAMPLE = "melton_harborough_rutland"
CARER, CLIENT, FUNDER = "K01", "C001", "Leicestershire"
FAMILY_FOR = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeded:
    """Somebody who can sign in now."""

    role: Role
    login: str
    password: str


def seed(store: Store) -> list[Seeded]:
    """Add the provider, its tables and its people, all or nothing."""
    with store.write(None) as session:
        session.add(Tenant(id=TENANT, name="Sample provider"))
    with store.write(TENANT) as session:
        import_sample(session)
        return list(_people(session))


def import_sample(session: Session) -> Imported:
    """Take the tables of the sample week in."""
    with as_file(files("data").joinpath("samples", SAMPLE)) as sample:
        return import_tables(session, sample, dry_run=False)


def _people(session: Session) -> Iterator[Seeded]:
    """One of each role; a password is shown once and kept as a hash."""
    for role in Role:
        password = secrets.token_urlsafe(12)
        person = Person(
            login=f"demo-{role}",
            role=role,
            password=password_hash(password),
            subject_id={Role.CARER: CARER, Role.CLIENT: CLIENT}.get(role),
            funder=FUNDER if role is Role.COMMISSIONER else None,
        )
        session.add(person)
        session.flush()
        if role is Role.FAMILY:
            session.add(
                Grant(
                    person_id=person.id,
                    client_id=CLIENT,
                    scopes=["times", "carers", "requests"],
                    consented_by=CLIENT,
                    consented_at=now(),
                    expires_at=now() + FAMILY_FOR,
                )
            )
        yield Seeded(role=role, login=person.login, password=password)


def plan_and_publish(store: Store, settings: Settings, seconds: float) -> str:
    """Plan the sample week for so many seconds and publish it, so that there is much to see."""
    base = base_of(settings, store)
    with store.write(TENANT) as session:
        snapshot = take_snapshot(session)
        given = given_at(base, session, snapshot.id, None, 7)
    made = plan_week(given.week, seconds=seconds, threads=settings.threads)
    found = judged(given, made.rota, made, prove=False)
    with store.write(TENANT) as session:
        person = session.query(Person).where(Person.login == f"demo-{Role.MANAGER}").one()
        row = keep_rota(
            session, found, snapshot_id=snapshot.id, made_by=person.id, name="sample week"
        )
        caller = Caller(tenant=TENANT, person=person.id, role=Role.MANAGER)
        publish(session, row, caller, "to try the service with")
        return row.id
