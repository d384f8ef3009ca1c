"""What the database says in the end, beside what was acknowledged."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, create_engine, text

from benchmarks.service.planner import FINAL, Noted

TENANT, PERSON = "tenant_kills", "person_kills"


def add_planner(database: str) -> str:
    """A provider and a planner in a database that has its tables; the planner's key."""
    key = "key_" + secrets.token_urlsafe(32)
    at = datetime.now(UTC).replace(tzinfo=None) if "sqlite" in database else datetime.now(UTC)
    engine = create_engine(database)
    with engine.begin() as connection:
        run = connection.execute
        run(
            text(
                "INSERT INTO tenant (id, name, created_at, most_jobs, most_seconds, changed) "
                "VALUES (:tenant, 'kills', :at, 50, 3600, 0)"
            ),
            {"tenant": TENANT, "at": at},
        )
        run(
            text(
                "INSERT INTO person (id, tenant_id, login, role, active, created_at, version) "
                "VALUES (:person, :tenant, 'kills', 'planner', TRUE, :at, 1)"
            ),
            {"person": PERSON, "tenant": TENANT, "at": at},
        )
        run(
            text(
                "INSERT INTO api_key (id, tenant_id, token_hash, person_id, label, created_at) "
                "VALUES ('key_kills', :tenant, :hash, :person, 'kills', :at)"
            ),
            {
                "tenant": TENANT,
                "hash": hashlib.sha256(key.encode()).hexdigest(),
                "person": PERSON,
                "at": at,
            },
        )
    engine.dispose()
    return key


def counted(database: str) -> dict[str, Any]:
    """Jobs by state and attempts, lost workers, rows of the record."""
    engine = create_engine(database)
    with engine.connect() as connection:
        states = Counter(row.state for row in connection.execute(text("SELECT state FROM job")))
        attempts = Counter(
            row.attempt for row in connection.execute(text("SELECT attempt FROM job"))
        )
        lost = connection.scalar(text("SELECT count(*) FROM job_event WHERE kind = 'lost'"))
        record = connection.scalar(text("SELECT count(*) FROM audit"))
    engine.dispose()
    return {
        "states": dict(states),
        "attempts": {str(key): value for key, value in sorted(attempts.items())},
        "lost_workers": lost,
        "record_rows": record,
    }


def faults(database: str, noted: Noted) -> list[str]:
    """Everything that is not as it was acknowledged."""
    engine = create_engine(database)
    with engine.connect() as connection:
        found = [
            *_of_jobs(connection, noted),
            *_of_saved(connection, noted),
            *_of_record(connection, noted),
        ]
    engine.dispose()
    return found + [f"{one}: refused" for one in noted.refused]


def _of_jobs(connection: Connection, noted: Noted) -> Iterator[str]:
    rows = connection.execute(text("SELECT id, state, reason, result FROM job")).all()
    by_id = {row.id: row for row in rows}
    for key, job in noted.jobs.items():
        if job not in by_id:
            yield f"{key}: job {job} is gone"
    if len(set(noted.jobs.values())) != len(noted.jobs):
        yield "two calls were answered with one job"
    if len(rows) > len(noted.jobs) + 1:
        yield f"{len(rows)} jobs came of {len(noted.jobs)} calls"
    rotas = {row.id for row in connection.execute(text("SELECT id FROM rota"))}
    for row in rows:
        result = _json(row.result)
        if row.state not in FINAL:
            yield f"{row.id}: still {row.state}"
        elif row.state != "done" and not row.reason:
            yield f"{row.id}: {row.state} without a reason"
        elif row.state == "done" and (not result or result.get("rota_id") not in rotas):
            yield f"{row.id}: done without a rota"
    kept = Counter(_json(row.result)["rota_id"] for row in rows if _json(row.result))
    if len(rotas) != len(kept):
        yield f"{len(rotas)} rotas of {len(kept)} results"


def _of_saved(connection: Connection, noted: Noted) -> Iterator[str]:
    """Saved rotas are still told of, and what a job ended with is no dearer."""
    events = {
        row.id: _json(row.body)
        for row in connection.execute(text("SELECT id, body FROM job_event"))
    }
    jobs = {
        row.id: row
        for row in connection.execute(text("SELECT id, state, result, checkpoint FROM job"))
    }
    for job, saved in noted.saved.items():
        for number, cost in saved:
            if events.get(number, {}).get("cost") != cost:
                yield f"{job}: saved rota of event {number} is no longer told of"
        result = _json(jobs[job].result) if job in jobs else None
        least = min(cost for _, cost in saved)
        if result and result.get("cost") and result["cost"] > least:
            yield f"{job}: ended with {result['cost']} after {least} was saved"
        if not result and (job not in jobs or jobs[job].checkpoint is None):
            yield f"{job}: what was saved is gone"


def _of_record(connection: Connection, noted: Noted) -> Iterator[str]:
    rows = connection.execute(
        text("SELECT number, action, object_id, previous, digest FROM audit ORDER BY number")
    ).all()
    acts = {(row.action, row.object_id) for row in rows}
    wanted = [("ask for solve", job) for job in noted.jobs.values()]
    wanted += [("cancel solve", job) for job in noted.cancelled]
    for act in wanted:
        if act not in acts:
            yield f"{act[1]}: '{act[0]}' is not in the record"
    before = "0" * 64
    for place, row in enumerate(rows, start=1):
        if (row.number, row.previous) != (place, before):
            yield f"row {row.number} of the record does not follow the one before it"
        before = row.digest


def _json(value: Any) -> Any:
    """SQLite gives text, PostgreSQL what it says."""
    return json.loads(value) if isinstance(value, str) else value
