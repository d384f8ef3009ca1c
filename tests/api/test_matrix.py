"""Default deny: every role on every route, on its own objects, others' and another tenant's.

The cases are made from the routes themselves, so a new route is covered the day it is written;
what its address names has to be in ``objects.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.auth.roles import MAY, NEEDS, OFFICE, Permission, Role, Scope
from api.store import Grant, Store, now
from tests.api.bodies import BODIES, UPLOADS
from tests.api.calls import add_row, key, service
from tests.api.every_route import Route, body_for, described, query_for
from tests.api.objects import KINDS, NOT_MADE, Owner
from tests.api.service import add_person, add_tenant, postgresql_store, sqlite_store

PUBLIC = {
    "GET /openapi.json": "the description of the service",
    "POST /api/v1/session": "signing in",
    "GET /api/v1/session/oidc": "signing in at an issuer",
    "GET /api/v1/session/oidc/back": "coming back from it",
    "GET /healthz": "whether the process lives",
    "GET /readyz": "whether it can answer",
    "GET /metrics": "figures without ids, for this machine or with a token of their own",
    "GET /feeds/{token}.ics": "the address is the secret, and it can be revoked",
    "GET /fhir/metadata": "what the FHIR doors can do",
    "GET /": "the page, before anybody has signed in",
    "GET /favicon.svg": "the page's sign",
    "GET /assets/{name}": "the page's parts",
}
"""Routes that ask nobody who they are, and why."""

ROUTES = [route for route in described()[0] if str(route) not in PUBLIC]
GUARDED = [route for route in ROUTES if route.permission is not None]
ELSEWHERE = ("client-elsewhere", "carer-elsewhere", "client-b", "carer-b")
"""Clients and carers no carer, client or family of these tests may read a word of."""
REFUSED = {401, 403, 404, 405}


class Whose(StrEnum):
    """Whose object a call names."""

    OWN = "own"
    ANOTHER_ONE = "another's"
    OTHER_TENANTS = "another tenant's"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A service with two providers, and somebody of every role at the first."""

    store: Store
    client: TestClient
    keys: Mapping[Role, str]
    owners: Mapping[tuple[Role, Whose], Owner]


class _Here:
    """Answers questions in this process, so that none has to be started."""

    def ask(self, question: Any, *given: Any, patience: float = 0.0) -> Any:
        """The answer."""
        return question(*given)

    def close(self) -> None:
        """There is nothing to end."""


@pytest.fixture(scope="module", params=[pytest.param("sqlite", marks=pytest.mark.long), "shared"])
def world(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    postgresql_answers: bool,
) -> Iterator[World]:
    """On PostgreSQL where it answers, else on SQLite: who may do what is no matter of either."""
    on_postgresql = request.param == "shared" and postgresql_answers
    folder = tmp_path_factory.mktemp("world")
    opened = postgresql_store() if on_postgresql else sqlite_store(folder)
    with opened as store, service(store) as client:
        app: Any = client.app
        app.state.parts = replace(app.state.parts, desk=_Here())
        yield _peopled(store, client)


def _peopled(store: Store, client: TestClient) -> World:
    """Everybody of the first provider is, or sees, client-a and carer-a."""
    for tenant in ("a", "b"):
        add_tenant(store, tenant)
        for table in ("clients", "carers"):
            for name in (tenant, "elsewhere") if tenant == "a" else (tenant,):
                funded = table == "clients" and name != "elsewhere"
                cells = {"funder": "county"} if funded else {}
                add_row(store, tenant, table, f"{table[:-1]}-{name}", **cells)
    another, _ = add_person(store, "a", "family")
    theirs, _ = add_person(store, "b", "family")
    keys, owners = {}, {}
    for role in Role:
        more: dict[str, str] = {}
        if role in (Role.CARER, Role.CLIENT):
            more["subject_id"] = f"{role}-a"
        if role is Role.COMMISSIONER:
            more["funder"] = "county"
        person, keys[role] = add_person(store, "a", role, **more)
        own = Owner(tenant="a", person=person, client="client-a", carer="carer-a")
        owners[role, Whose.OWN] = own
        owners[role, Whose.ANOTHER_ONE] = replace(
            own, person=another, client="client-elsewhere", carer="carer-elsewhere"
        )
        owners[role, Whose.OTHER_TENANTS] = Owner(
            tenant="b", person=theirs, client="client-b", carer="carer-b"
        )
    _let_family_see(store, owners[Role.FAMILY, Whose.OWN])
    return World(store=store, client=client, keys=keys, owners=owners)


