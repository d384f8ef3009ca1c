"""Tables as rows of named cells, before the cells are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from data.tables.columns import (
    COLUMNS,
    TABLES,
    Column,
    Table,
    is_passed_over,
    match_headers,
    near_table,
    table_called,
)
from data.tables.faults import Fault
from data.tables.firewall import is_walled_off, walled_off_note
from data.tables.grid import Grid
from data.tables.row import Row


@dataclass(slots=True)
class RawRow:
    """One row: its number in the spreadsheet, and its filled cells by field."""

    number: int
    cells: dict[str, str]


@dataclass(slots=True)
class Sheet:
    """One table as found: its rows, and the fields the header in row ``header`` names."""

    table: Table
    file: str
    fields: frozenset[str]
    rows: list[RawRow]
    header: int = 1

    def column(self, name: str) -> Column | None:
        """The column that fills the field ``name``."""
        return next((one for one in COLUMNS[self.table.name] if one.field == name), None)

    def fault(
        self, row: int, name: str, message: str, *, advice: str = "", value: str = ""
    ) -> Fault:
        """A fault of one cell; what stands in a column about a person is left out."""
        column = self.column(name)
        shown = "" if column is not None and column.private else value
        label = column.name if column is not None else name
        return Fault(
            file=self.file, row=row, column=label, value=shown, message=message, advice=advice
        )


@dataclass(slots=True)
class Sheets:
    """Every table found, with what is wrong so far and what a reader should know."""

    by_name: dict[str, Sheet] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def sort_sheets(grids: Sequence[Grid], source: str) -> Sheets:
    """Tell which grid holds which table, and match its header.

    Parameters
    ----------
    source
        Name of the folder or workbook, for tables that are missing altogether.
    """
    found = Sheets()
    for grid in grids:
        found.notes += grid.notes
        table = table_called(grid.name)
        if table is None:
            _add_stranger(found, grid)
        elif table.name in found.by_name:
            other = found.by_name[table.name].file
            message = f"This holds the table {table.name}, which {other} holds too."
            found.faults.append(Fault(file=grid.file, message=message))
        else:
            found.by_name[table.name] = _sheet(table, grid, found)
    _add_missing(found, source)
    return found


def sheet_of(table: Table, grid: Grid) -> Sheets:
    """One grid that holds ``table``, whatever it is called."""
    found = Sheets(notes=list(grid.notes))
    found.by_name[table.name] = _sheet(table, grid, found)
    return found


def _add_stranger(found: Sheets, grid: Grid) -> None:
    """A sheet that is no table: probably misspelt, or meant for somebody else."""
    near = near_table(grid.name)
    if is_walled_off(grid.name):
        found.notes.append(walled_off_note(grid.file, []))
    elif near:
        message, advice = "This name is not that of a table.", f"Maybe {near} was meant."
        found.faults.append(Fault(file=grid.file, message=message, advice=advice))
    elif grid.rows:
        found.notes.append(f"{grid.file} is not one of the tables and was not read.")


def _add_missing(found: Sheets, source: str) -> None:
    """Faults for the tables that must be there, notes for those that should."""
    for table in TABLES:
        if table.name in found.by_name:
            continue
        if table.needed:
            message = f"The table {table.name} is missing."
            advice = f"Maybe it is called otherwise; names it may have: {', '.join(table.also)}."
            found.faults.append(Fault(file=source, message=message, advice=advice))
        elif table.name == "history":
            found.notes.append("There is no history: every carer counts as never met.")


def _sheet(table: Table, grid: Grid, found: Sheets) -> Sheet:
    """The named cells of one grid."""
    header = grid.header_row()
    if header is None:
        found.faults.append(Fault(file=grid.file, message="This table is empty, without a header."))
        return Sheet(table=table, file=grid.file, fields=frozenset(), rows=[])
    columns, faults = match_headers(table, grid.rows[header], grid.file, header + 1)
    found.faults += faults
    walled = [one.strip() for one in grid.rows[header] if is_passed_over(table, one)]
    if walled:
        found.notes.append(walled_off_note(grid.file, walled))
    sheet = Sheet(
        table=table,
        file=grid.file,
        fields=frozenset(one.field for one in columns.values()),
        rows=[],
        header=header + 1,
    )
    width = len(grid.rows[header])
    for number, cells in enumerate(grid.rows[header + 1 :], start=header + 2):
        if not any(cells):
            continue
        if any(cells[width:]):
            message = "This row has more cells than the header."
            advice = "Maybe a comma inside a cell; put the cell in double quotes."
            found.faults.append(Fault(file=grid.file, row=number, message=message, advice=advice))
        named = {columns[at].field: cell for at, cell in enumerate(cells) if cell and at in columns}
        sheet.rows.append(RawRow(number, named))
    return sheet


def typed_rows(sheet: Sheet, faults: list[Fault]) -> list[Row]:
    """The rows whose every cell could be read; ``faults`` gains the cells that could not."""
    kept: list[Row] = []
    for raw in sheet.rows:
        try:
            kept.append(sheet.table.rows.model_validate({"row": raw.number, **raw.cells}))
        except ValidationError as wrong:
            faults += _cell_faults(sheet, raw, wrong)
    return kept


def _cell_faults(sheet: Sheet, raw: RawRow, wrong: ValidationError) -> Iterator[Fault]:
    """One fault for each cell; a cell of a column that is missing altogether is no news."""
    for one in wrong.errors():
        name = str(one["loc"][0])
        context = one.get("ctx", {})
        if one["type"] == "missing":
            if name in sheet.fields or _named_in_words(sheet, name):
                yield sheet.fault(raw.number, name, "This cell must not be empty.")
        else:
            yield sheet.fault(
                raw.number,
                name,
                str(context.get("message", one["msg"])),
                advice=str(context.get("advice", "")),
                value=raw.cells.get(name, ""),
            )


def _named_in_words(sheet: Sheet, name: str) -> bool:
    """Whether the header lets the row name this person without an id."""
    who = name.removesuffix("_id")
    return bool({who, f"{who}_first_name"} & sheet.fields)


def raw_ids(sheets: Sheets, name: str, column: str) -> Iterable[str]:
    """Ids a table gives, those of faulty rows included."""
    sheet = sheets.by_name.get(name)
    return [row.cells[column] for row in sheet.rows if column in row.cells] if sheet else []
