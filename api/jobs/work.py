"""One job from claim to end: whatever happens, it ends in a state, with a reason."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from sqlalchemy.exc import DBAPIError, OperationalError

from api.desk.weeks import base_of
from api.jobs.ends import finish, release
from api.jobs.fence import Claim, GivenUpError, fenced
from api.jobs.kinds import KINDS
from api.jobs.pulse import Ended, Pulse
from api.jobs.states import CANCELLED, DONE, FAILED, QUEUED
from api.jobs.task import NothingFoundError, PutBackError, Settle, task_of
from api.problems import FieldError, Problem, bad_input
from api.settings import Settings
from api.store import Store
from scheduler.domain.errors import InputError
from solver.stop import Halt

log = structlog.get_logger("carerota.jobs")
Answer = TypeVar("Answer")
PATIENCE_S = 600.0
"""How long the last write of a job is tried again while the database does not answer."""
REASONS = {
    Ended.CANCELLED: "It was cancelled; the best so far is kept.",
    Ended.OUT_OF_TIME: "It reached its time limit; the best so far is kept.",
}
NOTHING = {
    Ended.CANCELLED: "It was cancelled before there was anything to keep.",
    Ended.OUT_OF_TIME: "It reached its time limit before there was anything to keep.",
}


@dataclass(frozen=True, slots=True)
class _End:
    """How a job ends, and what is kept of it."""

    state: str
    reason: str | None = None
    settle: Settle | None = None
    result: dict[str, Any] | None = None


def work(
    store: Store,
    settings: Settings,
    claim: Claim,
    *,
    stopping: threading.Event,
    is_orphan: Callable[[], bool] = lambda: False,
    end_at_once: Callable[[], None] = lambda: None,
) -> None:
    """Work on a claimed job until it has ended, was put back, or is another worker's."""
    halt = Halt()
    pulse = Pulse(
        store, claim, halt, stopping=stopping, is_orphan=is_orphan, end_at_once=end_at_once
    )
    task = task_of(
        claim, store=store, settings=settings, base=base_of(settings, store), pulse=pulse, halt=halt
    )
    pulse.start()
    try:
        if claim.cancelled:
            pulse.keeping()
        end = _ended(lambda: KINDS[claim.kind].run(task), pulse, claim)
        pulse.stop()
        _settled(store, claim, pulse, end)
    except GivenUpError:
        log.warning("given up", job=claim.job_id, worker=claim.worker, attempt=claim.attempt)
    finally:
        pulse.stop()


def _ended(run: Callable[[], Settle], pulse: Pulse, claim: Claim) -> _End:
    """Run it; every failure becomes an end with a reason."""
    try:
        settle = run()
    except GivenUpError:
        raise
    except PutBackError:
        return _End(QUEUED)
    except Exception as fault:
        return _failed(fault, pulse.ended, claim)
    cancelled = pulse.ended is Ended.CANCELLED
    reason = None if pulse.ended is None else REASONS.get(pulse.ended)
    return _End(CANCELLED if cancelled else DONE, reason, settle)


def _failed(fault: Exception, ended: Ended | None, claim: Claim) -> _End:
    """How a job ends that raised something; one that had to end may have been cut short."""
    if ended is Ended.STOPPING:
        return _End(QUEUED)
    if ended in NOTHING and isinstance(fault, NothingFoundError | InputError):
        return _End(CANCELLED if ended is Ended.CANCELLED else FAILED, NOTHING[ended])
    problem = bad_input(fault) if isinstance(fault, InputError) else fault
    if not isinstance(problem, Problem):
        return _defect(fault, claim)
    words = problem.detail or (_words(problem.errors) if problem.errors else problem.title)
    return _End(FAILED, words, result=_errors(problem.errors))


def _defect(fault: Exception, claim: Claim) -> _End:
    """A fault of ours: what it says may hold names, so where it was is all that is told."""
    where = [f"{one.name}:{one.lineno}" for one in traceback.extract_tb(fault.__traceback__)]
    log.error("failed", job=claim.job_id, error=type(fault).__name__, where=where[-6:])
    return _End(FAILED, f"A defect of ours ended it ({type(fault).__name__}): report it.")


def _settled(store: Store, claim: Claim, pulse: Pulse, end: _End) -> None:
    """The last write of an attempt; where it cannot be made, that is how the job ends."""
    if pulse.ended is Ended.GIVEN_UP:
        raise GivenUpError(claim.job_id)
    try:
        _persistently(lambda: _write(store, claim, pulse, end))
    except GivenUpError:
        raise
    except Exception as fault:
        defect = _defect(fault, claim)
        _persistently(lambda: _finish(store, claim, defect))


def _write(store: Store, claim: Claim, pulse: Pulse, end: _End) -> None:
    """What was found last, then the end."""
    pulse.write()
    if end.state == QUEUED:
        release(store, claim)
    else:
        _finish(store, claim, end)


def _finish(store: Store, claim: Claim, end: _End) -> None:
    """The end, together with whatever is kept."""
    with fenced(store, claim) as session:
        result = end.result
        if end.settle is not None:
            result = end.settle(session).model_dump(mode="json")
        finish(session, claim, end.state, result=result, reason=end.reason)


def _persistently(write: Callable[[], Answer]) -> Answer:
    """Try again while the database does not answer: what was found must not be lost to that."""
    until, wait = time.monotonic() + PATIENCE_S, 0.2
    while True:
        try:
            return write()
        except DBAPIError as fault:
            lost = isinstance(fault, OperationalError) or fault.connection_invalidated
            if not lost or time.monotonic() > until:
                raise
            time.sleep(wait)
            wait = min(5.0, wait * 2)


def _words(errors: list[FieldError]) -> str:
    """What is wrong, in words; the first of many."""
    if not errors:
        return "What was given cannot be used."
    more = f" And {len(errors) - 1} more." if len(errors) > 1 else ""
    return f"{errors[0].message} {errors[0].advice}".strip() + more


def _errors(errors: list[FieldError]) -> dict[str, Any] | None:
    return {"errors": [one.model_dump() for one in errors]} if errors else None