def _let_family_see(store: Store, owner: Owner) -> None:
    """The times and no more: not who comes."""
    with store.write(owner.tenant) as session:
        session.add(
            Grant(
                person_id=owner.person,
                client_id=owner.client,
                scopes=["times"],
                consented_by="client",
                consented_at=now(),
                expires_at=now() + timedelta(days=1),
            )
        )


def _call(world: World, route: Route, owner: Owner, role: Role) -> Any:
    """Call the route, as the role, on objects made for ``owner``."""
    made: dict[str, str] = {}
    for name in route.parameters:
        made[name] = KINDS[name].make(world.store, owner, route.path, made)
    named, upload = BODIES.get(str(route)), UPLOADS.get(str(route))
    body = named(world.store, owner, role) if named else body_for(route)
    return world.client.request(
        route.method,
        route.path.format(**made),
        params=query_for(route),
        json=None if upload else body,
        files={"files": upload} if upload else None,
        headers={"If-Match": '"1"', **key(world.keys[role])},
    )


def test_every_route_asks_for_a_permission_or_is_on_the_list() -> None:
    """Default deny: a route that nobody thought about is no route."""
    assert [str(route) for route in ROUTES if route.permission is None] == []
    page = {"GET /", "GET /favicon.svg", "GET /assets/{name}"}  # where it has been built
    assert set(PUBLIC) - page <= {str(route) for route in described()[0]}


def test_every_parameter_of_an_address_is_known() -> None:
    """Whoever names a new kind of object in an address says in objects.py how one is made."""
    named = {name for route in ROUTES for name in route.parameters}
    assert named - set(KINDS) == set()


def test_every_body_that_names_a_rota_names_one_that_was_made() -> None:
    """Else a route would be called with the rota of its example, which nobody has."""
    bodies = {str(route): body_for(route) for route in GUARDED}
    naming = {one for one, body in bodies.items() if isinstance(body, dict) and "rota_id" in body}
    assert naming
    assert naming - set(BODIES) == set()


def test_every_permission_is_somebodys_and_family_needs_consent_for_each() -> None:
    """What a member of the family may do hangs on a scope the client has granted."""
    assert set(Permission) == set().union(*MAY.values())
    free = {Permission.BE_SIGNED_IN, Permission.SEE_GRANTS}
    assert MAY[Role.FAMILY] - free == set(NEEDS)


@pytest.mark.parametrize("route", GUARDED, ids=str)
@pytest.mark.parametrize("headers", [{}, key("key_wrong"), {"Cookie": "carerota=wrong"}])
def test_nobody_gets_nothing(world: World, route: Route, headers: Mapping[str, str]) -> None:
    """No session, a key that never was, a cookie that never was: 401."""
    names = dict.fromkeys(route.parameters, "x")
    path = route.path.format(**names)
    found = world.client.request(route.method, path, json=body_for(route), headers=headers)
    assert found.status_code == 401
    said = found.json()
    in_fhir = said.get("resourceType") == "OperationOutcome"
    assert in_fhir == route.path.startswith("/fhir/")
    assert in_fhir or said["code"] == "not-signed-in"


@pytest.mark.parametrize("whose", Whose)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("route", GUARDED, ids=str)
def test_a_role_gets_what_is_its_own_and_no_more(
    world: World, route: Route, role: Role, whose: Whose
) -> None:
    """403 for a role without the permission, 404 for what is not to be known of."""
    found = _call(world, route, world.owners[role, whose], role)
    if route.permission not in MAY[role]:
        assert found.status_code == 403, found.text
        return
    if str(route) in NOT_MADE:
        assert found.status_code in (404, 422), found.text
        return
    if not _is_known(route, role, whose):
        assert found.status_code == 404, found.text
        return
    assert found.status_code not in REFUSED, found.text
    assert found.status_code < 500, found.text
    if role not in OFFICE:
        hidden = (*ELSEWHERE, "carer-a") if role is Role.FAMILY else ELSEWHERE
        assert [word for word in hidden if word in found.text] == []


def _is_known(route: Route, role: Role, whose: Whose) -> bool:
    """Whether the object exists, as far as the role is told."""
    needed = NEEDS.get(route.permission) if route.permission else None
    if role is Role.FAMILY and needed not in (None, Scope.TIMES):
        return False
    names = [name for name in route.parameters if not KINDS[name].word]
    if str(route) in BODIES:
        names.append("client_id")
    if whose is Whose.OWN or not names:
        return True
    return whose is Whose.ANOTHER_ONE and all(role in KINDS[name].known_to for name in names)
