"""The book as a whole: looked at before it is taken in, put right on the way, a sample, rules."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import Workbook, load_workbook

from api.app import create_app
from api.settings import Settings
from api.store import Store
from data.rule_packs.reader import figures_on
from data.rule_packs.told import told_on
from data.tables import TABLES
from scheduler.referee.codes import CODES
from tests.api.cli_tables import CLIENTS, FIRST_DAY, write_tables
from tests.api.service import add_person, add_tenant

API = "/api/v1"
BROKEN = {
    "demand.csv": ("C3,lunch,Mon-Fri,12:30", "C3,lunch,Mon-Fri,12.70 pm"),
    "carers.csv": ("hourly_rate", "hourly pya"),
    "clients.csv": (",green\n", ",purple\n"),
}
MENDED = [
    {"file": "demand.csv", "row": 5, "column": "start", "value": "12:30"},
    {"file": "carers.csv", "row": 1, "column": "hourly pya", "value": "hourly_rate"},
    {"file": "clients.csv", "row": 4, "column": "rag", "value": "green"},
]


@pytest.fixture
def service(store: Store) -> Iterator[TestClient]:
    """The service, called as a planner whose book is empty."""
    _, key = add_person(store, add_tenant(store), "planner")
    with TestClient(create_app(Settings(), store), headers={"X-API-Key": key}) as client:
        yield client


def broken_files(folder: Path) -> list[tuple[str, tuple[str, bytes]]]:
    """The tiny provider, with a fault in each of three files."""
    write_tables(folder)
    for name, (sound, faulty) in BROKEN.items():
        text = (folder / name).read_text()
        assert sound in text
        (folder / name).write_text(text.replace(sound, faulty))
    return [("files", (one.name, one.read_bytes())) for one in sorted(folder.glob("*.csv"))]


def look(service: TestClient, files: Any, corrections: Any = None) -> dict[str, Any]:
    """What is said of files before they are taken in."""
    data = None if corrections is None else {"corrections": json.dumps(corrections)}
    answer = service.post(f"{API}/imports/check", files=files, data=data)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_every_fault_comes_with_its_row(service: TestClient, tmp_path: Path) -> None:
    """Cells as the file has them, under the names of the columns, and the header where it is."""
    found = look(service, broken_files(tmp_path))
    assert not found["ok"]
    assert {"demand.csv", "carers.csv", "clients.csv"} <= {one["file"] for one in found["errors"]}
    shown = {(one["file"], one["row"]): one for one in found["shown"]}
    row = {one["column"]: one["value"] for one in shown["clients.csv", 4]["cells"]}
    assert (row["first_name"], row["rag"]) == ("Cleo", "purple")
    assert shown["carers.csv", 1]["header"]
    assert found["rows"]["clients"] == found["added"]["clients"] == 3
    assert {one["table"] for one in found["files"]} >= {"clients", "demand", "carers"}


def test_what_was_put_right_is_taken_in(service: TestClient, tmp_path: Path) -> None:
    """With the cells corrected the same files are sound, and hold what was corrected."""
    files = broken_files(tmp_path)
    assert look(service, files, MENDED)["errors"] == []
    assert service.get(f"{API}/clients").json()["items"] == []
    under_new_header = {"file": "carers.csv", "row": 2, "column": "hourly_rate", "value": "14.10"}
    data = {"corrections": json.dumps([under_new_header, *MENDED])}
    assert service.post(f"{API}/imports", files=files, data=data).status_code == 201
    clients = service.get(f"{API}/clients").json()["items"]
    assert [one["cells"]["rag"] for one in clients] == ["red", "amber", "green"]
    assert service.get(f"{API}/carers").json()["items"][0]["cells"]["hourly_rate"] == "14.10"
    contents = service.get(f"{API}/tables").json()
    assert {one["name"]: one["rows"] for one in contents["tables"]}["demand"] == 4
    assert contents["first_day"] == FIRST_DAY.isoformat()


def test_a_workbook_is_put_right_as_files_are(service: TestClient, tmp_path: Path) -> None:
    """By sheet: a misspelt sheet, a cell, a row to be passed over, a column that was missing."""
    write_tables(tmp_path)
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for one in sorted(tmp_path.glob("*.csv")):
        sheet = book.create_sheet(one.stem.replace("clients", "clientz"))
        for line in one.read_text().splitlines():
            sheet.append(line.split(","))
        if one.stem == "clients":
            sheet.append(["C1", "Ada", "Again"])
    out = io.BytesIO()
    book.save(out)
    files = [("files", ("week.xlsx", out.getvalue()))]
    name = "week.xlsx/clientz"
    assert any(one["file"] == name and not one["row"] for one in look(service, files)["errors"])
    mended: list[dict[str, Any]] = [{"file": name, "row": 0, "value": "clients"}]
    errors = look(service, files, mended)["errors"]
    assert any(one["row"] == 5 for one in errors)
    mended.append({"file": name, "row": 5, "drop": True})
    mended.append({"file": name, "row": 2, "column": "notes", "value": "rings twice"})
    assert look(service, files, mended)["errors"] == []
    data = {"corrections": json.dumps(mended)}
    assert service.post(f"{API}/imports", files=files, data=data).status_code == 201
    first = service.get(f"{API}/clients").json()["items"][0]["cells"]
    assert first["notes"] == "rings twice"


@pytest.mark.parametrize(
    "wrong",
    [
        {"file": "nothing.csv", "row": 2, "column": "rag", "value": "red"},
        {"file": "clients.csv", "row": 99, "column": "rag", "value": "red"},
        {"file": "clients.csv", "row": 2, "column": "nothing", "value": "red"},
        {"file": "clients.csv", "row": 1, "drop": True},
    ],
)
def test_a_correction_of_nothing_is_a_fault(
    service: TestClient, tmp_path: Path, wrong: dict[str, Any]
) -> None:
    """It is told with the others, and nothing is passed over in silence."""
    write_tables(tmp_path)
    files = [("files", (one.name, one.read_bytes())) for one in tmp_path.glob("*.csv")]
    found = look(service, files, [wrong])
    assert [(one["file"], one["row"]) for one in found["errors"]] == [(wrong["file"], wrong["row"])]


def test_corrections_that_cannot_be_read_are_refused(service: TestClient) -> None:
    """With problem details, as any body."""
    files = [("files", ("clients.csv", CLIENTS.encode()))]
    for text in ("{", '[{"file": "a"}]'):
        answer = service.post(f"{API}/imports/check", files=files, data={"corrections": text})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["column"] == "corrections"


def test_the_sample_goes_into_an_empty_book_only(service: TestClient) -> None:
    """Once; afterwards there is something that would be lost."""
    assert service.post(f"{API}/samples").status_code == 201
    rows = {one["name"]: one["rows"] for one in service.get(f"{API}/tables").json()["tables"]}
    assert rows["clients"] > 50
    again = service.post(f"{API}/samples")
    assert (again.status_code, again.json()["code"]) == (409, "wrong-state")


def test_the_template_has_every_table(service: TestClient) -> None:
    """With starred headers, which are read as the plain ones."""
    answer = service.get(f"{API}/tables/template.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [one.name for one in TABLES]
    headers = [cell.value for cell in book["clients"][1]]
    assert headers[0] == "client_id *"
    files = [("files", ("template.xlsx", answer.content))]
    errors = look(service, files)["errors"]
    assert not any("header" in one["message"] for one in errors)


def test_rules_are_told_from_the_packs(service: TestClient) -> None:
    """Today's figures with their sources, tier by tier; of a day no pack covers, a refusal."""
    found = service.get(f"{API}/rules", params={"on": "2026-11-30"}).json()
    assert [one["name"] for one in found["tiers"]][:2] == ["safety", "law"]
    law = {one["name"]: one for one in found["tiers"][1]["rules"]}
    figures, _, _ = figures_on(FIRST_DAY)
    assert law["adult.daily_rest"]["source"] == figures["adult.daily_rest"]["source"]
    assert law["adult.daily_rest"]["values"][0]["text"] == figures["adult.daily_rest"]["value"]
    assert service.get(f"{API}/rules", params={"on": "1999-01-01"}).status_code == 422


def test_every_rule_figure_and_price_is_told() -> None:
    """A figure added to a pack has its sentence; ``guide`` is the search's own affair."""
    figures, prices, _ = figures_on(FIRST_DAY)
    told = {one.name for tier in told_on(FIRST_DAY).tiers for one in tier.rules}
    assert told == {*figures, *prices, *CODES} - {"guide"}
