"""The store on both databases: tests that take ``store`` run once on each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from api.store import Store
from tests.api.service import POSTGRESQL, postgresql_store, sqlite_store


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
    if request.param == "postgresql":
        if not postgresql_answers:
            pytest.skip("no PostgreSQL server answers; CAREROTA_TEST_POSTGRESQL names another")
        with postgresql_store() as made:
            yield made
    else:
        with sqlite_store(tmp_path) as made:
            yield made
