"""Checks that rows of several tables need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data.tables.faults import Fault
from data.tables.rows_calls import DemandRow
from data.tables.rows_carers import AvailabilityRow
from data.tables.sheet import Sheet


def cycle_faults(sheet: Sheet, row: AvailabilityRow | DemandRow) -> Iterator[Fault]:
    """Weeks that the cycle does not have."""
    late = sorted(week for week in row.weeks or () if week > row.cycle)
    if late:
        message = f"The cycle of {row.cycle} weeks has no week {late[0]}."
        yield sheet.fault(row.row, "weeks", message, advice="Maybe fill in the column cycle.")


def date_faults(
    sheet: Sheet, number: int, first: date | None, last: date | None
) -> Iterator[Fault]:
    """A last day that lies before the first."""
    if first is not None and last is not None and last < first:
        message = f"The last day lies before the first, {first}."
        advice = "Maybe the two were swapped."
        yield sheet.fault(number, "to_date", message, value=str(last), advice=advice)
