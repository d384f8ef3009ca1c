"""Pins from a table: what a planner has decided and the program must keep."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from data.tables.faults import Fault, TableFaults
from scheduler.domain.errors import InputError
from scheduler.domain.rota import Pin
from scheduler.domain.units import CarerId, Moment, VisitId
from scheduler.domain.week import Week

COLUMNS = ("visit_id", "carer_id", "start")


@dataclass(slots=True)
class _Wanted:
    """Everything the rows say about one visit."""

    carers: dict[CarerId, None] = field(default_factory=dict)
    start: Moment | None = None


def read_pins(path: Path, week: Week) -> tuple[Pin, ...]:
    """Pins of a CSV file with the columns visit_id, carer_id and start.

    Two rows for one visit pin both its carers. Either of carer and start may be empty; a
    start is a date and time, or a clock time on the visit's day.

    Raises
    ------
    TableFaults
        Holding every row that names nobody or no time.
    InputError
        If the file cannot be read.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise InputError(f"The pins in {path.name} cannot be read ({fault}).") from fault
    wanted: dict[VisitId, _Wanted] = defaultdict(_Wanted)
    faults: list[Fault] = []
    for number, row in enumerate(rows, start=2):
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        found = list(_faults(week, path.name, number, cells))
        faults += found
        if not found:
            _add(week, cells, wanted[VisitId(cells["visit_id"])])
    if faults:
        raise TableFaults(faults)
    return tuple(
        Pin(visit=visit, carers=tuple(one.carers), start=one.start)
        for visit, one in sorted(wanted.items())
    )


def _faults(week: Week, file: str, number: int, cells: dict[str, str]) -> list[Fault]:
    """What is wrong with one row."""

    def fault(column: str, message: str, advice: str = "") -> Fault:
        value = cells[column]
        return Fault(
            file=file, row=number, column=column, value=value, message=message, advice=advice
        )

    found = []
    if cells["visit_id"] not in week.visit:
        advice = "Maybe the pin is for another week."
        found.append(fault("visit_id", "No visit of this period has this id.", advice))
    if cells["carer_id"] and cells["carer_id"] not in week.carer:
        found.append(fault("carer_id", "No carer has this id."))
    if not cells["carer_id"] and not cells["start"]:
        found.append(fault("carer_id", "Neither a carer nor a start is given."))
    if cells["start"] and _time(cells["start"]) is None:
        advice = "Maybe write it like 2026-11-30 07:45, or 07:45."
        found.append(fault("start", "This is no date and time.", advice))
    return found


def _time(text: str) -> datetime | None:
    """A date and time; a clock time alone lies on 1 January of year 1."""
    for given in (text, f"0001-01-01T{text:0>5}"):
        try:
            return datetime.fromisoformat(given)
        except ValueError:
            continue
    return None


def _add(week: Week, cells: dict[str, str], wanted: _Wanted) -> None:
    """Take note of one sound row."""
    if cells["carer_id"]:
        wanted.carers[CarerId(cells["carer_id"])] = None
    when = _time(cells["start"]) if cells["start"] else None
    if when is not None:
        horizon = week.horizon
        if when.year == 1:
            day = week.visit[VisitId(cells["visit_id"])].day
            when = datetime.combine(horizon.date_of(day), when.time())
        if when.tzinfo is None:
            when = when.replace(tzinfo=ZoneInfo(horizon.zone))
        wanted.start = round(when.timestamp() - horizon.instant(0).timestamp())
