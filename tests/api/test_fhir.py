"""FHIR over HTTP: what each person may see, page after page, every answer one of R4."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.store import Store
from tests.api.cli_tables import write_tables
from tests.api.fhir_r4 import demand_r4
from tests.api.published import MONDAY, at, publish_rota
from tests.api.service import add_person, add_tenant
from tests.api.test_service_rotas import keep_planned

WEEK = {
    f"C{client}-tea-{day}": (f"C{client}", [f"K{client}"], at(day, f"1{client}:00"))
    for client in (1, 2, 3)
    for day in range(7)
} | {
    "C1/bed #1": ("C1", ["K1", "K2"], at(2, "21:00")),
    "C2-lunch": ("C2", [None], at(3, "12:00")),
    "C3-double": ("C3", ["K3", None], at(4, "09:30")),
    "C3-" + "long" * 25: ("C3", ["K3"], at(5, "06:00")),
}


@pytest.fixture
def service(store: Store) -> Iterator[TestClient]:
    """The service, called as a planner of tenant_a."""
    tenant = add_tenant(store)
    _, key = add_person(store, tenant, "planner")
    with TestClient(create_app(Settings(), store), headers={"X-API-Key": key}) as client:
        yield client


def got(service: TestClient, address: str, **more: Any) -> dict[str, Any]:
    """An answer, one of R4."""
    answer = service.get(address, **more)
    assert answer.headers["content-type"] == "application/fhir+json", answer.text
    found: dict[str, Any] = answer.json()
    demand_r4(found)
    return found


def visits(found: dict[str, Any]) -> list[str]:
    """Ids of visits in a bundle, in order."""
    entries = found.get("entry", [])
    return [one["resource"]["identifier"][0]["value"] for one in entries]


def test_every_visit_is_on_one_page_and_read_by_its_address(
    service: TestClient, store: Store
) -> None:
    """In order of start; each is found again where its bundle says it is."""
    publish_rota(store, WEEK)
    seen: list[str] = []
    address: str | None = "/fhir/Appointment?_count=5"
    while address is not None:
        found = got(service, address)
        assert found["total"] == len(WEEK)
        seen += visits(found)
        for one in found["entry"]:
            assert got(service, one["fullUrl"]) == one["resource"]
        address = next((one["url"] for one in found["link"] if one["relation"] == "next"), None)
    assert sorted(seen) == sorted(WEEK)
    starts = [WEEK[one][2] for one in seen]
    assert starts == sorted(starts)


def test_searches_narrow_what_is_found(service: TestClient, store: Store) -> None:
    """By day, status, person and id; what cannot be read is refused in FHIR's own form."""
    publish_rota(store, WEEK)
    day = MONDAY + timedelta(days=2)
    asked = {
        f"date=ge{day}&date=lt{day + timedelta(days=1)}": {
            "C1-tea-2", "C2-tea-2", "C3-tea-2", "C1/bed #1",
        },
        f"date={day}&patient=C1": {"C1-tea-2", "C1/bed #1"},
        "status=proposed": {"C2-lunch"},
        "status=pending": {"C3-double"},
        "status=cancelled": set(),
        "practitioner:identifier=urn:carerota:carer|K2": {
            *(f"C2-tea-{number}" for number in range(7)), "C1/bed #1",
        },
        "_id=C2-lunch": {"C2-lunch"},
        "_id=nonsense": set(),
    }  # fmt: skip
    for query, wanted in asked.items():
        found = got(service, f"/fhir/Appointment?{query}")
        assert set(visits(found)) == wanted, query
        assert found["total"] == len(wanted)
    for query in ("date=soon", "_count=0", "_after=x", "patient:identifier=urn:nhs|1"):
        answer = service.get(f"/fhir/Appointment?{query}")
        assert answer.status_code == 422
        demand_r4(answer.json())
        assert answer.json()["issue"][0]["details"]["coding"][0]["code"] == "bad-input"


