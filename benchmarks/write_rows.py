"""Rows of runs into a file as they come: JSON lines, or CSV for a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from benchmarks.run import COLUMNS, Row
from scheduler.domain.errors import InputError

NESTED = ("curve", "costs", "measures")
"""What a spreadsheet cannot show."""


@contextmanager
def row_writer(out: Path, columns: Sequence[str] = COLUMNS) -> Iterator[Callable[[Row], None]]:
    """A function that writes one row to ``out``: CSV if it is named so, else a line of JSON.

    Every row is on the disk before the next run begins, so that a benchmark cut short keeps
    what it has.

    Parameters
    ----------
    columns
        Those of a spreadsheet; a line of JSON holds whatever its row holds.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    try:
        file = out.open("w", encoding="utf-8", newline="")
    except OSError as fault:
        raise InputError(f"{out} cannot be written: {fault.strerror}.") from None
    with file:
        write = _csv_writer(file, columns) if out.suffix == ".csv" else _json_writer(file)

        def write_through(row: Row) -> None:
            write(row)
            file.flush()

        yield write_through


def _csv_writer(file: TextIO, columns: Sequence[str]) -> Callable[[Row], None]:
    flat = [name for name in columns if name not in NESTED]
    writer = csv.DictWriter(file, flat, extrasaction="ignore")
    writer.writeheader()
    return lambda row: writer.writerow(row)


def _json_writer(file: TextIO) -> Callable[[Row], None]:
    return lambda row: print(json.dumps(row), file=file)
