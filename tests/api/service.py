"""A service of its own for a test, on either database."""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
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
    name, form = f"carerota_{secrets.token_hex(6)}", _postgresql_form()
    _on_server(f"CREATE DATABASE {name} TEMPLATE {form}")
    store = Store(f"{POSTGRESQL}/{name}")
    try:
        yield store
    finally:
        store.close()
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def sqlite_store(folder: Path) -> Iterator[Store]:
    """An empty database of its own."""
    path = folder / f"{secrets.token_hex(6)}.db"
    shutil.copyfile(_sqlite_form(), path)
    store = Store(f"sqlite:///{path}")
    yield store
    store.close()


@cache
def _sqlite_form() -> Path:
    """A database migrated once, to be copied: migrating takes longer than most tests."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = Store(f"sqlite:///{folder}/form.db")
    migrate(store)
    store.close()
    return folder / "form.db"


@cache
def _postgresql_form() -> str:
    """The same on the server, dropped when the tests end."""
    name = f"carerota_form_{secrets.token_hex(6)}"
    _on_server(f"CREATE DATABASE {name}")
    atexit.register(_on_server, f"DROP DATABASE {name} WITH (FORCE)")
    store = Store(f"{POSTGRESQL}/{name}")
    migrate(store)
    store.close()
    return name


def _on_server(statement: str) -> None:
    server = create_engine(f"{POSTGRESQL}/postgres", isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(statement))
    server.dispose()


def add_tenant(store: Store, tenant: str = "tenant_a") -> str:
    """A provider."""
    with store.write(None) as session:
        session.add(Tenant(id=tenant, name=f"Provider {tenant}"))
    return tenant


def add_person(store: Store, tenant: str, role: str, **more: object) -> tuple[str, str]:
    """Somebody of a provider, and a key to act as them: id and key."""
    key = new_token("key_")
    with store.write(tenant) as session:
        person = Person(login=f"{role}-0{secrets.token_hex(4)}", role=role, **more)
        session.add(person)
        session.flush()
        session.add(ApiKey(token_hash=hash_of(key), person_id=person.id, label="test"))
        return person.id, key
