"""``changes.csv``: every shift that a newer rota changes, with the notice given (P8)."""

from __future__ import annotations

from collections.abc import Sequence

from data.write.cells import csv_bytes
from data.write.clock import exact, iso
from data.write.pay_csv import pounds
from scheduler.domain.units import HOUR, Moment
from scheduler.domain.week import Week
from scheduler.measures.ledgers import ShiftChange

COLUMNS = (
    "carer_id",
    "date",
    "change",
    "start_before",
    "end_before",
    "start_after",
    "end_after",
    "work_before",
    "work_after",
    "hours_of_notice",
    "shortest_notice_missed_days",
    "short_notice",
    "pay_for_work_lost",
    "visits_taken",
    "visits_given",
    "visits_at_another_time",
    "status",
)


def changes_csv(week: Week, changes: Sequence[ShiftChange]) -> bytes:
    """A row for each shift; only a header where the newer rota changes none."""
    return csv_bytes(
        COLUMNS,
        (
            [
                one.carer,
                week.horizon.date_of(one.day).isoformat(),
                one.change.value,
                *_span(week, one.before),
                *_span(week, one.after),
                exact(one.work_before),
                exact(one.work_after),
                f"{one.notice / HOUR:.1f}",
                one.missed,
                "yes" if one.short else "no",
                pounds(one.lost_pence),
                ";".join(one.taken),
                ";".join(one.given),
                ";".join(one.retimed),
                week.rules.ledgers.notice_status,
            ]
            for one in changes
        ),
    )


def _span(week: Week, span: tuple[Moment, Moment] | None) -> tuple[str, str]:
    """First start and last end as dates and times; empty where there is no work."""
    if span is None:
        return "", ""
    return iso(week.horizon, span[0]), iso(week.horizon, span[1])
