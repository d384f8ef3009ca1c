"""Moves by hand over HTTP: priced, kept, refused, taken back; on both databases."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.store import AuditRow, RotaRow, Store
from data.disruption import fact_rows
from scheduler.domain.events import Unavailable
from scheduler.domain.horizon import Horizon
from scheduler.domain.units import CarerId
from tests.api.service import add_person

API = "/api/v1/rotas"


def _visits(asking: TestClient, rota: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = asking.get(f"{API}/{rota}/assignments").json()["items"]
    return found


def _made(asking: TestClient, rota: str, call: str) -> dict[str, Any]:
    """A visit somebody makes."""
    return next(one for one in _visits(asking, rota) if call in one["visit_id"] and one["carer_id"])


def test_a_move_is_priced_kept_and_taken_back(asking: TestClient, rota: str, store: Store) -> None:
    """The price is the difference of the costs kept; the inverse brings the same rota back."""
    visit = _made(asking, rota, "lunch")
    before = asking.get(f"{API}/{rota}").json()
    rows = _visits(asking, rota)
    off = {"moves": [{"visit_id": visit["visit_id"], "carers": []}]}
    price = asking.post(f"{API}/{rota}/moves/price", json=off)
    assert price.status_code == 200, price.text
    assert price.json()["legal"]
    assert asking.get(f"{API}/{rota}").json() == before
    done = asking.post(
        f"{API}/{rota}/moves", json=off | {"reason": "away"}, headers={"If-Match": "1"}
    )
    assert done.status_code == 200, done.text
    after = done.json()["rota"]
    assert after["version"] == 2
    assert done.headers["ETag"] == '"2"'
    difference = [new - old for old, new in zip(before["cost"], after["cost"], strict=True)]
    assert done.json()["price"]["cost"] == difference == price.json()["cost"]
    gone = next(one for one in _visits(asking, rota) if one["visit_id"] == visit["visit_id"])
    assert gone["carer_id"] is None
    assert gone["reason"]["next_action"]
    back = {
        "moves": [
            {
                "visit_id": visit["visit_id"],
                "carers": [visit["carer_id"]],
                "start": visit["start"],
            }
        ]
    }
    undone = asking.post(f"{API}/{rota}/moves", json=back, headers={"If-Match": '"2"'})
    assert undone.json()["rota"]["cost"] == before["cost"]
    assert _visits(asking, rota) == rows
    with store.read("tenant_a") as session:
        row = session.query(AuditRow).filter_by(action="move visits", number=_first(session)).one()
    assert (row.reason, row.clients) == ("away", [visit["client_id"]])
    assert row.options["moves"][0]["visit_id"] == visit["visit_id"]


def _first(session: Any) -> int:
    found: int = session.query(AuditRow).filter_by(action="move visits").first().number
    return found


def test_a_draft_beside_what_people_were_told_prices_what_is_otherwise(
    asking: TestClient, rota: str, store: Store
) -> None:
    """The same move costs more once the week is published, and as much more at its last stage."""
    visit = _made(asking, rota, "lunch")
    later = {"moves": [{"visit_id": visit["visit_id"], "start": _later(visit["start"])}]}
    free = asking.post(f"{API}/{rota}/moves/price", json=later).json()["cost"]
    _, manager = add_person(store, "tenant_a", "manager")
    as_manager = {"X-API-Key": manager, "If-Match": '"1"'}
    draft = asking.post(f"{API}/{rota}/drafts").json()["id"]
    assert asking.post(f"{API}/{draft}/moves/price", json=later).json()["cost"] == free
    assert asking.post(f"{API}/{rota}/publish", json={}, headers=as_manager).status_code == 200
    told = asking.post(f"{API}/{draft}/moves/price", json=later).json()["cost"]
    assert told > free
    as_manager["If-Match"] = '"2"'
    assert asking.post(f"{API}/{rota}/freeze", json={}, headers=as_manager).status_code == 200
    assert asking.post(f"{API}/{draft}/moves/price", json=later).json()["cost"] > told


def _later(start: str) -> str:
    return (datetime.fromisoformat(start) + timedelta(minutes=20)).isoformat()


def test_what_has_happened_stays_with_a_rota_that_is_moved_drafted_and_adopted(
    asking: TestClient, rota: str, store: Store
) -> None:
    """A rota mended after an absence rests on it, whatever becomes of its visits."""
    with store.write("tenant_a") as session:
        row = session.get_one(RotaRow, rota)
        horizon = Horizon(first_day=row.first_day, days=row.days)
        evening = horizon.at(2, time(20)), horizon.at(2, time(21))
        away = Unavailable(carer=CarerId("K3"), start=evening[0], end=evening[1])
        happened = row.facts = fact_rows(horizon, [away])
    visit = _made(asking, rota, "lunch")
    off = {"moves": [{"visit_id": visit["visit_id"], "carers": []}]}
    done = asking.post(f"{API}/{rota}/moves", json=off, headers={"If-Match": "2"})
    assert done.status_code == 200, done.text
    draft = asking.post(f"{API}/{rota}/drafts").json()["id"]
    taken = asking.post(f"{API}/{rota}/adopt", json={}).json()["rota"]["id"]
    with store.read("tenant_a") as session:
        for name in (rota, draft, taken):
            assert session.get_one(RotaRow, name).facts == happened
    assert happened


def test_reasons_known_before_stay_with_their_visits(asking: TestClient, rota: str) -> None:
    """Of visits the moves do not concern, word for word."""
    lunches = [one for one in _visits(asking, rota) if "lunch" in one["visit_id"]]
    names = [one["visit_id"] for one in lunches][:2]
    first = {"moves": [{"visit_id": names[0], "carers": []}]}
    second = {"moves": [{"visit_id": names[1], "carers": []}]}
    asking.post(f"{API}/{rota}/moves", json=first, headers={"If-Match": "1"})
    before = {one["visit_id"]: one["reason"] for one in _visits(asking, rota)}
    done = asking.post(f"{API}/{rota}/moves", json=second, headers={"If-Match": "2"})
    assert done.status_code == 200
    after = {one["visit_id"]: one["reason"] for one in _visits(asking, rota)}
    assert after[names[0]] == before[names[0]]
    assert after[names[1]]["cheapest_relaxation"]


def test_a_hard_breach_is_kept_only_where_accepted_with_a_reason(
    asking: TestClient, rota: str
) -> None:
    """And the rota is then not published."""
    visit = _made(asking, rota, "lunch")
    late = visit["start"].replace("T12", "T20").replace("T13", "T20")
    move = {"moves": [{"visit_id": visit["visit_id"], "start": late}]}
    price = asking.post(f"{API}/{rota}/moves/price", json=move).json()
    assert not price["legal"]
    assert "A5" in {one["code"] for one in price["breaches_added"]}
    refused = asking.post(f"{API}/{rota}/moves", json=move, headers={"If-Match": "1"})
    assert refused.status_code == 422
    said = {one["message"] for one in refused.json()["errors"]}
    assert said == {one["sentence"] for one in price["breaches_added"]}
    accepted = move | {"accept_breaches": True}
    mute = asking.post(f"{API}/{rota}/moves", json=accepted, headers={"If-Match": "1"})
    assert mute.json()["errors"][0]["column"] == "reason"
    kept = asking.post(
        f"{API}/{rota}/moves", json=accepted | {"reason": "agreed"}, headers={"If-Match": "1"}
    )
    assert kept.status_code == 200
    assert kept.json()["rota"]["legal"] is False
    told = asking.post(f"{API}/{rota}/publish", json={}, headers={"If-Match": "2"})
    assert told.status_code == 422
    back = {"moves": [{"visit_id": visit["visit_id"], "start": visit["start"]}]}
    mended = asking.post(f"{API}/{rota}/moves", json=back, headers={"If-Match": "2"}).json()
    assert mended["rota"]["legal"] is True
    assert {one["code"] for one in mended["price"]["breaches_mended"]} >= {"A5"}


def test_a_pin_is_lifted_before_its_visit_is_moved(asking: TestClient, rota: str) -> None:
    """Whatever is accepted."""
    visit = _made(asking, rota, "lunch")
    pin = {"visit_id": visit["visit_id"], "carers": [visit["carer_id"]]}
    asking.post(f"{API}/{rota}/pins", json=pin)
    other = next(one for one in ("K1", "K2", "K3") if one != visit["carer_id"])
    move = {
        "moves": [{"visit_id": visit["visit_id"], "carers": [other]}],
        "accept_breaches": True,
        "reason": "no",
    }
    refused = asking.post(f"{API}/{rota}/moves", json=move, headers={"If-Match": "2"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["column"] == "K1"
    assert "pin" in refused.json()["errors"][0]["advice"]


def test_the_second_to_move_is_told_what_stands(asking: TestClient, rota: str) -> None:
    """With both versions; what was published is not moved at all."""
    visit = _made(asking, rota, "lunch")
    off = {"moves": [{"visit_id": visit["visit_id"], "carers": []}]}
    assert asking.post(f"{API}/{rota}/moves", json=off).status_code == 428
    asking.post(f"{API}/{rota}/moves", json=off, headers={"If-Match": "1"})
    late = asking.post(f"{API}/{rota}/moves", json=off, headers={"If-Match": "1"})
    assert late.json()["code"] == "conflict"
    assert late.json()["current"]["version"] == 2
    assert late.json()["proposed"]["moves"][0]["visit_id"] == visit["visit_id"]
    asking.post(f"{API}/{rota}/publish", json={}, headers={"If-Match": "2"})
    told = asking.post(f"{API}/{rota}/moves", json=off, headers={"If-Match": "3"})
    assert told.json()["code"] == "wrong-state"


@pytest.mark.parametrize(
    ("move", "says"),
    [
        ({"visit_id": "C9-lunch", "carers": []}, "There is no visit C9-lunch"),
        ({"visit_id": "C1-breakfast-2026-12-01", "carers": ["K9"]}, "There is no carer K9"),
        ({"visit_id": "C1-breakfast-2026-12-01", "carers": ["K1", "K2"]}, "needs one carer"),
        (
            {"visit_id": "C1-breakfast-2026-12-01", "start": "2036-01-01T08:00:00Z"},
            "cannot start then",
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_what_may_help(
    asking: TestClient, rota: str, move: dict[str, Any], says: str
) -> None:
    """As problem details, for the price and for keeping."""
    for url, headers in (("moves/price", {}), ("moves", {"If-Match": "1"})):
        answer = asking.post(f"{API}/{rota}/{url}", json={"moves": [move]}, headers=headers)
        assert answer.status_code == 422
        (error,) = answer.json()["errors"]
        assert says in error["message"]
        assert error["advice"]


def test_only_who_changes_rotas_moves_visits(asking: TestClient, rota: str, store: Store) -> None:
    """A carer and an auditor may not; of another provider there is no such rota."""
    off = {"moves": [{"visit_id": "C1-breakfast-2026-12-01", "carers": []}]}
    for role in ("carer", "client", "family", "commissioner", "auditor"):
        _, key = add_person(store, "tenant_a", role)
        answer = asking.post(
            f"{API}/{rota}/moves", json=off, headers={"If-Match": "1", "X-API-Key": key}
        )
        assert answer.status_code == 403


def test_prices_asked_together_are_those_asked_alone(asking: TestClient, rota: str) -> None:
    """One answer for each set, in order; one that cannot be is an answer as well."""
    visit = _made(asking, rota, "lunch")["visit_id"]
    off = [{"visit_id": visit, "carers": []}]
    nowhere = [{"visit_id": visit, "start": "2031-01-01T08:00:00+00:00"}]
    alone = asking.post(f"{API}/{rota}/moves/price", json={"moves": off}).json()
    answer = asking.post(f"{API}/{rota}/moves/prices", json={"asked": [off, nowhere, off]})
    assert answer.status_code == 200, answer.text
    first, second, third = answer.json()["prices"]
    assert first == third
    assert {name: first[name] for name in ("legal", "words", "cost")} == {
        name: alone[name] for name in ("legal", "words", "cost")
    }
    assert not second["legal"]
    assert "cannot start then" in second["reasons"][0]
    assert asking.post(f"{API}/{rota}/moves/prices", json={"asked": []}).status_code == 422