def test_who_sees_which_visits_and_teams(service: TestClient, store: Store) -> None:
    """The office all; clients and commissioners their own; carers and strangers none."""
    publish_rota(store, WEEK)
    with store.write("tenant_a") as session:
        from api.store import BookRow

        session.add(BookRow(table="clients", key="C2", position=0, cells={"funder": "Rutland"}))
    own = {
        "manager": set(WEEK),
        "client": {one for one in WEEK if one.startswith("C1")},
        "commissioner": {one for one in WEEK if one.startswith("C2")},
        "family": set(),
    }
    for role, wanted in own.items():
        more = {"subject_id": "C1"} if role == "client" else {"funder": "Rutland"}
        headers = {"X-API-Key": add_person(store, "tenant_a", role, **more)[1]}
        found = got(service, "/fhir/Appointment?_count=200", headers=headers)
        assert set(visits(found)) == wanted
        teams = got(service, "/fhir/CareTeam", headers=headers)
        assert {one["resource"]["id"] for one in teams.get("entry", [])} == {
            one[:2] for one in wanted
        }
        if role != "manager":
            foreign = service.get("/fhir/Appointment/C3-tea-1", headers=headers)
            assert foreign.status_code == 404
            demand_r4(foreign.json())
            assert service.get("/fhir/CareTeam/C3", headers=headers).status_code == 404
            assert service.get("/fhir/Slot", headers=headers).status_code == 403
    carer = {"X-API-Key": add_person(store, "tenant_a", "carer", subject_id="K1")[1]}
    assert got(service, "/fhir/Appointment", headers=carer)["issue"][0]["code"] == "forbidden"
    nobody = service.get("/fhir/CareTeam", headers={"X-API-Key": "key_no"})
    assert nobody.status_code == 401
    demand_r4(nobody.json())
    _, key = add_person(store, add_tenant(store, "tenant_b"), "manager")
    assert got(service, "/fhir/Appointment", headers={"X-API-Key": key})["total"] == 0


def test_only_rotas_in_force_are_told(service: TestClient, store: Store) -> None:
    """What was replaced is gone; of a day published anew, the newer rota speaks."""
    publish_rota(store, WEEK)
    publish_rota(store, {"C1-tea-1": ("C1", ["K2"], at(1, "11:30"))})
    assert visits(got(service, "/fhir/Appointment")) == ["C1-tea-1"]
    day = at(1, "00:00").date()
    publish_rota(store, {"C1-tea-1": ("C1", ["K3"], at(1, "12:00"))}, first_day=day, days=1)
    (one,) = got(service, "/fhir/Appointment")["entry"]
    actors = [person["actor"]["identifier"]["value"] for person in one["resource"]["participant"]]
    assert actors == ["C1", "K3"]
    team = got(service, "/fhir/CareTeam/C1")
    assert team["participant"][0]["member"]["identifier"]["value"] == "K3"


def test_slots_tell_free_and_taken_time_of_a_planned_rota(
    service: TestClient, store: Store, tmp_path: Path
) -> None:
    """Every visit lies in busy time of its carer, and every slot in a schedule that is there."""
    folder = write_tables(tmp_path / "given")
    sent = [("files", (one.name, one.read_bytes())) for one in sorted(folder.glob("*.csv"))]
    assert service.post("/api/v1/imports", files=sent).status_code == 201
    rota = keep_planned(store)
    assert got(service, "/fhir/Slot")["total"] == 0
    done = service.post(
        f"/api/v1/rotas/{rota}/publish", json={"reason": ""}, headers={"If-Match": "1"}
    )
    assert done.status_code == 200, done.text
    schedules = {one["resource"]["id"] for one in got(service, "/fhir/Schedule")["entry"]}
    assert schedules == {"K1", "K2", "K3"}
    busy = got(service, "/fhir/Slot?schedule=Schedule/K1&status=busy&_count=200")["entry"]
    rows = service.get(f"/api/v1/rotas/{rota}/assignments?carer_id=K1").json()["items"]
    starts = {one["resource"]["start"][:16] for one in busy}
    assert {one["start"][:16] for one in rows} <= starts
    one = busy[0]["resource"]
    assert got(service, f"/fhir/Slot/{one['id']}") == one
    assert got(service, "/fhir/Schedule/K1")["id"] == "K1"
    assert got(service, "/fhir/Slot?status=free")["total"] > 0
    assert service.get("/fhir/Slot/nothing").status_code == 404


def test_anybody_may_read_what_the_doors_can_do(service: TestClient) -> None:
    """Without signing in."""
    found = got(service, "/fhir/metadata", headers={"X-API-Key": ""})
    kinds = [one["type"] for one in found["rest"][0]["resource"]]
    assert kinds == ["Appointment", "CareTeam", "Schedule", "Slot"]
