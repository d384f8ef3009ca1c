"""Jobs over HTTP: asked once, listed, cancelled, followed; to each only what is theirs."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from api.app import create_app
from api.auth import Caller
from api.jobs import claim
from api.jobs.work import work
from api.settings import Settings
from api.store import Store, Tenant
from tests.api.jobs.queued import empty_provider, job, provider
from tests.api.service import add_person

API = "/api/v1"
SETTINGS = Settings(threads=1)
SOLVE = {"iterations": 500}


class House:
    """A service and its people, each with a client of their own."""

    def __init__(self, store: Store, folder: Path, stack: ExitStack) -> None:
        self.store = store
        self._app = create_app(SETTINGS, store)
        self._stack = stack
        self.caller: Caller = provider(store, folder)
        self.planner = self.person("planner")

    def person(self, role: str, tenant: str = "tenant_a", **more: Any) -> TestClient:
        """Somebody, signed in by key."""
        _, key = add_person(self.store, tenant, role, **more)
        client = TestClient(self._app, headers={"X-API-Key": key})
        return self._stack.enter_context(client)

    def work(self) -> None:
        """Do the next job."""
        held = claim(self.store, "worker_a")
        assert held is not None
        work(self.store, SETTINGS, held, stopping=threading.Event())


@pytest.fixture
def house(store: Store, tmp_path: Path) -> Iterator[House]:
    """A provider with tables, and a service."""
    with ExitStack() as stack:
        yield House(store, tmp_path, stack)


def followed(client: TestClient, job_id: str, after: str | None = None) -> list[dict[str, str]]:
    """Every event of a job that has ended, as a browser would read them."""
    headers = {} if after is None else {"Last-Event-ID": after}
    found: list[dict[str, str]] = [{}]
    with client.stream("GET", f"{API}/jobs/{job_id}/events", headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            name, _, value = line.partition(": ")
            if line == "":
                found.append({})
            elif name:
                found[-1][name] = value
    return [one for one in found if one]


def test_a_solve_is_asked_for_done_and_seen(house: House) -> None:
    """202 with a job; then a draft rota that can be read."""
    answer = house.planner.post(f"{API}/solves", json=SOLVE)
    assert answer.status_code == 202, answer.text
    asked = answer.json()
    assert (asked["state"], asked["kind"], asked["attempt"]) == ("queued", "solve", 0)
    house.work()
    found = house.planner.get(f"{API}/jobs/{asked['id']}").json()
    assert (found["state"], found["reason"]) == ("done", None)
    rota = house.planner.get(f"{API}/rotas/{found['result']['rota_id']}").json()
    assert rota["cost"] == found["result"]["cost"]
    assert rota["snapshot_id"] == found["asked"]["snapshot_id"]


def test_asking_twice_with_one_key_is_asking_once(house: House) -> None:
    """The second answer names the same job, and there is one."""
    headers = {"Idempotency-Key": "solve-1"}
    first = house.planner.post(f"{API}/solves", json=SOLVE, headers=headers)
    again = house.planner.post(f"{API}/solves", json=SOLVE, headers=headers)
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replay"] == "true"
    assert len(house.planner.get(f"{API}/jobs").json()["items"]) == 1


def test_events_are_followed_to_the_end_and_gone_on_from_anywhere(house: House) -> None:
    """Ids rise; after any of them come exactly the rest."""
    asked = house.planner.post(f"{API}/solves", json=SOLVE).json()["id"]
    house.work()
    whole = followed(house.planner, asked)
    assert [one["event"] for one in whole][:2] == ["queued", "started"]
    assert whole[-1]["event"] == "done"
    assert [int(one["id"]) for one in whole] == sorted({int(one["id"]) for one in whole})
    for place, one in enumerate(whole[:-1]):
        assert followed(house.planner, asked, one["id"]) == whole[place + 1 :]
    bodies = [json.loads(one["data"])["body"] for one in whole if one["event"] == "progress"]
    assert bodies[-1]["cost"]


def test_a_reader_is_told_what_happens_while_it_reads(house: House) -> None:
    """It begins before the job does, and ends with it."""
    asked = house.planner.post(f"{API}/solves", json=SOLVE).json()["id"]
    worker = threading.Timer(0.5, house.work)
    worker.start()
    whole = followed(house.planner, asked)
    worker.join()
    assert [one["event"] for one in whole if one["event"] != "progress"] == [
        "queued",
        "started",
        "keeping",
        "done",
    ]


def test_a_last_event_that_is_none_is_refused(house: House) -> None:
    """Before the stream begins."""
    asked = house.planner.post(f"{API}/solves", json=SOLVE).json()["id"]
    url = f"{API}/jobs/{asked}/events"
    answer = house.planner.get(url, headers={"Last-Event-ID": "x"})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-input")
    assert house.planner.get(f"{API}/jobs/job_none/events").status_code == 404


def test_a_job_is_cancelled_once(house: House) -> None:
    """Again changes nothing; what is done cannot be."""
    first = house.planner.post(f"{API}/solves", json=SOLVE).json()["id"]
    answers = [house.planner.post(f"{API}/jobs/{first}/cancel") for _ in range(2)]
    assert [one.json()["state"] for one in answers] == ["cancelled", "cancelled"]
    second = house.planner.post(f"{API}/solves", json=SOLVE).json()["id"]
    house.work()
    late = house.planner.post(f"{API}/jobs/{second}/cancel")
    assert (late.status_code, late.json()["code"]) == (409, "wrong-state")


def test_jobs_are_listed_by_page_kind_and_state(house: House) -> None:
    """The newest first, every one once."""
    asked = [house.planner.post(f"{API}/solves", json=SOLVE).json()["id"] for _ in range(5)]
    house.planner.post(f"{API}/jobs/{asked[0]}/cancel")
    found, after = [], None
    while True:
        query = {"limit": 2, "kind": "solve"} | ({"after": after} if after else {})
        page = house.planner.get(f"{API}/jobs", params=query).json()
        found += [one["id"] for one in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert found == asked[::-1]
    states = house.planner.get(f"{API}/jobs?state=cancelled&state=done").json()["items"]
    assert [one["id"] for one in states] == [asked[0]]
    assert house.planner.get(f"{API}/jobs?kind=repair").json()["items"] == []


def test_quotas_are_told_as_such(house: House) -> None:
    """Too many jobs; more seconds than a job may take, said or searched for."""
    with house.store.write(None) as session:
        session.execute(update(Tenant).values(most_jobs=1, most_seconds=100))
    for asked in ({"seconds": 101}, {"iterations": 5, "most_seconds": 101}):
        answer = house.planner.post(f"{API}/solves", json=asked)
        assert (answer.status_code, answer.json()["code"]) == (429, "quota")
    assert house.planner.post(f"{API}/solves", json=SOLVE).status_code == 202
    assert house.planner.post(f"{API}/solves", json=SOLVE).json()["code"] == "quota"


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("solves", {"seconds": 5, "iterations": 5}),
        ("solves", {"threads": 2}),
        ("solves", {"surprise": 1}),
        ("repairs", {"rota_id": "rota_x"}),
        ("frontiers", {"plans": 1}),
        ("capacities", {"zone": "Rutland"}),
        ("emergencies", {"rota_id": "rota_x"}),
    ],
)
def test_what_is_asked_wrongly_is_refused_at_once(
    house: House, url: str, asked: dict[str, Any]
) -> None:
    """With the field; no job comes of it."""
    answer = house.planner.post(f"{API}/{url}", json=asked)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-input")
    assert answer.json()["errors"]
    assert house.planner.get(f"{API}/jobs").json()["items"] == []


@pytest.mark.parametrize("url", ["repairs", "robustness", "emergencies", "solves", "frontiers"])
def test_a_rota_or_tables_that_are_not_there_are_not_found(house: House, url: str) -> None:
    """Whether they never were or are another's."""
    asked = {"rota_id": "rota_x", "at": "2026-12-01T06:00:00+00:00", "carers": 1}
    wanted = {"repairs": ("rota_id", "at"), "emergencies": ("rota_id", "carers")}
    given = {name: asked[name] for name in wanted.get(url, ("rota_id",))}
    assert house.planner.post(f"{API}/{url}", json=given).status_code == 404
    tables = house.planner.post(f"{API}/solves", json={"snapshot_id": "f" * 64})
    assert tables.status_code == 404


