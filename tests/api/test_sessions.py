"""Signing in, staying in, and being put out."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select
from starlette.testclient import TestClient

from api.auth import passwords
from api.store import Attempt, Person, Session, Store
from tests.api.calls import BASE, PASSWORD, add_login, key, manager_of, service
from tests.api.service import add_tenant

SIGN_IN = f"{BASE}/session"
NEW = "nine blue lanterns"


def _sign_in(client: TestClient, login: str = "ada", password: str = PASSWORD) -> int:
    return client.post(SIGN_IN, json={"login": login, "password": password}).status_code


@pytest.fixture
def signed_in(store: Store) -> Iterator[TestClient]:
    """A browser that has signed in."""
    add_login(store, add_tenant(store), "ada")
    with service(store) as client:
        assert _sign_in(client) == 200
        yield client


def test_a_session_is_kept_out_of_reach_of_scripts_and_other_sites(store: Store) -> None:
    """HttpOnly, Secure, SameSite=Strict, for this host alone; the token is kept nowhere."""
    add_login(store, add_tenant(store), "ada")
    with service(store, secure_cookies=True) as client:
        body = {"login": " ADA ", "password": PASSWORD}
        cookie = client.post(SIGN_IN, json=body).headers["Set-Cookie"]
    name, token = cookie.split(";")[0].split("=", 1)
    assert name == "__Host-carerota"
    words = {word.strip().lower() for word in cookie.split(";")[1:]}
    assert {"httponly", "secure", "samesite=strict", "path=/"} <= words
    with store.read(None) as session:
        kept = session.scalars(select(Session.token_hash)).all()
    assert len(kept) == 1
    assert token not in kept


def test_every_sign_in_has_a_new_token_and_ends_the_one_before(signed_in: TestClient) -> None:
    """A token put into a browser beforehand is worth nothing afterwards."""
    before = signed_in.cookies["carerota"]
    assert _sign_in(signed_in) == 200
    after = signed_in.cookies["carerota"]
    assert after != before
    for token, status in ((before, 401), (after, 200)):
        signed_in.cookies.clear()
        assert signed_in.get(SIGN_IN, headers={"Cookie": f"carerota={token}"}).status_code == status


def test_signing_out_ends_the_session(signed_in: TestClient) -> None:
    """Whoever has copied the token is out as well."""
    token = signed_in.cookies["carerota"]
    assert signed_in.delete(SIGN_IN).status_code == 204
    assert signed_in.get(SIGN_IN, headers={"Cookie": f"carerota={token}"}).status_code == 401


def test_a_session_ends_by_itself(store: Store) -> None:
    """After its hours, whatever the browser keeps."""
    add_login(store, add_tenant(store), "ada")
    with service(store, session_hours=1e-7) as client:
        assert _sign_in(client) == 200
        assert client.get(SIGN_IN).status_code == 401


def test_changing_ones_password_needs_the_old_one_and_ends_every_other_session(
    signed_in: TestClient, store: Store
) -> None:
    """The browser that asked stays signed in, under a new token."""
    with service(store) as elsewhere:
        assert _sign_in(elsewhere) == 200
        wrong = {"old": "not the password", "password": NEW}
        assert signed_in.put(f"{SIGN_IN}/password", json=wrong).status_code == 422
        weak = {"old": PASSWORD, "password": "ada ada ada ada"}
        assert signed_in.put(f"{SIGN_IN}/password", json=weak).status_code == 422
        assert elsewhere.get(SIGN_IN).status_code == 200
        right = {"old": PASSWORD, "password": NEW}
        assert signed_in.put(f"{SIGN_IN}/password", json=right).status_code == 204
        assert signed_in.get(SIGN_IN).status_code == 200
        assert elsewhere.get(SIGN_IN).status_code == 401
        assert _sign_in(elsewhere) == 401
        assert _sign_in(elsewhere, password=NEW) == 200


@pytest.mark.parametrize("how", ["password", "deactivated", "role"])
def test_a_manager_ends_every_session_of_a_person(store: Store, how: str) -> None:
    """By another password, by another role, or by letting them go."""
    _, manager = manager_of(store)
    person = add_login(store, "tenant_a", "ada", "planner")
    with service(store) as client, service(store) as office:
        assert _sign_in(client) == 200
        path, versioned = f"{BASE}/people/{person}", {**manager, "If-Match": '"1"'}
        if how == "password":
            done = office.put(f"{path}/password", json={"password": NEW}, headers=manager)
        else:
            change = {"active": False} if how == "deactivated" else {"role": "auditor"}
            done = office.patch(path, json=change, headers=versioned)
        assert done.is_success, done.text
        assert client.get(SIGN_IN).status_code == 401
        assert _sign_in(client) == (200 if how == "role" else 401)


def test_too_many_wrong_passwords_are_refused_even_if_the_next_is_right(store: Store) -> None:
    """Another login is not held up; who tried is not to be read from the table."""
    add_login(store, add_tenant(store), "ada")
    add_login(store, "tenant_a", "bob")
    with service(store, sign_ins_a_minute=3) as client:
        assert [_sign_in(client, password="wrong") for _ in range(3)] == [401] * 3
        found = client.post(SIGN_IN, json={"login": "ada", "password": PASSWORD})
        assert (found.status_code, found.json()["code"]) == (429, "too-many")
        assert found.headers["Retry-After"] == "60"
        assert _sign_in(client, "bob") == 200
    with store.read(None) as session:
        assert not any("ada" in one for one in session.scalars(select(Attempt.subject)))


def test_right_passwords_never_count(store: Store) -> None:
    """Somebody who signs in often is not a guesser."""
    add_login(store, add_tenant(store), "ada")
    with service(store, sign_ins_a_minute=2) as client:
        assert [_sign_in(client) for _ in range(4)] == [200] * 4


def test_guesses_sent_at_once_are_counted_before_they_are_looked_at(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eight at the same moment, three allowed: three passwords are compared."""
    add_login(store, add_tenant(store), "ada")
    compared = _count_compared(monkeypatch)
    with service(store, sign_ins_a_minute=3) as client:
        several = [
            threading.Thread(target=_sign_in, args=(client, "ada", f"guess {number}"))
            for number in range(8)
        ]
        for thread in several:
            thread.start()
        for thread in several:
            thread.join()
    assert len(compared) == 3


