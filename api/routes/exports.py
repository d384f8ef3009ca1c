"""Files to take away: of a rota, of two rotas, of the tables. Every one is written down."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse

from api.audit import Decision, record
from api.auth import Caller, Permission, requires
from api.book.cells import TABLE
from api.desk.weeks import base_of
from api.exports.changes import changes_at
from api.exports.papers import Paper, Wish, paper_at
from api.exports.tables import csv_chunks, table_lines, tables_workbook_at, tables_zip_at
from api.parts import Parts, WithParts
from api.rotas.find import rota_at

router = APIRouter(tags=["exports"])
Exports = Annotated[Caller, Depends(requires(Permission.EXPORT))]
PATIENCE_S = 300.0
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "pdf": "application/pdf",
    "html": "text/html",
    "zip": "application/zip",
}
TableName = StrEnum("TableName", {name.upper(): name for name in TABLE})  # type: ignore[misc]
TableName.__doc__ = "A table of docs/TABLES.md."


class Sheet(StrEnum):
    """As one table for programs, or as a workbook."""

    CSV = "csv"
    XLSX = "xlsx"


class Bundle(StrEnum):
    """All tables at once."""

    XLSX = "xlsx"
    ZIP = "zip"


class File(Response):
    """A file to keep."""

    media_type = "application/octet-stream"


def _answers(*forms: str) -> dict[int | str, dict[str, Any]]:
    """What may come, for the description of the service."""
    binary: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
    anything: dict[str, Any] = {"schema": {}}
    schemas = {form: anything if form == "json" else binary for form in forms}
    return {200: {"content": {TYPES[form]: schema for form, schema in schemas.items()}}}


@router.get(
    "/rotas/{rota_id}/exports/{paper}",
    summary="A rota as a file",
    response_class=File,
    responses=_answers("csv", "xlsx", "json", "pdf", "html"),
)
def paper(
    rota_id: str,
    paper: Paper,
    caller: Exports,
    parts: WithParts,
    names: Annotated[bool, Query(description="Name people on run sheets and report.")] = False,
    on_call: Annotated[str, Query(max_length=200, description="Whom carers ring.")] = "",
) -> Response:
    """Tables hold ids; run sheets and the report name people only where asked to.

    The pseudonymised rota has other ids in every file, days counted from the first, times to
    the quarter of an hour, and nobody with fewer than five visits.
    """
    with parts.store.read(caller.tenant) as session:
        row = rota_at(session, caller, rota_id, whole=False)
    wish = Wish(names=names, on_call=on_call)
    base = base_of(parts.settings, parts.store)
    body = parts.desk.ask(
        paper_at, base, caller.tenant, rota_id, paper.value, wish, patience=PATIENCE_S
    )
    _written(parts, caller, "rota", rota_id, {"file": paper.value, "names": names})
    return _file(body, f"{paper.stem}-{row.first_day}.{paper.form}")


@router.get(
    "/rotas/{rota_id}/changes/{before_id}.{form}",
    summary="What a rota has otherwise than another",
    response_class=File,
    responses=_answers("csv", "xlsx"),
)
def changes(
    rota_id: str, before_id: str, form: Sheet, caller: Exports, parts: WithParts
) -> Response:
    """Visits that are added, ended, covered, uncovered, moved, or given to others."""
    with parts.store.read(caller.tenant) as session:
        row = rota_at(session, caller, rota_id, whole=False)
        rota_at(session, caller, before_id, whole=False)
    base = base_of(parts.settings, parts.store)
    body = parts.desk.ask(changes_at, base, caller.tenant, before_id, rota_id, form.value)
    _written(parts, caller, "rota", rota_id, {"file": f"changes.{form}", "before": before_id})
    return _file(body, f"changes-{row.first_day}.{form}")


@router.get(
    "/exports/tables.{form}",
    summary="All tables as a file",
    response_class=File,
    responses=_answers("xlsx", "zip"),
)
def tables(form: Bundle, caller: Exports, parts: WithParts) -> Response:
    """As they can be imported again without loss; people are named in them."""
    base = base_of(parts.settings, parts.store)
    ask = tables_workbook_at if form is Bundle.XLSX else tables_zip_at
    body = parts.desk.ask(ask, base, caller.tenant, patience=PATIENCE_S)
    _written(parts, caller, "tables", "all", {"file": f"tables.{form}", "names": True})
    return _file(body, f"tables.{form}")


@router.get(
    "/exports/tables/{table}.csv",
    summary="One table as a file",
    response_class=StreamingResponse,
    responses=_answers("csv"),
)
def table(table: TableName, caller: Exports, parts: WithParts) -> Response:
    """Sent as it is read, however long it is."""
    _written(parts, caller, "tables", str(table.value), {"file": "csv", "names": True})

    def chunks() -> Iterator[bytes]:
        with parts.store.read(caller.tenant) as session:
            yield from csv_chunks(table_lines(session, str(table.value)))

    return StreamingResponse(
        chunks(), headers=_headers(f"{table.value}.csv"), media_type=TYPES["csv"]
    )


def _file(body: bytes, name: str) -> Response:
    return File(body, headers=_headers(name), media_type=TYPES[name.rpartition(".")[2]])


def _headers(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _written(parts: Parts, caller: Caller, kind: str, known_as: str, what: Any) -> None:
    """Into the record: what leaves the house is told."""
    decision = Decision(action="export", object_kind=kind, object_id=known_as, options=what)
    with parts.store.write(caller.tenant) as session:
        record(session, caller.person, caller.role, decision)
