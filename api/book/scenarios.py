"""A "what if": tables with some rows changed, kept beside the tables and never in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from api.book.cells import text_of
from api.book.rows import rows_of
from api.book.snapshot import NAMES, Snapped, content_of, keep_content
from api.problems import FieldError, Problem
from api.store import BookRow, new_id
from data.tables import COLUMNS


class Deed(StrEnum):
    """What is done to a row."""

    ADD = "add"
    CHANGE = "change"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One change of one row; ``row_id`` of rows that stand, ``cells`` of those that will."""

    table: str
    deed: Deed
    row_id: str | None = None
    cells: Mapping[str, Any] = field(default_factory=dict)


def snapshot_with(session: Session, changes: Sequence[RowChange]) -> Snapped:
    """The tables as they stand with some rows changed, kept as a snapshot of their own.

    Raises
    ------
    Problem
        ``bad-input`` with every change that names no row or no column.
    TableFaults
        If the changed tables are not fit to plan from.
    """
    rows = {
        table: {row.id: {**row.cells, **row.private} for row in of_table}
        for table, of_table in rows_of(session).items()
    }
    errors: list[FieldError] = []
    for number, change in enumerate(changes, start=1):
        errors += _made(rows, number, change)
    if errors:
        raise Problem("bad-input", errors=errors)
    stand = {
        table: [BookRow(table=table, cells=cells, private={}) for cells in of_table.values()]
        for table, of_table in rows.items()
    }
    return keep_content(session, content_of(stand))


def said(change: RowChange) -> dict[str, Any]:
    """A change as it is kept: no names and no free text."""
    cells = {name: text_of(value) for name, value in change.cells.items() if name not in NAMES}
    return {
        "table": change.table,
        "deed": change.deed.value,
        "row_id": change.row_id,
        "cells": cells,
    }


def _made(
    rows: dict[str, dict[str, dict[str, str]]], number: int, change: RowChange
) -> list[FieldError]:
    """Make one change, or say what is wrong with it."""
    known = {column.name for column in COLUMNS[change.table]}
    errors = [
        FieldError(file=change.table, row=number, column=name, message="This column is not known.")
        for name in change.cells
        if name not in known
    ]
    of_table = rows.setdefault(change.table, {})
    named = change.row_id in of_table
    if (change.deed is Deed.ADD) == (change.row_id is not None) or (
        change.deed is not Deed.ADD and not named
    ):
        message = "A new row has no id yet." if change.deed is Deed.ADD else "There is no such row."
        errors.append(
            FieldError(
                file=change.table,
                row=number,
                column="row_id",
                value=change.row_id or "",
                message=message,
            )
        )
    if not errors:
        _change(of_table, change)
    return errors


def _change(of_table: dict[str, dict[str, str]], change: RowChange) -> None:
    texts = {name: text_of(value) for name, value in change.cells.items()}
    name = change.row_id or new_id("row")
    if change.deed is Deed.DROP:
        del of_table[name]
        return
    whole = {**of_table.get(name, {}), **texts}
    of_table[name] = {column: text for column, text in whole.items() if text}
