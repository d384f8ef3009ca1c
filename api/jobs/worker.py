"""A worker process: one job at a time, until it is told to stop.

Started by a supervisor, which says in the environment whom it belongs to and what it is called.
"""

from __future__ import annotations

import os
import signal
import threading
import time

import structlog
from sqlalchemy.exc import DBAPIError

from api.jobs.parent import die_with, end_at_once, orphaned_from
from api.jobs.queue import claim
from api.jobs.work import work
from api.logs import set_up_logs
from api.settings import Settings
from api.store import Store

WORKER, PARENT = "CAREROTA_WORKER_NAME", "CAREROTA_WORKER_PARENT"
IDLE_S = 0.25
SIGNALS = (signal.SIGTERM, signal.SIGINT)

log = structlog.get_logger("carerota.jobs")


def main() -> None:
    """Claim and work until stopped; end at once when the supervisor is gone."""
    parent = int(os.environ[PARENT])
    die_with(parent)
    stopping = _stopped_by_signal()
    set_up_logs()
    settings = Settings()
    os.nice(settings.worker_niceness)
    store = Store(settings.database)
    serve(store, settings, os.environ[WORKER], parent, stopping)
    store.close()


def serve(
    store: Store, settings: Settings, worker: str, parent: int, stopping: threading.Event
) -> None:
    """One job after another."""
    is_orphan = orphaned_from(parent)
    while not stopping.is_set():
        if is_orphan():
            return
        try:
            found = claim(store, worker)
            if found is None:
                stopping.wait(IDLE_S)
                continue
            log.info("claimed", job=found.job_id, kind=found.kind, attempt=found.attempt)
            work(
                store,
                settings,
                found,
                stopping=stopping,
                is_orphan=is_orphan,
                end_at_once=end_at_once,
            )
        except DBAPIError as fault:
            log.warning("no database", error=type(fault).__name__)
            time.sleep(1.0)


def _stopped_by_signal() -> threading.Event:
    """Set on the first signal to stop.

    A thread of its own waits for it, at the end of a pipe: the main thread may be inside a
    search, where Python handles no signal. To block signals and wait for one would not do,
    as libraries have threads of their own already, which would take it and die.
    """
    stopping = threading.Event()
    heard, told = os.pipe()
    os.set_blocking(told, False)
    signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    for one in SIGNALS:
        signal.signal(one, _nothing_more)

    def wait() -> None:
        os.read(heard, 1)
        stopping.set()

    threading.Thread(target=wait, name="signals", daemon=True).start()
    return stopping


def _nothing_more(_signal: int, _frame: object) -> None:
    """The pipe has it already."""


if __name__ == "__main__":
    main()