def test_a_commissioner_tests_capacity_and_sees_their_own_jobs_alone(house: House) -> None:
    """Not the planner's; the answer names no carer; no rota or pins may be asked with."""
    commissioner = house.person("commissioner", funder="council")
    other = house.person("commissioner", funder="council")
    planners = house.planner.post(f"{API}/solves", json=SOLVE).json()["id"]
    question = {"zone": "Rutland", "band": "12:00-14:00", "most": 1, "iterations": 300, "seeds": 1}
    answer = commissioner.post(f"{API}/capacities", json=question)
    assert answer.status_code == 202, answer.text
    own = answer.json()["id"]
    assert commissioner.post(f"{API}/solves", json=SOLVE).status_code == 403
    refused = commissioner.post(f"{API}/capacities", json={**question, "rota_id": "rota_x"})
    assert refused.status_code == 403
    assert [one["id"] for one in commissioner.get(f"{API}/jobs").json()["items"]] == [own]
    for who, hidden in ((commissioner, planners), (other, own)):
        assert who.get(f"{API}/jobs/{hidden}").status_code == 404
        assert who.get(f"{API}/jobs/{hidden}/events").status_code == 404
        assert who.post(f"{API}/jobs/{hidden}/cancel").status_code == 404
    assert house.planner.get(f"{API}/jobs/{own}").status_code == 200
    assert commissioner.post(f"{API}/jobs/{own}/cancel").json()["state"] == "cancelled"
    assert job(house.store, own).asked["outside"] is True


def test_another_providers_jobs_are_not_there(house: House) -> None:
    """Neither to see, nor to follow, nor to cancel."""
    empty_provider(house.store, "tenant_b")
    stranger = house.person("planner", "tenant_b")
    own = house.planner.post(f"{API}/solves", json=SOLVE).json()["id"]
    assert stranger.get(f"{API}/jobs").json()["items"] == []
    assert stranger.get(f"{API}/jobs/{own}").status_code == 404
    assert stranger.get(f"{API}/jobs/{own}/events").status_code == 404
    assert stranger.post(f"{API}/jobs/{own}/cancel").status_code == 404
    assert job(house.store, own).state == "queued"


@pytest.mark.parametrize("role", ["carer", "client", "family", "auditor"])
def test_others_have_nothing_to_do_with_jobs(house: House, role: str) -> None:
    """Default deny."""
    somebody = house.person(role, subject_id="C1")
    assert somebody.get(f"{API}/jobs").status_code == 403
    for url in ("solves", "repairs", "frontiers", "capacities", "robustness", "emergencies"):
        assert somebody.post(f"{API}/{url}", json={}).status_code == 403
    assert house.planner.get(f"{API}/jobs").json()["items"] == []
