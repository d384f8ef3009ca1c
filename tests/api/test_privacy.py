"""No name, postcode, login or word about health leaves the database by a side door."""

from __future__ import annotations

import csv
import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from prometheus_client import generate_latest
from sqlalchemy import select
from starlette.testclient import TestClient

from api.logs import set_up_logs
from api.store import AuditRow, JobEvent, Store
from tests.api.calls import BASE, PASSWORD, add_login, add_row, key, service
from tests.api.every_route import body_for, described
from tests.api.objects import KINDS
from tests.api.service import add_person, add_tenant

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "melton_harborough_rutland"
LOGIN = "gwendolen.quillfeather@example.org"
ORDINARY = {"price"}
"""Words of the product that are somebody's last name as well."""
HEALTH = ("dementia", "insulin", "catheter", "stroke", "diabetes", "palliative")


def _words() -> set[str]:
    """Last names, postcodes and skills of the sample, and the login of this test."""
    found = {LOGIN, "quillfeather", *HEALTH}
    for table in ("clients", "carers"):
        with (SAMPLE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found |= {row["last_name"].lower(), row["postcode"].lower()}
                found |= {one.split(":")[0] for one in row.get("skills", "").split(";")}
    return {word for word in found - ORDINARY if len(word) > 3}


WORDS = _words()
TOLD = re.compile(r"\b(" + "|".join(re.escape(one) for one in sorted(WORDS)) + r")\b", re.I)


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything logged, by us and by the libraries below us."""
    written = io.StringIO()
    before = structlog.get_config()
    set_up_logs(logging.DEBUG, written)
    handler = logging.StreamHandler(written)
    handler.addFilter(lambda line: not line.name.startswith("httpx"))  # the caller's own words
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)
    structlog.configure(**before)


def _clients() -> list[dict[str, str]]:
    with (SAMPLE / "clients.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))[:5]


def _scenario(store: Store, client: TestClient) -> None:
    """Ordinary work, mistakes and mischief, with names wherever somebody might put them."""
    tenant = add_tenant(store)
    add_login(store, tenant, LOGIN)
    _, manager = add_person(store, tenant, "manager")
    office = key(manager)
    for password in ("wrong password", PASSWORD):
        client.post(f"{BASE}/session", json={"login": LOGIN, "password": password})
    for row in _clients():
        name = f"{row['first_name']} {row['last_name']}"
        add_row(store, tenant, "clients", row["client_id"], notes="dementia, insulin at eight")
        new = {"login": f"{row['last_name']}@example.org", "role": "family"}
        made = client.post(f"{BASE}/people", json=new, headers=office).json()
        client.post(f"{BASE}/people", json=new, headers=office)
        grant = {
            "person_id": made["person_id"],
            "client_id": row["client_id"],
            "scopes": ["times"],
            "consented_by": "attorney",
        }
        client.post(f"{BASE}/grants", json=grant, headers=office)
        client.post(f"{BASE}/grants", json=grant | {"consented_by": name}, headers=office)
        client.post(f"{BASE}/keys", json={"label": f"for {name}"}, headers=office)
        client.post(f"{BASE}/clients", json=row, headers=office)
        client.get(f"{BASE}/audit/clients/{row['client_id']}", headers=office)
        client.get(f"{BASE}/people?after={row['postcode']}", headers=office)
        client.get(f"{BASE}/nothing/{name}", headers=office)
    _everywhere(client, manager)


def _everywhere(client: TestClient, manager: str) -> None:
    """Every route once, with a name in its address and in whatever it reads."""
    for route in described()[0]:
        body = body_for(route)
        text = re.sub(r'": "[^"]*"', f'": "{LOGIN} dementia"', json.dumps(body))
        client.request(
            route.method,
            re.sub(r"\{[^}]*\}", "Quillfeather", route.path),
            content=text,
            headers={**key(manager), "Content-Type": "application/json", "If-Match": '"1"'},
        )


def test_nothing_personal_is_told_beside_the_answer(store: Store, lines: io.StringIO) -> None:
    """Logs, figures, the record and events of jobs name people by their ids alone."""
    with service(store) as client:
        _scenario(store, client)
    assert lines.getvalue().count("answered") > 50
    assert TOLD.findall(lines.getvalue()) == []
    assert TOLD.findall(generate_latest().decode()) == []
    with store.read("tenant_a") as session:
        rows = session.scalars(select(AuditRow)).all()
        assert len(rows) > 10
        told = [str({**vars(row), "_sa_instance_state": None}) for row in rows]
        told += [str(event.body) for event in session.scalars(select(JobEvent))]
    assert TOLD.findall("\n".join(told)) == []


def test_no_address_is_made_of_anything_personal() -> None:
    """Templates name kinds of things; what stands for one is an id."""
    routes = described()[0]
    assert TOLD.findall("\n".join(route.path for route in routes)) == []
    parameters = {name for route in routes for name in route.parameters}
    assert parameters - set(KINDS) <= {"token", "name"}


def test_a_failure_is_logged_without_what_it_said(
    lines: io.StringIO, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception may quote a row: kind and place are enough, and the caller gets an id."""

    def fails(*_: object) -> None:
        raise RuntimeError(f"no such row: {LOGIN}, dementia")

    monkeypatch.setattr("api.routes.session._me", fails)
    _, token = add_person(store, add_tenant(store), "manager")
    with service(store) as client:
        found = client.get(f"{BASE}/session", headers=key(token))
    assert found.status_code == 500
    assert TOLD.findall(found.text + lines.getvalue()) == []
    logged = [json.loads(one) for one in lines.getvalue().splitlines() if '"failed"' in one]
    assert logged[0]["failed"][0] == "RuntimeError"
    assert any(one.startswith("test_privacy.py:") for one in logged[0]["failed"])
    assert logged[0]["request"] in found.json()["detail"]


def test_the_words_looked_for_are_really_there() -> None:
    """A test that looks for nothing finds nothing."""
    assert len(WORDS) > 50
    assert {"dementia", "medication"} <= WORDS
    assert TOLD.findall(f"the client {LOGIN} of {_clients()[0]['postcode']}")
