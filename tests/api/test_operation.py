"""Whether the service says that it is ready only when it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.operate.gauges import figures
from api.settings import Settings
from api.store import Job, Store, now
from tests.api.service import add_tenant


@pytest.fixture
def service(store: Store) -> Iterator[TestClient]:
    """The service, called by nobody in particular."""
    with TestClient(create_app(Settings(), store)) as client:
        yield client


def add_job(store: Store, state: str, **more: object) -> None:
    """A job of tenant_a."""
    with store.write("tenant_a") as session:
        session.add(
            Job(
                kind="solve",
                state=state,
                asked={},
                asked_hash="0",
                most_seconds=60,
                made_by="person_x",
                **more,
            )
        )


def test_jobs_that_wait_unseen_make_it_not_ready(service: TestClient, store: Store) -> None:
    """A job just asked for does not; a worker that lives, though busy, does not either."""
    add_tenant(store)
    assert service.get("/readyz").status_code == 200
    add_job(store, "queued")
    assert service.get("/readyz").status_code == 200
    add_job(store, "queued", created_at=now() - timedelta(minutes=2))
    answer = service.get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "not-ready")
    assert "no worker" in answer.json()["detail"]
    add_job(store, "running", heartbeat_at=now())
    assert service.get("/readyz").status_code == 200


def test_it_is_not_ready_while_it_stops_or_without_its_database(store: Store) -> None:
    """But it lives: restarting it would not help."""
    app = create_app(Settings(), store)
    with TestClient(app) as service:
        app.state.parts.stopping.set()
        assert "stops" in service.get("/readyz").json()["detail"]
        app.state.parts.stopping.clear()
        store.engine.dispose()
        broken = store.engine
        other = Store("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
        store.engine = other.engine
        store._sessions.configure(bind=other.engine)
        assert "does not answer" in service.get("/readyz").json()["detail"]
        assert service.get("/healthz").status_code == 200
        assert b"carerota_database_up 0.0" in figures(store)
        store.engine = broken
        store._sessions.configure(bind=broken)


def test_figures_count_jobs_by_state_and_hold_no_id(service: TestClient, store: Store) -> None:
    """With how long the oldest has waited, and how large the database is."""
    add_tenant(store)
    add_job(store, "queued", created_at=now() - timedelta(minutes=2))
    add_job(store, "done")
    said = figures(store).decode()
    assert 'carerota_jobs{state="queued"} 1.0' in said
    assert 'carerota_jobs{state="done"} 1.0' in said
    found = dict(line.rsplit(" ", 1) for line in said.splitlines() if not line.startswith("#"))
    assert 120 <= float(found["carerota_oldest_queued_job_seconds"]) < 600
    assert float(found["carerota_database_bytes"]) > 10_000
    assert "tenant_a" not in said
    assert "person_x" not in said
