"""A finished rota put into the tables: visits into the history, hours to the carers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.book.cells import filled, sheets_of
from api.book.changed import note_change
from api.book.contents import date_in
from api.book.imports import as_values
from api.book.rows import rows_of
from api.problems import Problem
from api.store import BookRow, add_many, new_id
from data.tables import TableFaults, checked_tables
from data.tables.tables import WEEKS_REMEMBERED


def add_worked(
    session: Session,
    first_day: date,
    history: Sequence[Mapping[str, str]],
    hours: Mapping[str, Sequence[float]],
) -> None:
    """Add visits to the history, and hours worked to what carers worked before.

    Parameters
    ----------
    history
        Cells of each row.
    hours
        By carer and block of seven days, the newest first; whoever is missing worked none.

    Raises
    ------
    Problem
        ``wrong-state`` if the history has visits of these days already.
    TableFaults
        If the tables are then not fit to plan from; nothing is then changed.
    """
    _demand_new(session, first_day)
    last = session.scalar(select(func.max(BookRow.position)).where(BookRow.table == "history"))
    rows = [
        as_values(filled(BookRow(id=new_id("row")), "history", dict(cells)), number)
        for number, cells in enumerate(history, start=(last or 0) + 1)
    ]
    add_many(session, BookRow, rows)
    blocks = max((len(one) for one in hours.values()), default=0)
    for row in session.scalars(select(BookRow).where(BookRow.table == "carers")):
        worked = hours.get(row.key, [0.0] * blocks)
        before = [one for one in row.cells.get("weeks_hours", "").split(";") if one.strip()]
        whole = [*(f"{one:g}" for one in worked), *before][:WEEKS_REMEMBERED]
        row.cells = {**row.cells, "weeks_hours": ";".join(whole)}
    session.flush()
    _, faults = checked_tables(sheets_of(rows_of(session)))
    if faults:
        raise TableFaults(faults)
    note_change(session)


def _demand_new(session: Session, first_day: date) -> None:
    """Refuse to count anything twice."""
    for row in session.scalars(select(BookRow).where(BookRow.table == "history")).all():
        on = date_in(row.cells)
        if on is not None and on >= first_day:
            raise Problem(
                "wrong-state",
                f"The history has a visit of {on} already; what was worked is not added twice.",
            )
