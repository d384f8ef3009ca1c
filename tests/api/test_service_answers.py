"""Questions about a rota over HTTP, as each role may ask them; on both databases."""

from __future__ import annotations

import json

from fastapi.testclient import TestClient

from api.desk.weeks import base_of, laid_at
from api.settings import Settings
from api.store import Store
from scheduler.planning.peak import Group, peak
from tests.api.service import add_person, add_tenant

API = "/api/v1/rotas"


def _as(store: Store, role: str, **more: object) -> dict[str, str]:
    _, key = add_person(store, "tenant_a", role, **more)
    return {"X-API-Key": key}


def test_a_visit_is_explained_and_prices_add_up(asking: TestClient, rota: str) -> None:
    """Everybody else is listed, the parts of each price add up to it; unknown ids are 404."""
    rows = asking.get(f"{API}/{rota}/assignments").json()["items"]
    made = next(one for one in rows if one["carer_id"])
    found = asking.get(f"{API}/{rota}/explain/{made['visit_id']}")
    assert found.status_code == 200, found.text
    answer = found.json()
    assert made["carer_id"] in answer["carers"]
    others = {one["carer_id"] for one in answer["others"]}
    assert others == {"K1", "K2", "K3"} - set(answer["carers"])
    for one in answer["others"]:
        assert sum(one["cost"]) == sum(part["points"] for part in one["parts"])
        assert one["could"] == (one["why"] == "free")
    some = sorted(others)[0]
    alone = asking.get(f"{API}/{rota}/explain/{made['visit_id']}", params={"carer_id": some})
    assert {one["carer_id"] for one in alone.json()["others"]} == {some}
    for url in (
        f"{API}/{rota}/explain/nothing",
        f"{API}/rota_none/explain/{made['visit_id']}",
        f"{API}/{rota}/explain/{made['visit_id']}?carer_id=K9",
    ):
        assert asking.get(url).json()["code"] == "not-found"


def test_two_rotas_are_compared_both_ways(asking: TestClient, rota: str) -> None:
    """A visit taken off in a copy is the only difference, and is told."""
    copy = asking.post(f"{API}/{rota}/drafts").json()["id"]
    rows = asking.get(f"{API}/{rota}/assignments").json()["items"]
    name = next(one["visit_id"] for one in rows if one["carer_id"] and "lunch" in one["visit_id"])
    off = {"moves": [{"visit_id": name, "carers": []}]}
    asking.post(f"{API}/{copy}/moves", json=off, headers={"If-Match": "1"})
    there = asking.get(f"{API}/{rota}/compare/{copy}").json()
    assert [one["visit_id"] for one in there["visits"]] == [name]
    assert there["visits"][0]["kinds"] == ["no longer made"]
    assert there["visits"][0]["after"] is None
    assert there["same_tables"]
    assert there["client_notices"]
    back = asking.get(f"{API}/{copy}/compare/{rota}").json()
    assert back["visits"][0]["kinds"] == ["now made"]
    same = asking.get(f"{API}/{rota}/compare/{rota}").json()
    assert same["visits"] == []
    assert same["words"].startswith("All ")


def test_the_peak_names_whom_one_might_ask(asking: TestClient, rota: str) -> None:
    """Between hours that are looked at; what is not of the week is refused."""
    found = asking.get(f"{API}/{rota}/peak", params={"between": "06:00-11:00"}).json()
    assert found["days"]
    assert len(found["days"]) == 7
    assert all("T06" <= one["begins"][10:13] <= "T10" for one in found["quarters"])
    assert asking.get(f"{API}/{rota}/peak?between=11:00-06:00").status_code == 422
    strange = asking.get(f"{API}/{rota}/peak?zone=Nowhere").json()
    assert "Rutland" in strange["errors"][0]["advice"]


def test_measures_outside_the_office_name_nobody(
    asking: TestClient, rota: str, store: Store
) -> None:
    """The office sees all; a commissioner what is published, without people or pay."""
    office = asking.get(f"{API}/{rota}/measures").json()["measures"]
    assert office["after"]["clients"]
    assert office["summary"]["pay_pence"] > 0
    outside = _as(store, "commissioner", funder="council")
    assert asking.get(f"{API}/{rota}/measures", headers=outside).status_code == 404
    asking.post(f"{API}/{rota}/publish", json={}, headers={"If-Match": "1"})
    seen = asking.get(f"{API}/{rota}/measures", headers=outside)
    assert seen.status_code == 200
    text = json.dumps(seen.json())
    assert seen.json()["measures"]["summary"]["visits"] == office["summary"]["visits"]
    assert not any(f'"{name}"' in text for name in ("C1", "C2", "C3", "K1", "K2", "K3"))
    assert "pence" not in json.dumps(seen.json()["measures"]["summary"])


