"""Pins from a table: what a planner has decided and the program must keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic_core import PydanticCustomError

from data.tables.columns import squeezed
from data.tables.faults import Fault, TableFaults
from data.tables.grid import Grid, read_csv, read_workbook
from data.tables.rota_cells import start_of
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
    """Pins of a CSV file or workbook with the columns visit_id, carer_id, start, team and run.

    A row with a visit pins its carer, its start, its team (ids with ``;`` between: every
    carer who makes it is one of them), or several of these; two rows for one visit pin both
    its carers. A row without a visit pins a run of ``carer_id``: ``run`` is the date of the
    day, or the id of a shift. A start is a date and time, or a clock time on the visit's day.

    Raises
    ------
    TableFaults
        Holding every row that names nobody or no time, or another start than an earlier one.
    InputError
        If the file cannot be read.
    """
    wanted: dict[VisitId, _Wanted] = defaultdict(_Wanted)
    runs: list[RunPin] = []
    faults: list[Fault] = []
    for number, cells in _rows(path):
        row = _Row(week, path.name, number, cells)
        found = list(row.faults())
        if not found and cells["visit_id"]:
            found += _add(row, wanted[VisitId(cells["visit_id"])])
        elif not found:
            runs.append(_run(week, cells))
        faults += found
    if faults:
        raise TableFaults(faults)
    pins = tuple(
        Pin(visit=visit, carers=tuple(one.carers), start=one.start, team=tuple(one.team))
        for visit, one in sorted(wanted.items())
    )
    return Pins(pins, tuple(runs))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows that hold anything, by number, with a cell for every column."""
    grid = _grid(path)
    header = grid.header_row()
    words = [] if header is None else [squeezed(cell) for cell in grid.rows[header]]
    at = {words.index(squeezed(name)): name for name in COLUMNS if squeezed(name) in words}
    if header is None or not {"visit_id", "run"} & set(at.values()):
        message = "No column is called visit_id or run, so nothing is pinned."
        advice = f"Maybe the first row is missing: {','.join(COLUMNS)}."
        raise TableFaults([Fault(file=path.name, message=message, advice=advice)])
    for number, row in enumerate(grid.rows[header + 1 :], start=header + 2):
        cells = dict.fromkeys(COLUMNS, "") | {at[n]: row[n] for n in at if n < len(row)}
        if any(cells.values()):
            yield number, cells


def _grid(path: Path) -> Grid:
    """The table, from a CSV file or the first sheet of a workbook."""
    try:
        if path.suffix.lower() in (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"):
            return read_workbook(path)[0]
        return read_csv(path)
    except OSError as fault:
        raise InputError(f"The pins in {path.name} cannot be read ({fault}).") from fault


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
            yield self.fault("carer_id", "No carer has this id.")
        yield from self._of_run() if cells["run"] and not cells["visit_id"] else self._of_visit()

    def _of_visit(self) -> Iterator[Fault]:
        cells = self.cells
        if cells["visit_id"] not in self.week.visit:
            advice = "Maybe the pin is for another week."
            yield self.fault("visit_id", "No visit of this period has this id.", advice)
        if cells["run"]:
            advice = "Maybe leave visit_id empty to pin the whole run."
            yield self.fault("run", "A run is not pinned through a visit.", advice)
        for carer in _team(cells):
            if carer not in self.week.carer:
                yield self.fault("team", f"No carer has the id {carer}.")
        if not cells["carer_id"] and not cells["start"] and not _team(cells):
            yield self.fault("carer_id", "Neither a carer nor a start nor a team is given.")
        if cells["start"] and cells["visit_id"] in self.week.visit and self.start() is None:
            advice = "Maybe write it like 2026-11-30 07:45, or 07:45."
            yield self.fault("start", "This is no date and time.", advice)

    def start(self) -> Moment | None:
        """The start pinned; ``None`` where there is none, or it cannot be read."""
        horizon, visit = self.week.horizon, self.week.visit[VisitId(self.cells["visit_id"])]
        on = horizon.date_of(visit.day).isoformat()
        try:
            return start_of({"start": self.cells["start"], "date": on}, horizon)
        except PydanticCustomError:
            return None

    def fault(self, column: str, message: str, advice: str = "") -> Fault:
        """What is wrong with one cell."""
        return Fault(
            file=self.file,
            row=self.number,
            column=column,
            value=self.cells[column],
            message=message,
            advice=advice,
        )

    def _of_run(self) -> Iterator[Fault]:
        cells = self.cells
        for column in ("start", "team"):
            if cells[column]:
                yield self.fault(column, "A pinned run has no start and no team of its own.")
        shift = self.week.shift.get(ShiftId(cells["run"]))
        if not cells["carer_id"]:
            yield self.fault("carer_id", "A pinned run needs its carer.")
        elif shift is not None and shift.carer != cells["carer_id"]:
            yield self.fault("run", f"This shift is one of {shift.carer}.")
        elif shift is None and _day(self.week, cells["run"]) is None:
            advice = "Maybe write the date of a day of the period, like 2026-11-30."
            yield self.fault("run", "This is neither a day of the period nor a shift.", advice)


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


def _add(row: _Row, wanted: _Wanted) -> Iterator[Fault]:
    """Take note of one sound row; a fault where another one says another start."""
    if row.cells["carer_id"]:
        wanted.carers[CarerId(row.cells["carer_id"])] = None
    wanted.team |= dict.fromkeys(_team(row.cells))
    start = row.start() if row.cells["start"] else None
    if start is not None and wanted.start not in (None, start):
        yield row.fault("start", "An earlier row pins this visit to another start.")
    wanted.start = wanted.start if start is None else start
