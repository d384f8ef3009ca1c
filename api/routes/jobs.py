"""Jobs: what waits, runs and has ended; ending one; what happens to one, as it happens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial
from typing import Annotated

import anyio
from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from api.auth import Caller, Permission, requires
from api.auth.caller import caller_of
from api.jobs import State, cancel, events_after
from api.pages import After, Limit, Page, cut, mark, place
from api.parts import Parts, WithParts
from api.problems import FieldError, Problem, not_found
from api.schemas.jobs import EventOut, JobOut, job_out
from api.store import Job

router = APIRouter(prefix="/jobs", tags=["jobs"])
Sees = Annotated[Caller, Depends(requires(Permission.SEE_JOBS))]
POLL_S = 0.2
LOOK_AGAIN_S = 5.0
"""How often it is looked whether a reader of events may still read them."""


@router.get("", summary="Jobs")
def listed(
    caller: Sees,
    parts: WithParts,
    kind: Annotated[str | None, Query(max_length=20)] = None,
    state: Annotated[list[State] | None, Query(description="One or more.")] = None,
    made_by: Annotated[str | None, Query(max_length=40)] = None,
    limit: Limit = 50,
    after: After = None,
) -> Page[JobOut]:
    """The newest first. Who may not run all kinds sees their own."""
    query = select(Job)
    if not caller.may(Permission.RUN_JOBS):
        query = query.where(Job.made_by == caller.person)
    if kind is not None:
        query = query.where(Job.kind == kind)
    if state:
        query = query.where(Job.state.in_([one.value for one in state]))
    if made_by is not None:
        query = query.where(Job.made_by == made_by)
    seen = place(after, 2)
    if seen is not None:
        query = query.where(tuple_(Job.created_at, Job.id) < (_instant(seen[0]), str(seen[1])))
    query = query.order_by(Job.created_at.desc(), Job.id.desc()).limit(limit + 1)
    with parts.store.read(caller.tenant) as session:
        rows, more = cut(session.scalars(query).all(), limit)
    last = mark(rows[-1].created_at.isoformat(), rows[-1].id) if more else None
    return Page(items=[job_out(row) for row in rows], next=last)


@router.get("/{job_id}", summary="One job")
def got(job_id: str, caller: Sees, parts: WithParts) -> JobOut:
    """As it stands, with its result once it has one."""
    with parts.store.read(caller.tenant) as session:
        return job_out(_job_at(session, caller, job_id))


@router.post("/{job_id}/cancel", status_code=202, summary="End a job")
def cancelled(job_id: str, caller: Sees, parts: WithParts) -> JobOut:
    """The best so far is kept. Asked again, nothing more happens."""
    with parts.store.write(caller.tenant) as session:
        _job_at(session, caller, job_id)
        row = cancel(session, caller, job_id)
        session.flush()
        return job_out(row)


def _readable(job_id: str, caller: Sees, parts: WithParts) -> Caller:
    """Who may read the events; refused before the stream begins."""
    with parts.store.read(caller.tenant) as session:
        _job_at(session, caller, job_id)
    return caller


def _seen(
    last_event_id: Annotated[
        str | None,
        Header(alias="Last-Event-ID", max_length=20, description="Go on after this event."),
    ] = None,
) -> int:
    """The last event a reader has seen; 0 where none."""
    if last_event_id is None or last_event_id == "":
        return 0
    if not last_event_id.isdecimal():
        error = FieldError(file="header", column="Last-Event-ID", message="This is no event's id.")
        raise Problem("bad-input", errors=[error])
    return int(last_event_id)


@router.get("/{job_id}/events", response_class=EventSourceResponse, summary="What happens to a job")
async def happening(
    job_id: str,
    request: Request,
    caller: Annotated[Caller, Depends(_readable)],
    seen: Annotated[int, Depends(_seen)],
    parts: WithParts,
) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events from the first, or after the one in Last-Event-ID; ends with the job.

    Where the service stops, the stream ends before: its reader calls again and goes on.
    """
    looked = anyio.current_time()
    while not (parts.stopping.is_set() or await request.is_disconnected()):
        read = partial(events_after, parts.store, caller.tenant, job_id, seen)
        for one in await anyio.to_thread.run_sync(read):
            seen = one.id
            data = EventOut(at=one.at, kind=one.kind, body=one.body)
            yield ServerSentEvent(id=str(one.id), event=one.kind.value, data=data)
            if one.is_last:
                return
        if anyio.current_time() - looked > LOOK_AGAIN_S:
            looked = anyio.current_time()
            if not await anyio.to_thread.run_sync(_may_still, request, parts, job_id):
                return
        await anyio.sleep(POLL_S)


def _may_still(request: Request, parts: Parts, job_id: str) -> bool:
    """Whether the session, the role and the job are still there."""
    request.state.caller = None
    try:
        caller = caller_of(request)
        if not caller.may(Permission.SEE_JOBS):
            return False
        with parts.store.read(caller.tenant) as session:
            _job_at(session, caller, job_id)
    except Problem:
        return False
    return True


def _job_at(session: Session, caller: Caller, job_id: str) -> Job:
    """A job of the provider; of others than the office, their own.

    Raises
    ------
    Problem
        ``not-found``.
    """
    row = session.get(Job, job_id)
    if row is None or not (caller.may(Permission.RUN_JOBS) or row.made_by == caller.person):
        raise not_found("job", job_id)
    return row


def _instant(text: object) -> datetime:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError as wrong:
        raise Problem("bad-input", "'after' is not a 'next' of ours.") from wrong
