"""Writing the decision record, inside the transaction that makes the decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.audit.digest import BEGINNING, digest_of
from api.store.records import AuditClient, AuditRow
from api.store.types import now


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is written down. Ids only: a name or a word about somebody's health has no place here.

    ``options`` is what could have been chosen; ``reason`` is why, in words.
    """

    action: str
    object_kind: str
    object_id: str
    clients: Sequence[str] = ()
    input_hash: str | None = None
    options: Any = None
    reason: str = ""


def record(session: Session, who: str, role: str, decision: Decision) -> AuditRow:
    """Append a decision to the tenant's record.

    The row stands or falls with the transaction of ``session``, which must be a writer's.
    """
    tenant = session.info["tenant"]
    _one_writer_at_a_time(session, tenant)
    last = session.scalars(select(AuditRow).order_by(AuditRow.number.desc()).limit(1)).one_or_none()
    row = AuditRow(
        tenant_id=tenant,
        number=1 if last is None else last.number + 1,
        at=now(),
        who=who,
        role=role,
        action=decision.action,
        object_kind=decision.object_kind,
        object_id=decision.object_id,
        clients=sorted(set(decision.clients)),
        input_hash=decision.input_hash,
        options=decision.options,
        reason=decision.reason,
        previous=BEGINNING if last is None else last.digest,
        digest="",
    )
    row.digest = digest_of(row)
    session.add(row)
    session.add_all(
        AuditClient(tenant_id=tenant, client_id=client, number=row.number) for client in row.clients
    )
    session.flush()
    return row


def _one_writer_at_a_time(session: Session, tenant: str) -> None:
    """Hold others back until this transaction ends; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        lock = select(func.hashtextextended(tenant, 0)).scalar_subquery()
        session.execute(select(func.pg_advisory_xact_lock(lock)))
