"""What is never changed: the decision record, and answers already given to a repeated call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import TenantRow
from api.store.types import Instant, Json, Written


class AuditRow(TenantRow):
    """One decision or look, chained to the one before it (``api.audit``).

    Parameters
    ----------
    number
        Counts the rows of a tenant from 1 without a hole.
    who, role
        Id and role of the person accountable.
    action, object_kind, object_id
        What was done to what.
    clients
        Ids of the clients it concerns.
    input_hash, options, reason
        What it was decided on, what else could have been chosen, and why.
    previous, digest
        SHA-256 of the row before, and of this one with that in it.
    """

    __tablename__ = "audit"

    tenant_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    who: Mapped[str] = mapped_column(String(40))
    role: Mapped[str] = mapped_column(String(20))
    action: Mapped[str] = mapped_column(String(60))
    object_kind: Mapped[str] = mapped_column(String(30))
    object_id: Mapped[str] = mapped_column(String(120))
    clients: Mapped[list[Any]] = mapped_column(Json)
    input_hash: Mapped[str | None] = mapped_column(String(64))
    options: Mapped[Any] = mapped_column(Written)
    reason: Mapped[str] = mapped_column(String(2000))
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class AuditClient(TenantRow):
    """Which rows of the record concern a client."""

    __tablename__ = "audit_client"

    tenant_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    client_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Repeat(TenantRow):
    """The answer to a creating call, by its idempotency key, so that a repeat gets the same."""

    __tablename__ = "repeat"

    tenant_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column("idempotency_key", String(200), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    body: Mapped[Any] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (Index("ix_repeat_at", "at"),)
