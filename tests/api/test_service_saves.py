"""Who saved a rota meanwhile: asked, waited for, and told to nobody else; on both databases."""

from __future__ import annotations

import threading
import time
from typing import Any

from fastapi.testclient import TestClient

from api.store import Store
from tests.api.asked import inline_app
from tests.api.service import add_person, add_tenant

WAIT_S = 20
PAUSE_S = 0.3


def saves(asking: TestClient, rota: str, **asked: int) -> dict[str, Any]:
    """The answer."""
    answer = asking.get(f"/api/v1/rotas/{rota}/saves", params=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_savings_are_told_by_whom_and_of_which_visits(
    asking: TestClient, rota: str, store: Store
) -> None:
    """From the mark on, the oldest first; nothing of before, and nothing of another rota."""
    first = saves(asking, rota)
    assert (first["version"], first["stage"], first["saves"]) == (1, "draft", [])
    visit = asking.get(f"/api/v1/rotas/{rota}/assignments").json()["items"][0]
    moves = {"moves": [{"visit_id": visit["visit_id"], "carers": []}]}
    address = f"/api/v1/rotas/{rota}"
    assert asking.post(f"{address}/moves", json=moves, headers={"If-Match": "1"}).status_code == 200
    pin = {"run_carer_id": "K1", "run_day": "2026-11-30"}
    assert asking.post(f"{address}/pins", json=pin).status_code == 201
    assert asking.post(f"{address}/drafts").status_code == 201
    after = saves(asking, rota, after=first["mark"])
    assert after["version"] == 3
    assert [(one["action"], one["visits"]) for one in after["saves"]] == [
        ("move visits", [visit["visit_id"]]),
        ("pin", []),
    ]
    assert {one["login"].split("-")[0] for one in after["saves"]} == {"planner"}
    assert saves(asking, rota, after=after["mark"])["saves"] == []
    _, elsewhere = add_person(store, add_tenant(store, "tenant_b"), "planner")
    refused = asking.get(f"{address}/saves", headers={"X-API-Key": elsewhere})
    assert refused.status_code == 404


def test_an_answer_waits_for_another_version(asking: TestClient, rota: str, store: Store) -> None:
    """At once where there is one already, as soon as there is one, and at the latest in time."""
    began = time.monotonic()
    assert saves(asking, rota, version=1, wait=1)["version"] == 1
    assert time.monotonic() - began >= 1
    assert saves(asking, rota, version=0, wait=WAIT_S)["version"] == 1
    _, key = add_person(store, "tenant_a", "manager")
    with TestClient(inline_app(store), headers={"X-API-Key": key}) as other:
        pin = {"run_carer_id": "K1", "run_day": "2026-11-30"}
        timer = threading.Timer(PAUSE_S, other.post, (f"/api/v1/rotas/{rota}/pins",), {"json": pin})
        timer.start()
        began = time.monotonic()
        found = saves(asking, rota, version=1, after=0, wait=WAIT_S)
        timer.join()
    assert found["version"] == 2
    assert time.monotonic() - began < WAIT_S
    assert found["saves"][-1]["login"].startswith("manager")
