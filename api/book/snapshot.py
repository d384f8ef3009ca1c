"""All tables at one moment: what a rota is planned from, found again by its hash."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.book.cells import sheets_of
from api.book.rows import rows_of
from api.store import BookRow, Snapshot
from data.tables import Sheets, Tables, tables_of

NAMES = frozenset({"first_name", "last_name", "notes", "reason"})
"""Columns that no plan depends on: a snapshot holds nobody's name and no free text."""

Content = Mapping[str, Sequence[Mapping[str, str]]]
"""Cells by name of column, of each row of each table."""


@dataclass(frozen=True, slots=True)
class Snapped:
    """A snapshot in the store, and the tables it holds."""

    id: str
    tables: Tables


def take_snapshot(session: Session) -> Snapped:
    """Keep the tables as they are; the same tables give the same snapshot.

    Raises
    ------
    TableFaults
        If they are not fit to plan from, with every fault.
    """
    return keep_content(session, content_of(rows_of(session)))


def keep_content(session: Session, content: Content) -> Snapped:
    """Keep tables given as text, unless they are kept already."""
    packed, digest = _packed(content)
    tables = tables_in(packed)
    if session.get(Snapshot, (digest, session.info["tenant"])) is None:
        session.add(Snapshot(id=digest, tenant_id=session.info["tenant"], content=packed))
        session.flush()
    return Snapped(digest, tables)


def content_of(rows: Mapping[str, Sequence[BookRow]]) -> Content:
    """What a snapshot of these rows says."""
    return {
        table: [
            {
                name: text
                for name, text in sorted({**row.cells, **row.private}.items())
                if name not in NAMES
            }
            for row in of_table
        ]
        for table, of_table in sorted(rows.items())
    }


def book_hash(session: Session) -> str:
    """Hash of the tables as they are, whether or not they are kept."""
    return _packed(content_of(rows_of(session)))[1]


def content_in(packed: bytes) -> dict[str, list[dict[str, str]]]:
    """What a snapshot says."""
    found: dict[str, list[dict[str, str]]] = json.loads(zlib.decompress(packed))
    return found


def tables_in(packed: bytes) -> Tables:
    """The tables of a snapshot.

    Raises
    ------
    TableFaults
        If they are not fit to plan from.
    """
    return tables_of(sheets_from(content_in(packed)))


def sheets_from(content: Content) -> Sheets:
    """The tables of a snapshot as rows of named cells."""
    rows: dict[str, Sequence[BookRow]] = {
        table: [BookRow(table=table, cells=dict(cells), private={}) for cells in of_table]
        for table, of_table in content.items()
    }
    return sheets_of(rows)


def snapshot_bytes(session: Session, snapshot_id: str) -> bytes:
    """A snapshot as it is kept."""
    return session.scalars(select(Snapshot).where(Snapshot.id == snapshot_id)).one().content


def _packed(content: Content) -> tuple[bytes, str]:
    """Small enough to keep, and the hash of what it says."""
    plain: Any = {table: [dict(row) for row in rows] for table, rows in content.items() if rows}
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return zlib.compress(text, 6), hashlib.sha256(text).hexdigest()
