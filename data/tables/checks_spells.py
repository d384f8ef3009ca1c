"""What must agree in the rows about availability, and in the history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from data.expand.spells import SpellKind
from data.tables.checks_shared import cycle_faults, date_faults
from data.tables.convert import spell_of
from data.tables.faults import Fault
from data.tables.rows_calls import HistoryRow
from data.tables.rows_carers import AvailabilityRow
from data.tables.sheet import Sheet
from scheduler.domain.units import HOUR

DATED = (SpellKind.LEAVE, SpellKind.SICK, SpellKind.TRAINING)
LONGEST_PAST_VISIT = 14 * HOUR
"""A visit in the history longer than a waking night is a slip of the pen."""


def check_availability(sheet: Sheet, rows: Sequence[AvailabilityRow]) -> Iterator[Fault]:
    """Faults of the table of availability."""
    for row in rows:
        yield from _days(sheet, row)
        yield from _times(sheet, row)
        yield from date_faults(sheet, row.row, row.from_date, row.to_date)
        yield from cycle_faults(sheet, row)
    yield from _clashes(sheet, rows)


def _days(sheet: Sheet, row: AvailabilityRow) -> Iterator[Fault]:
    """A row needs days, and not two kinds of them."""
    if row.date and (row.from_date or row.to_date or row.weekdays):
        message = "A single date stands beside other days."
        advice = "Maybe leave weekdays, from_date and to_date empty."
        yield sheet.fault(row.row, "date", message, advice=advice, value=str(row.date))
    if row.date or row.from_date:
        return
    if row.kind in DATED:
        message = f"A row of kind {row.kind} needs a date."
        yield sheet.fault(row.row, "from_date", message, advice="Maybe fill from_date and to_date.")
    elif not row.weekdays:
        yield sheet.fault(row.row, "weekdays", "Neither weekdays nor dates say when this holds.")


def _times(sheet: Sheet, row: AvailabilityRow) -> Iterator[Fault]:
    """Both times or none; availability needs them."""
    if (row.from_time is None) != (row.to_time is None):
        name = "from_time" if row.from_time is None else "to_time"
        yield sheet.fault(row.row, name, "This time is missing; the other is given.")
    elif row.kind is SpellKind.AVAILABLE and row.from_time is None:
        message = "Availability needs the times from and to."
        advice = "Maybe 00:00 and 24:00 for the whole day."
        yield sheet.fault(row.row, "from_time", message, advice=advice)
    elif row.from_time is not None and row.from_time == row.to_time:
        advice = "Maybe 00:00 to 24:00 was meant."
        yield sheet.fault(row.row, "to_time", "This ends when it begins.", advice=advice)


def _clashes(sheet: Sheet, rows: Sequence[AvailabilityRow]) -> Iterator[Fault]:
    """Recurring rows of one carer that say available twice at one time.

    A dated row may overlap a recurring one: extra hours on one day are no contradiction.
    """
    recurring: defaultdict[str, list[AvailabilityRow]] = defaultdict(list)
    for row in rows:
        if row.kind is SpellKind.AVAILABLE and row.weekdays and not list(_times(sheet, row)):
            recurring[row.carer_id].append(row)
    for own in recurring.values():
        spells = [(row, spell_of(row)) for row in own]
        for (first, one), (second, other) in combinations(spells, 2):
            if one.overlaps(other):
                message = f"This overlaps the availability in row {first.row}."
                advice = "Maybe one of the two rows is out of date."
                yield sheet.fault(second.row, "from_time", message, advice=advice)


def check_history(sheet: Sheet, rows: Sequence[HistoryRow]) -> Iterator[Fault]:
    """Faults of the history."""
    for row in rows:
        if row.start == row.end or row.length() > LONGEST_PAST_VISIT:
            message = "The visit ends when it begins, or would last more than 14 hours."
            yield sheet.fault(row.row, "end", message, advice="Maybe start and end were swapped.")
