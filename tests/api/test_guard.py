"""What every request passes, and what every answer carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.api.calls import BASE, PASSWORD, add_login, key, service
from tests.api.service import add_person, add_tenant, sqlite_store

SIGN_IN = f"{BASE}/session"
HERE = "http://testserver"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[tuple[TestClient, str]]:
    """A browser that has signed in, and a key; no header is sent unless a test says so."""
    with sqlite_store(tmp_path) as store:
        tenant = add_tenant(store)
        add_login(store, tenant, "ada")
        _, token = add_person(store, tenant, "planner")
        with service(store) as client:
            assert client.post(SIGN_IN, json={"login": "ada", "password": PASSWORD}).is_success
            del client.headers["Sec-Fetch-Site"]
            yield client, token


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": HERE}, False),
        ({"Origin": HERE}, True),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "http://testserver.evil.example"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
    ],
    ids=str,
)
def test_another_site_cannot_use_a_browsers_session(
    browser: tuple[TestClient, str], headers: Mapping[str, str], taken: bool
) -> None:
    """Changing calls with a cookie come from our own page; looking is not held up."""
    client, _ = browser
    made = client.post(f"{BASE}/keys", json={"label": "a"}, headers=headers)
    assert made.status_code == (201 if taken else 403)
    assert client.get(SIGN_IN, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "http://e.example"}, False),
    ],
    ids=str,
)
def test_a_program_with_a_key_says_nothing_about_sites(
    browser: tuple[TestClient, str], headers: Mapping[str, str], taken: bool
) -> None:
    """And nobody is signed in by another site without noticing."""
    client, token = browser
    client.cookies.clear()
    made = client.post(f"{BASE}/keys", json={"label": "a"}, headers={**key(token), **headers})
    assert made.status_code == (201 if taken else 403)
    body = {"login": "ada", "password": PASSWORD}
    assert client.post(SIGN_IN, json=body, headers=headers).status_code == (200 if taken else 403)


def test_a_form_of_another_site_is_not_read_as_json(browser: tuple[TestClient, str]) -> None:
    """A body sent as plain text, which needs no leave from a browser, is refused."""
    client, _ = browser
    client.cookies.clear()
    body = f'{{"login": "ada", "password": "{PASSWORD}"}}'
    found = client.post(SIGN_IN, content=body, headers={"Content-Type": "text/plain"})
    assert found.status_code == 422


@pytest.mark.parametrize(
    "path", [SIGN_IN, f"{BASE}/nothing", "/openapi.json", "/fhir/metadata", f"{BASE}/people"]
)
def test_every_answer_carries_the_headers(browser: tuple[TestClient, str], path: str) -> None:
    """Refusals and failures as well; nothing from elsewhere runs, frames or learns an address."""
    client, _ = browser
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert headers["X-Request-Id"]
    if path.startswith(("/api", "/fhir")):
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("rota.example.org", True),
        ("ROTA.example.org:8443", True),
        ("a.homes.example", True),
        ("homes.example", False),
        ("evil.example", False),
        ("rota.example.org.evil.example", False),
        ("evilhomes.example", False),
        ("", False),
    ],
)
def test_the_service_answers_to_its_own_names_only(
    tmp_path: Path, host: str, answered: bool
) -> None:
    """A name of somebody else's that leads here is refused, ports and letters aside."""
    with (
        sqlite_store(tmp_path) as store,
        service(store, allowed_hosts=("rota.example.org", "*.homes.example")) as client,
    ):
        found = client.get("/openapi.json", headers={"Host": host})
        assert found.status_code == (200 if answered else 400)


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (f"{BASE}/people/a%00b", {}, 400),
        (f"{BASE}/people?after=a%00b", {}, 400),
        (SIGN_IN, {"Content-Length": "many"}, 400),
        (SIGN_IN, {"Content-Length": "9" * 5000}, 400),
        (SIGN_IN, {"Content-Length": "99999999999"}, 413),
    ],
)
def test_what_cannot_be_meant_is_refused_before_it_is_read(
    browser: tuple[TestClient, str], path: str, headers: Mapping[str, str], status: int
) -> None:
    """With problem details, like every refusal."""
    client, _ = browser
    found = client.get(path, headers=headers)
    assert found.status_code == status
    assert found.headers["Content-Type"] == "application/problem+json"
