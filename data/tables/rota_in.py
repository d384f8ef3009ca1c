"""A rota read back: one of ours, or a planner's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic_core import PydanticCustomError

from data.tables.columns import squeezed
from data.tables.faults import Fault, TableFaults
from data.tables.grid import Grid, read_csv, read_workbook
from data.tables.rota_cells import end_of, start_of
from data.tables.week import Names
from scheduler.domain.rota import Assignment, Break, Rota, Stage
from scheduler.domain.units import CarerId, Moment, PlaceId, Seconds, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week

HEADERS = {
    "visit_id": ("visitid", "visit"),
    "client_id": ("clientid", "client", "clientname", "serviceuser", "serviceuserid"),
    "carer_id": ("carerid", "carer", "carername", "staff", "staffid", "employee", "worker"),
    "date": ("date", "day", "visitdate", "shiftstartdate", "startdate"),
    "start": ("start", "starttime", "from", "time", "plannedstart"),
    "end": ("end", "endtime", "to", "finish", "plannedend"),
    "place": ("place", "placeid"),
    "part": ("part",),
}
"""Columns read, and the headers they may have; all others are passed over."""

UNEVEN: Seconds = 60
"""A planned length may differ from the agreed one by less than this, for rounding."""


@dataclass(slots=True)
class _Line:
    """One carer's part of one visit, as the rota says it."""

    row: int
    cells: Mapping[str, str]
    start: Moment
    end: Moment | None


@dataclass(slots=True)
class _Reading:
    """What is being read into: the week, who is who, and what was wrong."""

    week: Week
    file: str
    clients: Mapping[str, str]
    carers: Mapping[str, str]
    lengths: bool = True
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: int, column: str, message: str, advice: str = "", value: str = "") -> None:
        """Keep one fault."""
        self.faults.append(
            Fault(
                file=self.file, row=row, column=column, value=value, message=message, advice=advice
            )
        )


def read_rota(
    path: Path | str,
    week: Week,
    *,
    names: Names | None = None,
    stage: Stage = Stage.DRAFT,
    lengths: bool = True,
) -> Rota:
    """The rota in a file: a row for each carer of each visit.

    A row names its visit by id, or by client and start, which then means the client's visit
    of that day whose agreed start is nearest. Rows without a carer are visits nobody makes.
    Breaks are read from ``breaks.csv`` beside the file, where there is one.

    Parameters
    ----------
    path
        CSV file, workbook, or the folder that holds ``rota.csv``.
    names
        Who is behind the ids, for rotas that name people.
    lengths
        Whether planned lengths must be those agreed; not where calls have changed since.

    Raises
    ------
    TableFaults
        Naming every row that cannot be read, fits no visit, or fits two equally well; and
        every visit that is given two starts or another length than agreed.
    """
    where = Path(path)
    file = where / "rota.csv" if where.is_dir() else where
    if not file.exists():
        raise TableFaults([Fault(file=file.name, message="There is no such rota.")])
    reading = _Reading(week, file.name, *_by_name(week, names), lengths=lengths)
    lines = list(_lines(_grid(file), reading, needed=("carer_id", "start")))
    by_visit: defaultdict[VisitId, list[_Line]] = defaultdict(list)
    for line in lines:
        visit = _visit_of(line, reading)
        if visit is not None and line.cells.get("carer_id"):
            by_visit[visit].append(line)
    assignments = tuple(
        one for visit, own in by_visit.items() for one in _assignment(visit, own, reading)
    )
    breaks = _breaks(file.with_name("breaks.csv"), reading)
    if reading.faults:
        raise TableFaults(reading.faults)
    return Rota(assignments=assignments, breaks=breaks, stage=stage)


def _grid(file: Path) -> Grid:
    """The sheet that holds the rota: the one of that name, or the first."""
    if file.suffix.lower() not in (".xlsx", ".xlsm", ".xls", ".ods"):
        return read_csv(file)
    sheets = read_workbook(file)
    return next((one for one in sheets if one.name.lower() == "rota"), sheets[0])


def _by_name(week: Week, names: Names | None) -> tuple[dict[str, str], dict[str, str]]:
    """Ids of clients and of carers by id and, where it means one person only, by name."""
    shown = names or Names()
    return (
        _unmistakable({one.id: shown.clients.get(one.id, "") for one in week.clients}),
        _unmistakable({one.id: shown.carers.get(one.id, "") for one in week.carers}),
    )


def _unmistakable(people: Mapping[str, str]) -> dict[str, str]:
    """Ids by id and by the names only one person bears, without regard to capitals."""
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for one, name in people.items():
        bearers[" ".join(name.casefold().split())].append(one)
    by_name = {name: ids[0] for name, ids in bearers.items() if len(ids) == 1 and name}
    return by_name | {one.casefold(): one for one in people}


def _lines(grid: Grid, reading: _Reading, needed: Sequence[str]) -> Iterator[_Line]:
    """Rows that could be read."""
    header = grid.header_row()
    if header is None:
        reading.fault(0, "", "This file is empty.")
        return
    words = [squeezed(cell) for cell in grid.rows[header]]
    at = {
        name: next((i for i, word in enumerate(words) if word in also), None)
        for name, also in HEADERS.items()
    }
    for name in needed:
        if at[name] is None:
            reading.fault(header + 1, name, "This column is missing.")
    if any(at[name] is None for name in needed):
        return
    for number, row in enumerate(grid.rows[header + 1 :], start=header + 2):
        cells = {n: row[i] for n, i in at.items() if i is not None and i < len(row) and row[i]}
        line = _line(number, cells, reading) if cells.get("carer_id") else None
        if line is not None:
            yield line


