"""Putting a judged rota into the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from api.rotas.judged import Judged
from api.store import AssignmentRow, BreakRow, RotaRow, add_many


def keep_rota(
    session: Session,
    judged: Judged,
    *,
    snapshot_id: str,
    made_by: str,
    name: str = "",
    parent_id: str | None = None,
    facts: Sequence[Mapping[str, str]] = (),
) -> RotaRow:
    """Keep a rota as a draft, with all its rows, in the transaction of ``session``.

    Parameters
    ----------
    facts
        What has happened since the tables were snapped, as ``data.disruption`` writes it.
    """
    row = RotaRow(
        name=name,
        first_day=date.fromisoformat(judged.first_day),
        days=judged.days,
        snapshot_id=snapshot_id,
        parent_id=parent_id,
        made_by=made_by,
        facts=[dict(one) for one in facts],
        **_found(judged),
    )
    session.add(row)
    session.flush()
    _add_rows(session, row.id, judged)
    return row


def change_rota(session: Session, row: RotaRow, judged: Judged) -> RotaRow:
    """Put a changed rota in place of the rows of ``row``; its version goes up, its facts stay."""
    for name, value in _found(judged).items():
        setattr(row, name, value)
    session.flush()
    for kind in (AssignmentRow, BreakRow):
        session.execute(delete(kind).where(kind.rota_id == row.id))
    _add_rows(session, row.id, judged)
    return row


def _found(judged: Judged) -> dict[str, Any]:
    """What the referee and the measures say, as columns."""
    return {
        "cost": list(judged.cost),
        "legal": judged.legal,
        "measures": judged.measures,
        "making": judged.measures.get("making") or {},
    }


def _add_rows(session: Session, rota_id: str, judged: Judged) -> None:
    rows: Sequence[tuple[type, Sequence[dict[str, Any]]]] = (
        (AssignmentRow, judged.assignments),
        (BreakRow, judged.breaks),
    )
    for kind, values in rows:
        add_many(session, kind, [{"rota_id": rota_id, **one} for one in values])
