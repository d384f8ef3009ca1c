"""What must agree in the rows about people: ids, homes, hours, teams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.tables.checks_shared import date_faults
from data.tables.faults import Fault
from data.tables.people import Directory
from data.tables.row import Row
from data.tables.rows_actuals import LegRow
from data.tables.rows_carers import CarerRow
from data.tables.rows_people import AwayRow, ClientRow, PairRow
from data.tables.sheet import Sheet


def check_clients(sheet: Sheet, rows: Sequence[ClientRow], carers: Directory) -> Iterator[Fault]:
    """Faults of the table of clients."""
    yield from _repeated_ids(sheet, rows, "client_id")
    for row in rows:
        yield from _home(sheet, row)
        named = [("team", one) for one in row.team]
        named += [("main_carer", row.main_carer)] if row.main_carer else []
        for name, carer in named:
            if carer not in carers.ids:
                message = "No carer has this id."
                yield sheet.fault(row.row, name, message, advice=carers.like(carer), value=carer)


def check_legs(sheet: Sheet, rows: Sequence[LegRow], clients: Directory) -> Iterator[Fault]:
    """Faults of the table of legs: both ends are clients, and each leg is said once."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        there = row.next_client_id
        if there not in clients.ids:
            advice = clients.like(there)
            message = "No client has this id."
            yield sheet.fault(row.row, "next_client_id", message, value=there, advice=advice)
        if (row.client_id, there) in seen:
            yield sheet.fault(row.row, "next_client_id", "This leg stands in the table twice.")
        seen.add((row.client_id, there))


def check_carers(sheet: Sheet, rows: Sequence[CarerRow]) -> Iterator[Fault]:
    """Faults of the table of carers."""
    yield from _repeated_ids(sheet, rows, "carer_id")
    for row in rows:
        yield from _home(sheet, row)
        if row.min_hours > row.max_hours:
            message = "The contracted hours exceed the most hours."
            advice = "Maybe the two were swapped."
            shown = f"{row.min_hours / 3600:g}"
            yield sheet.fault(row.row, "min_hours", message, value=shown, advice=advice)
        if row.max_days > 7:
            yield sheet.fault(row.row, "max_days", "A week has 7 days.", value=str(row.max_days))


def _repeated_ids(sheet: Sheet, rows: Sequence[Row], name: str) -> Iterator[Fault]:
    """Ids given to two people."""
    seen: dict[str, int] = {}
    for row in rows:
        given = str(getattr(row, name))
        if given in seen:
            message = f"This id is given in row {seen[given]} too."
            yield sheet.fault(row.row, name, message, value=given)
        seen.setdefault(given, row.row)


def _home(sheet: Sheet, row: ClientRow | CarerRow) -> Iterator[Fault]:
    """A home is found by both coordinates or by a postcode."""
    if (row.lat is None) != (row.lon is None):
        name = "lat" if row.lat is None else "lon"
        yield sheet.fault(row.row, name, "Latitude and longitude go together; this one is missing.")
    elif row.lat is None and not row.postcode:
        message = "Neither a postcode nor lat and lon say where the home is."
        yield sheet.fault(row.row, "postcode", message)


def check_pairs(sheet: Sheet, rows: Sequence[PairRow]) -> Iterator[Fault]:
    """Faults of the table of pairs."""
    for row in rows:
        yield from date_faults(sheet, row.row, row.from_date, row.to_date)


def check_away(sheet: Sheet, rows: Sequence[AwayRow]) -> Iterator[Fault]:
    """Faults of the table of clients' absences."""
    for row in rows:
        yield from date_faults(sheet, row.row, row.from_date, row.to_date)
