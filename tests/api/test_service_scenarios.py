"""Scenarios, adopting and what was worked, over HTTP; on both databases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.desk.weeks import base_of, given_at
from api.rotas import judged, keep_rota
from api.settings import Settings
from api.store import Store, now
from scheduler.planning.week import plan_week
from tests.api.asked import keep_planned

API = "/api/v1"


def _row(asking: TestClient, table: str, **cells: str) -> dict[str, Any]:
    """The first row with these cells."""
    rows = asking.get(f"{API}/{table}").json()["items"]
    found: dict[str, Any] = next(
        one for one in rows if all(one["cells"].get(name) == text for name, text in cells.items())
    )
    return found


def _without_lunch(asking: TestClient) -> dict[str, Any]:
    """C3's lunch ends, C1 gets one; K3 is named and not remembered."""
    lunch = _row(asking, "demand", call="lunch")["id"]
    k3 = _row(asking, "carers", carer_id="K3")["id"]
    return {
        "name": "lunch elsewhere",
        "changes": [
            {"table": "demand", "deed": "drop", "row_id": lunch},
            {
                "table": "demand",
                "deed": "add",
                "cells": {
                    "client_id": "C1",
                    "call": "lunch",
                    "weekdays": "daily",
                    "start": "12:00",
                    "before_min": 30,
                    "after_min": 30,
                    "length_min": 30,
                },
            },
            {
                "table": "carers",
                "deed": "change",
                "row_id": k3,
                "cells": {"first_name": "Zed", "max_hours": 20},
            },
        ],
    }


def test_a_scenario_stands_beside_the_tables_until_its_rota_is_adopted(
    asking: TestClient, store: Store
) -> None:
    """Its snapshot can be planned from; the draft adopted is of the tables as they stand."""
    before = asking.get(f"{API}/demand").json()
    made = asking.post(f"{API}/scenarios", json=_without_lunch(asking))
    assert made.status_code == 201, made.text
    scenario = made.json()
    assert asking.get(f"{API}/demand").json() == before
    assert "Zed" not in made.text
    assert asking.get(f"{API}/scenarios/{scenario['id']}").json() == scenario
    assert asking.get(f"{API}/scenarios").json()["items"] == [scenario]
    planned = _planned(store, scenario["snapshot_id"])
    adopted = asking.post(f"{API}/rotas/{planned}/adopt", json={"reason": "try it"})
    assert adopted.status_code == 201, adopted.text
    answer = adopted.json()
    assert answer["rota"]["stage"] == "draft"
    assert answer["rota"]["parent_id"] == planned
    assert answer["rota"]["snapshot_id"] != scenario["snapshot_id"]
    assert {name.rsplit("-2026", 1)[0] for name in answer["dropped"]} == {"C1-lunch"}
    rows = asking.get(f"{API}/rotas/{answer['rota']['id']}/assignments").json()["items"]
    left_out = {one["visit_id"] for one in rows if one["carer_id"] is None}
    assert {name.rsplit("-2026", 1)[0] for name in left_out} >= {"C3-lunch"}
    gone = asking.delete(f"{API}/scenarios/{scenario['id']}", headers={"If-Match": "1"})
    assert gone.status_code == 204
    assert asking.get(f"{API}/scenarios/{scenario['id']}").status_code == 404


def _planned(store: Store, snapshot: str) -> str:
    """A rota of a scenario, as a job keeps one."""
    with store.write("tenant_a") as session:
        given = given_at(base_of(Settings(), store), session, snapshot, None, 7)
        made = plan_week(given.week, iterations=20_000, threads=1)
        row = keep_rota(
            session, judged(given, made.rota, made), snapshot_id=snapshot, made_by="person_x"
        )
        return row.id


def test_a_scenario_that_cannot_be_planned_is_refused_with_every_fault(
    asking: TestClient,
) -> None:
    """Rows and columns there are not, and tables that no longer fit together."""
    wrong = {
        "name": "x",
        "changes": [
            {"table": "demand", "deed": "drop", "row_id": "row_none"},
            {"table": "carers", "deed": "add", "cells": {"shoe": 1}},
        ],
    }
    answer = asking.post(f"{API}/scenarios", json=wrong)
    assert [one["column"] for one in answer.json()["errors"]] == ["row_id", "shoe"]
    table = {"name": "x", "changes": [{"table": "shoes", "deed": "add"}]}
    assert asking.post(f"{API}/scenarios", json=table).json()["errors"][0]["advice"]
    client = _row(asking, "clients", client_id="C1")["id"]
    torn = {"name": "x", "changes": [{"table": "clients", "deed": "drop", "row_id": client}]}
    faults = asking.post(f"{API}/scenarios", json=torn).json()["errors"]
    assert {one["file"] for one in faults} >= {"demand"}


def test_what_was_worked_is_the_past_of_the_next_week(
    asking: TestClient, rota: str, store: Store
) -> None:
    """Visits in the history, hours at the carers, once; the next week begins after it."""
    url = f"{API}/rotas/{rota}/worked"
    assert asking.post(url, json={}).json()["code"] == "wrong-state"
    asking.post(f"{API}/rotas/{rota}/publish", json={}, headers={"If-Match": "1"})
    if now().date() < date(2026, 12, 7):
        assert asking.post(url, json={}).json()["code"] == "wrong-state"
    history = _all(asking, "history")
    done = asking.post(url, json={"ahead": True}, headers={"Idempotency-Key": "w"})
    assert done.status_code == 201, done.text
    again = asking.post(url, json={"ahead": True}, headers={"Idempotency-Key": "w"})
    assert again.json() == done.json()
    twice = asking.post(url, json={"ahead": True})
    assert twice.json()["code"] == "wrong-state"
    rows = asking.get(f"{API}/rotas/{rota}/assignments").json()["items"]
    made = [one for one in rows if one["carer_id"]]
    after = _all(asking, "history")
    assert len(after) - len(history) == done.json()["visits"] == len(made)
    measured = asking.get(f"{API}/rotas/{rota}/measures").json()["measures"]["after"]["carers"]
    for one in _all(asking, "carers"):
        worked = measured[one["cells"]["carer_id"]]["workload"]["work"]
        assert float(one["cells"]["weeks_hours"].split(";")[0]) == pytest.approx(
            worked / 3600, abs=0.001
        )
    following = keep_planned(store, iterations=2_000)
    assert asking.get(f"{API}/rotas/{following}").json()["first_day"] == "2026-12-07"


def _all(asking: TestClient, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = asking.get(f"{API}/{table}?limit=1000").json()["items"]
    return found
