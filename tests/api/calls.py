"""Calls of a service in this process, as one person or another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from starlette.testclient import TestClient

from api.app import create_app
from api.auth.passwords import password_hash
from api.settings import Settings
from api.store import AuditRow, BookRow, Person, Store
from tests.api.service import add_person, add_tenant

BASE = "/api/v1"
PASSWORD = "seven green lamps"
HEADERS = {"Sec-Fetch-Site": "same-origin"}


@contextmanager
def service(store: Store, **told: Any) -> Iterator[TestClient]:
    """The service over ``store``; a browser's page calls it, unless headers say otherwise."""
    settings = Settings(**{"secure_cookies": False, "requests_a_minute": 1_000_000} | told)
    app = create_app(settings, store)
    with TestClient(app, raise_server_exceptions=False, headers=HEADERS) as client:
        yield client


def key(value: str) -> Mapping[str, str]:
    """Headers of a program that acts as somebody."""
    return {"X-API-Key": value}


def add_row(store: Store, tenant: str, table: str, name: str, **cells: str) -> str:
    """A client or carer in the tenant's tables."""
    with store.write(tenant) as session:
        session.add(BookRow(table=table, key=name, position=0, cells=cells, private={}))
    return name


def add_login(store: Store, tenant: str, login: str, role: str = "manager", **more: object) -> str:
    """Somebody who can sign in with ``PASSWORD``."""
    with store.write(tenant) as session:
        person = Person(login=login, role=role, password=password_hash(PASSWORD), **more)
        session.add(person)
        session.flush()
        return person.id


def actions(store: Store, tenant: str) -> list[str]:
    """What the record says was done, in order."""
    with store.read(tenant) as session:
        return [row.action for row in session.query(AuditRow).order_by(AuditRow.number)]


def manager_of(store: Store, tenant: str = "tenant_a") -> tuple[str, Mapping[str, str]]:
    """A new tenant's first manager: id, and headers to act as them."""
    person, token = add_person(store, add_tenant(store, tenant), "manager")
    return person, key(token)
