"""What is no longer as the tables say, as a table beside the rota."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from data.tables.faults import Fault, TableFaults
from data.tables.rota_cells import start_of
from data.write.cells import Cell, csv_bytes
from data.write.clock import iso
from scheduler.domain.client import CallKind
from scheduler.domain.errors import InputError
from scheduler.domain.events import (
    Agreed,
    AgreedHours,
    Fact,
    Lasted,
    Merged,
    Repeated,
    Travelling,
    Unavailable,
    Wider,
    Withdrawn,
)
from scheduler.domain.horizon import Horizon
from scheduler.domain.travel import Mode

FILE = "facts.csv"
KINDS: Mapping[str, type[Any]] = {
    "unavailable": Unavailable,
    "travelling": Travelling,
    "lasted": Lasted,
    "withdrawn": Withdrawn,
    "repeated": Repeated,
    "agreed": Agreed,
    "agreed_hours": AgreedHours,
    "wider": Wider,
    "merged": Merged,
}
MOMENTS = ("start", "end", "agreed")
NUMBERS = ("part", "length", "most", "by")
COLUMNS = (
    *("fact", "carer", "visit", "of", "start", "end", "agreed", "part", "length", "most"),
    *("by", "first", "second", "kind", "mode", "place", "why", "carers"),
)


def facts_csv(horizon: Horizon, facts: Iterable[Fact]) -> bytes:
    """A row for each fact; a column for each field, empty where a fact has none."""
    return csv_bytes(COLUMNS, (_cells(horizon, fact) for fact in facts))


def fact_rows(horizon: Horizon, facts: Iterable[Fact]) -> list[dict[str, str]]:
    """The same as cells by column, empty ones left out."""
    rows = (zip(COLUMNS, _cells(horizon, fact), strict=True) for fact in facts)
    return [{name: str(cell) for name, cell in row if cell is not None} for row in rows]


def _cells(horizon: Horizon, fact: Fact) -> list[Cell]:
    names = {kind: name for name, kind in KINDS.items()}
    return [names[type(fact)], *(_cell(horizon, fact, column) for column in COLUMNS[1:])]


def _cell(horizon: Horizon, fact: Fact, column: str) -> Cell:
    value = getattr(fact, column, None)
    if value is None:
        return None
    if column in MOMENTS:
        return iso(horizon, value)
    return ";".join(value) if column == "carers" else value


def read_facts(rota: Path, horizon: Horizon) -> tuple[Fact, ...]:
    """Facts beside a rota: in its folder; none where there is no such file.

    Raises
    ------
    TableFaults
        Naming every row that cannot be read.
    """
    path = _beside(rota)
    return facts_from(_rows(path), horizon, path.name)


def facts_from(
    rows: Iterable[Mapping[str, str]], horizon: Horizon, file: str = FILE
) -> tuple[Fact, ...]:
    """Facts of rows of cells by column.

    Raises
    ------
    TableFaults
        Naming every row that cannot be read.
    """
    faults: list[Fault] = []
    found: list[Fact] = []
    for number, row in enumerate(rows, start=2):
        try:
            found.append(_fact(row, horizon))
        except (ValueError, PydanticCustomError):
            message = f"This row is no fact of a kind known: {row.get('fact') or 'empty'}."
            faults.append(Fault(file=file, row=number, column="fact", message=message))
    if faults:
        raise TableFaults(faults)
    return tuple(found)


def modes_in(rota: Path) -> tuple[Mode, ...]:
    """Ways of travelling that facts beside a rota name."""
    known = tuple(Mode)
    return tuple(Mode(row["mode"]) for row in _rows(_beside(rota)) if row.get("mode") in known)


def _beside(rota: Path) -> Path:
    return rota / FILE if rota.is_dir() else rota.with_name(FILE)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        try:
            yield from csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
        except (OSError, UnicodeDecodeError, csv.Error) as fault:
            raise InputError(f"The facts in {path.name} cannot be read ({fault}).") from fault


def _fact(row: Mapping[str, str], horizon: Horizon) -> Fact:
    """The fact of one row.

    Raises
    ------
    ValueError, PydanticCustomError
        If the kind is unknown or a cell is missing or unreadable.
    """
    kind = KINDS.get(row.get("fact") or "")
    if kind is None:
        raise ValueError(row)
    made: Fact = kind(**dict(_values(row, fields(kind), horizon)))
    return made


def _values(
    row: Mapping[str, str], wanted: Iterable[Field[Any]], horizon: Horizon
) -> Iterator[tuple[str, object]]:
    for field in wanted:
        text = (row.get(field.name) or "").strip().removeprefix("'")
        if text:
            yield field.name, _value(field.name, text, horizon)
        elif field.default is MISSING:
            raise ValueError(field.name)


def _value(name: str, text: str, horizon: Horizon) -> object:
    if name in MOMENTS:
        return start_of({"start": text}, horizon)
    if name in NUMBERS:
        return int(text)
    if name == "carers":
        return tuple(text.split(";"))
    if name == "mode":
        return Mode(text)
    return CallKind(text) if name == "kind" else text
