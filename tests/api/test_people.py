"""People, keys, grants and feeds: who may come in, and what they see then."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from api.auth.feeds import feed_of
from api.problems import Problem
from api.store import FeedToken, Grant, Person, Repeat, Store, now
from tests.api.calls import BASE, actions, add_row, key, manager_of, service
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


def _family(store: Store) -> tuple[str, dict[str, str]]:
    person, token = add_person(store, "tenant_a", "family")
    return person, dict(key(token))


def _grant(person: str, **more: object) -> dict[str, object]:
    said = {"person_id": person, "client_id": "C1", "scopes": ["times"], "consented_by": "client"}
    return said | more


def test_a_grant_is_given_by_its_client_or_the_office_and_revoked(store: Store) -> None:
    """Another client can do neither; the family may only look."""
    _, manager = manager_of(store)
    for name in ("C1", "C2"):
        add_row(store, "tenant_a", "clients", name)
    _, one = add_person(store, "tenant_a", "client", subject_id="C1")
    _, two = add_person(store, "tenant_a", "client", subject_id="C2")
    person, family = _family(store)
    with service(store) as client:
        path = f"{BASE}/grants"
        assert client.post(path, json=_grant(person), headers=key(two)).status_code == 404
        assert client.post(path, json=_grant(person), headers=family).status_code == 403
        made = client.post(path, json=_grant(person), headers=key(one))
        assert made.status_code == 201
        by_office = _grant(person, client_id="C2", consented_by="attorney", days=30)
        assert client.post(path, json=by_office, headers=manager).status_code == 201
        seen = client.get(path, headers=family).json()["items"]
        assert {item["client_id"] for item in seen} == {"C1", "C2"}
        theirs = client.get(path, headers=key(two)).json()["items"]
        assert {item["client_id"] for item in theirs} == {"C2"}
        grant = f"{path}/{made.json()['grant_id']}"
        assert client.delete(grant, headers=key(two)).status_code == 404
        assert client.delete(grant, headers=family).status_code == 403
        assert client.delete(grant, headers=key(one)).status_code == 204
    assert actions(store, "tenant_a") == ["give grant", "give grant", "revoke grant"]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"scopes": []}, "scopes"),
        ({"scopes": ["diagnosis"]}, "scopes.0"),
        ({"consented_by": "Ada Quill"}, "consented_by"),
        ({"days": 400}, "days"),
        ({"person_id": "person_nobody"}, "person_id"),
        ({"consented_at": "2999-01-01T00:00:00Z"}, "consented_at"),
        ({"consented_at": "2020-01-01T00:00:00"}, "consented_at"),
    ],
)
def test_a_grant_that_is_not_sound_is_refused(
    store: Store, change: dict[str, object], column: str
) -> None:
    """Consent has a capacity, never a name; it is given before it is used."""
    _, manager = manager_of(store)
    add_row(store, "tenant_a", "clients", "C1")
    person, _ = _family(store)
    with service(store) as client:
        found = client.post(f"{BASE}/grants", json=_grant(person, **change), headers=manager)
        assert found.status_code == 422
        columns = [error["column"].removeprefix("body.") for error in found.json()["errors"]]
        assert columns == [column]


def test_a_client_cannot_claim_an_attorneys_consent(store: Store) -> None:
    """Whoever consents for another does so through the office."""
    manager_of(store)
    add_row(store, "tenant_a", "clients", "C1")
    _, one = add_person(store, "tenant_a", "client", subject_id="C1")
    person, _ = _family(store)
    with service(store) as client:
        body = _grant(person, consented_by="attorney")
        assert client.post(f"{BASE}/grants", json=body, headers=key(one)).status_code == 422


def test_a_feed_is_ones_own_and_dies_with_its_maker(store: Store) -> None:
    """A carer makes their own feed; let go, its address leads nowhere, even if let in again."""
    _, manager = manager_of(store)
    for name in ("K1", "K2"):
        add_row(store, "tenant_a", "carers", name)
    carer, token = add_person(store, "tenant_a", "carer", subject_id="K1")
    with service(store) as client:
        path = f"{BASE}/feeds"
        other = {"kind": "carer", "subject_id": "K2"}
        own = {"kind": "carer", "subject_id": "K1"}
        assert client.post(path, json=other, headers=key(token)).status_code == 404
        made = client.post(path, json=own, headers=key(token)).json()
        by_office = client.post(path, json=own, headers=manager).json()
        assert feed_of(store, made["token"]).subject_id == "K1"
        assert len(client.get(path, headers=key(token)).json()["items"]) == 2
        for active in (False, True):
            versioned = _version(client, carer, dict(manager))
            client.patch(f"{PEOPLE}/{carer}", json={"active": active}, headers=versioned)
        assert client.get(f"{BASE}/session", headers=key(token)).status_code == 401
    for given in (made, by_office):
        with pytest.raises(Problem, match="not-found"):
            feed_of(store, given["token"])


def test_a_feed_expires_and_is_revoked(store: Store) -> None:
    """Either way there is no such feed any more."""
    _, manager = manager_of(store)
    add_row(store, "tenant_a", "clients", "C1")
    with service(store) as client:
        path = f"{BASE}/feeds"
        body = {"kind": "client", "subject_id": "C1"}
        revoked, expired = (client.post(path, json=body, headers=manager).json() for _ in range(2))
        client.delete(f"{path}/{revoked['feed_id']}", headers=manager)
    with store.write("tenant_a") as session:
        session.execute(
            update(FeedToken)
            .where(FeedToken.id == expired["feed_id"])
            .values(expires_at=now() - timedelta(seconds=1))
        )
    for given in (revoked, expired):
        with pytest.raises(Problem, match="not-found"):
            feed_of(store, given["token"])


def test_a_grant_that_has_expired_shows_nothing(store: Store) -> None:
    """It stays on record, and opens nothing."""
    _, manager = manager_of(store)
    add_row(store, "tenant_a", "clients", "C1")
    person, _family_key = _family(store)
    with service(store) as client:
        client.post(f"{BASE}/grants", json=_grant(person), headers=manager)
    with store.write("tenant_a") as session:
        session.execute(update(Grant).values(expires_at=now() - timedelta(seconds=1)))
    from api.auth.caller import _scoped

    with store.read("tenant_a") as session:
        caller = _scoped(session, session.get_one(Person, person), by_cookie=False)
    assert caller.clients == frozenset()