@pytest.mark.parametrize("login", ["ada", "gone", "nobody", "sso"])
def test_a_login_that_does_not_exist_is_as_much_work(
    store: Store, monkeypatch: pytest.MonkeyPatch, login: str
) -> None:
    """One argon2 comparison of the same cost, and the same answer, whoever is asked for."""
    add_login(store, add_tenant(store), "ada")
    add_login(store, "tenant_a", "gone", active=False)
    with store.write("tenant_a") as session:
        session.add(Person(login="sso", role="planner"))
    compared = _count_compared(monkeypatch)
    with service(store) as client:
        found = client.post(SIGN_IN, json={"login": login, "password": "wrong"})
    assert found.json()["detail"] == "The login or the password is wrong."
    assert [kept.rsplit("$", 2)[0] for kept in compared] == [
        passwords.password_hash(PASSWORD).rsplit("$", 2)[0]
    ]


def _count_compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hashes that passwords are compared with from now on."""
    seen: list[str] = []
    plain = Argon2Hasher.verify

    def verify(self: Argon2Hasher, password: str | bytes, kept: str | bytes) -> bool:
        seen.append(str(kept))
        return plain(self, password, kept)

    monkeypatch.setattr(Argon2Hasher, "verify", verify)
    return seen


def test_passwords_are_kept_as_argon2id() -> None:
    """Slow to guess; never the password, and never the same text twice."""
    one, two = passwords.password_hash(PASSWORD), passwords.password_hash(PASSWORD)
    assert one.startswith("$argon2id$")
    assert one != two
    assert PASSWORD not in one
    assert passwords.is_right(PASSWORD, one)
    assert not passwords.is_right(PASSWORD + "s", one)
    assert not passwords.is_right("nobody has this password", None)


@pytest.mark.parametrize(
    "password", ["short", "aaaaaaaaaaaaaaaa", "my login is ada", "eleven lett"]
)
def test_a_weak_password_is_refused(password: str) -> None:
    """Too short, too alike, or the login itself."""
    assert passwords.what_is_weak(password, "ada") is not None
    assert passwords.what_is_weak(PASSWORD, "ada") is None


def test_requests_are_counted_by_person_and_by_address(store: Store) -> None:
    """One who asks too often is told to wait, and holds nobody else up."""
    _, one = manager_of(store, "tenant_a")
    _, two = manager_of(store, "tenant_b")
    with service(store, requests_a_minute=3) as client:
        assert [client.get(SIGN_IN, headers=one).status_code for _ in range(4)] == [200] * 3 + [429]
        assert client.get(SIGN_IN, headers=two).status_code == 200
        wrong = [client.get(SIGN_IN, headers=key(f"key_{n}")).status_code for n in range(4)]
        assert wrong == [401] * 3 + [429]
        assert client.get("/openapi.json").status_code == 429
        assert client.get(SIGN_IN, headers=two).status_code == 200


def test_the_database_for_tests_is_not_shared(tmp_path: Path) -> None:
    """A store that is copied from a form is its own."""
    from tests.api.service import sqlite_store

    with sqlite_store(tmp_path) as one, sqlite_store(tmp_path) as two:
        add_tenant(one)
        with two.read(None) as session:
            assert session.get(Person, "x") is None
        assert one.url != two.url
