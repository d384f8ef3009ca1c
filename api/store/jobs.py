"""Long work as rows: what was asked, who is at it, what it has found so far."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import TenantRow, key_column
from api.store.types import Instant, Json, now


class Job(TenantRow):
    """One job.

    Parameters
    ----------
    kind
        ``solve``, ``repair``, ``frontier``, ``capacity`` and so on.
    state
        ``queued``, ``running``, ``done``, ``cancelled`` or ``failed``; the last three are final.
    asked, asked_hash
        What was asked for, ids only, and the SHA-256 of that and of the tables.
    attempt, worker, heartbeat_at
        Which try this is, whose it is, and its last sign of life. Whoever writes names the
        first two: the write of a worker that was given up changes nothing.
    checkpoint
        Best answer so far, to begin from after a crash.
    reason
        Why it failed or ended early, in words.
    """

    __tablename__ = "job"

    id: Mapped[str] = key_column("job")
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(12), default="queued")
    asked: Mapped[dict[str, Any]] = mapped_column(Json)
    asked_hash: Mapped[str] = mapped_column(String(64))
    most_seconds: Mapped[int]
    made_by: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    attempt: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None] = mapped_column(String(60))
    heartbeat_at: Mapped[datetime | None] = mapped_column(Instant)
    cancel_at: Mapped[datetime | None] = mapped_column(Instant)
    cancelled_by: Mapped[str | None] = mapped_column(String(40))
    checkpoint: Mapped[bytes | None] = mapped_column(LargeBinary)
    result: Mapped[dict[str, Any] | None] = mapped_column(Json)
    reason: Mapped[str | None] = mapped_column(String(2000))

    __table_args__ = (Index("ix_job_state", "state", "created_at"),)


class JobEvent(TenantRow):
    """One thing that happened to a job; ``id`` rises, so that a reader can go on where it was."""

    __tablename__ = "job_event"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    kind: Mapped[str] = mapped_column(String(20))
    body: Mapped[dict[str, Any]] = mapped_column(Json)
