"""Jobs for tests: put into the store without a service, looked at, waited for."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from api.auth import Caller, Role
from api.book import import_tables, take_snapshot
from api.jobs import Wish, submit
from api.jobs.kinds import KINDS
from api.jobs.kinds.solve import SolveAsked
from api.jobs.states import FINAL
from api.store import Job, JobEvent, Store
from tests.api.cli_tables import write_tables
from tests.api.service import add_person, add_tenant


def provider(store: Store, folder: Path, tenant: str = "tenant_a") -> Caller:
    """A planner of a small provider whose tables are in the store."""
    add_tenant(store, tenant)
    person, _ = add_person(store, tenant, "planner")
    with store.write(tenant) as session:
        import_tables(session, write_tables(folder / "given"), dry_run=False)
    return Caller(tenant=tenant, person=person, role=Role.PLANNER, clients=None, carers=None)


def empty_provider(store: Store, tenant: str = "tenant_a") -> Caller:
    """A planner of a provider without tables: enough where nothing is planned."""
    add_tenant(store, tenant)
    person, _ = add_person(store, tenant, "planner")
    return Caller(tenant=tenant, person=person, role=Role.PLANNER, clients=None, carers=None)


def put(store: Store, caller: Caller, kind: str = "solve", **asked: Any) -> str:
    """A job of a provider with tables; its id."""
    with store.write(caller.tenant) as session:
        wish = Wish(
            kind=kind,
            asked=KINDS[kind].asked.model_validate(asked),
            snapshot_id=take_snapshot(session).id,
            most_seconds=asked.get("most_seconds"),
        )
        return submit(session, caller, wish).id


def put_bare(store: Store, caller: Caller, kind: str = "solve") -> str:
    """A job that nobody will work on, or a worker of the tests'; its id."""
    with store.write(caller.tenant) as session:
        wish = Wish(kind=kind, asked=SolveAsked(iterations=1), snapshot_id="none")
        return submit(session, caller, wish).id


def job(store: Store, job_id: str) -> Job:
    """A job as it stands."""
    with store.read(None) as session:
        return session.get_one(Job, job_id)


def change(store: Store, job_id: str, **values: Any) -> None:
    """Change a job behind everybody's back, as time passing would."""
    with store.write(None) as session:
        session.execute(update(Job).where(Job.id == job_id).values(**values))


def events(store: Store, job_id: str) -> list[JobEvent]:
    """What happened to a job, in order."""
    with store.read(None) as session:
        query = select(JobEvent).where(JobEvent.job_id == job_id).order_by(JobEvent.id)
        return list(session.scalars(query))


def kinds_of(store: Store, job_id: str) -> list[str]:
    """What happened to a job, in words."""
    return [one.kind for one in events(store, job_id)]


def wait(until: Callable[[], bool], most_s: float = 500.0) -> None:
    """Wait for something that comes to pass, however busy the machine is."""
    end = time.monotonic() + most_s
    while not until():
        assert time.monotonic() < end, "it never came to pass"
        time.sleep(0.05)


def ended(store: Store, job_id: str) -> Job:
    """A job once it has ended."""
    wait(lambda: job(store, job_id).state in FINAL)
    return job(store, job_id)
