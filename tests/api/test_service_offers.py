"""Offers, packages and holds over HTTP; on both databases."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import select

from api.store import AuditRow, HoldRow, Store, now
from tests.api.service import add_person

API = "/api/v1"
WISH: dict[str, Any] = {
    "client_id": "C3",
    "call": "lunch",
    "around": "13:30",
    "days": ["2026-12-01"],
}
DEMAND = {
    "call": "supper",
    "weekdays": "Mon-Fri",
    "start": "16:00",
    "before_min": 30,
    "after_min": 30,
    "length_min": 30,
}
NEW = {
    "client_id": "C9",
    "first_name": "Dora",
    "postcode": "LE15 0CK",
    "lat": 52.671,
    "lon": -0.731,
    "settlement": "town",
    "zone": "Rutland",
    "band": "urban",
    "rag": "green",
}


def _soon() -> str:
    return (now() + timedelta(days=1)).isoformat()


def _chosen(option: dict[str, Any]) -> dict[str, Any]:
    """The option as a hold names it."""
    return {
        **{name: WISH[name] for name in ("client_id", "call", "around")},
        "day": WISH["days"][0],
        "start": option["start"],
        "chosen": option["carers"],
    }


def test_an_offer_is_made_written_down_held_and_released(
    asking: TestClient, rota: str, store: Store
) -> None:
    """What is held is taken for the next who asks, and free again after."""
    asked = asking.post(f"{API}/rotas/{rota}/offers", json=WISH)
    assert asked.status_code == 200, asked.text
    (day,) = asked.json()["days"]
    assert day["options"]
    best = day["options"][0]
    body = {"offer": _chosen(best), "expires_at": _soon(), "reason": "she rings back"}
    headers = {"Idempotency-Key": "hold-1"}
    made = asking.post(f"{API}/rotas/{rota}/holds", json=body, headers=headers)
    assert made.status_code == 201, made.text
    again = asking.post(f"{API}/rotas/{rota}/holds", json=body, headers=headers)
    assert again.json() == made.json()
    hold = made.json()
    assert hold["active"]
    assert hold["carers"] == sorted(best["carers"])
    busy = asking.post(f"{API}/rotas/{rota}/offers", json=_same_time(best["start"])).json()
    free_then = _free_at(busy, best["start"])
    assert not set(best["carers"]) & free_then
    listed = asking.get(f"{API}/holds", params={"active": True}).json()["items"]
    assert [one["id"] for one in listed] == [hold["id"]]
    gone = asking.post(f"{API}/holds/{hold['id']}/release", json={"reason": "no"})
    assert gone.json()["active"] is False
    assert asking.get(f"{API}/holds?active=true").json()["items"] == []
    assert asking.get(f"{API}/holds/{hold['id']}").json()["released_at"]
    with store.read("tenant_a") as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.number)).all()
    said = [(row.action, row.clients, row.reason) for row in rows if row.action != "import tables"]
    assert said == [
        ("offer times", ["C3"], ""),
        ("hold", ["C3"], "she rings back"),
        ("offer times", ["C2"], ""),
        ("release hold", ["C3"], "no"),
    ]
    options = rows[1].options[0]["options"]
    assert [one["carers"] for one in options] == [one["carers"] for one in day["options"]]


def _same_time(start: str) -> dict[str, Any]:
    """One more call of another client at that time."""
    return {
        "client_id": "C2",
        "call": "extra",
        "around": start[11:16],
        "days": [start[:10]],
        "length_min": 30,
    }


def _free_at(found: dict[str, Any], start: str) -> set[str]:
    """Carers who could come at just that time."""
    return {
        carer
        for one in found["days"][0]["options"]
        if one["start"] == start
        for carer in one["carers"]
    }


def test_a_hold_that_has_expired_blocks_nothing(
    asking: TestClient, rota: str, store: Store
) -> None:
    """Without anybody having done anything."""
    first = asking.post(f"{API}/rotas/{rota}/offers", json=WISH).json()
    best = first["days"][0]["options"][0]
    body = {"offer": _chosen(best), "expires_at": _soon()}
    made = asking.post(f"{API}/rotas/{rota}/holds", json=body).json()
    with store.write("tenant_a") as session:
        session.get_one(HoldRow, made["id"]).expires_at = now() - timedelta(seconds=1)
    assert asking.post(f"{API}/rotas/{rota}/offers", json=WISH).json() == first
    assert not asking.get(f"{API}/holds/{made['id']}").json()["active"]


def test_what_is_not_offered_is_not_held(asking: TestClient, rota: str) -> None:
    """The options there are come with the refusal; a hold of nothing or for no time is refused."""
    best = asking.post(f"{API}/rotas/{rota}/offers", json=WISH).json()["days"][0]["options"][0]
    other = _chosen(best) | {"start": best["start"].replace(":30:", ":31:")}
    body = {"offer": other, "expires_at": _soon()}
    refused = asking.post(f"{API}/rotas/{rota}/holds", json=body)
    assert refused.json()["code"] == "conflict"
    assert {"start": best["start"], "chosen": best["carers"]} in refused.json()["current"]
    empty = asking.post(f"{API}/rotas/{rota}/holds", json={"expires_at": "2020-01-01T00:00:00Z"})
    assert {one["column"] for one in empty.json()["errors"]} == {"offer", "expires_at"}


def test_a_family_asks_for_its_own_and_is_given_counts(
    asking: TestClient, rota: str, store: Store
) -> None:
    """No ids of carers, no points; of others there is no such client, and no draft at all."""
    _, key = add_person(store, "tenant_a", "client", subject_id="C3")
    own = {"X-API-Key": key}
    url = f"{API}/rotas/{rota}/offers"
    assert asking.post(url, json=WISH, headers=own).status_code == 404
    asking.post(f"{API}/rotas/{rota}/publish", json={}, headers={"If-Match": "1"})
    answer = asking.post(url, json=WISH, headers=own)
    assert answer.status_code == 200
    for name in ("K1", "K2", "K3", "C1", "C2"):
        assert f'"{name}"' not in answer.text
        assert f" {name}" not in answer.text
    other = asking.post(url, json=WISH | {"client_id": "C1", "call": "tea"}, headers=own)
    assert other.json()["code"] == "not-found"
    assert asking.get(f"{API}/holds", headers=own).status_code == 403


def test_a_wish_that_cannot_be_read_is_refused(asking: TestClient, rota: str) -> None:
    """An unknown client, call or day, with what may help."""
    for change, says in (
        ({"client_id": "C8"}, "no client C8"),
        ({"call": "supper"}, "no call supper"),
        ({"days": ["2027-05-01"]}, "not in the days"),
    ):
        answer = asking.post(f"{API}/rotas/{rota}/offers", json=WISH | change)
        assert answer.status_code == 422
        assert says in answer.json()["errors"][0]["message"]
        assert answer.json()["errors"][0]["advice"]


def test_a_package_is_quoted_held_and_counted_as_taken(asking: TestClient, rota: str) -> None:
    """For somebody new, from rows or from a file; names go nowhere."""
    package = {"clients": [NEW], "demand": [{"client_id": "C9"} | DEMAND]}
    quoted = asking.post(f"{API}/rotas/{rota}/packages", json=package)
    assert quoted.status_code == 200, quoted.text
    found = quoted.json()
    assert found["yes"], found["sentence"]
    assert found["client_id"] == "C9"
    files = [
        ("files", ("clients.csv", _csv([NEW]))),
        ("files", ("demand.csv", _csv([{"client_id": "C9"} | DEMAND]))),
    ]
    upload = asking.post(f"{API}/rotas/{rota}/packages/upload", files=files)
    assert upload.json() == found
    body = {
        "package": package | {"first_day": found["first_day"]},
        "expires_at": _soon(),
    }
    made = asking.post(f"{API}/rotas/{rota}/holds", json=body)
    assert made.status_code == 201, made.text
    assert made.json()["kind"] == "package"
    assert made.json()["visits"] == 5
    wish = {"client_id": "C9", "call": "supper", "around": "16:30", "days": ["2026-12-02"]}
    later = asking.post(f"{API}/rotas/{rota}/offers", json=wish)
    assert later.status_code == 200, later.text
    assert "Dora" not in asking.get(f"{API}/holds/{made.json()['id']}").text


def _csv(rows: list[dict[str, Any]]) -> bytes:
    text = io.StringIO()
    text.write(",".join(rows[0]) + "\n")
    text.writelines(",".join(str(one) for one in row.values()) + "\n" for row in rows)
    return text.getvalue().encode()


def test_a_package_with_faults_is_refused_with_all_of_them(asking: TestClient, rota: str) -> None:
    """By table, row and column."""
    package = {"demand": [{"client_id": "C7", "call": "supper", "start": "27:00"}]}
    answer = asking.post(f"{API}/rotas/{rota}/packages", json=package)
    assert answer.status_code == 422
    assert {one["column"] for one in answer.json()["errors"]} >= {"client_id", "start"}
    strange = asking.post(f"{API}/rotas/{rota}/packages", json={"demand": [{"shoe": 1}]})
    assert strange.json()["errors"][0]["column"] == "shoe"
    empty = [("files", ("demand.csv", b"client_id,call,start\n"))]
    upload = asking.post(f"{API}/rotas/{rota}/packages/upload", files=empty)
    assert upload.status_code == 422
    assert upload.json()["errors"][0]["file"] == "demand"