def _line(number: int, cells: dict[str, str], reading: _Reading) -> _Line | None:
    """One row with its moments; a fault and nothing where they cannot be read."""
    for name, known in (("client_id", reading.clients), ("carer_id", reading.carers)):
        if name in cells:
            cells[name] = known.get(" ".join(cells[name].casefold().split()), cells[name])
    try:
        start = start_of(cells, reading.week.horizon)
    except PydanticCustomError as wrong:
        _unreadable(number, "start", cells.get("start", ""), wrong, reading)
        return None
    try:
        return _Line(number, cells, start, end_of(cells, reading.week.horizon, start))
    except PydanticCustomError as wrong:
        _unreadable(number, "end", cells.get("end", ""), wrong, reading)
        return None


def _unreadable(
    number: int, column: str, value: str, wrong: PydanticCustomError, reading: _Reading
) -> None:
    """Keep a fault about a cell that could not be read."""
    context = wrong.context or {}
    reading.fault(number, column, str(context["message"]), str(context["advice"]), value)


def _visit_of(line: _Line, reading: _Reading) -> VisitId | None:
    """The visit a row is about; a fault and nothing where that cannot be told."""
    if line.cells.get("visit_id"):
        return VisitId(line.cells["visit_id"])
    client = line.cells.get("client_id", "")
    if not client:
        reading.fault(line.row, "visit_id", "Neither a visit nor a client is named.")
        return None
    if client not in reading.week.client:
        reading.fault(line.row, "client_id", "No client of the period is called this.")
        return None
    day = reading.week.horizon.day_of(line.start)
    own = [v for v in reading.week.visits if v.client == client and v.day == day]
    if not own:
        message = f"Client {client} has no visit on {reading.week.horizon.date_of(day)}."
        reading.fault(line.row, "start", message, "Maybe the visit was cancelled or is new.")
        return None
    return _nearest(own, line, reading)


def _nearest(own: Sequence[Visit], line: _Line, reading: _Reading) -> VisitId | None:
    """The visit whose agreed start is nearest, unless two are equally near."""
    apart = min(abs(visit.agreed - line.start) for visit in own)
    nearest = [visit.id for visit in own if abs(visit.agreed - line.start) == apart]
    if len(nearest) == 1:
        return nearest[0]
    message = f"This fits {' and '.join(nearest)} equally well."
    reading.fault(line.row, "start", message, "Maybe add the column visit_id.")
    return None


def _assignment(name: VisitId, lines: Sequence[_Line], reading: _Reading) -> Iterator[Assignment]:
    """The carers of one visit in the order of their parts."""
    first = lines[0]
    for line in lines[1:]:
        if line.start != first.start:
            message = f"Visit {name} starts at another time in row {first.row}."
            advice = "Maybe two carers were to start together, or the row means another visit."
            reading.fault(line.row, "start", message, advice)
            return
    visit = reading.week.visit.get(name)
    ordered = sorted(lines, key=_part)
    if visit is not None and reading.lengths:
        _check_lengths(visit, ordered, reading)
    yield Assignment(
        visit=name,
        carers=tuple(CarerId(one.cells["carer_id"]) for one in ordered),
        start=first.start,
    )


def _part(line: _Line) -> tuple[float, Seconds]:
    """Order of the parts: as numbered, else the longer first."""
    text = line.cells.get("part", "")
    number = float(text) if text.replace(".", "", 1).isdecimal() else 0.0
    return number, -((line.end or line.start) - line.start)


def _check_lengths(visit: Visit, lines: Iterable[_Line], reading: _Reading) -> None:
    """Each part lasts as long as was agreed."""
    for part, line in enumerate(lines):
        agreed = visit.length_of_part(part)
        if line.end is not None and abs(line.end - line.start - agreed) >= UNEVEN:
            message = (
                f"Visit {visit.id} is agreed for {agreed // 60} minutes; "
                f"the rota gives it {(line.end - line.start) // 60}."
            )
            advice = "Maybe the row means another visit, or the length agreed has changed."
            reading.fault(line.row, "end", message, advice)


def _breaks(file: Path, reading: _Reading) -> tuple[Break, ...]:
    """Planned breaks from the file beside the rota, if there is one."""
    if not file.exists():
        return ()
    own = _Reading(reading.week, file.name, reading.clients, reading.carers, faults=reading.faults)
    found = []
    for line in _lines(read_csv(file), own, needed=("carer_id", "place", "start", "end")):
        place = PlaceId(line.cells.get("place", ""))
        if place not in reading.week.place:
            own.fault(line.row, "place", "No place of the period is called this.", value=place)
        elif line.end is None:
            own.fault(line.row, "end", "This cell must not be empty.")
        else:
            carer = CarerId(line.cells["carer_id"])
            found.append(Break(carer=carer, place=place, start=line.start, end=line.end))
    return tuple(found)
