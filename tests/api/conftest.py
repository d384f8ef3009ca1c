"""The store on both databases: tests that take ``store`` run once on each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from api.store import Store
from tests.api.asked import inline_app, keep_planned
from tests.api.cli_tables import write_tables
from tests.api.service import POSTGRESQL, add_person, add_tenant, postgresql_store, sqlite_store


@pytest.fixture(scope="session")
def postgresql_answers() -> bool:
    """Whether there is a PostgreSQL server to test on."""
    engine = create_engine(f"{POSTGRESQL}/postgres")
    try:
        engine.connect().close()
    except OperationalError:
        return False
    finally:
        engine.dispose()
    return True


@pytest.fixture(params=["sqlite", "postgresql"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, postgresql_answers: bool
) -> Iterator[Store]:
    """An empty store."""
    yield from _empty(request.param, tmp_path, postgresql_answers)


@pytest.fixture(params=[pytest.param("sqlite", marks=pytest.mark.long), "postgresql"])
def trial_store(
    request: pytest.FixtureRequest, tmp_path: Path, postgresql_answers: bool
) -> Iterator[Store]:
    """An empty store for trials that take long: every time on the database others share."""
    yield from _empty(request.param, tmp_path, postgresql_answers)


def _empty(database: str, folder: Path, postgresql_answers: bool) -> Iterator[Store]:
    if database == "postgresql":
        if not postgresql_answers:
            pytest.skip("no PostgreSQL server answers; CAREROTA_TEST_POSTGRESQL names another")
        with postgresql_store() as made:
            yield made
    else:
        with sqlite_store(folder) as made:
            yield made


@pytest.fixture
def asking(store: Store, tmp_path: Path) -> Iterator[TestClient]:
    """A service that answers in this process, asked by a planner of a small provider."""
    _, key = add_person(store, add_tenant(store), "planner")
    write_tables(tmp_path / "given")
    files = [
        ("files", (one.name, one.read_bytes())) for one in sorted((tmp_path / "given").glob("*"))
    ]
    with TestClient(inline_app(store), headers={"X-API-Key": key}) as client:
        assert client.post("/api/v1/imports", files=files).status_code == 201
        yield client


@pytest.fixture
def rota(asking: TestClient, store: Store) -> str:
    """A draft planned from those tables."""
    return keep_planned(store)
