"""Pins from a table: what a planner has decided and the program must keep."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from data.tables.faults import Fault, TableFaults
from scheduler.domain.errors import InputError
from scheduler.domain.rota import Pin, RunPin
from scheduler.domain.units import CarerId, Day, Moment, ShiftId, VisitId
from scheduler.domain.week import Week

COLUMNS = ("visit_id", "carer_id", "start", "team", "run")


@dataclass(frozen=True, slots=True)
class Pins:
    """What is pinned: single visits, and whole runs of carers."""

    visits: tuple[Pin, ...]
    runs: tuple[RunPin, ...]


@dataclass(slots=True)
class _Wanted:
    """Everything the rows say about one visit."""

    carers: dict[CarerId, None] = field(default_factory=dict)
    team: dict[CarerId, None] = field(default_factory=dict)
    start: Moment | None = None


def read_pins(path: Path, week: Week) -> Pins:
    """Pins of a CSV file with the columns visit_id, carer_id, start, team and run.

    A row with a visit pins its carer, its start, its team (ids with ``;`` between: every
    carer who makes it is one of them), or several of these; two rows for one visit pin both
    its carers. A row without a visit pins a run of ``carer_id``: ``run`` is the date of the
    day, or the id of a shift. A start is a date and time, or a clock time on the visit's day.

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
    runs: list[RunPin] = []
    faults: list[Fault] = []
    for number, row in enumerate(rows, start=2):
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        found = list(_Row(week, path.name, number, cells).faults())
        faults += found
        if not found and cells["visit_id"]:
            _add(week, cells, wanted[VisitId(cells["visit_id"])])
        elif not found:
            runs.append(_run(week, cells))
    if faults:
        raise TableFaults(faults)
    pins = tuple(
        Pin(visit=visit, carers=tuple(one.carers), start=one.start, team=tuple(one.team))
        for visit, one in sorted(wanted.items())
    )
    return Pins(pins, tuple(runs))


@dataclass(frozen=True, slots=True)
class _Row:
    """One row, and what is wrong with it."""

    week: Week
    file: str
    number: int
    cells: dict[str, str]

    def faults(self) -> Iterator[Fault]:
        """Every fault of the row."""
        cells = self.cells
        if cells["carer_id"] and cells["carer_id"] not in self.week.carer:
            yield self._fault("carer_id", "No carer has this id.")
        yield from self._of_run() if cells["run"] and not cells["visit_id"] else self._of_visit()

    def _of_visit(self) -> Iterator[Fault]:
        cells = self.cells
        if cells["visit_id"] not in self.week.visit:
            advice = "Maybe the pin is for another week."
            yield self._fault("visit_id", "No visit of this period has this id.", advice)
        if cells["run"]:
            advice = "Maybe leave visit_id empty to pin the whole run."
            yield self._fault("run", "A run is not pinned through a visit.", advice)
        for carer in _team(cells):
            if carer not in self.week.carer:
                yield self._fault("team", f"No carer has the id {carer}.")
        if not cells["carer_id"] and not cells["start"] and not _team(cells):
            yield self._fault("carer_id", "Neither a carer nor a start nor a team is given.")
        if cells["start"] and _time(cells["start"]) is None:
            advice = "Maybe write it like 2026-11-30 07:45, or 07:45."
            yield self._fault("start", "This is no date and time.", advice)

    def _of_run(self) -> Iterator[Fault]:
        cells = self.cells
        for column in ("start", "team"):
            if cells[column]:
                yield self._fault(column, "A pinned run has no start and no team of its own.")
        shift = self.week.shift.get(ShiftId(cells["run"]))
        if not cells["carer_id"]:
            yield self._fault("carer_id", "A pinned run needs its carer.")
        elif shift is not None and shift.carer != cells["carer_id"]:
            yield self._fault("run", f"This shift is one of {shift.carer}.")
        elif shift is None and _day(self.week, cells["run"]) is None:
            advice = "Maybe write the date of a day of the period, like 2026-11-30."
            yield self._fault("run", "This is neither a day of the period nor a shift.", advice)

    def _fault(self, column: str, message: str, advice: str = "") -> Fault:
        return Fault(
            file=self.file,
            row=self.number,
            column=column,
            value=self.cells[column],
            message=message,
            advice=advice,
        )


def _team(cells: dict[str, str]) -> list[CarerId]:
    return [CarerId(one.strip()) for one in cells["team"].split(";") if one.strip()]


def _run(week: Week, cells: dict[str, str]) -> RunPin:
    """The run a sound row pins."""
    carer, shift = CarerId(cells["carer_id"]), week.shift.get(ShiftId(cells["run"]))
    if shift is not None:
        return RunPin(carer=carer, day=shift.day, shift=shift.id)
    day = _day(week, cells["run"])
    assert day is not None
    return RunPin(carer=carer, day=day)


def _day(week: Week, text: str) -> Day | None:
    """Day of the period a date names."""
    try:
        day = week.horizon.day_number(date.fromisoformat(text))
    except ValueError:
        return None
    return day if 0 <= day < week.horizon.days else None


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
    wanted.team |= dict.fromkeys(_team(cells))
    when = _time(cells["start"]) if cells["start"] else None
    if when is not None:
        horizon = week.horizon
        if when.year == 1:
            day = week.visit[VisitId(cells["visit_id"])].day
            when = datetime.combine(horizon.date_of(day), when.time())
        if when.tzinfo is None:
            when = when.replace(tzinfo=ZoneInfo(horizon.zone))
        wanted.start = round(when.timestamp() - horizon.instant(0).timestamp())
