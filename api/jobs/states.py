"""The states of a job, and the words of its events."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from api.store import JobEvent

QUEUED, RUNNING, DONE, CANCELLED, FAILED = "queued", "running", "done", "cancelled", "failed"
FINAL = frozenset({DONE, CANCELLED, FAILED})


class State(StrEnum):
    """Where a job stands; the last three are final."""

    QUEUED = QUEUED
    RUNNING = RUNNING
    DONE = DONE
    CANCELLED = CANCELLED
    FAILED = FAILED


class EventKind(StrEnum):
    """What can happen to a job.

    ``RELEASED``: its worker was stopped in good order and put it back; ``LOST``: its worker
    was not heard of any more, or was killed. ``CANCEL`` is the wish, ``CANCELLED`` the end.
    ``KEEPING``: the search has ended, and what it found is judged and kept.
    """

    QUEUED = "queued"
    STARTED = "started"
    PROGRESS = "progress"
    KEEPING = "keeping"
    CANCEL = "cancel"
    RELEASED = "released"
    LOST = "lost"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


LAST_EVENTS = frozenset({EventKind.DONE, EventKind.CANCELLED, EventKind.FAILED})


def tell(
    session: Session, tenant: str, job_id: str, kind: EventKind, body: Mapping[str, Any]
) -> None:
    """Append an event, in a transaction that holds the job's row; ids only."""
    session.add(JobEvent(tenant_id=tenant, job_id=job_id, kind=kind.value, body=dict(body)))
