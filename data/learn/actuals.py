"""Call-monitoring rows, read and joined to the calls of the tables; all faults at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data.expand.calls import slug
from data.expand.recurrence import DAY, moment_at
from data.tables.columns import ACTUALS
from data.tables.convert import recurrence_of
from data.tables.faults import Fault, TableFaults
from data.tables.grid import Grid, read_csv, read_workbook
from data.tables.people import directory_of, name_people
from data.tables.rows_actuals import ActualRow
from data.tables.rows_calls import DemandRow
from data.tables.sheet import Sheet, sheet_of, typed_rows
from data.tables.tables import Tables
from scheduler.domain.horizon import FIRST_KNOWN_DAY, LAST_KNOWN_DAY, Horizon
from scheduler.domain.units import ClientId
from scheduler.planning.actuals import Attendance, Booked


@dataclass(slots=True)
class _Reading:
    """What is joined to, and what was wrong."""

    sheet: Sheet
    horizon: Horizon
    calls: Mapping[ClientId, Sequence[DemandRow]]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: ActualRow, name: str, message: str, advice: str = "") -> None:
        """Keep one fault."""
        self.faults.append(self.sheet.fault(row.row, name, message, advice=advice))


def read_actuals(path: Path, tables: Tables, horizon: Horizon) -> tuple[Attendance, ...]:
    """Every attendance of a file, with the agreed call it belongs to.

    Parameters
    ----------
    path
        A CSV file, or a workbook whose first sheet is meant.
    horizon
        The period planned; days of the records are counted from its first.

    Raises
    ------
    TableFaults
        Naming every row that cannot be read, names nobody, meets no call of that day, or
        says the same attendance twice.
    """
    sheets = sheet_of(ACTUALS, _grid(path))
    sheet = sheets.by_name[ACTUALS.name]
    people = (
        directory_of(
            "client",
            ((r.client_id, f"{r.first_name} {r.last_name}", r.postcode) for r in tables.clients),
        ),
        directory_of(
            "carer",
            ((r.carer_id, f"{r.first_name} {r.last_name}", r.postcode) for r in tables.carers),
        ),
    )
    name_people(sheet, people, sheets.faults)
    rows = [one for one in typed_rows(sheet, sheets.faults) if isinstance(one, ActualRow)]
    reading = _Reading(sheet, horizon, _calls(tables), sheets.faults)
    _repeated(rows, reading)
    found = [one for one in (_attendance(row, reading) for row in rows) if one is not None]
    if reading.faults:
        raise TableFaults(reading.faults)
    return tuple(found)


def _grid(path: Path) -> Grid:
    """The sheet that holds the records."""
    if not path.is_file():
        message = "There is no such file of records."
        raise TableFaults([Fault(file=path.name, message=message)])
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"):
        return read_workbook(path)[0]
    return read_csv(path)


def _calls(tables: Tables) -> Mapping[ClientId, Sequence[DemandRow]]:
    """Rows of demand of each client that bring visits."""
    found: dict[ClientId, list[DemandRow]] = defaultdict(list)
    for row in tables.demand:
        if not row.cancel:
            found[row.client_id].append(row)
    return found


def _attendance(row: ActualRow, reading: _Reading) -> Attendance | None:
    """One attendance; a fault and nothing where it meets no call."""
    on, client = _day(row, reading), _client(row, reading)
    if on is None or client is None:
        return None
    day = reading.horizon.day_number(on)
    if not FIRST_KNOWN_DAY < day < LAST_KNOWN_DAY:
        reading.fault(row, "date", "This lies far outside the period.")
        return None
    call = _call(row, client, on, reading)
    if call is None or call.start is None:
        return None
    start = moment_at(reading.horizon, day, row.start[1])
    return Attendance(
        booked=booked(call),
        carer=row.carer_id,
        day=day,
        agreed=moment_at(reading.horizon, day, call.start),
        start=start,
        end=_end(row, on, start, reading),
    )


def booked(row: DemandRow) -> Booked:
    """A row of demand as the call that records are joined to."""
    planned = row.length_min or 0
    return Booked(
        key=f"length:{row.client_id}:{row.call}:{row.row}",
        client=row.client_id,
        call=row.call,
        planned=planned,
        commissioned=row.commissioned_min or planned,
    )


def _day(row: ActualRow, reading: _Reading) -> date | None:
    """The date the row names; of two that differ a fault."""
    stamped = row.start[0]
    if row.date is None and stamped is None:
        message = "Neither a date nor a date and time says when this was."
        reading.fault(row, "date", message)
    elif row.date is not None and stamped is not None and row.date != stamped:
        reading.fault(row, "date", "The date differs from that of the start.")
        return None
    return row.date or stamped


def _end(row: ActualRow, on: date, start: int, reading: _Reading) -> int:
    """When it ended; a time not after the start is on the next day, a date is believed."""
    stamped, clock = row.end
    if stamped is not None:
        return moment_at(reading.horizon, reading.horizon.day_number(stamped), clock)
    later = clock if clock > row.start[1] else clock + DAY
    return moment_at(reading.horizon, reading.horizon.day_number(on), later)


def _client(row: ActualRow, reading: _Reading) -> ClientId | None:
    """The client named, or the one a visit's id begins with."""
    if row.client_id is not None:
        if row.client_id in reading.calls:
            return row.client_id
        message = "This client has no call in the table of demand."
        advice = "Maybe the package has ended, or the id is mistyped."
        reading.fault(row, "client_id", message, advice)
        return None
    named = [one for one in reading.calls if row.visit_id.startswith(f"{one}-")]
    if named:
        return max(named, key=len)
    message = "Neither a client nor a visit of a known client is named."
    reading.fault(row, "client_id", message)
    return None


def _call(row: ActualRow, client: ClientId, on: date, reading: _Reading) -> DemandRow | None:
    """The call of that client and day, of several the one that starts nearest."""
    due = [
        one
        for one in reading.calls[client]
        if one.start is not None
        and recurrence_of(one).happens_on(on)
        and (row.call is None or one.call == row.call)
        and (not row.visit_id or row.call is not None or _is_named(one, row.visit_id, on))
    ]
    if not due:
        advice = "Maybe the call was agreed after that day, or another call is meant."
        what = f"no call {row.call}" if row.call else "no call"
        reading.fault(row, "call", f"Client {client} has {what} on {on}.", advice)
        return None
    return min(due, key=lambda one: (abs((one.start or 0) - row.start[1]), one.row))


def _is_named(call: DemandRow, visit_id: str, on: date) -> bool:
    """Whether a visit's id is one of this call and day, perhaps numbered."""
    return visit_id.startswith(f"{call.client_id}-{slug(call.call)}-{on}")


def _repeated(rows: Sequence[ActualRow], reading: _Reading) -> None:
    """A fault for each row that says what an earlier one says."""
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        said = (row.client_id, row.visit_id, row.call, row.date, row.carer_id, row.start, row.end)
        if said in seen:
            reading.fault(row, "start", f"Row {seen[said]} says the same.")
        seen.setdefault(said, row.row)
