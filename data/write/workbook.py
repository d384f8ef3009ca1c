"""Tables as a workbook that is safe to open: every text is a text, never a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import IllegalCharacterError

_A_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?").fullmatch
_NO_SPREADSHEET_HOLDS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LONGEST_SHEET_NAME = 31


def workbook_bytes(sheets: Mapping[str, Iterable[Sequence[str]]], *, numbers: bool = True) -> bytes:
    """An XLSX file of one sheet for each table; rows are written as they come.

    Parameters
    ----------
    sheets
        Rows of cells by name of sheet, the header first, escaped already.
    numbers
        Whether figures become numbers; tables that are read again keep every cell as text, so
        that nothing of it is lost. Columns of ids are text either way.
    """
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name[:LONGEST_SHEET_NAME])
        sheet.freeze_panes = "A2"
        header: Sequence[str] = ()
        for row in rows:
            header = header or row
            named = zip(header, row, strict=False)
            sheet.append(
                [_cell(sheet, text, numbers and _may_count(column)) for column, text in named]
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows_in(table: bytes) -> Iterator[list[str]]:
    """Rows of a CSV table of ours."""
    return csv.reader(io.StringIO(table.decode(), newline=""))


def _may_count(column: str) -> bool:
    return not column.endswith("id")


def _cell(sheet: object, text: str, may_count: bool) -> object:
    """A number, an empty cell, or a text that stays one."""
    if not text:
        return None
    if may_count and _A_PLAIN_NUMBER(text):
        return float(text) if "." in text else int(text)
    try:
        cell = WriteOnlyCell(sheet, text)
    except IllegalCharacterError:
        cell = WriteOnlyCell(sheet, _NO_SPREADSHEET_HOLDS.sub(" ", text))
    cell.data_type = "s"
    return cell
