"""People, keys, grants and feeds: who may come in, and what they see then."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from api.store import Person, Repeat, Store, now
from tests.api.calls import BASE, actions, key, manager_of, service
from tests.api.service import add_person

PEOPLE = f"{BASE}/people"


def _version(client: TestClient, person: str, headers: dict[str, str]) -> dict[str, str]:
    """Headers that name the version as it stands."""
    tag = client.get(f"{PEOPLE}/{person}", headers=headers).headers["ETag"]
    return {**headers, "If-Match": tag}


def test_a_manager_lets_somebody_in_changes_and_deactivates_them(store: Store) -> None:
    """Each step is recorded; a login stands once, however it is written."""
    _, manager = manager_of(store)
    with service(store) as client:
        new = {"login": "K01@Example.org", "role": "carer", "subject_id": "K01"}
        made = client.post(PEOPLE, json=new, headers=manager)
        assert made.status_code == 201
        assert made.json()["login"] == "k01@example.org"
        again = client.post(PEOPLE, json=new, headers=manager)
        assert again.status_code == 422
        assert again.json()["errors"][0]["column"] == "login"
        person = made.json()["person_id"]
        change = {"role": "planner", "subject_id": None}
        versioned = _version(client, person, manager)
        done = client.patch(f"{PEOPLE}/{person}", json=change, headers=versioned)
        assert (done.status_code, done.json()["role"], done.json()["version"]) == (
            200,
            "planner",
            2,
        )
        stale = client.patch(f"{PEOPLE}/{person}", json={"active": False}, headers=versioned)
        assert stale.status_code == 409
        assert stale.json()["current"]["version"] == 2
        assert stale.json()["proposed"] == {"active": False}
    assert actions(store, "tenant_a") == ["add person", "change person"]


@pytest.mark.parametrize(
    "body",
    [
        {"login": "x", "role": "carer"},
        {"login": "x", "role": "planner", "subject_id": "K01"},
        {"login": "x", "role": "commissioner"},
        {"login": "a b", "role": "planner"},
        {"login": "x", "role": "owner"},
        {"login": "x", "role": "planner", "password": "seven green lamps"},
        {"login": "x\x00", "role": "planner"},
    ],
)
def test_a_person_without_what_the_role_needs_is_refused(store: Store, body: object) -> None:
    """A carer says which carer; a password is never part of a call that is remembered."""
    _, manager = manager_of(store)
    with service(store) as client:
        assert client.post(PEOPLE, json=body, headers=manager).status_code == 422


@pytest.mark.parametrize("change", [{"active": False}, {"role": "planner"}])
def test_the_last_manager_cannot_be_removed(store: Store, change: object) -> None:
    """Neither let go nor given another role; with a second manager, both can."""
    person, manager = manager_of(store)
    with service(store) as client:
        versioned = _version(client, person, manager)
        refused = client.patch(f"{PEOPLE}/{person}", json=change, headers=versioned)
        assert (refused.status_code, refused.json()["code"]) == (409, "wrong-state")
        add_person(store, "tenant_a", "manager")
        assert client.patch(f"{PEOPLE}/{person}", json=change, headers=versioned).is_success


def test_two_managers_cannot_remove_each_other_at_the_same_moment(store: Store) -> None:
    """However the two requests fall, one manager is left."""
    first, one = manager_of(store)
    second, token = add_person(store, "tenant_a", "manager")
    with service(store) as client:

        def let_go(person: str, by: object) -> None:
            client.patch(
                f"{PEOPLE}/{person}", json={"active": False}, headers={**by, "If-Match": '"1"'}
            )

        both = [
            threading.Thread(target=let_go, args=pair)
            for pair in ((second, one), (first, key(token)))
        ]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
    with store.read("tenant_a") as session:
        left = session.scalars(select(Person.id).where(Person.active.is_(True))).all()
    assert len(left) == 1


def test_pages_of_people_hold_each_once(store: Store) -> None:
    """Seven persons, three on a page; a mark that is not ours is refused."""
    _, manager = manager_of(store)
    for _ in range(6):
        add_person(store, "tenant_a", "carer", subject_id="K01")
    with service(store) as client:
        seen: list[str] = []
        after: str | None = None
        for _ in range(3):
            given = {"limit": 3} | ({"after": after} if after else {})
            page = client.get(PEOPLE, params=given, headers=manager).json()
            seen += [one["person_id"] for one in page["items"]]
            after = page["next"]
        assert after is None
        assert len(seen) == len(set(seen)) == 7
        carers = client.get(PEOPLE, params={"role": "carer"}, headers=manager).json()["items"]
        assert len(carers) == 6
        for list_of in ("people", "keys", "grants", "feeds", "audit"):
            wrong = client.get(
                f"{BASE}/{list_of}", params={"after": "WyJ4Iix7fV0"}, headers=manager
            )
            assert wrong.status_code == 422


def test_a_key_is_shown_once_and_never_kept(store: Store) -> None:
    """A repeat of the call has null in its place, and the key stands nowhere in the database."""
    _, manager = manager_of(store)
    with service(store) as client:
        once = {**manager, "Idempotency-Key": "a"}
        made = client.post(f"{BASE}/keys", json={"label": "export"}, headers=once).json()
        again = client.post(f"{BASE}/keys", json={"label": "export"}, headers=once).json()
        assert again == made | {"key": None}
        assert client.get(f"{BASE}/session", headers=key(made["key"])).status_code == 200
        with store.read(None) as session:
            assert made["key"] not in str(session.scalars(select(Repeat.body)).all())
        listed = client.get(f"{BASE}/keys", headers=manager).json()["items"]
        assert all("key" not in one for one in listed)
        gone = client.delete(f"{BASE}/keys/{made['key_id']}", headers=manager)
        assert gone.status_code == 204
        assert client.get(f"{BASE}/session", headers=key(made["key"])).status_code == 401


def test_a_key_ends_when_it_was_said_to(store: Store) -> None:
    """And cannot be made to have ended already."""
    _, manager = manager_of(store)
    with service(store) as client:
        past = {"label": "a", "expires_at": (now() - timedelta(seconds=1)).isoformat()}
        assert client.post(f"{BASE}/keys", json=past, headers=manager).status_code == 422
        soon = {"label": "a", "expires_at": (now() + timedelta(hours=1)).isoformat()}
        made = client.post(f"{BASE}/keys", json=soon, headers=manager).json()
        assert client.get(f"{BASE}/session", headers=key(made["key"])).is_success
        with store.write(None) as session:
            session.connection().exec_driver_sql(
                "UPDATE api_key SET expires_at = '2020-01-01 00:00:00+00' WHERE id = "
                f"'{made['key_id']}'"
                if not store.is_sqlite
                else f"UPDATE api_key SET expires_at = '2020-01-01 00:00:00.000000' WHERE id = "
                f"'{made['key_id']}'"
            )
        assert client.get(f"{BASE}/session", headers=key(made["key"])).status_code == 401


def test_only_a_manager_makes_or_revokes_anothers_key(store: Store) -> None:
    """To everybody else another's key does not exist, and neither does the other."""
    _, manager = manager_of(store)
    planner, token = add_person(store, "tenant_a", "planner")
    carer, _ = add_person(store, "tenant_a", "carer", subject_id="K01")
    with service(store) as client:
        body = {"label": "a", "person_id": carer}
        assert client.post(f"{BASE}/keys", json=body, headers=key(token)).status_code == 404
        made = client.post(f"{BASE}/keys", json=body, headers=manager)
        assert made.status_code == 201
        path = f"{BASE}/keys/{made.json()['key_id']}"
        assert client.delete(path, headers=key(token)).status_code == 404
        assert client.delete(path, headers=manager).status_code == 204
        own = client.get(f"{BASE}/keys", headers=key(token)).json()["items"]
        assert {one["person_id"] for one in own} == {planner}
