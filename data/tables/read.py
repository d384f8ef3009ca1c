"""A folder or workbook of tables, read whole or refused with everything that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from data.tables.checks_demand import check_client_notes, check_demand
from data.tables.checks_people import (
    check_away,
    check_carers,
    check_clients,
    check_legs,
    check_pairs,
)
from data.tables.checks_spells import check_availability, check_history
from data.tables.faults import Fault, TableFaults
from data.tables.grid import read_grids
from data.tables.people import Directory, directory, name_people
from data.tables.row import Row
from data.tables.rows_actuals import LegRow
from data.tables.rows_calls import DemandRow, HistoryRow
from data.tables.rows_carers import AvailabilityRow, CarerRow
from data.tables.rows_people import AwayRow, ClientRow, PairRow
from data.tables.sheet import Sheet, Sheets, sort_sheets, typed_rows
from data.tables.tables import Tables

Kind = TypeVar("Kind", bound=Row)


def read_tables(path: Path | str) -> Tables:
    """The tables of one provider.

    Parameters
    ----------
    path
        A folder of CSV files, or a workbook with a sheet for each table.

    Raises
    ------
    TableFaults
        Holding every fault of every table; nothing is planned from half of the truth.
    """
    where = Path(path)
    return tables_of(sheets_in(where))


def sheets_in(path: Path) -> Sheets:
    """The tables of a folder or workbook as rows of named cells, with what is wrong so far.

    Raises
    ------
    TableFaults
        If there is nothing to read at ``path``, or a file cannot be read as what it claims.
    """
    return sort_sheets(read_grids(path), path.name)


def tables_of(sheets: Sheets) -> Tables:
    """The tables, typed, checked and with ids for people named in words.

    Raises
    ------
    TableFaults
        As ``read_tables``.
    """
    tables, faults = checked_tables(sheets)
    if faults:
        raise TableFaults(faults)
    return tables


def checked_tables(sheets: Sheets) -> tuple[Tables, list[Fault]]:
    """The rows that could be read, and everything that is wrong.

    Rows of ``sheets`` that name people in words hold their ids afterwards.
    """
    clients, carers = directory(sheets, "client"), directory(sheets, "carer")
    for sheet in sheets.by_name.values():
        name_people(sheet, (clients, carers), sheets.faults)
    tables = Tables(
        clients=_rows(sheets, "clients", ClientRow),
        carers=_rows(sheets, "carers", CarerRow),
        demand=_rows(sheets, "demand", DemandRow),
        availability=_rows(sheets, "availability", AvailabilityRow),
        history=_rows(sheets, "history", HistoryRow),
        pairs=_rows(sheets, "pairs", PairRow),
        away=_rows(sheets, "away", AwayRow),
        legs=_rows(sheets, "legs", LegRow),
        files={name: sheet.file for name, sheet in sheets.by_name.items()},
        notes=(*sheets.notes, *_leavers(sheets, clients, carers)),
    )
    return tables, [*sheets.faults, *_checked(sheets, tables, clients, carers)]


def _rows(sheets: Sheets, name: str, kind: type[Kind]) -> tuple[Kind, ...]:
    """The readable rows of one table, faults of the others being kept."""
    sheet = sheets.by_name.get(name)
    rows = typed_rows(sheet, sheets.faults) if sheet else []
    return tuple(row for row in rows if isinstance(row, kind))


def _checked(sheets: Sheets, tables: Tables, clients: Directory, carers: Directory) -> list[Fault]:
    """What does not agree between the cells of one table."""
    found: list[Fault] = []

    def check(
        name: str, rows: Sequence[Kind], faults: Callable[[Sheet, Sequence[Kind]], Iterable[Fault]]
    ) -> None:
        sheet = sheets.by_name.get(name)
        if sheet is not None:
            found.extend(faults(sheet, rows))

    check("clients", tables.clients, lambda sheet, rows: check_clients(sheet, rows, carers))
    check(
        "clients",
        tables.clients,
        lambda sheet, rows: check_client_notes(sheet, rows, tables.demand),
    )
    check("carers", tables.carers, check_carers)
    check("demand", tables.demand, check_demand)
    check("availability", tables.availability, check_availability)
    check("history", tables.history, check_history)
    check("pairs", tables.pairs, check_pairs)
    check("away", tables.away, check_away)
    check("legs", tables.legs, lambda sheet, rows: check_legs(sheet, rows, clients))
    return found


def _leavers(sheets: Sheets, *people: Directory) -> list[str]:
    """A note on the people of the history who are in no table: those who have left."""
    sheet = sheets.by_name.get("history")
    notes = []
    for one in people:
        field = f"{one.who}_id"
        named = {row.cells[field] for row in sheet.rows if field in row.cells} if sheet else set()
        gone = sorted(named - one.ids - {"?"})
        if gone:
            some = ", ".join(gone[:8]) + (" and others" if len(gone) > 8 else "")
            notes.append(
                f"The history names {len(gone)} {one.who}s who are in no table ({some}): "
                "they count as met, and are not planned."
            )
    return notes
