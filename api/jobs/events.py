"""What happened to a job, read in order and gone on from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from api.jobs.states import LAST_EVENTS, EventKind
from api.store import JobEvent, Store

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One event; a reader that has seen ``id`` goes on after it."""

    id: int
    at: datetime
    kind: EventKind
    body: dict[str, Any]

    @property
    def is_last(self) -> bool:
        """Whether nothing more will happen to the job."""
        return self.kind in LAST_EVENTS


def events_after(store: Store, tenant: str, job_id: str, seen: int) -> Sequence[Happened]:
    """The next events of a job, oldest first; the connection is let go of at once.

    Events of one job are written while its row is held, so that their ids rise in the order
    in which they can be read: nothing turns up behind a reader.
    """
    query = (
        select(JobEvent)
        .where(JobEvent.job_id == job_id, JobEvent.id > seen)
        .order_by(JobEvent.id)
        .limit(MOST_AT_ONCE)
    )
    with store.read(tenant) as session:
        rows = session.scalars(query).all()
    return [Happened(id=row.id, at=row.at, kind=EventKind(row.kind), body=row.body) for row in rows]
