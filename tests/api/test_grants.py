"""Grants to family, and private feeds: given, expired, revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from api.auth.caller import _scoped
from api.auth.feeds import feed_of
from api.auth.roles import Permission, Scope
from api.problems import Problem
from api.store import FeedToken, Grant, Person, Store, now
from tests.api.calls import BASE, actions, add_row, key, manager_of, service
from tests.api.service import add_person

PEOPLE = f"{BASE}/people"


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
            tag = client.get(f"{PEOPLE}/{carer}", headers=manager).headers["ETag"]
            versioned = {**manager, "If-Match": tag}
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
    with store.read("tenant_a") as session:
        caller = _scoped(session, session.get_one(Person, person), by_cookie=False)
    assert caller.clients == frozenset()


def test_each_scope_opens_what_it_names_and_nothing_else(store: Store) -> None:
    """Times, who comes, and asking are granted one by one, and add up over several grants."""
    manager_of(store)
    person, _ = _family(store)
    given = {"C1": ["times"], "C2": ["requests"], "C3": ["times", "carers"], "C4": ["carers"]}
    with store.write("tenant_a") as session:
        for client, scopes in (*given.items(), ("C1", ["requests"])):
            session.add(
                Grant(
                    person_id=person,
                    client_id=client,
                    scopes=scopes,
                    consented_by="client",
                    consented_at=now(),
                    expires_at=now() + timedelta(days=1),
                )
            )
    with store.read("tenant_a") as session:
        caller = _scoped(session, session.get_one(Person, person), by_cookie=False)
    assert caller.grants is not None
    assert caller.grants["C1"] == {Scope.TIMES, Scope.REQUESTS}
    for permission in (Permission.SEE_ASSIGNMENTS, Permission.SEE_CARE):
        assert caller.narrowed(permission).clients == {"C1", "C3"}
    assert caller.narrowed(Permission.ASK_FOR_TIMES).clients == {"C1", "C2"}
    assert [one for one in given if caller.knows_who_comes(one)] == ["C3", "C4"]
