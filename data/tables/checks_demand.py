"""What must agree in the rows about calls: days, windows, gaps, what is time-critical."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches

from data.tables.cells import name_of_call
from data.tables.checks_shared import cycle_faults, date_faults
from data.tables.convert import recurrence_of
from data.tables.faults import Fault
from data.tables.rows_calls import DemandRow
from data.tables.rows_people import ClientRow
from data.tables.sheet import Sheet
from scheduler.domain.units import HOUR

NEEDED = ("start", "before_min", "after_min", "length_min")
"""What every row must say that does not cancel."""

IN_WORDS = re.compile(
    r"(?<!not )(?<!non)(?<!non-)(?<!non )time[\s-]*(?:critical|sensitive|specific)"
    r"|n(?:o|ot) later than|must (?:be |have |start )?(?:given |taken )?(?:at|by|before) \d",
    re.IGNORECASE,
)
"""How a time-critical need looks when somebody put it into free text."""

Calls = Mapping[str, Sequence[DemandRow]]
CallNames = Mapping[str, Collection[str]]


def check_demand(sheet: Sheet, rows: Sequence[DemandRow]) -> Iterator[Fault]:
    """Faults of the table of demand."""
    yield from _absent_columns(sheet, rows)
    by_client: defaultdict[str, list[DemandRow]] = defaultdict(list)
    for row in rows:
        if not row.cancel:
            by_client[row.client_id].append(row)
    names = _call_names(sheet, rows)
    for row in rows:
        yield from date_faults(sheet, row.row, row.from_date, row.to_date)
        yield from cycle_faults(sheet, row)
        if row.cancel:
            yield from _cancellation(sheet, row, names)
        else:
            yield from _days(sheet, row)
            yield from _filled(sheet, row)
            yield from _carers(sheet, row)
            yield from _critical(sheet, row)
            yield from _gap(sheet, row, by_client)
            yield from _gap_call(sheet, row, names)
    yield from _repeated(sheet, rows)


def _absent_columns(sheet: Sheet, rows: Sequence[DemandRow]) -> Iterator[Fault]:
    """Columns that only cancellations could do without."""
    if all(row.cancel for row in rows) and rows:
        return
    for name in (*NEEDED, "weekdays"):
        if name not in sheet.fields and not (name == "weekdays" and "date" in sheet.fields):
            yield sheet.fault(sheet.header, name, "This column is missing.")


def _filled(sheet: Sheet, row: DemandRow) -> Iterator[Fault]:
    """Cells that only a cancellation may leave empty."""
    for name in NEEDED:
        if getattr(row, name) is None and name in sheet.fields:
            yield sheet.fault(row.row, name, "This cell must not be empty.")
    if row.length_min is not None and row.length_min > 24 * HOUR:
        advice = "Maybe it was written in seconds; the column is in minutes."
        yield sheet.fault(row.row, "length_min", "A visit lasts a day at most.", advice=advice)
    bought = row.commissioned_min
    if row.length_min is not None and bought is not None and row.length_min < bought:
        advice = "Maybe the two were swapped."
        message = f"This is shorter than the {bought // 60} minutes bought."
        yield sheet.fault(row.row, "length_min", message, advice=advice)


def _days(sheet: Sheet, row: DemandRow) -> Iterator[Fault]:
    """Weekdays or one date, not both."""
    if row.date and (row.weekdays or row.from_date or row.to_date):
        message = "A single visit has a date and no weekdays, first or last day."
        yield sheet.fault(row.row, "date", message, value=str(row.date))
    elif not row.date and not row.weekdays and {"weekdays", "date"} & sheet.fields:
        message = "Neither weekdays nor a date say when this happens."
        yield sheet.fault(row.row, "weekdays", message, advice="Maybe daily was meant.")


def _carers(sheet: Sheet, row: DemandRow) -> Iterator[Fault]:
    """One carer or two, and what the second one does."""
    if row.carers > 2:
        message = "A visit is made by 1 or 2 carers."
        yield sheet.fault(row.row, "carers", message, value=str(row.carers))
    if row.second_length_min is None:
        return
    if row.carers == 1:
        message = "There is a length for a second carer, but only one carer."
        advice = "Maybe carers should be 2."
        yield sheet.fault(row.row, "second_length_min", message, advice=advice)
    elif row.length_min is not None and row.second_length_min > row.length_min:
        message = "The second carer's part is longer than the visit."
        yield sheet.fault(row.row, "second_length_min", message)


def _critical(sheet: Sheet, row: DemandRow) -> Iterator[Fault]:
    """Time-critical is a reason and a review date, never a remark."""
    if row.critical_reason and not row.critical_review:
        message = "A time-critical call needs the date on which that is looked at again."
        yield sheet.fault(row.row, "critical_review", message)
    if row.critical_review and not row.critical_reason:
        message = "There is a review date, but no reason why the call is time-critical."
        yield sheet.fault(row.row, "critical_reason", message)
    if not row.critical_reason:
        for name in ("notes", "call"):
            if IN_WORDS.search(getattr(row, name)):
                message = (
                    "A time-critical need stands only in free text, which planning never reads."
                )
                advice = "Maybe fill critical_reason and critical_review of this row."
                yield sheet.fault(row.row, name, message, advice=advice)


def check_client_notes(
    sheet: Sheet, rows: Sequence[ClientRow], demand: Sequence[DemandRow]
) -> Iterator[Fault]:
    """Clients whose notes speak of a time-critical need that no call of theirs carries."""
    covered = {row.client_id for row in demand if row.critical_reason}
    for row in rows:
        if row.client_id not in covered and IN_WORDS.search(row.notes):
            message = "A time-critical need stands only in free text, which planning never reads."
            advice = (
                f"Maybe fill critical_reason and critical_review of the call of {row.client_id} "
                "it is about, in the table demand."
            )
            yield sheet.fault(row.row, "notes", message, advice=advice)


def _call_names(sheet: Sheet, rows: Sequence[DemandRow]) -> dict[str, set[str]]:
    """Names of each client's calls, those of unreadable rows included."""
    readable = {row.row for row in rows}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if not row.cancel:
            found[row.client_id].add(row.call)
    for raw in sheet.rows:
        if raw.number not in readable:
            call = name_of_call(raw.cells.get("call", ""))
            found[raw.cells.get("client_id", "")].add(call)
    return dict(found)


