"""CSV text that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

Cell = str | int | float | None

_A_NUMBER = re.compile(r"-\d+(?:\.\d+)?").fullmatch
_STARTS_A_FORMULA = re.compile(r"'*[=+\-@\t\r]").match
"""Apostrophes before it count as well, so that taking one off gives back what stood there."""


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 CSV of ``rows`` under ``header``; ``None`` is an empty cell.

    Text that a spreadsheet would take for a formula gets a leading apostrophe; numbers,
    negative ones too, are left alone.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([escaped(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def escaped(cell: Cell) -> Cell:
    """The cell as it may stand in a spreadsheet."""
    if isinstance(cell, str) and _STARTS_A_FORMULA(cell) and not _A_NUMBER(cell):
        return "'" + cell
    return cell
