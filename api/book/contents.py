"""What is in the book: how many rows of each table, and which week comes next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.book.cells import TABLE
from api.store import BookRow


def rows_by_table(session: Session) -> Mapping[str, int]:
    """How many rows each table has, the empty ones too."""
    query = select(BookRow.table, func.count()).group_by(BookRow.table)
    counts = {str(table): int(count) for table, count in session.execute(query)}
    return {name: counts.get(name, 0) for name in TABLE}


def next_monday(session: Session) -> date | None:
    """The Monday after the last visit of the history, which is planned where no day is said."""
    query = select(BookRow.cells).where(BookRow.table == "history")
    last = max((on for cells in session.scalars(query) if (on := date_in(cells))), default=None)
    return None if last is None else last + timedelta(days=7 - last.weekday())


def date_in(cells: Mapping[str, str]) -> date | None:
    """The date of a row, however a table holds it."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(cells.get("date", "").strip(), form).date()  # noqa: DTZ007 -- a date alone
        except ValueError:
            continue
    return None
