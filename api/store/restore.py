"""A backup brought back, whole or not at all, into a database of either kind."""

from __future__ import annotations

import base64
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from alembic import command
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Table, Text, bindparam, cast, func, insert, select, text

from api.store.archive import (
    AT_ONCE,
    DamagedBackup,
    Manifest,
    TableEntry,
    read_manifest,
    rows_in,
    tables_of,
    write_archive,
)
from api.store.engine import WRITES, Store
from api.store.schema import LOCK, config_for

SQLITE_BEGINS = b"SQLite format 3\x00"


class NotEmpty(ValueError):  # noqa: N818 -- the word a person reads
    """There are rows in the database, which a restore would take away."""


def back_up(store: Store, path: Path, *, portable: bool = False) -> None:
    """Write a backup while the service goes on working.

    A SQLite database is copied as it is by SQLite's own backup, unless ``portable`` asks for
    the form that PostgreSQL's has (``api.store.archive``); either restores into either.
    """
    if portable or not store.is_sqlite:
        write_archive(store, path)
        return
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(part)) as copy, store.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            _demand_sound(copy)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def restore(store: Store, path: Path, *, force: bool = False) -> None:
    """Bring back what a backup holds, in the form this version needs.

    Everything happens in one transaction: what cannot be restored whole changes nothing.

    Raises
    ------
    DamagedBackup
        If the file is none of ours, is damaged, or is newer than this version.
    NotEmpty
        If there are rows in the database and ``force`` does not say to lose them.
    """
    with tempfile.TemporaryDirectory() as folder:
        archive_path = _as_archive(path, Path(folder))
        try:
            archive = zipfile.ZipFile(archive_path)
        except (zipfile.BadZipFile, OSError) as wrong:
            raise DamagedBackup("It is neither a SQLite database nor an archive.") from wrong
        with archive, store.engine.connect() as connection:
            held = connection.execution_options(**{WRITES: True})
            with held.begin():
                _restore(held, archive, read_manifest(archive), force=force)


def _restore(
    connection: Connection, archive: zipfile.ZipFile, manifest: Manifest, *, force: bool
) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    tables = tables_of(connection)
    if not force and any(_has_rows(connection, table) for table in tables):
        raise NotEmpty("There are rows in the database.")
    _form(connection, manifest.revision)
    found = {table.name: table for table in tables_of(connection)}
    entries = {entry.name: entry for entry in manifest.tables}
    if set(found) != set(entries):
        raise DamagedBackup("It does not hold the tables of its version.")
    for name, table in found.items():
        _fill(connection, table, entries[name], rows_in(archive, entries[name]))
    command.upgrade(config_for(connection), "head")


def _form(connection: Connection, revision: str) -> None:
    """Empty tables in the form the backup was made in."""
    known = ScriptDirectory.from_config(config_for(None))
    try:
        if not revision or known.get_revision(revision) is None:
            raise DamagedBackup("It does not say which version it was made by.")
    except CommandError as wrong:
        raise DamagedBackup("It was made by a newer version than this one.") from wrong
    if MigrationContext.configure(connection).get_current_revision() is not None:
        command.downgrade(config_for(connection), "base")
    command.upgrade(config_for(connection), revision)


def _fill(
    connection: Connection, table: Table, entry: TableEntry, rows: Iterator[dict[str, Any]]
) -> None:
    names = [column.name for column in table.columns]
    if set(names) != set(entry.columns):
        raise DamagedBackup(f"It does not hold the columns of {table.name}.")
    sqlite = connection.dialect.name == "sqlite"
    as_text = {
        name: _text(name) if sqlite else cast(_text(name), table.c[name].type)
        for name, kind in entry.columns.items()
        if kind == "json"
    }
    plain = {name: bindparam(f"v_{name}", type_=table.c[name].type) for name in names}
    statement = insert(table).values(plain | as_text)
    while some := list(islice(rows, AT_ONCE)):
        given = [
            {f"v_{name}": _meant(row[name], entry.columns[name], sqlite) for name in names}
            for row in some
        ]
        connection.execute(statement, given)
    if not sqlite:
        _go_on_counting(connection, table)


def _text(name: str) -> Any:
    return bindparam(f"v_{name}", type_=Text)


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Numbers that PostgreSQL gives out itself go on after the last one restored."""
    for column in table.primary_key:
        where = select(func.pg_get_serial_sequence(table.name, column.name))
        sequence = connection.scalar(where)
        if sequence is not None:
            last = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
            connection.execute(select(func.setval(sequence, last, False)))


def _meant(value: Any, kind: str, sqlite: bool) -> Any:
    if value is None or kind in ("json", "plain"):
        return value
    if kind == "bytes":
        return base64.b64decode(value)
    if kind == "date":
        return date.fromisoformat(value)
    moment = datetime.fromisoformat(value).astimezone(UTC)
    return moment.replace(tzinfo=None) if sqlite else moment


def _has_rows(connection: Connection, table: Table) -> bool:
    return connection.execute(select(*table.primary_key).limit(1)).first() is not None


def _as_archive(path: Path, folder: Path) -> Path:
    """The backup in the form that is restored; a copy of a SQLite database is read into it."""
    try:
        with path.open("rb") as file:
            begins = file.read(len(SQLITE_BEGINS))
    except OSError as wrong:
        raise DamagedBackup("It cannot be opened.") from wrong
    if begins != SQLITE_BEGINS:
        return path
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            _demand_sound(copy)
            with closing(sqlite3.connect(folder / "copy.db")) as ours:
                copy.backup(ours)
    except sqlite3.DatabaseError as wrong:
        raise DamagedBackup("The SQLite database is damaged.") from wrong
    store = Store(f"sqlite:///{folder / 'copy.db'}")
    try:
        write_archive(store, folder / "copy.zip")
    finally:
        store.close()
    return folder / "copy.zip"


def _demand_sound(copy: sqlite3.Connection) -> None:
    if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise DamagedBackup("The SQLite database is damaged.")
