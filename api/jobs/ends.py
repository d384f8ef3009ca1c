"""How an attempt at a job ends: finished, put back in good order, or lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.jobs.fence import Claim, fenced, moment
from api.jobs.states import CANCELLED, FAILED, QUEUED, RUNNING, EventKind, tell
from api.store import Job, JobEvent, Store

MOST_LOST = 3
"""After so many lost workers a job is not tried again."""
REASON_LETTERS = 2000


def finish(
    session: Session, claim: Claim, state: str, *, result: dict[str, Any] | None, reason: str | None
) -> None:
    """End the job, in a fenced transaction together with whatever it made."""
    job = session.get_one(Job, claim.job_id)
    _end(session, job, state, reason)
    job.result = result


def release(store: Store, claim: Claim) -> None:
    """Put the job back for another worker; what it saved stays, and no worker counts as lost.

    Raises
    ------
    GivenUpError
        If it is no longer the worker's.
    """
    with fenced(store, claim) as session:
        job = session.get_one(Job, claim.job_id)
        job.state, job.worker = QUEUED, None
        body = {"attempt": claim.attempt, "saved": job.checkpoint is not None}
        tell(session, claim.tenant, claim.job_id, EventKind.RELEASED, body)


def lose_worker(store: Store, worker: str, why: str, *, again: bool = True) -> list[str]:
    """Put back, or give up, every job of a worker that is known to be dead; their ids.

    Parameters
    ----------
    again
        Whether to try again. Otherwise what is saved is kept by the next worker, and a job
        that saved nothing ends here.
    """
    with store.write(None) as session:
        query = select(Job).where(Job.worker == worker, Job.state == RUNNING)
        jobs = session.scalars(query.with_for_update()).all()
        return [_lose(session, job, why, again=again) for job in jobs]


def reap(store: Store, stale_s: float) -> list[str]:
    """Put back, or give up, every job whose worker has given no sign of life; their ids."""
    with store.read(None) as session:
        silent = select(Job.id).where(
            Job.state == RUNNING, Job.heartbeat_at < moment(session) - timedelta(seconds=stale_s)
        )
        if session.scalar(silent.limit(1)) is None:
            return []
    with store.write(None) as session:
        query = select(Job).where(
            Job.state == RUNNING, Job.heartbeat_at < moment(session) - timedelta(seconds=stale_s)
        )
        why = f"No sign of life for {stale_s:g} s."
        return [
            _lose(session, job, why)
            for job in session.scalars(query.with_for_update(skip_locked=True))
        ]


def _lose(session: Session, job: Job, why: str, *, again: bool = True) -> str:
    query = select(func.count()).where(JobEvent.job_id == job.id, JobEvent.kind == EventKind.LOST)
    lost = 1 + (session.scalar(query) or 0)
    body = {"attempt": job.attempt, "worker": job.worker, "lost": lost, "why": why}
    tell(session, job.tenant_id, job.id, EventKind.LOST, body)
    cancelled, saved = job.cancel_at is not None, job.checkpoint is not None
    if lost < MOST_LOST and (saved or (again and not cancelled)):
        job.state, job.worker = QUEUED, None
        job.cancel_at = job.cancel_at if again else job.cancel_at or moment(session)
    elif cancelled:
        _end(session, job, CANCELLED, f"It was cancelled, and its worker was lost. {why}")
    elif again:
        _end(session, job, FAILED, f"{lost} workers were lost, one after another. {why}")
    else:
        _end(session, job, FAILED, why)
    session.flush()
    return job.id


def _end(session: Session, job: Job, state: str, reason: str | None) -> None:
    """To a final state, with its event."""
    job.state = state
    job.ended_at = moment(session)
    job.reason = None if reason is None else reason[:REASON_LETTERS]
    body = {"attempt": job.attempt, "reason": job.reason}
    tell(session, job.tenant_id, job.id, EventKind(state), body)
