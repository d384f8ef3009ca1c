"""Single rows added, changed and dropped, each checked against the tables it must agree with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.book.cells import OWN_ID, cells_of, filled, sheets_of, text_of
from api.book.changed import note_change
from api.book.rows import rows_of
from api.problems import FieldError, Problem
from api.store import BookRow
from data.tables import COLUMNS, Fault, TableFaults, checked_tables

AGREES_WITH = {"clients": ("demand",), "carers": ()}
"""Tables that are checked again when a row of one changes, beside the people themselves."""


def add_row(session: Session, table: str, given: Mapping[str, Any]) -> BookRow:
    """Put a row at the end of a table.

    Raises
    ------
    TableFaults, Problem
        With everything that is wrong with it; nothing is then changed.
    """
    cells = _cells(table, given)
    last = session.scalar(select(func.max(BookRow.position)).where(BookRow.table == table))
    row = filled(BookRow(position=(last or 0) + 1), table, cells)
    _demand_new_id(session, table, cells)
    session.add(row)
    session.flush()
    _demand_agreement(session, row)
    note_change(session)
    return row


def change_row(session: Session, row: BookRow, given: Mapping[str, Any]) -> BookRow:
    """Put other cells into a row; those not named stay, empty ones go.

    Raises
    ------
    TableFaults, Problem
        As ``add_row``; also if the id of a person would change.
    """
    cells = {**row.cells, **row.private, **_cells(row.table, given, partial=True)}
    cells = {name: text for name, text in cells.items() if text}
    own = OWN_ID.get(row.table)
    if own is not None and cells.get(own) != row.key:
        message = "The id of a person stays as it is."
        advice = "Maybe add the person anew under the other id."
        error = FieldError(file=row.table, column=own, message=message, advice=advice)
        raise Problem("bad-input", errors=[error])
    filled(row, row.table, cells)
    session.flush()
    _demand_agreement(session, row)
    note_change(session)
    return row


def drop_row(session: Session, row: BookRow) -> None:
    """Take a row out.

    Raises
    ------
    Problem
        If other rows still name the person.
    """
    who = OWN_ID.get(row.table)
    if who is not None:
        column = BookRow.client_id if who == "client_id" else BookRow.carer_id
        query = (
            select(BookRow.table, func.count())
            .where(column == row.key, BookRow.table != row.table, BookRow.table != "history")
            .group_by(BookRow.table)
        )
        errors = [
            FieldError(
                file=table,
                column=who,
                value=row.key,
                message=f"{count} rows still name {row.key}.",
                advice="Maybe end their calls or shifts instead; the past stays as it was.",
            )
            for table, count in session.execute(query)
        ]
        if errors:
            raise Problem("bad-input", errors=errors)
    session.delete(row)
    session.flush()
    note_change(session)


def _cells(table: str, given: Mapping[str, Any], *, partial: bool = False) -> dict[str, str]:
    """What was sent as cells by name of column; people named in words stay in words."""
    known = {column.name for column in COLUMNS[table]}
    strange = [
        FieldError(file=table, column=name, message="This column is not known.")
        for name in given
        if name not in known
    ]
    if strange:
        raise Problem("bad-input", errors=strange)
    texts = {name: text_of(value) for name, value in given.items()}
    return texts if partial else {name: text for name, text in texts.items() if text}


def _demand_new_id(session: Session, table: str, cells: Mapping[str, str]) -> None:
    own = OWN_ID.get(table)
    if own is None:
        return
    query = select(BookRow.id).where(BookRow.table == table, BookRow.key == cells.get(own, ""))
    if session.scalar(query) is not None:
        message = "Somebody has this id already."
        error = FieldError(file=table, column=own, value=cells[own], message=message)
        raise Problem("bad-input", errors=[error])


def _demand_agreement(session: Session, row: BookRow) -> None:
    """Refuse a row that its table, or one that must agree with it, finds a fault with."""
    tables = dict.fromkeys(("clients", "carers", row.table, *AGREES_WITH.get(row.table, ())))
    rows = rows_of(session, *tables)
    sheets = sheets_of(rows)
    _, faults = checked_tables(sheets)
    about = _about(row, list(rows[row.table]), faults)
    if about:
        raise TableFaults(about)
    raw = sheets.by_name[row.table].rows[list(rows[row.table]).index(row)]
    cells = cells_of(row.table, raw.cells)
    if cells != {**row.cells, **row.private}:
        filled(row, row.table, cells)
        session.flush()


def _about(row: BookRow, of_table: list[BookRow], faults: list[Fault]) -> list[Fault]:
    """Faults of the row, and those of other tables that name it."""
    number = of_table.index(row) + 2
    return [
        one
        for one in faults
        if (one.file == row.table and one.row == number)
        or (one.file != row.table and one.row and row.key in one.message)
    ]
