"""Single sign-on: only with everything in order, and only for somebody let in before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import func, select
from starlette.testclient import TestClient

from api.store import Person, Store
from tests.api.calls import BASE, add_login, service
from tests.api.issuer import CLIENT, SECRET, Issuer, an_issuer
from tests.api.service import add_tenant, sqlite_store

LOGIN = "planner@example.org"
VERIFIED = {"email": LOGIN, "email_verified": True}


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """One that knows the planner."""
    with an_issuer() as made:
        made.claims = dict(VERIFIED)
        yield made


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    """A provider with a planner, and somebody known by subject alone."""
    with sqlite_store(tmp_path) as store:
        tenant = add_tenant(store)
        add_login(store, tenant, LOGIN, "planner")
        add_login(store, tenant, "subject:s-2", "auditor")
        yield store


@pytest.fixture
def browser(kept: Store, issuer: Issuer) -> Iterator[TestClient]:
    """A browser at a service that is told of the issuer."""
    told = {"oidc_issuer": issuer.address, "oidc_client": CLIENT, "oidc_secret": SECRET}
    with service(kept, **told) as client:
        yield client


def _begin(browser: TestClient, issuer: Issuer) -> dict[str, str]:
    """Off to the issuer; what the browser was given to bring there."""
    found = browser.get(f"{BASE}/session/oidc", follow_redirects=False)
    assert found.status_code == 302
    address = urlsplit(found.headers["Location"])
    assert f"{address.scheme}://{address.netloc}" == issuer.address
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert asked["code_challenge_method"] == "S256"
    issuer.challenge = asked["code_challenge"]
    issuer.claims.setdefault("nonce", asked["nonce"])
    return asked


def _back(browser: TestClient, state: str) -> Any:
    return browser.get(f"{BASE}/session/oidc/back", params={"code": "c", "state": state})


def test_a_verified_login_is_let_in(browser: TestClient, issuer: Issuer) -> None:
    """The session is that of the person a manager let in."""
    asked = _begin(browser, issuer)
    assert _back(browser, asked["state"]).status_code == 200
    assert browser.get(f"{BASE}/session").json()["role"] == "planner"


def test_a_subject_is_let_in_under_its_own_login(browser: TestClient, issuer: Issuer) -> None:
    """Where the issuer gives no e-mail, the login says which subject it is for."""
    issuer.claims = {"sub": "s-2"}
    asked = _begin(browser, issuer)
    assert _back(browser, asked["state"]).status_code == 200
    assert browser.get(f"{BASE}/session").json()["role"] == "auditor"


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"email": "nobody@example.org"},
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "http://127.0.0.1:1"},
        {"aud": "another-service"},
        {"aud": [CLIENT, "another-service"]},
        {"azp": "another-service"},
        {"exp": 1_000_000_000},
        {"exp": None},
    ],
    ids=str,
)
def test_nothing_less_than_everything_lets_in(
    browser: TestClient, kept: Store, issuer: Issuer, claims: dict[str, Any]
) -> None:
    """And nobody is made."""
    issuer.claims |= claims
    asked = _begin(browser, issuer)
    assert _back(browser, asked["state"]).status_code == 401
    assert browser.get(f"{BASE}/session").status_code == 401
    with kept.read(None) as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 2


def test_another_signature_does_not_let_in(browser: TestClient, issuer: Issuer) -> None:
    """Neither another key's, nor one made with the secret both sides know."""
    for signed_by, algorithm in (
        (RSAKey.generate_key(2048), "RS256"),
        (OctKey.import_key(SECRET * 3), "HS256"),
    ):
        issuer.signed_by = signed_by
        issuer.header = {"alg": algorithm, "kid": "one"}
        issuer.claims.pop("nonce", None)
        asked = _begin(browser, issuer)
        assert _back(browser, asked["state"]).status_code == 401


def test_nobody_finishes_what_another_browser_began(browser: TestClient, issuer: Issuer) -> None:
    """A state of somebody else's, or none remembered: the code is worth nothing."""
    asked = _begin(browser, issuer)
    assert _back(browser, "another").status_code == 401
    browser.cookies.clear()
    assert _back(browser, asked["state"]).status_code == 401


def test_a_code_caught_on_its_way_is_worth_nothing(browser: TestClient, issuer: Issuer) -> None:
    """Without the verifier of this browser the issuer gives no token."""
    asked = _begin(browser, issuer)
    issuer.challenge = "of another browser"
    assert _back(browser, asked["state"]).status_code == 401


def test_a_service_told_of_no_issuer_has_no_single_sign_on(kept: Store) -> None:
    """Both addresses lead nowhere."""
    with service(kept) as client:
        for path in ("", "/back"):
            found = client.get(f"{BASE}/session/oidc{path}", follow_redirects=False)
            assert found.status_code == 404


def test_an_issuer_that_does_not_answer_is_said(kept: Store) -> None:
    """503, not a failure of ours."""
    with service(kept, oidc_issuer="http://127.0.0.1:9", oidc_client="x") as client:
        found = client.get(f"{BASE}/session/oidc", follow_redirects=False)
        assert (found.status_code, found.json()["code"]) == (503, "not-ready")
