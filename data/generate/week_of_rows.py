"""Rows read back: which calls are due and who is available, from the cells alone.

Kept apart from drawing, so that the calibration judges what was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from data.generate.calendar import week_of_fortnight
from data.generate.rhythms import DAY_HOURS, SLOT, SLOTS, WEEKDAYS
from data.generate.rows import RawTables, Rows

DAYS = 7
Row = dict[str, str]
Grid = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One visit of the week: its day, 0 for the first, and the row of demand it comes from."""

    day: int
    row: Row

    @property
    def start(self) -> int:
        """Agreed start, minutes after 00:00."""
        return minutes_of(self.row["start"])

    @property
    def parts(self) -> tuple[int, ...]:
        """Minutes of each carer's part."""
        length = int(self.row["length_min"])
        second = int(self.row["second_length_min"] or length)
        return (length,) if self.row["carers"] == "1" else (length, second)


def minutes_of(clock: str) -> int:
    """HH:MM as minutes after 00:00."""
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)


def visits_due(demand: Rows, first_day: date) -> list[Due]:
    """Visits of the seven days from ``first_day``, in order of day and row."""
    return [
        Due(day=day, row=row)
        for day in range(DAYS)
        for row in rows_due(demand, first_day + timedelta(days=day))
    ]


def rows_due(demand: Rows, on: date) -> Iterator[Row]:
    """Rows of demand that make a visit on a date."""
    cancelled = {
        (row["client_id"], row["call"])
        for row in demand
        if row["cancel"] == "yes" and row["date"] == on.isoformat()
    }
    for row in demand:
        if row["cancel"] == "yes" or (row["client_id"], row["call"]) in cancelled:
            continue
        if row["date"] == on.isoformat() or (not row["date"] and _recurs(row, on)):
            yield row


def _recurs(row: Row, on: date) -> bool:
    """Whether a weekly or fortnightly row falls on a date."""
    if row["weekdays"] != "daily" and WEEKDAYS[on.weekday()] not in row["weekdays"].split(";"):
        return False
    if not row["weeks"]:
        return True
    start = row.get("cycle_start", "")
    week = week_of_fortnight(on, date.fromisoformat(start)) if start else week_of_fortnight(on)
    return row["weeks"] == str(week)


def busy_grid(due: list[Due], travel: int) -> Grid:
    """Carers busy at the agreed times by day and quarter of an hour, shape (7, 96).

    Parameters
    ----------
    travel
        Minutes on the way counted before each visit.
    """
    busy = np.zeros((DAYS, SLOTS))
    for one in due:
        for part in one.parts:
            minutes = np.arange(one.start - travel, one.start + part)
            np.add.at(busy[one.day], minutes // SLOT, 1 / SLOT)
    return busy


def free_grid(tables: RawTables, first_day: date) -> Grid:
    """Carers available by day and quarter of an hour, shape (7, 96).

    Somebody who may work on fewer days than offered, or offers a longer day than anybody
    works, counts for the share that can be had.
    """
    free = np.zeros((DAYS, SLOTS))
    most = {row["carer_id"]: int(row["max_days"]) for row in tables["carers"]}
    offered: dict[str, Grid] = {carer: np.zeros((DAYS, SLOTS)) for carer in most}
    for row in tables["availability"]:
        shown = offered[row["carer_id"]]
        for day in range(DAYS):
            if _holds(row, first_day + timedelta(days=day)):
                first = minutes_of(row["from"] or "00:00") // SLOT
                last = minutes_of(row["to"] or "24:00") // SLOT
                shown[day, first:last] = row["kind"] == "available"
    for carer, shown in offered.items():
        days = int(shown.any(axis=1).sum())
        longest = float(shown.sum(axis=1).max()) * SLOT / 60
        free += shown * min(1.0, most[carer] / max(1, days)) * min(1.0, DAY_HOURS / max(1, longest))
    return free


def _holds(row: Row, on: date) -> bool:
    """Whether a row of availability speaks of a date."""
    if row["from_date"]:
        return row["from_date"] <= on.isoformat() <= row["to_date"]
    return _recurs(row, on)
