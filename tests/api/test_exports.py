"""Files to take away: safe to open, complete, written down, and readable again without loss."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from api.app import create_app
from api.settings import Settings
from api.store import AuditRow, RotaRow, Store
from data.tables.grid import _cell
from data.write.cells import escaped
from data.write.workbook import workbook_bytes
from tests.api.cli_tables import write_tables
from tests.api.service import add_person, add_tenant
from tests.api.test_service_rotas import keep_planned

API = "/api/v1"


def uploads(folder: Path) -> list[tuple[str, tuple[str, bytes]]]:
    """Every CSV file of a folder, to be sent."""
    return [("files", (one.name, one.read_bytes())) for one in sorted(folder.glob("*.csv"))]


@pytest.fixture
def service(store: Store) -> Iterator[TestClient]:
    """The service, called as a planner of tenant_a."""
    tenant = add_tenant(store)
    _, key = add_person(store, tenant, "planner")
    with TestClient(create_app(Settings(), store), headers={"X-API-Key": key}) as client:
        yield client


@pytest.fixture
def rota(service: TestClient, store: Store, tmp_path: Path) -> str:
    """A planned rota of a small provider."""
    write_tables(tmp_path / "given")
    answer = service.post(f"{API}/imports", files=uploads(tmp_path / "given"))
    assert answer.status_code == 201, answer.text
    return keep_planned(store)


def table(service: TestClient, address: str) -> list[dict[str, str]]:
    """Rows of a CSV export."""
    answer = service.get(f"{API}{address}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"].startswith('attachment; filename="')
    return list(csv.DictReader(io.StringIO(answer.text)))


def workbook(service: TestClient, address: str) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of each sheet of an XLSX export."""
    answer = service.get(f"{API}{address}")
    assert answer.status_code == 200, answer.text
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_a_rota_is_taken_away_in_every_form(service: TestClient, store: Store, rota: str) -> None:
    """Tables say what the service says, in both forms; pages and sheets can be opened."""
    rows = service.get(f"{API}/rotas/{rota}/assignments").json()["items"]
    made = sorted((one["visit_id"], one["carer_id"]) for one in rows if one["carer_id"])
    found = table(service, f"/rotas/{rota}/exports/rota.csv")
    assert sorted((one["visit_id"], one["carer_id"]) for one in found) == made
    (sheet,) = workbook(service, f"/rotas/{rota}/exports/rota.xlsx").values()
    assert [str(one) for one in sheet[0]] == list(found[0])
    assert len(sheet) == len(found) + 1
    assert isinstance(sheet[1][sheet[0].index("carers_needed")], int)
    left = table(service, f"/rotas/{rota}/exports/unallocated.csv")
    assert {one["visit_id"] for one in left} == {
        one["visit_id"] for one in rows if not one["carer_id"]
    }
    pay = table(service, f"/rotas/{rota}/exports/pay.csv")
    assert [one["carer_id"] for one in pay] == ["K1", "K2", "K3"]
    measures = table(service, f"/rotas/{rota}/exports/measures.csv")
    whole = service.get(f"{API}/rotas/{rota}/exports/measures.json").json()
    breaches = next(one["value"] for one in measures if one["measure"] == "hard_breaches")
    assert int(breaches) == whole["summary"]["hard_breaches"]
    assert {one["id"] for one in measures if one["about"] == "client"} == {"C1", "C2", "C3"}
    table(service, f"/rotas/{rota}/exports/breaks.csv")
    with store.read("tenant_a") as session:
        written = session.scalars(select(AuditRow).where(AuditRow.action == "export")).all()
    assert [one.options["file"] for one in written][:2] == ["rota.csv", "rota.xlsx"]
    assert {one.object_id for one in written} == {rota}


def test_people_are_named_on_sheets_and_report_only_where_asked(
    service: TestClient, rota: str
) -> None:
    """Ids by default."""
    for paper in ("run-sheets.pdf", "report.html"):
        for names in (False, True):
            answer = service.get(
                f"{API}/rotas/{rota}/exports/{paper}?names={names}&on_call=01632+960123"
            )
            assert answer.status_code == 200, answer.text
            text = answer.text
            if paper.endswith("pdf"):
                document = pypdfium2.PdfDocument(answer.content)
                text = "".join(page.get_textpage().get_text_range() for page in document)
                assert "01632 960123" in text
            assert ("Quill" in text) == names


def test_a_pseudonymised_rota_joins_to_nothing(service: TestClient, rota: str) -> None:
    """Other ids in each file, no clock finer than a quarter, and no id of ours."""
    first, second = (table(service, f"/rotas/{rota}/exports/pseudonymised.csv") for _ in range(2))
    assert {one["client"] for one in first}.isdisjoint(one["client"] for one in second)
    assert len({one["client"] for one in first}) == 3
    assert all(int(one["start_min"]) % 15 == 0 for one in first)
    said = json.dumps(first)
    assert not any(f'"{known_as}"' in said for known_as in ("C1", "C2", "C3", "K1", "K2", "K3"))


