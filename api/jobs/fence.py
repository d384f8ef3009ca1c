"""The fence: whatever a worker writes for a job is written while the job is still its own.

A job belongs to one worker and one attempt. Every write of a worker begins by touching the
job's row under the condition that both are still so and the job is running; in the same
transaction, so that a worker that was given up, however late it writes, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Engine, func, select, update
from sqlalchemy.orm import Session

from api.jobs.states import RUNNING
from api.store import Job, Store, now


class GivenUpError(Exception):
    """The job is another worker's by now, or has ended: its former worker must let go of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A job as one worker holds it.

    Parameters
    ----------
    worker, attempt
        Whose it is, and which try this is: what every write names.
    asked
        What was asked for, as its kind reads it.
    most_seconds
        Seconds this attempt may take.
    checkpoint
        What an earlier attempt saved.
    cancelled
        Whether it was cancelled before this attempt began: then only what was saved is kept.
    """

    job_id: str
    tenant: str
    kind: str
    worker: str
    attempt: int
    asked: dict[str, Any]
    made_by: str
    most_seconds: int
    checkpoint: bytes | None = None
    cancelled: bool = False


@contextmanager
def fenced(store: Store, claim: Claim) -> Iterator[Session]:
    """A transaction of the worker that holds the job; also a sign of life.

    The job's row stays locked until it ends, so that events of a job are numbered in the
    order in which they can be read.

    Raises
    ------
    GivenUpError
        If the job is no longer the worker's; nothing is written.
    """
    with store.write(claim.tenant) as session:
        touched = session.execute(
            update(Job)
            .where(
                Job.id == claim.job_id,
                Job.worker == claim.worker,
                Job.attempt == claim.attempt,
                Job.state == RUNNING,
            )
            .values(heartbeat_at=moment(session))
            .execution_options(synchronize_session=False)
        )
        assert isinstance(touched, CursorResult)
        if touched.rowcount != 1:
            raise GivenUpError(claim.job_id)
        yield session


def moment(session: Session) -> datetime:
    """The time by the database's clock, so that machines need not agree about it."""
    bind = session.get_bind()
    engine = bind if isinstance(bind, Engine) else bind.engine
    if engine.dialect.name != "postgresql":
        return now()
    found: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return found
