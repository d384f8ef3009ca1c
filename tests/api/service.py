"""A service of its own for a test, on either database."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from api.auth.tokens import hash_of, new_token
from api.store import ApiKey, Person, Store, Tenant, migrate

POSTGRESQL = os.environ.get(
    "CAREROTA_TEST_POSTGRESQL", "postgresql+psycopg://postgres@127.0.0.1:5432"
)
"""Server the tests may make databases on; they skip, saying so, where there is none."""


@contextmanager
def postgresql_store() -> Iterator[Store]:
    """An empty database of its own, dropped afterwards."""
    name = f"carerota_{secrets.token_hex(6)}"
    server = create_engine(f"{POSTGRESQL}/postgres", isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    store = Store(f"{POSTGRESQL}/{name}")
    try:
        migrate(store)
        yield store
    finally:
        store.close()
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


@contextmanager
def sqlite_store(folder: Path) -> Iterator[Store]:
    """An empty database of its own."""
    store = Store(f"sqlite:///{folder}/{secrets.token_hex(6)}.db")
    migrate(store)
    yield store
    store.close()


def add_tenant(store: Store, tenant: str = "tenant_a") -> str:
    """A provider."""
    with store.write(None) as session:
        session.add(Tenant(id=tenant, name=f"Provider {tenant}"))
    return tenant


def add_person(store: Store, tenant: str, role: str, **more: object) -> tuple[str, str]:
    """Somebody of a provider, and a key to act as them: id and key."""
    key = new_token("key_")
    with store.write(tenant) as session:
        person = Person(login=f"{role}-{secrets.token_hex(4)}", role=role, **more)
        session.add(person)
        session.flush()
        session.add(ApiKey(token_hash=hash_of(key), person_id=person.id, label="test"))
        return person.id, key
