"""Whether the service can do its work."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from api.settings import Settings
from api.store import Job, Store, is_current, now

QUEUED, RUNNING = "queued", "running"
PATIENCE = timedelta(seconds=30)
"""How long a job may wait untouched before its waiting says that no worker lives."""


def what_is_wrong(store: Store, settings: Settings) -> list[str]:
    """Everything that keeps the service from its work, in words; empty where nothing does."""
    try:
        if not _is_current(store):
            return ["The database has another form than this version needs."]
        return [] if _somebody_works(store, settings) else ["Jobs wait and no worker takes them."]
    except SQLAlchemyError as fault:
        return [f"The database does not answer: {type(fault).__name__}."]


@lru_cache(maxsize=8)
def _was_current(store: Store) -> bool:
    """Remembered once it is so: a database does not go back under a service that runs."""
    if not is_current(store):
        raise LookupError
    return True


def _is_current(store: Store) -> bool:
    try:
        return _was_current(store)
    except LookupError:
        return False


def _somebody_works(store: Store, settings: Settings) -> bool:
    """Whether nothing waits, or some worker gave a sign of life lately."""
    with store.read(None) as session:
        oldest = session.scalar(select(func.min(Job.created_at)).where(Job.state == QUEUED))
        latest = session.scalar(select(func.max(Job.heartbeat_at)))
    if oldest is None or now() - oldest < PATIENCE:
        return True
    alive = max(PATIENCE, timedelta(seconds=settings.stale_s))
    return latest is not None and now() - latest < alive
