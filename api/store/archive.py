"""One file that holds every row of a database, of either kind: written and read.

A zip of one text file a table, a line of JSON a row, and ``manifest.json`` with the number of
rows and the SHA-256 of each. Values are text that means the same on both databases: moments
in UTC, bytes in base64, JSON letter by letter.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Table,
    Text,
    cast,
    select,
    type_coerce,
)

from api.store.engine import Store

FORMAT = "carerota-backup-1"
VERSIONS = "alembic_version"
"""Kept by the migrations themselves."""
AT_ONCE = 1000


class DamagedBackup(ValueError):  # noqa: N818 -- the word a person reads
    """The file is no backup of ours, or is not as it was written."""


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One table of a backup: columns with the kind of each, rows, and the hash of its text."""

    name: str
    columns: dict[str, str]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds."""

    format: str
    revision: str
    made_at: str
    tables: list[TableEntry] = field(default_factory=list)


def write_archive(store: Store, path: Path) -> Manifest:
    """Every row as of one moment, in one transaction that others do not disturb."""
    part = path.with_name(path.name + ".part")
    level = "SERIALIZABLE" if store.is_sqlite else "REPEATABLE READ"
    try:
        with (
            store.engine.connect() as connection,
            os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            still = connection.execution_options(isolation_level=level)
            manifest = _write(still, archive)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """What the file says it holds.

    Raises
    ------
    DamagedBackup
        If it is none of ours.
    """
    try:
        said = json.loads(archive.read("manifest.json"))
        tables = [TableEntry(**one) for one in said.pop("tables")]
        manifest = Manifest(tables=tables, **said)
    except (KeyError, TypeError, ValueError) as wrong:
        raise DamagedBackup("It has no manifest that can be read.") from wrong
    if manifest.format != FORMAT:
        raise DamagedBackup(f"It is of the form {manifest.format}, not {FORMAT}.")
    return manifest


def rows_in(archive: zipfile.ZipFile, entry: TableEntry) -> Iterator[dict[str, Any]]:
    """Rows of a table, checked against the manifest as they are read.

    Raises
    ------
    DamagedBackup
        After the last row, if they are not those that were written.
    """
    digest, rows = hashlib.sha256(), 0
    try:
        with archive.open(f"tables/{entry.name}.jsonl") as lines:
            for line in lines:
                digest.update(line)
                rows += 1
                yield dict(zip(entry.columns, json.loads(line), strict=True))
    except (KeyError, ValueError, zipfile.BadZipFile) as wrong:
        raise DamagedBackup(f"The rows of {entry.name} cannot be read.") from wrong
    if (digest.hexdigest(), rows) != (entry.sha256, entry.rows):
        raise DamagedBackup(f"The rows of {entry.name} are not those that were written.")


def tables_of(connection: Connection) -> list[Table]:
    """Tables as they are in the database, those that others name first."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != VERSIONS]


def kind_of(column: Column[Any]) -> str:
    """How the values of a column are written."""
    kinds: tuple[tuple[type[Any], str], ...] = (
        (JSON, "json"),
        (LargeBinary, "bytes"),
        (DateTime, "instant"),
        (Date, "date"),
    )
    return next((name for kind, name in kinds if isinstance(column.type, kind)), "plain")


def _write(connection: Connection, archive: zipfile.ZipFile) -> Manifest:
    revision = MigrationContext.configure(connection).get_current_revision() or ""
    manifest = Manifest(FORMAT, revision, datetime.now(UTC).isoformat())
    for table in tables_of(connection):
        with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as file:
            digest, rows = hashlib.sha256(), 0
            for row in _rows(connection, table):
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                digest.update(line)
                rows += 1
                file.write(line)
        kinds = {column.name: kind_of(column) for column in table.columns}
        manifest.tables.append(TableEntry(table.name, kinds, rows, digest.hexdigest()))
    archive.writestr("manifest.json", json.dumps(asdict(manifest), indent=1))
    return manifest


def _rows(connection: Connection, table: Table) -> Iterator[list[Any]]:
    """Values as text, row by row, in the order of the key."""
    sqlite = connection.dialect.name == "sqlite"
    kinds = [kind_of(column) for column in table.columns]
    asked = [
        (type_coerce if sqlite else cast)(column, Text) if kind == "json" else column
        for column, kind in zip(table.columns, kinds, strict=True)
    ]
    query = select(*asked).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE)
    for row in connection.execute(query):
        yield [_said(value, kind) for value, kind in zip(row, kinds, strict=True)]


def _said(value: Any, kind: str) -> Any:
    if value is None or kind in ("json", "plain"):
        return value
    if kind == "bytes":
        return base64.b64encode(value).decode()
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware.isoformat(timespec="microseconds")
    found: date = value
    return found.isoformat()