def test_changes_between_two_rotas(service: TestClient, store: Store, rota: str) -> None:
    """Nothing between a rota and its copy; what is dropped is said to be uncovered."""
    copy = service.post(f"{API}/rotas/{rota}/drafts").json()["id"]
    assert table(service, f"/rotas/{copy}/changes/{rota}.csv") == []
    rows = service.get(f"{API}/rotas/{rota}/assignments").json()["items"]
    visit = next(one for one in rows if one["carer_id"] and one["client_id"] == "C1")
    with store.write("tenant_a") as session:
        from api.store import AssignmentRow

        found = session.get_one(AssignmentRow, (copy, visit["visit_id"], 0))
        found.carer_id = None
    (line,) = table(service, f"/rotas/{copy}/changes/{rota}.csv")
    assert (line["visit_id"], line["changes"]) == (visit["visit_id"], "uncovered")
    assert (line["carers_before"], line["carers_after"]) == (visit["carer_id"], "")
    (sheet,) = workbook(service, f"/rotas/{copy}/changes/{rota}.xlsx").values()
    assert len(sheet) == 2


def test_only_the_office_takes_files_away_and_only_its_own(
    service: TestClient, store: Store, rota: str
) -> None:
    """Roles without the permission get 403, other providers 404."""
    for role in ("carer", "client", "family", "commissioner", "auditor"):
        _, key = add_person(store, "tenant_a", role, subject_id="C1", funder="x")
        for address in (f"/rotas/{rota}/exports/rota.csv", "/exports/tables.zip"):
            answer = service.get(f"{API}{address}", headers={"X-API-Key": key})
            assert answer.status_code == 403
    _, key = add_person(store, add_tenant(store, "tenant_b"), "manager")
    for address in (f"/rotas/{rota}/exports/rota.csv", f"/rotas/{rota}/changes/{rota}.csv"):
        assert service.get(f"{API}{address}", headers={"X-API-Key": key}).status_code == 404
    with store.read("tenant_b") as session:
        assert session.scalars(select(RotaRow)).all() == []


@pytest.mark.slow
def test_the_sample_is_exported_and_read_again_without_loss(service: TestClient) -> None:
    """As CSV files in an archive and as a workbook: not one cell differs."""
    with as_file(files("data").joinpath("samples", "melton_harborough_rutland")) as sample:
        answer = service.post(f"{API}/imports", files=uploads(sample))
        assert answer.status_code == 201, answer.text
        with (sample / "history.csv").open(encoding="utf-8") as file:
            history = list(csv.DictReader(file))
    for name in ("tables.zip", "tables.xlsx"):
        body = service.get(f"{API}/exports/{name}").content
        back = service.post(f"{API}/imports?dry_run=true", files=[("files", (name, body))])
        assert back.status_code == 201, back.text
        said = back.json()
        for what in ("added", "changed", "removed"):
            assert set(said[what].values()) == {0}, (name, what, said)
        assert said["rows"]["history"] == len(history)
    streamed = table(service, "/exports/tables/history.csv")
    assert [one["start"] for one in streamed] == [one["start"] for one in history]


def test_what_a_spreadsheet_would_run_is_text_and_comes_back_as_it_was(
    service: TestClient, rota: str
) -> None:
    """In CSV and in workbooks: a leading apostrophe, taken off again when it is read."""
    first = service.get(f"{API}/clients").json()["items"][0]
    evil = "=cmd|' /C calc'!A0"
    changed = service.patch(
        f"{API}/clients/{first['id']}", json={"last_name": evil}, headers={"If-Match": '"1"'}
    )
    assert changed.status_code == 200, changed.text
    assert table(service, "/exports/tables/clients.csv")[0]["last_name"] == f"'{evil}"
    body = service.get(f"{API}/exports/tables.xlsx").content
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        sheets = [one for one in archive.namelist() if "worksheets" in one]
        assert all(b"<f>" not in archive.read(one) for one in sheets)
    back = service.post(f"{API}/imports?dry_run=true", files=[("files", ("tables.xlsx", body))])
    assert set(back.json()["changed"].values()) == {0}, back.text


@settings(deadline=None)
@given(st.text(max_size=12).map(str.strip))
def test_escaping_is_undone_by_reading(text: str) -> None:
    """Whatever stands in a cell; and nothing escaped begins as a formula does."""
    out = str(escaped(text))
    assert _cell(out) == text or "\t" in out[:3] or "\r" in out[:3]
    assert not out.startswith(("=", "+", "@"))


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=20), min_size=1, max_size=4), min_size=1, max_size=5))
def test_a_workbook_is_written_whatever_the_cells_hold(rows: list[list[str]]) -> None:
    """Control characters too; nothing becomes a formula."""
    escaped_rows = [[str(escaped(cell)) for cell in row] for row in rows]
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes({"x": escaped_rows})))
    kinds = {cell.data_type for row in book["x"].iter_rows() for cell in row}
    assert "f" not in kinds