def test_a_carer_sees_their_own_lines_of_the_ledgers(
    asking: TestClient, rota: str, store: Store
) -> None:
    """And the figures they rest on; only of what is published."""
    own = _as(store, "carer", subject_id="K2")
    assert asking.get(f"{API}/{rota}/ledgers", headers=own).status_code == 404
    asking.post(f"{API}/{rota}/publish", json={}, headers={"If-Match": "1"})
    whole = asking.get(f"{API}/{rota}/ledgers").json()["ledgers"]
    names = {one["name"] for one in whole}
    assert {"pay", "pay-days", "average-weeks", "figures"} <= names
    pay = next(one for one in whole if one["name"] == "pay")
    assert {row["carer_id"] for row in pay["rows"]} >= {"K1", "K2", "K3"}
    mine = asking.get(f"{API}/{rota}/ledgers", headers=own).json()["ledgers"]
    seen = {row["carer_id"] for one in mine for row in one["rows"] if "carer_id" in row}
    assert seen == {"K2"}
    assert next(one for one in mine if one["name"] == "figures")["rows"]


def test_notice_is_counted_between_two_rotas(asking: TestClient, rota: str) -> None:
    """From when the second was published, or is said to be."""
    copy = asking.post(f"{API}/{rota}/drafts").json()["id"]
    rows = asking.get(f"{API}/{rota}/assignments").json()["items"]
    name = next(one["visit_id"] for one in rows if one["carer_id"] and "tea" in one["visit_id"])
    off = {"moves": [{"visit_id": name, "carers": []}]}
    asking.post(f"{API}/{copy}/moves", json=off, headers={"If-Match": "1"})
    unsaid = asking.get(f"{API}/{copy}/ledgers", params={"before": rota})
    assert unsaid.json()["errors"][0]["column"] == "published_at"
    query = {"before": rota, "published_at": "2026-11-29T12:00:00Z"}
    found = asking.get(f"{API}/{copy}/ledgers", params=query).json()["ledgers"]
    changes = next(one for one in found if one["name"] == "changes")
    assert any(name in row["visits_taken"] for row in changes["rows"])


def test_another_provider_gets_404_for_every_question(
    asking: TestClient, rota: str, store: Store
) -> None:
    """As if there were no such rota."""
    _, key = add_person(store, add_tenant(store, "tenant_b"), "manager")
    other = {"X-API-Key": key}
    gets = ("explain/x", f"compare/{rota}", "peak", "measures", "ledgers")
    for path in gets:
        assert asking.get(f"{API}/{rota}/{path}", headers=other).status_code == 404
    moves = {"moves": [{"visit_id": "C1-tea-2026-11-30", "carers": []}]}
    wish = {"client_id": "C1", "call": "tea", "around": "17:00"}
    package = {"demand": [{"client_id": "C1", "call": "bed"}]}
    for path, body in (
        ("moves/price", moves),
        ("moves", moves),
        ("offers", wish),
        ("packages", package),
        ("adopt", {}),
        ("worked", {}),
    ):
        headers = other | {"If-Match": "1"}
        answer = asking.post(f"{API}/{rota}/{path}", json=body, headers=headers)
        assert answer.status_code == 404, path


def test_the_peak_over_http_is_that_of_the_command_line(
    asking: TestClient, rota: str, store: Store
) -> None:
    """Days, calls to ask about and quarter hours of the group asked about."""
    laid = laid_at(base_of(Settings(), store), "tenant_a", rota)
    whole = peak(laid.given.week, laid.rota, group=Group(zone="Rutland"))
    found = asking.get(f"{API}/{rota}/peak", params={"zone": "Rutland", "top": 200}).json()
    own = [one for one in whole.quarters if one.group == whole.group]
    assert [one["spare"] for one in found["quarters"]] == [one.spare for one in own]
    assert [one["to_spare"] for one in found["days"]] == [one.margin for one in whole.days]
    assert [(one["client_id"], one["by_s"]) for one in found["asks"]] == [
        (one.client, one.by) for one in whole.asks
    ]
