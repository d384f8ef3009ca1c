"""Asking for a job, and asking that one end."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.audit import Decision, record
from api.auth import Caller
from api.jobs.fence import moment
from api.jobs.states import CANCELLED, FINAL, QUEUED, RUNNING, EventKind, tell
from api.problems import Problem, not_found
from api.store import Job, Tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A job to be: its kind, what is asked (ids only), and the seconds it may take.

    ``most_seconds`` is the provider's greatest where none is said; ``search_seconds`` of the
    searches themselves must fit as well.
    """

    kind: str
    asked: BaseModel
    snapshot_id: str
    most_seconds: int | None = None
    search_seconds: float | None = None


def submit(session: Session, caller: Caller, wish: Wish) -> Job:
    """Queue a job, in the transaction of ``session``.

    Raises
    ------
    Problem
        ``quota`` if the provider has as many jobs as it may, or this one asks for more time.
    """
    # Locked where there can be several writers, so that two calls cannot both be the last.
    tenant = session.scalars(
        select(Tenant).where(Tenant.id == caller.tenant).with_for_update()
    ).one()
    limit = _limit(tenant, wish)
    query = select(func.count()).select_from(Job).where(Job.state.in_((QUEUED, RUNNING)))
    if (session.scalar(query) or 0) >= tenant.most_jobs:
        raise Problem("quota", f"{tenant.most_jobs} jobs wait or run; let one end, or cancel one.")
    said = {**wish.asked.model_dump(mode="json"), "snapshot_id": wish.snapshot_id}
    job = Job(
        kind=wish.kind,
        state=QUEUED,
        asked=said,
        asked_hash=hash_of_asked(wish.kind, said),
        most_seconds=limit,
        made_by=caller.person,
        attempt=0,
    )
    session.add(job)
    session.flush()
    tell(session, caller.tenant, job.id, EventKind.QUEUED, {"kind": wish.kind})
    decision = Decision(
        action=f"ask for {wish.kind}",
        object_kind="job",
        object_id=job.id,
        input_hash=job.asked_hash,
        options=said,
    )
    record(session, caller.person, caller.role, decision)
    return job


def cancel(session: Session, caller: Caller, job_id: str) -> Job:
    """Ask that a job end; the best so far is kept. Asked twice, it is asked once.

    Raises
    ------
    Problem
        ``not-found``; ``wrong-state`` if it has ended otherwise.
    """
    query = select(Job).where(Job.id == job_id, Job.tenant_id == caller.tenant)
    job = session.scalars(query.with_for_update()).one_or_none()
    if job is None:
        raise not_found("job", job_id)
    if job.state in FINAL and job.cancel_at is None:
        raise Problem("wrong-state", f"The job has ended: {job.state}.")
    if job.cancel_at is not None:
        return job
    job.cancel_at, job.cancelled_by = moment(session), caller.person
    tell(session, job.tenant_id, job.id, EventKind.CANCEL, {"by": caller.person})
    if job.state == QUEUED and job.checkpoint is None:
        job.state, job.ended_at = CANCELLED, moment(session)
        job.reason = "It was cancelled before there was anything to keep."
        body = {"attempt": job.attempt, "reason": job.reason}
        tell(session, job.tenant_id, job.id, EventKind.CANCELLED, body)
    decision = Decision(
        action=f"cancel {job.kind}",
        object_kind="job",
        object_id=job.id,
        input_hash=job.asked_hash,
    )
    record(session, caller.person, caller.role, decision)
    return job


def hash_of_asked(kind: str, said: dict[str, Any]) -> str:
    """SHA-256 of what was asked, of which tables."""
    text = json.dumps([kind, said], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _limit(tenant: Tenant, wish: Wish) -> int:
    """Seconds the job may take."""
    limit = tenant.most_seconds if wish.most_seconds is None else wish.most_seconds
    wanted = max(limit, wish.search_seconds or 0)
    if wanted > tenant.most_seconds:
        raise Problem(
            "quota", f"A job may take {tenant.most_seconds} s; this one asks for {wanted:g}."
        )
    return limit
