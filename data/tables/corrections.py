"""Cells put right by a person between reading files and looking at what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from data.tables.columns import COLUMNS, match_headers, table_called
from data.tables.faults import Fault
from data.tables.grid import Grid

UNKNOWN_ROW = "There is no such row to correct."


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What should stand in place of what a file says.

    Parameters
    ----------
    file, row, column
        As a ``Fault`` names a cell. Row 0 is the sheet itself, whose name is then corrected; the
        row of the header has the headers as cells.
    value
        What should stand there.
    drop
        Whether the whole row is to be passed over.
    """

    file: str
    row: int
    column: str = ""
    value: str = ""
    drop: bool = False


def corrected(
    grids: Sequence[Grid], corrections: Iterable[Correction]
) -> tuple[list[Grid], list[Fault]]:
    """The grids with what was corrected, and what could not be.

    Row numbers stay as they were: a dropped row is an empty one.
    """
    touched = sorted(corrections, key=lambda one: one.file)
    files = {one.file for one in touched}
    by_file = {grid.file: _writable(grid) if grid.file in files else grid for grid in grids}
    written = {grid.file: _header(grid) for grid in grids}
    faults = []
    for one in sorted(touched, key=lambda one: _turn(one, by_file)):
        grid = by_file.get(one.file)
        if grid is None:
            faults.append(Fault(file=one.file, row=one.row, message="There is no such file."))
            continue
        try:
            by_file[one.file] = _with(grid, one, written[one.file])
        except LookupError as wrong:
            message = str(wrong.args[0])
            faults.append(Fault(file=one.file, row=one.row, column=one.column, message=message))
    return [by_file[grid.file] for grid in grids], faults


def _writable(grid: Grid) -> Grid:
    """A copy whose rows may be changed in place."""
    return replace(grid, rows=[list(row) for row in grid.rows])


def _header(grid: Grid) -> list[str]:
    """Headers as they are written; none where the sheet is empty."""
    header = grid.header_row()
    return [] if header is None else [one.strip() for one in grid.rows[header]]


def _turn(one: Correction, by_file: dict[str, Grid]) -> int:
    """Names of sheets first, then headers, then cells under the headers put right, then rows."""
    grid = by_file.get(one.file)
    if one.drop:
        return 3
    if one.row == 0:
        return 0
    return 1 if grid is not None and grid.header_row() == one.row - 1 else 2


def _with(grid: Grid, one: Correction, written: Sequence[str]) -> Grid:
    """The writable grid with one correction made.

    Raises
    ------
    LookupError
        If there is no such row or column.
    """
    if one.row == 0:
        return replace(grid, name=one.value)
    header = grid.header_row()
    if header is None or one.row > len(grid.rows) or one.row - 1 < header:
        raise LookupError(UNKNOWN_ROW)
    headers, row = grid.rows[header], grid.rows[one.row - 1]
    assert isinstance(headers, list)
    assert isinstance(row, list)
    if one.drop:
        if row is headers:
            raise LookupError("The header cannot be left out.")
        row.clear()
        return grid
    place = _place(grid, one, written, is_header=row is headers)
    if place == len(headers):
        headers.append(one.column)
    row += [""] * (place + 1 - len(row))
    row[place] = one.value.strip()
    return grid


def _place(grid: Grid, one: Correction, written: Sequence[str], *, is_header: bool) -> int:
    """Which cell of a row is meant: by its header as written, or as it was put right; a column
    of the table that the header lacks comes last.

    Raises
    ------
    LookupError
        If nobody knows the column.
    """
    if one.column in written:
        return written.index(one.column)
    table = table_called(grid.name)
    if table is not None:
        headers = _header(grid)
        found, _ = match_headers(table, headers, grid.file, 0)
        for place, column in found.items():
            if column.name == one.column:
                return place
        if not is_header and any(column.name == one.column for column in COLUMNS[table.name]):
            return len(headers)
    raise LookupError("There is no such column to correct.")


def row_as_written(grid: Grid, row: int) -> list[tuple[str, str]]:
    """Column and cell of one row, in the order of the file, headers under the names we know."""
    header = grid.header_row()
    if header is None or not header < row <= len(grid.rows):
        return []
    table = table_called(grid.name)
    headers = grid.rows[header]
    known = {} if table is None else match_headers(table, headers, grid.file, header + 1)[0]
    cells = grid.rows[row - 1]
    return [
        (
            known[place].name if place in known else name.strip(),
            cells[place] if place < len(cells) else "",
        )
        for place, name in enumerate(headers)
        if name.strip()
    ]
