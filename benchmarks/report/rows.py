"""Rows back from the files they were written to."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.run import Row
from scheduler.domain.errors import InputError

NEEDED = ("set", "instance", "solver", "seed", "verdict")


def read_rows(files: Sequence[Path]) -> list[Row]:
    """All rows of all files, in order; fields that a file does not hold are left to ``get``.

    Raises
    ------
    InputError
        If a file cannot be read or does not hold rows of runs.
    """
    found = [row for file in files for row in _rows_of(file)]
    if not found:
        raise InputError("There is no row in these files.\nMaybe the runs have not ended yet.")
    return found


def _rows_of(file: Path) -> list[Row]:
    try:
        text = file.read_text(encoding="utf-8")
        rows = _from_csv(text) if file.suffix == ".csv" else _from_lines(text)
    except OSError as fault:
        raise InputError(f"{file} cannot be read: {fault.strerror}.") from None
    except ValueError as fault:
        raise InputError(f"{file} does not hold one JSON object a line ({fault}).") from None
    for number, row in enumerate(rows, start=1):
        missing = [name for name in NEEDED if name not in row]
        if missing:
            raise InputError(
                f"{file}, row {number}: there is no {', '.join(missing)}.\n"
                "Maybe the file is not one that carerota bench wrote."
            )
    return rows


def _from_lines(text: str) -> list[Row]:
    rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    if not all(isinstance(row, dict) for row in rows):
        raise ValueError("a line is something else")
    return rows


def _from_csv(text: str) -> list[Row]:
    return [
        {name: _cell(name, cell) for name, cell in row.items()}
        for row in csv.DictReader(text.splitlines())
    ]


def _cell(name: str, cell: str) -> object:
    """What a cell stands for: nothing, a truth, a number, or text."""
    if name in ("instance", "version", "build", "machine", "started", "verdict"):
        return cell
    if cell in ("", "True", "False"):
        return {"": None, "True": True, "False": False}[cell]
    try:
        return json.loads(cell)
    except json.JSONDecodeError:
        return cell
