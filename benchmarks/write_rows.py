"""Rows of runs into a file as they come: JSON lines, or CSV for a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from benchmarks.run import COLUMNS, Row
from scheduler.domain.errors import InputError

FLAT_COLUMNS = tuple(name for name in COLUMNS if name != "curve")
"""What a spreadsheet can show: everything but the curve."""


@contextmanager
def row_writer(out: Path) -> Iterator[Callable[[Row], None]]:
    """A function that writes one row to ``out``: CSV if it is named so, else a line of JSON.

    Every row is on the disk before the next run begins, so that a benchmark cut short keeps
    what it has.

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
        write = _csv_writer(file) if out.suffix == ".csv" else _json_writer(file)

        def write_through(row: Row) -> None:
            write(row)
            file.flush()

        yield write_through


def _csv_writer(file: TextIO) -> Callable[[Row], None]:
    writer = csv.DictWriter(file, FLAT_COLUMNS, extrasaction="ignore")
    writer.writeheader()
    return lambda row: writer.writerow(row)


def _json_writer(file: TextIO) -> Callable[[Row], None]:
    return lambda row: print(json.dumps(row), file=file)
