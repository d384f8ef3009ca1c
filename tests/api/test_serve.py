"""``carerota serve`` as an operator meets it: one command up, one signal down."""

from __future__ import annotations

import json
import signal
import socket
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from api.cli import app
from api.operate.first import name_of
from api.settings import Settings, default_database
from api.store import Store
from tests.api.service import add_person, add_tenant
from tests.api.serving import served

PATIENCE_S = 120


@pytest.mark.slow
def test_it_serves_until_told_to_stop(store: Store) -> None:
    """Answers, says how the first manager gets in, logs ids only, ends with 0 at a signal."""
    with served(store, "--workers", "0") as (address, process):
        with httpx.Client(base_url=address, timeout=PATIENCE_S) as client:
            assert client.get("/healthz").json() == {"status": "ok"}
            assert client.get("/readyz").status_code == 200
            figures = client.get("/metrics").text
            assert "carerota_database_up 1.0" in figures
            assert 'carerota_jobs{state="queued"} 0.0' in figures
            assert client.get("/feeds/feed_secret.ics").status_code == 404
            passed_on = {"X-Forwarded-For": "192.0.2.7"}
            assert client.get("/metrics", headers=passed_on).status_code == 404
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    lines = said.splitlines()
    assert "carerota people add" in said
    events = [json.loads(one) for one in lines if one.startswith("{")]
    assert [one["event"] for one in events][-1] == "stopped"
    assert {"/healthz", "/feeds/{token}.ics"} <= {one.get("route") for one in events}
    for secret in ("feed_secret", "192.0.2.7"):
        assert secret not in said


@pytest.mark.slow
def test_figures_are_read_from_elsewhere_with_the_token_only(store: Store) -> None:
    """As told in the settings."""
    with (
        served(store, "--workers", "0", CAREROTA_METRICS_TOKEN="long and secret") as (address, _),
        httpx.Client(base_url=address, timeout=PATIENCE_S) as client,
    ):
        elsewhere = {"X-Forwarded-For": "192.0.2.7"}
        wrong = {**elsewhere, "Authorization": "Bearer other"}
        right = {**elsewhere, "Authorization": "Bearer long and secret"}
        assert client.get("/metrics", headers=wrong).status_code == 404
        assert client.get("/metrics", headers=right).status_code == 200


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    """In a sentence, with exit code 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = CliRunner().invoke(
            app, ["serve", "--db", f"sqlite:///{tmp_path}/x.db", "--port", port]
        )
    assert ended.exit_code == 2
    assert "cannot be listened at" in ended.output


def test_the_hint_goes_once_a_manager_can_sign_in(store: Store) -> None:
    """And comes back for nobody else."""
    from api.operate.first import HINT, hint

    tenant = add_tenant(store)
    add_person(store, tenant, "planner")
    assert hint(store) == HINT
    add_person(store, tenant, "manager")
    assert hint(store) == ""


def test_a_database_is_shown_without_its_password() -> None:
    """On the screen and in logs."""
    shown = name_of("postgresql+psycopg://care:secret@db/carerota")
    assert shown == "postgresql+psycopg://care:***@db/carerota"


def test_the_embedded_database_lies_in_the_users_own_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Wherever a command is called; a variable names another."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("CAREROTA_DATABASE", raising=False)
    assert Settings().database == default_database()
    if sys.platform == "linux":
        assert Settings().database == f"sqlite:///{tmp_path}/data/carerota/carerota.db"
    Store(Settings().database).engine.connect().close()
    monkeypatch.setenv("CAREROTA_DATABASE", "sqlite:///other.db")
    assert Settings().database == "sqlite:///other.db"
