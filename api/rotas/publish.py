"""A rota told to people: by a named person, never with a hard breach, and written down."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from api.audit import Decision, record
from api.auth import Caller
from api.problems import FieldError, Problem
from api.store import AssignmentRow, RotaRow, now
from scheduler.domain.rota import Stage


def publish(session: Session, row: RotaRow, caller: Caller, reason: str) -> None:
    """From draft to published; the rota of the same days published before is replaced.

    Raises
    ------
    Problem
        ``wrong-state`` if it is no draft; ``bad-input`` with every hard breach.
    """
    if row.stage != Stage.DRAFT:
        raise Problem("wrong-state", f"This rota is {row.stage} already.")
    breaches = row.measures.get("referee", {}).get("breaches", [])
    if breaches or not row.legal:
        errors = [
            FieldError(
                file="rota",
                column=str(one.get("code", "")),
                message=str(one.get("sentence", "")),
                advice=f"Rule {one.get('rule', '')}.",
            )
            for one in breaches
        ]
        raise Problem("bad-input", "A rota with a hard breach is not published.", errors=errors)
    session.execute(
        update(RotaRow)
        .where(
            RotaRow.first_day == row.first_day,
            RotaRow.days == row.days,
            RotaRow.stage != Stage.DRAFT,
            RotaRow.replaced_at.is_(None),
        )
        .values(replaced_at=now(), version=RotaRow.version + 1)
    )
    row.stage, row.published_by, row.published_at = Stage.PUBLISHED, caller.person, now()
    session.flush()
    _written(session, row, caller, "publish", reason)


def freeze(session: Session, row: RotaRow, caller: Caller, reason: str) -> None:
    """From published to frozen.

    Raises
    ------
    Problem
        ``wrong-state`` if it is not what is in force.
    """
    if row.stage != Stage.PUBLISHED or row.replaced_at is not None:
        raise Problem("wrong-state", "Only the rota in force is frozen.")
    row.stage, row.frozen_by, row.frozen_at = Stage.FROZEN, caller.person, now()
    session.flush()
    _written(session, row, caller, "freeze", reason)


def _written(session: Session, row: RotaRow, caller: Caller, action: str, reason: str) -> None:
    """Into the record, with every client whom it concerns."""
    clients = session.scalars(
        select(AssignmentRow.client_id).where(AssignmentRow.rota_id == row.id).distinct()
    )
    decision = Decision(
        action=action,
        object_kind="rota",
        object_id=row.id,
        clients=list(clients),
        input_hash=row.snapshot_id,
        options={"cost": row.cost, "version": row.version},
        reason=reason,
    )
    record(session, caller.person, caller.role, decision)
