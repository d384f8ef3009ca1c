"""Keeps worker processes running: replaces the dead, kills those that hang or do not heed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from api.jobs.ends import lose_worker, reap
from api.jobs.fence import moment
from api.jobs.states import RUNNING, EventKind
from api.jobs.worker import PARENT, WORKER
from api.settings import Settings
from api.store import Job, JobEvent, Store, new_id

TICK_S = 0.25
WORKER_COMMAND = (sys.executable, "-m", "api.jobs.worker")
MOST_WAIT_S = 30.0
HEALTHY_S = 10.0
"""A worker that lived so long is replaced at once; one that dies sooner, after a while."""

KEEPING_S = 600.0
"""How much longer a worker may take once its search has ended: to judge, measure and keep."""
BEYOND_ITS_TIME = "did not heed its time limit"

log = structlog.get_logger("carerota.jobs")


@dataclass(slots=True)
class _Place:
    """Where one worker after another works."""

    name: str = ""
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    again_at: float = 0.0
    wait: float = 0.5
    killed_why: str = ""
    again: bool = True


@dataclass(slots=True)
class _Watch:
    """How long the database has answered: while it did not, nobody could give a sign of life."""

    since: float = field(default_factory=time.monotonic)


class Supervisor:
    """Some worker processes.

    Parameters
    ----------
    count
        How many.
    command
        What starts one.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        count: int | None = None,
        command: Sequence[str] = WORKER_COMMAND,
    ) -> None:
        self._settings, self._store, self._command = settings, store, tuple(command)
        self._places = [_Place() for _ in range(settings.workers if count is None else count)]
        self._database = _Watch()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self.run, name="supervisor", daemon=True)

    def start(self) -> None:
        """Supervise in a thread of its own; the kernel ties workers to that thread's life."""
        self._thread.start()

    def stop(self) -> None:
        """End all workers in good order: jobs under way go back with what they saved."""
        self.ask_to_stop()
        if self._thread.is_alive():
            self._thread.join()

    def ask_to_stop(self) -> None:
        """Let ``run`` end all workers and return."""
        self._stopping.set()

    def run(self) -> None:
        """Supervise until stopped."""
        while not self._stopping.is_set():
            self._tick()
            self._stopping.wait(TICK_S)
        self._end_all()

    @property
    def pids(self) -> list[int]:
        """Processes of the workers that live."""
        living = [place.process for place in self._places if place.process is not None]
        return [process.pid for process in living if process.poll() is None]

    def _tick(self) -> None:
        try:
            for place in self._places:
                self._see_to(place)
            self._kill_those_who_do_not_heed()
            if time.monotonic() - self._database.since > self._settings.stale_s:
                for job in reap(self._store, self._settings.stale_s):
                    log.warning("lost", job=job, why="stale")
        except DBAPIError as fault:
            self._database.since = time.monotonic()
            log.warning("no database", error=type(fault).__name__)

    def _see_to(self, place: _Place) -> None:
        """Put the jobs of a dead worker back, and another worker in its place."""
        process = place.process
        if process is not None and process.poll() is not None:
            self._bury(place, process.returncode)
        if place.process is None and time.monotonic() >= place.again_at:
            self._start(place)

    def _bury(self, place: _Place, code: int) -> None:
        why = place.killed_why or f"Its process ended ({code})."
        for job in lose_worker(self._store, place.name, why, again=place.again):
            log.warning("lost", job=job, worker=place.name, why=why)
        lived = time.monotonic() - place.began
        if lived >= HEALTHY_S or place.killed_why:
            place.wait = 0.5
            place.again_at = time.monotonic()
        else:
            place.again_at = time.monotonic() + place.wait
            place.wait = min(MOST_WAIT_S, place.wait * 2)
        place.process, place.killed_why, place.again = None, "", True

    def _start(self, place: _Place) -> None:
        place.name = new_id("worker")
        place.began = time.monotonic()
        own = {WORKER: place.name, PARENT: str(os.getpid())}
        place.process = subprocess.Popen(
            self._command,
            env={**os.environ, **environment_of(self._settings, self._store), **own},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        log.info("worker", worker=place.name, pid=place.process.pid)

    def _kill_those_who_do_not_heed(self) -> None:
        """Kill a worker that is silent, or goes on after a cancel or beyond its time."""
        by_name = {place.name: place for place in self._places if place.process is not None}
        with self._store.read(None) as session:
            query = select(Job).where(Job.state == RUNNING, Job.worker.in_(by_name))
            jobs = session.scalars(query).all() if by_name else []
            at = moment(session) if jobs else None
            keeping = _keeping(session, [job.id for job in jobs])
        for job in jobs:
            assert at is not None
            why = self._unheeded(job, at, KEEPING_S if job.id in keeping else 0.0)
            if why is not None:
                place = by_name.pop(str(job.worker))
                place.again = why != BEYOND_ITS_TIME
                self._kill(place, f"Its worker {why} and was killed.")

    def _unheeded(self, job: Job, at: datetime, more_s: float) -> str | None:
        """What the worker of a job does not heed, if anything, with some seconds more."""
        assert job.heartbeat_at is not None
        assert job.started_at is not None
        grace = timedelta(seconds=self._settings.cancel_grace_s + more_s)
        answered = time.monotonic() - self._database.since > self._settings.stale_s
        if answered and at - job.heartbeat_at > timedelta(seconds=self._settings.stale_s):
            return f"gave no sign of life for {self._settings.stale_s:g} s"
        if job.cancel_at is not None and at > max(job.cancel_at, job.started_at) + grace:
            return "did not heed a cancel"
        if at > job.started_at + timedelta(seconds=job.most_seconds) + grace:
            return BEYOND_ITS_TIME
        return None

    def _kill(self, place: _Place, why: str) -> None:
        assert place.process is not None
        log.warning("killed", worker=place.name, pid=place.process.pid, why=why)
        place.killed_why = why
        place.process.kill()
        place.process.wait()
        self._see_to(place)

    def _end_all(self) -> None:
        """Ask, wait for as long as a cancel may take, then kill."""
        living = [place for place in self._places if place.process is not None]
        for place in living:
            assert place.process is not None
            place.process.send_signal(signal.SIGTERM)
        until = time.monotonic() + self._settings.cancel_grace_s
        for place in living:
            assert place.process is not None
            try:
                place.process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                place.process.kill()
                place.process.wait()
                place.killed_why = "It did not stop and was killed."
            self._quietly(lambda place=place: self._bury(place, place.process.returncode))  # type: ignore[misc]

    def _quietly(self, do: Callable[[], None]) -> None:
        """Do something that can wait for the next start if the database does not answer."""
        try:
            do()
        except DBAPIError as fault:
            log.warning("no database", error=type(fault).__name__)


def _keeping(session: Session, jobs: Sequence[str]) -> set[str]:
    """Those of some jobs whose search has ended in the attempt under way."""
    latest: dict[str, str] = {}
    kinds = (EventKind.STARTED, EventKind.KEEPING)
    query = (
        select(JobEvent.job_id, JobEvent.kind)
        .where(JobEvent.job_id.in_(jobs), JobEvent.kind.in_(kinds))
        .order_by(JobEvent.id)
    )
    for job, kind in session.execute(query) if jobs else ():
        latest[job] = kind
    return {job for job, kind in latest.items() if kind == EventKind.KEEPING}


def environment_of(settings: Settings, store: Store) -> dict[str, str]:
    """What a worker is told: the settings of this process, and this database.

    Sign-in is none of its business, so nothing of that is passed on.
    """
    told = settings.model_dump(
        include={
            *("threads", "stale_s", "cancel_grace_s", "worker_niceness"),
            *("roads", "osrm", "timetable"),
        },
        exclude_none=True,
        mode="json",
    )
    words = {f"CAREROTA_{name.upper()}": str(value) for name, value in told.items()}
    return {**words, "CAREROTA_DATABASE": store.url}
