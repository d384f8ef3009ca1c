"""Rows of the store and rows of a table, one into the other without loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.store import BookRow, new_id
from data.tables import COLUMNS, TABLES, RawRow, Sheet, Sheets, Table

TABLE: Mapping[str, Table] = {table.name: table for table in TABLES}
FIRST_ROW = 2
"""Number of a table's first row, as a spreadsheet with one line of header shows it."""
OWN_ID = {"clients": "client_id", "carers": "carer_id"}
"""Tables whose rows are told apart by an id of the provider's own."""


def sheet_rows(table: str, rows: Iterable[Mapping[str, str]]) -> Sheet:
    """A table from cells by name of column, numbered as its export would be."""
    field_of = {column.name: column.field for column in COLUMNS[table]}
    return Sheet(
        table=TABLE[table],
        file=table,
        fields=frozenset(field_of.values()),
        rows=[
            RawRow(number, {field_of[name]: text for name, text in cells.items() if text})
            for number, cells in enumerate(rows, start=FIRST_ROW)
        ],
    )


def sheets_of(by_table: Mapping[str, Sequence[BookRow]]) -> Sheets:
    """Tables of the store as if they had been read from files."""
    found = Sheets()
    for table in TABLE:
        rows = by_table.get(table, ())
        found.by_name[table] = sheet_rows(table, ({**row.cells, **row.private} for row in rows))
    if not by_table.get("history"):
        found.notes.append("There is no history: every carer counts as never met.")
    return found


def cells_of(table: str, raw: Mapping[str, str]) -> dict[str, str]:
    """Cells by name of column, from cells by field, in the order of the columns."""
    return {column.name: raw[column.field] for column in COLUMNS[table] if raw.get(column.field)}


def filled(row: BookRow, table: str, cells: Mapping[str, str]) -> BookRow:
    """A row of the store that holds these cells: those that name a person apart."""
    private = {column.name for column in COLUMNS[table] if column.private}
    row.table = table
    row.cells = {name: text for name, text in cells.items() if name not in private}
    row.private = {name: text for name, text in cells.items() if name in private}
    row.client_id = cells.get("client_id")
    row.carer_id = cells.get("carer_id")
    if not row.id:
        row.id = new_id("row")
    row.key = cells.get(OWN_ID[table], row.id) if table in OWN_ID else row.id
    return row


def text_of(value: Any) -> str:
    """A JSON value as a cell would hold it: lists separated by semicolons, yes and no in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(text_of(one) for one in value)
    return str(value).strip()
