"""Maps: where people live, the roads between them, and the way to each visit."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.store import Store
from tests.api.calls import BASE, key, service
from tests.api.service import add_person, add_tenant
from tests.data.travel.hamlet import osm_file


def test_homes_are_told_to_those_who_see_the_tables(asking: TestClient, rota: str) -> None:
    """Everybody once, as planned with; a rota of nobody's is not found."""
    found = asking.get(f"{BASE}/rotas/{rota}/places").json()
    names = {one["client_id"] or one["carer_id"] for one in found}
    assert names == {"C1", "C2", "C3", "K1", "K2", "K3"}
    ada = next(one for one in found if one["client_id"] == "C1")
    assert (ada["lat"], ada["lon"], ada["estimated"]) == (52.67, -0.73, False)
    assert asking.get(f"{BASE}/rotas/rota_none/places").status_code == 404


def test_each_visit_has_its_way_and_whether_the_two_have_met(asking: TestClient, rota: str) -> None:
    """All have met C1 and none C3, whom each meets once; taken off has neither way nor face."""
    rows = asking.get(f"{BASE}/rotas/{rota}/assignments").json()["items"]
    made = [one for one in rows if one["carer_id"]]
    assert all(one["travel_min"] is not None for one in made)
    met = defaultdict(list)
    for one in sorted(made, key=lambda one: one["start"]):
        met[one["client_id"], one["carer_id"]].append(one["new_face"])
    for (client, _), said in met.items():
        assert said == [client == "C3", *[False] * (len(said) - 1)]
    assert {client for client, _ in met} >= {"C1", "C3"}
    lunch = next(one for one in made if one["client_id"] == "C3")
    copy = asking.post(f"{BASE}/rotas/{rota}/drafts").json()["id"]
    off = {"moves": [{"visit_id": lunch["visit_id"], "carers": []}]}
    asking.post(f"{BASE}/rotas/{copy}/moves", json=off, headers={"If-Match": "1"})
    after = asking.get(f"{BASE}/rotas/{copy}/assignments").json()["items"]
    gone = next(one for one in after if one["visit_id"] == lunch["visit_id"])
    assert (gone["travel_min"], gone["new_face"]) == (None, False)


def test_nobody_outside_the_office_is_told_of_ways(
    store: Store, asking: TestClient, rota: str
) -> None:
    """A carer learns of the own visits, and not of the ways to them."""
    asking.post(f"{BASE}/rotas/{rota}/publish", json={}, headers={"If-Match": "1"})
    _, own = add_person(store, "tenant_a", "carer", subject_id="K1")
    rows = asking.get(f"{BASE}/rotas/{rota}/assignments", headers=key(own)).json()["items"]
    assert {(one["travel_min"], one["new_face"]) for one in rows} == {(None, None)}


@pytest.mark.parametrize("box", ["", "1,2,3", "a,b,c,d", "1,1,0,2", "0,0,9,9", "nan,0,1,1"])
def test_a_box_is_four_numbers_in_order(asking: TestClient, box: str) -> None:
    """And no continent."""
    assert asking.get(f"{BASE}/roads", params={"bbox": box}).json()["code"] == "bad-input"


def test_without_a_file_no_road_is_drawn(asking: TestClient) -> None:
    """That is an answer: the map draws straight lines then."""
    found = asking.get(f"{BASE}/roads", params={"bbox": "-1,52,0,53"}).json()
    assert (found["features"], found["attribution"]) == ([], "")


def test_roads_of_the_file_are_drawn(store: Store, tmp_path: Path) -> None:
    """By kind, those of the box alone, and kept by the browser for a day."""
    ways = [
        ([(0, 0), (1, 0), (9, 0)], {"highway": "primary"}),
        ([(0, 0), (0, 5)], {"highway": "residential"}),
        ([(0, 0), (3, 3)], {"highway": "footway"}),
        ([(500, 500), (510, 510)], {"highway": "primary"}),
    ]
    file = osm_file(tmp_path / "hamlet.osm", ways, {})
    _, token = add_person(store, add_tenant(store), "planner")
    with service(store, roads=file) as client:
        answer = client.get(
            f"{BASE}/roads", params={"bbox": "-0.71,52.59,-0.68,52.62"}, headers=key(token)
        )
    assert answer.headers["Cache-Control"] == "private, max-age=86400"
    found = answer.json()
    drawn = {one["properties"]["kind"]: one["geometry"]["coordinates"] for one in found["features"]}
    assert drawn == {
        "main": [[[-0.7, 52.6], [-0.691, 52.6]]],
        "road": [],
        "lane": [[[-0.7, 52.6], [-0.7, 52.605]]],
    }
    assert found["whole"]
    assert "OpenStreetMap" in found["attribution"]
