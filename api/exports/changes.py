"""What one rota has otherwise than another, visit by visit; their days may differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from api.desk.weeks import Base, store_at
from api.store import AssignmentRow
from data.write.cells import Cell, csv_bytes
from data.write.workbook import rows_in, workbook_bytes

ZONE = ZoneInfo("Europe/London")
MINUTE_S = 60
COLUMNS = (
    "visit_id",
    "client_id",
    "changes",
    "carers_before",
    "carers_after",
    "start_before",
    "start_after",
    "minutes_later",
)


@dataclass(slots=True)
class _Visit:
    client: str
    start: datetime
    carers: list[str] = field(default_factory=list)


def changes_at(base: Base, tenant: str, before_id: str, after_id: str, form: str) -> bytes:
    """A row for each visit that differs, as CSV or XLSX."""
    before, after = (_visits(base, tenant, one) for one in (before_id, after_id))
    table = csv_bytes(COLUMNS, _rows(before, after))
    return table if form == "csv" else workbook_bytes({"changes": rows_in(table)})


def _visits(base: Base, tenant: str, rota_id: str) -> dict[str, _Visit]:
    """Visits of a rota with who makes them."""
    found: dict[str, _Visit] = {}
    row = AssignmentRow
    query = (
        select(row.visit_id, row.client_id, row.carer_id, row.start)
        .where(row.rota_id == rota_id)
        .order_by(row.start, row.visit_id, row.part)
    )
    with store_at(base.database).read(tenant) as session:
        for visit, client, carer, start in session.execute(query):
            one = found.setdefault(visit, _Visit(client, start))
            if carer is not None:
                one.carers.append(carer)
    return found


def _rows(before: dict[str, _Visit], after: dict[str, _Visit]) -> Iterator[tuple[Cell, ...]]:
    for visit in {**before, **after}:
        old, new = before.get(visit), after.get(visit)
        words = _words(old, new)
        known = new or old
        if words and known is not None:
            yield (
                visit,
                known.client,
                "; ".join(words),
                "" if old is None else "; ".join(old.carers),
                "" if new is None else "; ".join(new.carers),
                "" if old is None else old.start.astimezone(ZONE).isoformat(),
                "" if new is None else new.start.astimezone(ZONE).isoformat(),
                None if old is None or new is None else _minutes(old, new),
            )


def _words(old: _Visit | None, new: _Visit | None) -> list[str]:
    """What changes, as a planner would say it."""
    if old is None:
        return ["added"]
    if new is None:
        return ["ended"]
    found = []
    if not old.carers and new.carers:
        found.append("covered")
    elif old.carers and not new.carers:
        found.append("uncovered")
    elif sorted(old.carers) != sorted(new.carers):
        found.append("other carer")
    if bool(old.carers) == bool(new.carers) and old.start != new.start:
        found.append("other time")
    return found


def _minutes(old: _Visit, new: _Visit) -> int:
    return round((new.start - old.start).total_seconds() / MINUTE_S)
