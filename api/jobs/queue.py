"""Taking the next job: one statement, so that no two workers ever take the same."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, aliased

from api.jobs.fence import Claim, moment
from api.jobs.states import QUEUED, RUNNING, EventKind, tell
from api.store import Job, Store


def claim(store: Store, worker: str) -> Claim | None:
    """The next job for a worker, now its own; ``None`` where none waits.

    A provider with fewer jobs under way goes first, then the job asked for first: nobody's
    many jobs keep another provider waiting for all of them.
    """
    if not _any_waits(store):
        return None
    with store.write(None) as session:
        found = _taken(session, worker)
        if found is None:
            return None
        body = {
            "attempt": found.attempt,
            "worker": worker,
            "resumed": found.checkpoint is not None,
        }
        tell(session, found.tenant_id, found.id, EventKind.STARTED, body)
        return Claim(
            job_id=found.id,
            tenant=found.tenant_id,
            kind=found.kind,
            worker=worker,
            attempt=found.attempt,
            asked=found.asked,
            made_by=found.made_by,
            most_seconds=found.most_seconds,
            checkpoint=found.checkpoint,
            cancelled=found.cancel_at is not None,
        )


def _any_waits(store: Store) -> bool:
    """Whether it is worth a writer's transaction."""
    with store.read(None) as session:
        return session.scalar(select(Job.id).where(Job.state == QUEUED).limit(1)) is not None


def _taken(session: Session, worker: str) -> Job | None:
    waiting, other = aliased(Job), aliased(Job)
    busy = (
        select(func.count())
        .where(other.tenant_id == waiting.tenant_id, other.state == RUNNING)
        .scalar_subquery()
    )
    first = (
        select(waiting.id)
        .where(waiting.state == QUEUED)
        .order_by(busy, waiting.created_at, waiting.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=waiting)  # SQLite's writers queue anyway
    )
    at = moment(session)
    return session.scalars(
        update(Job)
        .where(Job.id == first.scalar_subquery(), Job.state == QUEUED)
        .values(
            state=RUNNING, worker=worker, attempt=Job.attempt + 1, heartbeat_at=at, started_at=at
        )
        .returning(Job)
        .execution_options(synchronize_session=False)
    ).one_or_none()
