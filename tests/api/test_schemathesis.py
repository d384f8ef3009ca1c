"""Requests made up from the description, by every role: nothing undocumented, no 5xx."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.auth import Role
from api.settings import Settings
from api.store import Store
from tests.api.asked import inline_app, keep_planned
from tests.api.cli_tables import write_tables
from tests.api.service import add_person, add_tenant, sqlite_store

API = "/api/v1"
EXAMPLES = 4
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
"""What an answer must be; that a request the description allows may be refused is our business:
no description says which ids there are."""
NOT_HERE = ("/events", "/oidc", "/readyz")
"""A stream lasts as long as its job; single sign-on needs somebody else; without workers the
service is not ready, and says so as described: 503."""
SUBJECTS = {Role.CARER: "K1", Role.CLIENT: "C1", Role.FAMILY: None}


class Place:
    """A service with something in it."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        tenant = add_tenant(store)
        self.keys = {
            role: add_person(store, tenant, role, subject_id=SUBJECTS.get(role), funder="council")[
                1
            ]
            for role in Role
        }
        settings_ = Settings(requests_a_minute=10**9, sign_ins_a_minute=10**9)
        self.app = inline_app(store, settings_)
        self.known = self._filled(folder)

    def _filled(self, folder: Path) -> dict[str, str]:
        """Ids of what there is, by name of the parameter that asks for one."""
        write_tables(folder / "given")
        files = [
            ("files", (one.name, one.read_bytes()))
            for one in sorted((folder / "given").glob("*.csv"))
        ]
        headers = {"X-API-Key": self.keys[Role.PLANNER]}
        with TestClient(self.app, headers=headers) as planner:
            planner.post(f"{API}/imports", files=files)
            told, draft = keep_planned(self.store), keep_planned(self.store, iterations=2_000)
            planner.post(f"{API}/rotas/{told}/publish", json={}, headers={"If-Match": "1"})
            rows = planner.get(f"{API}/rotas/{told}/assignments").json()["items"]
            client = planner.get(f"{API}/clients").json()["items"][0]
        return {
            "rota_id": draft,
            "other_id": told,
            "visit_id": rows[0]["visit_id"],
            "client_id": "C1",
            "row_id": client["id"],
        }


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """One service for every role."""
    folder = tmp_path_factory.mktemp("made-up")
    with sqlite_store(folder) as store:
        yield Place(store, folder)


def _asked(place: Place, operation: Any, key: str | None) -> None:
    """A few requests of one operation; half of them name what there is."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), real=st.booleans())
    def ask(case: Any, real: bool) -> None:
        if real:
            for name in case.path_parameters or {}:
                case.path_parameters[name] = place.known.get(name, case.path_parameters[name])
        headers = {} if key is None else {"X-API-Key": key}
        case.call_and_validate(headers=headers, checks=CHECKS)

    ask()


def _said(error: BaseException) -> str:
    """Every fault of a group, in short."""
    if isinstance(error, BaseExceptionGroup):
        return "; ".join(_said(one) for one in error.exceptions)
    return f"{type(error).__name__}: {str(error)[:600]}"


@pytest.mark.slow
@pytest.mark.parametrize("role", [*Role, None])
def test_no_role_is_answered_otherwise_than_described(place: Place, role: Role | None) -> None:
    """Every operation: no 5xx, no status or type of content that the description lacks."""
    schema = schemathesis.openapi.from_asgi("/openapi.json", place.app)
    faults = []
    operations = [one.ok() for one in schema.get_all_operations()]
    random.Random(1).shuffle(operations)
    for operation in operations:
        if any(part in operation.path for part in NOT_HERE):
            continue
        try:
            _asked(place, operation, None if role is None else place.keys[role])
        except (Exception, BaseExceptionGroup) as error:
            faults.append(f"{operation.label}: {_said(error)}")
    if faults:
        pytest.fail("\n".join(faults))
