"""Asking for long work: one resource for each kind, answered with the job that does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from api.auth import Caller, Permission, requires
from api.book import take_snapshot
from api.jobs import Wish, submit
from api.jobs.kinds import Asked
from api.jobs.kinds.capacity import CapacityAsked, CapacityStored
from api.jobs.kinds.emergency import EmergencyAsked
from api.jobs.kinds.frontier import FrontierAsked
from api.jobs.kinds.kind import Searching
from api.jobs.kinds.repair import RepairAsked
from api.jobs.kinds.robust import RobustAsked
from api.jobs.kinds.solve import SolveAsked
from api.once import DoOnce, Once
from api.parts import Parts, WithParts
from api.problems import FieldError, Problem, not_found
from api.rotas.find import rota_at
from api.schemas.jobs import JobOut, job_out
from api.store import Snapshot

router = APIRouter(tags=["jobs"])
Runs = Annotated[Caller, Depends(requires(Permission.RUN_JOBS))]
Tests = Annotated[Caller, Depends(requires(Permission.TEST_CAPACITY))]


@router.post("/solves", status_code=202, response_model=JobOut, summary="Plan a week")
def solve(given: SolveAsked, caller: Runs, parts: WithParts, once: DoOnce) -> Response:
    """Ends with a draft rota."""
    return _asked(parts, caller, once, ("solve", given))


@router.post("/repairs", status_code=202, response_model=JobOut, summary="Mend a rota in force")
def repair(given: RepairAsked, caller: Runs, parts: WithParts, once: DoOnce) -> Response:
    """Ends with options, each a draft rota."""
    return _asked(parts, caller, once, ("repair", given))


@router.post("/frontiers", status_code=202, response_model=JobOut, summary="Plans to choose from")
def frontier(given: FrontierAsked, caller: Runs, parts: WithParts, once: DoOnce) -> Response:
    """Ends with plans none of which beats another, each a draft rota."""
    return _asked(parts, caller, once, ("frontier", given))


@router.post("/capacities", status_code=202, response_model=JobOut, summary="How many more fit")
def capacity(given: CapacityAsked, caller: Tests, parts: WithParts, once: DoOnce) -> Response:
    """Ends with how many packages fit; for a commissioner without ids and small counts."""
    outside = not caller.may(Permission.RUN_JOBS)
    if outside:
        _demand_own_question(given)
    stored = CapacityStored(**given.model_dump(), outside=outside)
    return _asked(parts, caller, once, ("capacity", stored))


@router.post("/robustness", status_code=202, response_model=JobOut, summary="What a rota bears")
def robust(given: RobustAsked, caller: Runs, parts: WithParts, once: DoOnce) -> Response:
    """Ends with backups, slack, and the week without each carer."""
    return _asked(parts, caller, once, ("robust", given))


@router.post("/emergencies", status_code=202, response_model=JobOut, summary="Plan for those left")
def emergency(given: EmergencyAsked, caller: Runs, parts: WithParts, once: DoOnce) -> Response:
    """Ends with a draft rota for the carers who are left, red visits first."""
    return _asked(parts, caller, once, ("emergency", given))


def _asked(parts: Parts, caller: Caller, once: Once, what: tuple[str, Asked]) -> Response:
    """Queue it, once."""
    kind, asked = what
    threads = getattr(asked, "threads", None)
    if threads is not None and threads > parts.settings.threads:
        message = f"This service searches with {parts.settings.threads} threads at most."
        error = FieldError(file="body", column="threads", value=str(threads), message=message)
        raise Problem("bad-input", errors=[error])
    return once.do(caller, _maker(caller, kind, asked), 202)


def _maker(caller: Caller, kind: str, asked: Asked) -> Callable[[Session], BaseModel]:
    def make(session: Session) -> JobOut:
        if asked.rota_named is not None:
            rota_at(session, caller, asked.rota_named)
        wish = Wish(
            kind=kind,
            asked=asked,
            snapshot_id=_snapshot(session, asked),
            most_seconds=asked.most_seconds,
            search_seconds=asked.search_seconds if isinstance(asked, Searching) else None,
        )
        row = submit(session, caller, wish)
        session.flush()
        return job_out(row)

    return make


def _snapshot(session: Session, asked: Asked) -> str:
    """The tables named, or those that stand now."""
    if asked.snapshot_id is None:
        return take_snapshot(session).id
    if session.get(Snapshot, (asked.snapshot_id, session.info["tenant"])) is None:
        raise not_found("snapshot", asked.snapshot_id)
    return asked.snapshot_id


def _demand_own_question(given: CapacityAsked) -> None:
    """Refuse what looks into the provider's rotas."""
    if given.rota_id is not None or given.pins or given.snapshot_id is not None:
        raise Problem("forbidden", "Ask without a rota, pins or tables of the provider's.")