def _cancellation(sheet: Sheet, row: DemandRow, names: CallNames) -> Iterator[Fault]:
    """A cancellation has a date, and a call to cancel."""
    if row.date is None:
        advice = "Maybe use to, the last day, to end a call for good."
        yield sheet.fault(row.row, "date", "A cancellation needs its date.", advice=advice)
    yield from _known_call(sheet, row, "call", row.call, names)


def _gap_call(sheet: Sheet, row: DemandRow, names: CallNames) -> Iterator[Fault]:
    """A gap is kept after a call there is."""
    if row.gap_after_call is not None:
        yield from _known_call(sheet, row, "gap_after_call", row.gap_after_call, names)


def _known_call(
    sheet: Sheet, row: DemandRow, name: str, call: str, names: CallNames
) -> Iterator[Fault]:
    """The client must have a call of that name."""
    calls = sorted(names.get(row.client_id, ()))
    if call not in calls:
        close = get_close_matches(call, calls, n=1, cutoff=0.5)
        advice = f"Maybe {close[0]} was meant." if close else ""
        yield sheet.fault(
            row.row, name, "The client has no call of this name.", value=call, advice=advice
        )


def _gap(sheet: Sheet, row: DemandRow, by_client: Calls) -> Iterator[Fault]:
    """A gap names an earlier call, and can be kept inside both windows."""
    least, most = row.gap_min_min, row.gap_max_min
    if row.gap_after_call is None:
        if least is not None or most is not None:
            message = "There is a gap, but not the call after which it is kept."
            yield sheet.fault(row.row, "gap_after_call", message)
        return
    if least is None and most is None:
        message = "Neither a least nor a most gap is given."
        yield sheet.fault(row.row, "gap_min_min", message)
    if least is not None and most is not None and least > most:
        yield sheet.fault(row.row, "gap_max_min", "The most is less than the least.")
        return
    for other in by_client.get(row.client_id, ()):
        if other.call == row.gap_after_call and not _can_be_kept(other, row):
            message = (
                f"The windows of this call and of the one in row {other.row} never allow this gap."
            )
            yield sheet.fault(row.row, "gap_after_call", message, value=row.gap_after_call)


def _can_be_kept(first: DemandRow, second: DemandRow) -> bool:
    """Whether some starts inside both windows keep the gap, on the days they share."""
    if first.start is None or second.start is None:
        return True
    if not recurrence_of(first).dates_shared(recurrence_of(second)):
        return True
    apart = second.start - first.start
    closest = apart - (second.before_min or 0) - (first.after_min or 0)
    farthest = apart + (second.after_min or 0) + (first.before_min or 0)
    most = farthest if second.gap_max_min is None else second.gap_max_min
    return apart > 0 and (second.gap_min_min or 0) <= farthest and closest <= most


def _repeated(sheet: Sheet, rows: Sequence[DemandRow]) -> Iterator[Fault]:
    """Rows that say the same thing twice."""
    bare = [row.model_copy(update={"row": 0, "notes": ""}) for row in rows]
    counts = Counter(bare)
    first: dict[DemandRow, int] = {}
    for row, key in zip(rows, bare, strict=True):
        if counts[key] > 1 and key in first:
            message = f"This row repeats row {first[key]}."
            yield sheet.fault(row.row, "call", message, value=row.call)
        first.setdefault(key, row.row)
