"""Files as they are: rows of text, from CSV files or a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.tables.columns import table_called
from data.tables.faults import Fault, TableFaults

SEPARATORS = ",;\t|"
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet.

    Parameters
    ----------
    name
        Name of the sheet, or of the file without its suffix.
    file
        How messages name it.
    rows
        All rows from the first of the sheet, empty ones too, cells stripped.
    notes
        What a reader of the import should know.
    """

    name: str
    file: str
    rows: Sequence[Sequence[str]]
    notes: tuple[str, ...] = ()

    def header_row(self) -> int | None:
        """Index of the first row that holds anything."""
        return next((i for i, row in enumerate(self.rows) if any(row)), None)


def read_grids(path: Path) -> list[Grid]:
    """Every sheet of a workbook, or every CSV file of a folder (or the workbook in it).

    Raises
    ------
    TableFaults
        If there is nothing to read at ``path``, or a file cannot be read as what it claims.
    """
    if path.is_dir():
        files = sorted(one for one in path.iterdir() if _is_table(one))
        if files:
            return [read_csv(one) for one in files]
        books = [one for one in path.glob("*.xls[xm]") if not one.name.startswith(("~$", "."))]
        if len(books) == 1:
            return read_workbook(books[0])
        message = "This folder holds neither CSV files nor one workbook."
        raise TableFaults([Fault(file=path.name, message=message)])
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods") and path.exists():
        return read_workbook(path)
    message = (
        "There is no such folder or workbook."
        if not path.exists()
        else "This is neither a folder nor a workbook."
    )
    advice = "Maybe give the folder that holds clients.csv, carers.csv and the others."
    raise TableFaults([Fault(file=path.name, message=message, advice=advice)])


def _is_table(path: Path) -> bool:
    """Whether a file of the folder may hold a table; text only if its name is that of one."""
    suffix = path.suffix.lower()
    return suffix in (".csv", ".tsv") or (suffix == ".txt" and table_called(path.stem) is not None)


def read_csv(path: Path) -> Grid:
    """A file with commas, semicolons, tabs or bars between the cells."""
    text, notes = _decoded(path)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        separator, text = first.strip()[4], rest
    else:
        separator = _separator(text)
    try:
        rows = [
            [_cell(one) for one in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error as wrong:
        raise TableFaults(
            [Fault(file=path.name, message=f"This cannot be read as CSV: {wrong}.")]
        ) from wrong
    return Grid(name=path.stem, file=path.name, rows=rows, notes=notes)


def _decoded(path: Path) -> tuple[str, tuple[str, ...]]:
    """Text of a file in UTF-8, with or without its mark, UTF-16, or Windows' own code."""
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace"), ()
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        note = f"{path.name} is not UTF-8; it was read as Windows-1252, so look at accents."
        return raw.decode("cp1252", errors="replace"), (note,)


def _separator(text: str) -> str:
    """What stands between the cells of the first row that holds anything."""
    first = next((line for line in text.splitlines() if line.strip(" ,;\t|")), "")
    unquoted = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=unquoted.count)


def _cell(text: str) -> str:
    """A cell as plain text; the apostrophe that keeps a formula from running is taken off."""
    bare = text.strip()
    is_kept = bare[:1] == "'" and bare.lstrip("'").startswith(FORMULA)
    return bare[1:] if is_kept else bare


def read_workbook(path: Path) -> list[Grid]:
    """Every sheet, with dates and times as text and formulas as the values they last had."""
    import fastexcel

    try:
        book = fastexcel.read_excel(str(path))
        return [_sheet(book, name, path) for name in book.sheet_names]
    except fastexcel.FastExcelError as wrong:
        message = "This workbook cannot be read."
        advice = "Maybe it is protected by a password, or open and half saved."
        raise TableFaults([Fault(file=path.name, message=message, advice=advice)]) from wrong


def _sheet(book: object, name: str, path: Path) -> Grid:
    """One sheet, all of it, from its first row."""
    load = getattr(book, "load_sheet")  # noqa: B009 -- fastexcel has no types
    sheet = load(name, header_row=None, skip_rows=0, dtypes="string")
    rows = [
        ["" if cell is None else _cell(cell) for cell in row] for row in sheet.to_polars().rows()
    ]
    return Grid(name=name, file=f"{path.name}/{name}", rows=rows)
