"""Tables in, a rota planned, seen, pinned, published: through the service, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.book import take_snapshot
from api.desk.weeks import base_of, given_at
from api.rotas import judged, keep_rota
from api.settings import Settings
from api.store import RotaRow, Store
from scheduler.planning.week import plan_week
from tests.api.cli_tables import write_tables
from tests.api.service import add_person, add_tenant


@pytest.fixture
def service(store: Store) -> Iterator[TestClient]:
    """The service, called as a planner of tenant_a."""
    tenant = add_tenant(store)
    _, key = add_person(store, tenant, "planner")
    app = create_app(Settings(), store)
    with TestClient(app, headers={"X-API-Key": key}) as client:
        yield client


def _files(folder: Path) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (one.name, one.read_bytes())) for one in sorted(folder.glob("*.csv"))]


@pytest.fixture
def tables(service: TestClient, tmp_path: Path) -> TestClient:
    """The service with the tables of a small provider in it."""
    write_tables(tmp_path / "given")
    answer = service.post("/api/v1/imports", files=_files(tmp_path / "given"))
    assert answer.status_code == 201, answer.text
    return service


def keep_planned(store: Store) -> str:
    """A rota planned from the tables as they are, kept as a draft."""
    base = base_of(Settings(), store)
    with store.write("tenant_a") as session:
        snapshot = take_snapshot(session)
        given = given_at(base, session, snapshot.id, None, 7)
        made = plan_week(given.week, iterations=20_000, threads=1)
        row = keep_rota(
            session, judged(given, made.rota, made), snapshot_id=snapshot.id, made_by="person_x"
        )
        return row.id


def test_an_import_is_whole_or_not_at_all(service: TestClient, tmp_path: Path) -> None:
    """A fault anywhere keeps everything out; a dry run changes nothing."""
    write_tables(tmp_path / "given")
    dry = service.post("/api/v1/imports?dry_run=true", files=_files(tmp_path / "given"))
    assert dry.status_code == 201
    assert service.get("/api/v1/clients").json()["items"] == []
    broken = tmp_path / "given" / "demand.csv"
    broken.write_text(broken.read_text() + "nobody,breakfast,daily,99:00\n")
    answer = service.post("/api/v1/imports", files=_files(tmp_path / "given"))
    assert answer.status_code == 422
    errors = answer.json()["errors"]
    assert {one["file"] for one in errors} == {"demand.csv"}
    assert all(one["row"] for one in errors)
    assert service.get("/api/v1/clients").json()["items"] == []


def test_a_repeated_import_is_done_once(service: TestClient, tmp_path: Path) -> None:
    """The same key and files give the same answer; other files under it are refused."""
    write_tables(tmp_path / "given")
    files, headers = _files(tmp_path / "given"), {"Idempotency-Key": "import-1"}
    first = service.post("/api/v1/imports", files=files, headers=headers)
    again = service.post("/api/v1/imports", files=files, headers=headers)
    assert (first.json(), first.status_code) == (again.json(), again.status_code)
    assert again.headers["Idempotent-Replay"] == "true"
    other = service.post("/api/v1/imports", files=files[:1], headers=headers)
    assert other.json()["code"] == "repeat-differs"


def test_rows_are_added_changed_and_dropped(tables: TestClient) -> None:
    """With versions; the second to save is told what stands now."""
    first = tables.get("/api/v1/clients").json()["items"][0]
    url = f"/api/v1/clients/{first['id']}"
    changed = tables.patch(url, json={"pets": True}, headers={"If-Match": '"1"'})
    assert changed.json()["cells"]["pets"] == "yes"
    late = tables.patch(url, json={"pets": False}, headers={"If-Match": '"1"'})
    assert late.json()["code"] == "conflict"
    assert late.json()["current"]["version"] == 2
    assert late.json()["proposed"] == {"pets": False}
    assert tables.patch(url, json={"pets": False}).status_code == 428
    named = tables.delete(url, headers={"If-Match": "2"})
    assert named.json()["code"] == "bad-input"
    strange = tables.post("/api/v1/clients", json={"name": "x"})
    assert strange.json()["errors"][0]["column"] == "name"


def test_a_row_with_faults_is_refused_with_all_of_them(tables: TestClient) -> None:
    """By column, and nothing is kept."""
    before = tables.get("/api/v1/demand").json()
    answer = tables.post(
        "/api/v1/demand", json={"client_id": "nobody", "call": "lunch", "start": "27:00"}
    )
    assert {one["column"] for one in answer.json()["errors"]} >= {"client_id", "start"}
    assert tables.get("/api/v1/demand").json() == before


def test_pages_hold_every_row_once(tables: TestClient) -> None:
    """In order, whatever the size of a page."""
    whole = tables.get("/api/v1/demand").json()["items"]
    found, after = [], None
    while True:
        query = {"limit": 3} | ({"after": after} if after else {})
        page = tables.get("/api/v1/demand", params=query).json()
        found += page["items"]
        after = page["next"]
        if after is None:
            break
    assert found == whole
    assert tables.get("/api/v1/demand?after=nonsense").status_code == 422


def test_a_rota_is_seen_pinned_published_and_frozen(tables: TestClient, store: Store) -> None:
    """By the person signed in; each step once."""
    rota = keep_planned(store)
    url = f"/api/v1/rotas/{rota}"
    rows = tables.get(f"{url}/assignments").json()["items"]
    visits = {one["visit_id"]: one for one in tables.get(f"{url}/visits").json()}
    assert {one["visit_id"] for one in rows} == set(visits)
    made = next(one for one in rows if one["carer_id"])
    pin = tables.post(
        f"{url}/pins", json={"visit_id": made["visit_id"], "carers": [made["carer_id"]]}
    )
    assert pin.status_code == 201
    assert len(tables.get(f"{url}/pins").json()) == 1
    version = tables.get(url).json()["version"]
    done = tables.post(
        f"{url}/publish", json={"reason": "agreed"}, headers={"If-Match": f"{version}"}
    )
    assert done.json()["stage"] == "published", done.text
    twice = tables.post(f"{url}/publish", json={}, headers={"If-Match": done.headers["ETag"]})
    assert twice.json()["code"] == "wrong-state"
    frozen = tables.post(f"{url}/freeze", json={}, headers={"If-Match": done.headers["ETag"]})
    assert frozen.json()["stage"] == "frozen"
    copy = tables.post(f"{url}/drafts")
    assert copy.json()["stage"] == "draft"
    again = tables.get(f"/api/v1/rotas/{copy.json()['id']}/assignments").json()["items"]
    assert again == rows


def test_a_rota_with_a_hard_breach_is_not_published(tables: TestClient, store: Store) -> None:
    """Every breach is given as a reason."""
    rota = keep_planned(store)
    with store.write("tenant_a") as session:
        row = session.get_one(RotaRow, rota)
        breach = {"code": "W5", "rule": "W5", "sentence": "Too little rest."}
        row.legal, row.measures = False, {"referee": {"breaches": [breach]}}
    version = tables.get(f"/api/v1/rotas/{rota}").json()["version"]
    answer = tables.post(
        f"/api/v1/rotas/{rota}/publish", json={}, headers={"If-Match": str(version)}
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"] == "Too little rest."
    assert tables.get(f"/api/v1/rotas/{rota}").json()["stage"] == "draft"


def test_a_carer_sees_only_their_own_visits_of_what_is_published(
    tables: TestClient, store: Store
) -> None:
    """And no draft at all."""
    rota = keep_planned(store)
    rows = tables.get(f"/api/v1/rotas/{rota}/assignments").json()["items"]
    carer = next(one["carer_id"] for one in rows if one["carer_id"])
    _, key = add_person(store, "tenant_a", "carer", subject_id=carer)
    own = {"X-API-Key": key}
    assert tables.get(f"/api/v1/rotas/{rota}/assignments", headers=own).status_code == 404
    tables.post(f"/api/v1/rotas/{rota}/publish", json={}, headers={"If-Match": "1"})
    seen = tables.get(f"/api/v1/rotas/{rota}/assignments", headers=own).json()["items"]
    mine = {one["visit_id"] for one in rows if one["carer_id"] == carer}
    assert {one["visit_id"] for one in seen} == mine
    assert mine
    assert tables.get(f"/api/v1/rotas/{rota}", headers=own).status_code == 403
