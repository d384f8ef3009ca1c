"""The record read through the service: filtered, paged, checked, and one client's history."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from api.audit import Decision, record
from api.audit.about import about
from api.store import Store, now
from tests.api.calls import BASE, actions, key, manager_of, service
from tests.api.service import add_person

AUDIT = f"{BASE}/audit"


@pytest.fixture
def auditor(store: Store) -> Iterator[tuple[TestClient, Mapping[str, str]]]:
    """Somebody who may look, at a provider with seven decisions about three clients."""
    manager_of(store)
    _, token = add_person(store, "tenant_a", "auditor")
    for number in range(7):
        with store.write("tenant_a") as session:
            decision = Decision(
                action="publish" if number % 2 else "pin",
                object_kind="rota",
                object_id=f"rota_{number}",
                clients=[f"C{number % 3}"],
                options={"carers": ["K1", "K2"]},
                reason=f'=HYPERLINK("x"), reason {number}',
            )
            record(session, f"person_{number % 2}", "planner", decision)
    with service(store) as client:
        yield client, key(token)


def _numbers(auditor: tuple[TestClient, Mapping[str, str]], **given: object) -> list[int]:
    client, headers = auditor
    found = client.get(AUDIT, params=given, headers=headers)
    assert found.status_code == 200, found.text
    return [one["number"] for one in found.json()["items"]]


def test_decisions_are_filtered(auditor: tuple[TestClient, Mapping[str, str]]) -> None:
    """By who, what, whom it concerns and when; newest first."""
    assert _numbers(auditor) == [7, 6, 5, 4, 3, 2, 1]
    assert _numbers(auditor, who="person_1") == [6, 4, 2]
    assert _numbers(auditor, action="pin", client_id="C0") == [7, 1]
    assert _numbers(auditor, object_id="rota_3", object_kind="rota") == [4]
    assert _numbers(auditor, since=(now() + timedelta(hours=1)).isoformat()) == []
    assert _numbers(auditor, until=(now() + timedelta(hours=1)).isoformat())[0] == 7
    assert _numbers(auditor, client_id="nobody") == []


def test_pages_of_decisions_hold_each_once(auditor: tuple[TestClient, Mapping[str, str]]) -> None:
    """Three, three and one."""
    client, headers = auditor
    seen: list[int] = []
    after: str | None = None
    for _ in range(3):
        given = {"limit": "3"} | ({"after": after} if after else {})
        page = client.get(AUDIT, params=given, headers=headers).json()
        seen += [one["number"] for one in page["items"]]
        after = page["next"]
    assert (seen, after) == ([7, 6, 5, 4, 3, 2, 1], None)


def test_a_history_is_whole_in_order_and_with_reasons(
    auditor: tuple[TestClient, Mapping[str, str]], store: Store
) -> None:
    """Of this client alone; that it was taken out is its last row."""
    client, headers = auditor
    found = client.get(f"{AUDIT}/clients/C0", headers=headers).json()
    assert [row["number"] for row in found["rows"]] == [1, 4, 7, 8]
    assert found["rows"][1]["reason"] == '=HYPERLINK("x"), reason 3'
    assert found["rows"][1]["options"] == {"carers": ["K1", "K2"]}
    assert found["whole"] is True
    assert found["newest"] == found["rows"][-1]["digest"]
    assert actions(store, "tenant_a")[-1] == "export history"
    assert client.get(f"{AUDIT}/clients/nobody", headers=headers).status_code == 404


def test_a_history_as_a_sheet_runs_nothing(
    auditor: tuple[TestClient, Mapping[str, str]],
) -> None:
    """A cell that a spreadsheet would compute is text."""
    client, headers = auditor
    found = client.get(f"{AUDIT}/clients/C0", params={"form": "csv"}, headers=headers)
    assert found.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(found.text)))
    assert [row["number"] for row in rows] == ["1", "4", "7", "8"]
    assert rows[0]["reason"] == "'" + '=HYPERLINK("x"), reason 0'
    assert rows[0]["clients"] == "C0"


def test_a_record_that_was_changed_is_said_to_be(
    auditor: tuple[TestClient, Mapping[str, str]], store: Store
) -> None:
    """Which row, and why; also in every history taken out of it."""
    client, headers = auditor
    before = client.get(f"{AUDIT}/verify", headers=headers).json()
    assert (before["whole"], before["rows"]) == (True, 7)
    with store.engine.begin() as connection:
        if store.is_sqlite:
            connection.execute(text("DROP TRIGGER audit_no_update"))
        else:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE audit SET reason = 'other' WHERE number = 5"))
    after = client.get(f"{AUDIT}/verify", headers=headers).json()
    assert (after["whole"], after["broken_at"]) == (False, 5)
    assert "changed" in after["why"]
    assert client.get(f"{AUDIT}/clients/C0", headers=headers).json()["whole"] is False


def test_a_record_cut_short_shows_against_a_digest_kept(
    auditor: tuple[TestClient, Mapping[str, str]],
) -> None:
    """The digest of a row that is not there."""
    client, headers = auditor
    kept = client.get(f"{AUDIT}/verify", headers=headers).json()["newest"]
    whole = client.get(f"{AUDIT}/verify", params={"newest": kept}, headers=headers).json()
    assert whole["whole"] is True
    cut = client.get(f"{AUDIT}/verify", params={"newest": "f" * 64}, headers=headers).json()
    assert cut["whole"] is False


def test_a_history_says_nothing_of_other_clients(
    auditor: tuple[TestClient, Mapping[str, str]], store: Store
) -> None:
    """A decision about several is told to each as far as it concerns them."""
    client, headers = auditor
    decision = Decision(
        action="move visits",
        object_kind="rota",
        object_id="rota_1",
        clients=["C0", "C1", "C10"],
        options={
            "moves": [{"visit_id": f"{one}-tea-2026-12-01"} for one in ("C0", "C1", "C10")],
            "C1": 2,
            "carers": ["K1"],
        },
        reason="C10 and C0 swap",
    )
    with store.write("tenant_a") as session:
        record(session, "person_0", "planner", decision)
    found = client.get(f"{AUDIT}/clients/C1", headers=headers).json()
    row = next(one for one in found["rows"] if one["action"] == "move visits")
    assert row["clients"] == ["C1"]
    moves = [{"visit_id": "C1-tea-2026-12-01"}]
    assert row["options"] == {"moves": moves, "C1": 2, "carers": ["K1"]}
    assert row["reason"] == "another client and another client swap"
    whole = client.get(f"{AUDIT}/clients/C10", params={"form": "csv"}, headers=headers).text
    assert "C10-tea" in whole
    assert "C1-tea" not in whole
    assert "C0" not in whole
    assert client.get(f"{AUDIT}/verify", headers=headers).json()["whole"] is True


def test_an_id_that_is_a_number_is_no_part_of_a_time() -> None:
    """Who is client 10 does not change when a decision was made."""
    said = {
        "at": "2026-12-01T06:10:00+00:00",
        "clients": ["7", "10"],
        "object_id": "rota_1",
        "options": {"moves": [{"visit_id": "7-tea-2026-12-10"}, {"visit_id": "10-tea-2026-12-07"}]},
        "reason": None,
    }
    told = about(said, "7")
    assert told["at"] == said["at"]
    assert told["options"] == {"moves": [{"visit_id": "7-tea-2026-12-10"}]}
