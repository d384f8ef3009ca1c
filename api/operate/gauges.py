"""Figures read from the database when somebody asks: jobs, how long they wait, its size."""

from __future__ import annotations

import os
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import REGISTRY, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from api.operate.health import QUEUED
from api.store import Job, Store, now

STATES = ("queued", "running", "done", "cancelled", "failed")
SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Folder in which several processes of one service count together, where it is set."""


def figures(store: Store) -> bytes:
    """Everything measured, in the form Prometheus reads; labels hold no id."""
    registry = CollectorRegistry()
    registry.register(_FromDatabase(store))
    if os.environ.get(SHARED):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
    return generate_latest(REGISTRY) + generate_latest(registry)


class _FromDatabase:
    """Read anew each time, so that several services on one database say the same."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def describe(self) -> list[Metric]:
        """Nothing: registering must not ask the database."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The figures; only that it is down where the database does not answer."""
        up = GaugeMetricFamily("carerota_database_up", "Whether the database answers")
        try:
            found = list(_read(self._store))
        except SQLAlchemyError:
            found = []
        up.add_metric((), float(bool(found)))
        yield up
        yield from found


def _read(store: Store) -> Iterator[Metric]:
    with store.read(None) as session:
        counted = dict(
            session.execute(select(Job.state, func.count()).group_by(Job.state)).tuples().all()
        )
        oldest = session.scalar(select(func.min(Job.created_at)).where(Job.state == QUEUED))
        size = session.scalar(text(_SIZE[session.get_bind().dialect.name]))
    jobs = GaugeMetricFamily("carerota_jobs", "Jobs by state", labels=("state",))
    for state in STATES:
        jobs.add_metric((state,), counted.get(state, 0))
    yield jobs
    waits = 0.0 if oldest is None else (now() - oldest).total_seconds()
    yield GaugeMetricFamily(
        "carerota_oldest_queued_job_seconds", "How long the oldest job has waited", value=waits
    )
    yield GaugeMetricFamily("carerota_database_bytes", "Size of the database", value=size or 0)


_SIZE = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}
