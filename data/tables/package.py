"""A package of care that is only asked about: clients and calls added to a provider's tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from data.tables.checks_demand import check_demand
from data.tables.checks_people import check_clients
from data.tables.faults import Fault, TableFaults
from data.tables.grid import read_grids
from data.tables.people import Directory, name_people
from data.tables.rows_calls import DemandRow
from data.tables.rows_people import ClientRow
from data.tables.sheet import Sheets, sort_sheets, typed_rows
from data.tables.tables import Tables
from scheduler.domain.units import ClientId

PARTS = ("clients", "demand")


def with_package(tables: Tables, path: Path | str) -> tuple[Tables, ClientId]:
    """The tables with one more package of care, and whose it is.

    Parameters
    ----------
    path
        A folder or workbook with the tables ``demand`` and, for somebody new, ``clients``.

    Raises
    ------
    TableFaults
        Holding everything that is wrong with it, calls of several clients among it.
    """
    where = Path(path)
    sheets = sort_sheets(read_grids(where), where.name)
    carers = _directory("carer", (row.carer_id for row in tables.carers))
    old = [row.client_id for row in tables.clients]
    sheet = sheets.by_name.get("clients")
    added = [] if sheet is None else [row.cells.get("client_id", "") for row in sheet.rows]
    faults = [one for one in sheets.faults if not _is_of_no_matter(one, where.name)]
    for one in sheets.by_name.values():
        name_people(one, (_directory("client", iter([*old, *added])), carers), faults)
    clients = tuple(row for row in _rows(sheets, "clients", faults) if isinstance(row, ClientRow))
    demand = tuple(row for row in _rows(sheets, "demand", faults) if isinstance(row, DemandRow))
    if sheet is not None:
        faults += check_clients(sheet, clients, carers)
    if "demand" in sheets.by_name:
        faults += check_demand(sheets.by_name["demand"], demand)
    faults += _contradictions(where.name, set(old), clients, demand)
    if faults:
        raise TableFaults(faults)
    whole = replace(tables, clients=(*tables.clients, *clients), demand=(*tables.demand, *demand))
    return whole, demand[0].client_id


def _directory(who: str, ids: Iterator[str]) -> Directory:
    return Directory(who=who, ids=frozenset(ids), by_words={})


def _is_of_no_matter(fault: Fault, source: str) -> bool:
    """Whether a fault only says that a table a package does not need is missing."""
    return fault.file == source and not fault.row and "demand" not in fault.message


def _rows(sheets: Sheets, name: str, faults: list[Fault]) -> Iterator[object]:
    sheet = sheets.by_name.get(name)
    return iter(()) if sheet is None else iter(typed_rows(sheet, faults))


def _contradictions(
    source: str, old: set[ClientId], clients: tuple[ClientRow, ...], demand: tuple[DemandRow, ...]
) -> Iterator[Fault]:
    """What does not go together with the provider's own tables."""
    for row in clients:
        if row.client_id in old:
            message = f"Client {row.client_id} is in the provider's own tables already."
            yield Fault(file=source, message=message, advice="Maybe give their new calls only.")
    asked = dict.fromkeys(row.client_id for row in demand)
    if not asked:
        yield Fault(file=source, message="There is no call to ask about.")
    if len(asked) > 1:
        message = f"These are calls of {len(asked)} clients: {', '.join(asked)}."
        yield Fault(file=source, message=message, advice="Maybe ask about one after another.")
