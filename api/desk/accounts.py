"""Ledgers of money and law beside a rota, and what was worked in it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.desk.weeks import Base, laid_at
from api.rotas.load import moment_of
from data.tables import history_rows
from data.write.ledgers import ledger_files
from scheduler.domain.units import HOUR
from scheduler.measures.ledgers import shift_changes
from scheduler.referee import judge


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldBefore:
    """The rota carers were told of before, and when the other took its place."""

    rota_id: str
    published: datetime


def ledgers_at(
    base: Base, tenant: str, rota_id: str, told: ToldBefore | None
) -> dict[str, dict[str, Any]]:
    """Columns and rows of every ledger by name."""
    laid = laid_at(base, tenant, rota_id)
    week = laid.given.week
    verdict = judge(week, laid.rota)
    changes = None
    if told is not None:
        before = judge(week, laid_at(base, tenant, told.rota_id).rota)
        changes = shift_changes(week, before, verdict, moment_of(week.horizon, told.published))
    files = ledger_files(week, laid.rota, verdict, changes)
    return {name.removesuffix(".csv"): _read(body) for name, body in files.items()}


def _read(body: bytes) -> dict[str, Any]:
    """A ledger as columns and rows of text."""
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    columns = rows[0] if rows else []
    return {
        "columns": columns,
        "rows": [dict(zip(columns, row, strict=True)) for row in rows[1:]],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """Visits of a rota as rows of the history, and the hours each carer worked.

    ``hours`` are by block of seven days, the newest first.
    """

    history: tuple[dict[str, str], ...]
    hours: dict[str, list[float]]


def worked_at(base: Base, tenant: str, rota_id: str) -> Worked:
    """What was worked if everything was made as planned."""
    laid = laid_at(base, tenant, rota_id)
    week = laid.given.week
    hours: dict[str, list[float]] = {}
    ordered = sorted(judge(week, laid.rota).ledgers, key=lambda one: -one.block)
    for ledger in ordered:
        hours.setdefault(ledger.carer, []).append(round(ledger.work / HOUR, 4))
    return Worked(
        history=tuple(
            {
                "date": row.date.isoformat(),
                "client_id": row.client_id,
                "carer_id": row.carer_id,
                "start": _clock(row.start),
                "end": _clock(row.end),
            }
            for row in history_rows(week, laid.rota)
        ),
        hours=hours,
    )


def _clock(seconds: int) -> str:
    """A time of day as a cell holds it; an end past midnight is of the next day."""
    minutes, odd = divmod(seconds % 86_400, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{odd:02d}"
