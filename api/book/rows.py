"""Finding rows of the store."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store import BookRow


def rows_of(session: Session, *tables: str) -> dict[str, Sequence[BookRow]]:
    """Rows by table, in order; of all tables where none is named."""
    query = select(BookRow).order_by(BookRow.table, BookRow.position, BookRow.id)
    if tables:
        query = query.where(BookRow.table.in_(tables))
    found: dict[str, list[BookRow]] = {name: [] for name in tables}
    for row in session.scalars(query):
        found.setdefault(row.table, []).append(row)
    return dict(found)
