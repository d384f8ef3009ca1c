"""A provider's tables as they are, with accepted proposals put in and nothing else touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data.learn.accept import AcceptedProposals
from data.tables.columns import COLUMNS, Table, match_headers, table_called
from data.tables.faults import Fault
from data.tables.grid import Grid, read_grids
from data.tables.tables import Tables
from data.write.cells import Cell, csv_bytes
from scheduler.domain.units import Seconds

MINUTE: Seconds = 60


def tables_with(path: Path, tables: Tables, accepted: AcceptedProposals) -> dict[str, bytes]:
    """Every table of a folder or workbook as CSV, by file name.

    Cells that no proposal is about stay as they stand. A column ``commissioned_min`` is added
    to the calls where there is none, so that what was bought stays on record.

    Parameters
    ----------
    tables
        As ``accepted_tables`` gives them, for the table of legs.
    """
    found: dict[str, bytes] = {}
    for grid in read_grids(path):
        table = table_called(grid.name)
        header = grid.header_row()
        if table is None or header is None or table.name == "legs":
            continue
        rows: Sequence[Sequence[str]] = grid.rows[header:]
        if table.name == "demand":
            rows = _demand(grid, header, table, accepted.lengths)
        found[f"{table.name}.csv"] = csv_bytes(rows[0], rows[1:])
    if tables.legs:
        names = [column.name for column in COLUMNS["legs"]][:3]
        lines: list[list[Cell]] = [
            [row.client_id, row.next_client_id, row.extra_min // MINUTE] for row in tables.legs
        ]
        found["legs.csv"] = csv_bytes(names, lines)
    return found


def _demand(
    grid: Grid, header: int, table: Table, lengths: Mapping[int, Seconds]
) -> list[list[str]]:
    """Rows of the calls from the header on, lengths replaced."""
    faults: list[Fault]
    columns, faults = match_headers(table, grid.rows[header], grid.file, header + 1)
    assert not faults
    at = {column.field: position for position, column in columns.items()}
    width = len(grid.rows[header])
    bought = at.get("commissioned_min", width)
    return list(_with_lengths(grid.rows[header:], header + 1, (at["length_min"], bought), lengths))


def _with_lengths(
    rows: Sequence[Sequence[str]],
    first: int,
    columns: tuple[int, int],
    lengths: Mapping[int, Seconds],
) -> Iterator[list[str]]:
    planned, bought = columns
    adds = bought == len(rows[0])
    for number, cells in enumerate(rows, start=first):
        row = [*cells, *[""] * (len(rows[0]) - len(cells)), *([""] if adds else [])]
        if number == first and adds:
            row[bought] = "commissioned_min"
        elif number in lengths:
            row[bought] = row[bought] or row[planned]
            row[planned] = str(lengths[number] // MINUTE)
        yield row
