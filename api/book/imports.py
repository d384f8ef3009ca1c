"""A folder or workbook put in the place of the provider's tables, whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import delete
from sqlalchemy.orm import Session

from api.book.cells import TABLE, cells_of, filled, sheets_of
from api.book.changed import note_change
from api.book.rows import rows_of
from api.store import BookRow, add_many, new_id
from data.tables import (
    Correction,
    Fault,
    Grid,
    Sheet,
    Sheets,
    TableFaults,
    checked_tables,
    corrected,
    read_grids,
    sort_sheets,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import does, or would do.

    ``added``, ``changed`` and ``removed`` count rows by table; rows that say the same as
    before are in none of them.
    """

    rows: Mapping[str, int]
    added: Mapping[str, int]
    changed: Mapping[str, int]
    removed: Mapping[str, int]
    notes: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What stands in the files given, beside the tables they would take the place of.

    Parameters
    ----------
    grids
        The files as they were read and corrected, by how messages name them.
    given, whole
        The tables given; those and the ones in the store that stay.
    faults
        Everything that is wrong.
    """

    grids: Mapping[str, Grid]
    given: Sheets
    whole: Sheets
    before: Mapping[str, Sequence[BookRow]]
    faults: Sequence[Fault]

    @property
    def names(self) -> list[str]:
        """The tables given, in the order of all tables."""
        return [name for name in TABLE if name in self.given.by_name]

    def imported(self) -> Imported:
        """How the tables given differ from those in the store."""
        return _counted(self.names, self.whole, self.before, tuple(self.given.notes))


def look_at_tables(session: Session, path: Path, corrections: Sequence[Correction] = ()) -> Looked:
    """Read tables and check them, with those in the store; nothing is changed.

    Raises
    ------
    TableFaults
        If a file cannot be read as what it claims.
    """
    grids, faults = corrected(read_grids(path), corrections)
    given = sort_sheets(grids, path.name)
    given.faults += faults
    before = rows_of(session)
    whole = _joined(given, before)
    _, found = checked_tables(whole)
    return Looked(
        grids={one.file: one for one in grids},
        given=given,
        whole=whole,
        before=before,
        faults=TableFaults(found).faults,
    )


def import_tables(
    session: Session, path: Path, *, dry_run: bool, corrections: Sequence[Correction] = ()
) -> Imported:
    """Read tables and put them in place of those of the same name; others stay.

    Parameters
    ----------
    path
        A folder of CSV files, or a workbook.
    dry_run
        Read and check everything, change nothing.
    corrections
        Cells to be read otherwise than they stand in the files.

    Raises
    ------
    TableFaults
        With every fault of every table; nothing is then changed.
    """
    looked = look_at_tables(session, path, corrections)
    if looked.faults:
        raise TableFaults(looked.faults)
    found = looked.imported()
    if not dry_run:
        for name in looked.names:
            _replace(session, looked.whole.by_name[name], looked.before.get(name, ()))
        note_change(session)
    return found


def _joined(given: Sheets, before: Mapping[str, Sequence[BookRow]]) -> Sheets:
    """What is given, with the store's own tables where nothing is."""
    own = sheets_of(before)
    kept = {name: sheet for name, sheet in own.by_name.items() if before.get(name)}
    missing = "The table %s is missing."
    faults = [
        one for one in given.faults if not any(one.message == missing % name for name in kept)
    ]
    return Sheets(by_name={**kept, **given.by_name}, faults=faults, notes=given.notes)


def _counted(
    names: Sequence[str],
    whole: Sheets,
    before: Mapping[str, Sequence[BookRow]],
    notes: tuple[str, ...],
) -> Imported:
    """How the tables given differ from those in the store."""
    rows, added, changed, removed = {}, {}, {}, {}
    for name in names:
        new = [cells_of(name, raw.cells) for raw in whole.by_name[name].rows]
        old = [{**row.cells, **row.private} for row in before.get(name, ())]
        rows[name] = len(new)
        fresh, gone = _difference(new, old), _difference(old, new)
        own = {"clients": "client_id", "carers": "carer_id"}.get(name)
        both = {one.get(own) for one in fresh} & {one.get(own) for one in gone} if own else set()
        changed[name] = len(both)
        added[name], removed[name] = len(fresh) - len(both), len(gone) - len(both)
    return Imported(rows=rows, added=added, changed=changed, removed=removed, notes=notes)


def _difference(
    these: Sequence[Mapping[str, str]], those: Sequence[Mapping[str, str]]
) -> list[Mapping[str, str]]:
    """Rows that are among these and not among those, as often as they are too many."""
    left = Counter(_said(one) for one in those)
    found = []
    for one in these:
        if left[_said(one)] > 0:
            left[_said(one)] -= 1
        else:
            found.append(one)
    return found


def _said(cells: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(cells.items())


def _replace(session: Session, sheet: Sheet, before: Sequence[BookRow]) -> None:
    """Put a table in place of the one before; a row that says the same keeps its id."""
    name = sheet.table.name
    kept: dict[frozenset[tuple[str, str]], list[BookRow]] = {}
    for old in before:
        kept.setdefault(_said({**old.cells, **old.private}), []).append(old)
    by_key = {row.key: row for row in before}
    stays: set[str] = set()
    new = []
    for position, raw in enumerate(sheet.rows):
        cells = cells_of(name, raw.cells)
        same = kept.get(_said(cells))
        row: BookRow | None = same.pop() if same else by_key.get(cells.get(f"{name[:-1]}_id", ""))
        if row is None or row.id in stays:
            new.append(as_values(filled(BookRow(id=new_id("row")), name, cells), position))
            continue
        stays.add(row.id)
        row.position = position
        if not same and _said({**row.cells, **row.private}) != _said(cells):
            filled(row, name, cells)
    gone = [row.id for row in before if row.id not in stays]
    for begin in range(0, len(gone), 500):
        session.execute(delete(BookRow).where(BookRow.id.in_(gone[begin : begin + 500])))
    session.flush()
    add_many(session, BookRow, new)


def as_values(row: BookRow, position: int) -> dict[str, object]:
    """A row of the store by column, to be added among many."""
    return {
        "id": row.id,
        "table": row.table,
        "key": row.key,
        "position": position,
        "cells": row.cells,
        "private": row.private,
        "client_id": row.client_id,
        "carer_id": row.carer_id,
        "version": 1,
    }
