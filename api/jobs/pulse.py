"""The pulse of a worker: signs of life, what was found, and what was decided elsewhere.

A thread beside the search. It alone writes while the search runs, so that the search waits
for no database; and it reaches into the search when the job is cancelled, out of time, taken
away, or to be put back.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from api.jobs.checkpoint import Saved, packed
from api.jobs.fence import Claim, GivenUpError, fenced
from api.jobs.states import RUNNING, EventKind, tell
from api.store import Job, Store
from solver.stop import Halt

TICK_S = 0.2
SIGN_OF_LIFE_S = 1.0
MOST_SHARE = 0.02
"""Share of the time that packing what was found may take."""

log = structlog.get_logger("carerota.jobs")


class Ended(StrEnum):
    """Why a search was ended before its time."""

    CANCELLED = "cancelled"
    OUT_OF_TIME = "out of time"
    GIVEN_UP = "given up"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class News:
    """What there is to tell: figures of the search, and what to save, made when it is written.

    What is to be saved waits for the figures that go with it, and is written without them
    only when the job ends.
    """

    body: Mapping[str, Any] | None = None
    saved: Callable[[], Saved] | None = None

    def over(self, before: News) -> News:
        """These news, with what only those before have."""
        body = before.body if self.body is None else self.body
        return News(body, before.saved if self.saved is None else self.saved)


class Pulse:
    """Beats while a job is worked on.

    Parameters
    ----------
    stopping
        Set when the worker is to end in good order.
    is_orphan
        Whether the process that started the worker is gone; then the worker ends at once.
    """

    def __init__(
        self,
        store: Store,
        claim: Claim,
        halt: Halt,
        *,
        stopping: threading.Event,
        is_orphan: Callable[[], bool] = lambda: False,
        end_at_once: Callable[[], None] = lambda: None,
    ) -> None:
        self._store, self._claim, self._halt = store, claim, halt
        self._stopping, self._is_orphan, self._end_at_once = stopping, is_orphan, end_at_once
        self._lock = threading.Lock()
        self._news = News()
        self._quiet = threading.Event()
        self._began = self._beat = time.monotonic()
        self._save_again = 0.0
        self.ended: Ended | None = Ended.CANCELLED if claim.cancelled else None
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)
        if self.ended is not None:
            halt.set()

    def start(self) -> None:
        """Begin to beat."""
        self._thread.start()

    def stop(self) -> None:
        """Beat no more; what is not written yet is left for the last write."""
        self._quiet.set()
        self._thread.join()

    def tell(self, news: News) -> None:
        """Let something be written soon; what was not yet written is passed over for it,
        but for a rota it had to save.
        """
        with self._lock:
            self._news = news.over(self._news)

    def write(self) -> None:
        """Write what there is to tell.

        Raises
        ------
        GivenUpError
            If the job is no longer the worker's.
        DBAPIError
            If the database does not answer; what there is to tell is kept.
        """
        news = self._taken()
        try:
            self._write(news)
        except Exception:
            self._put_back(news)
            raise

    def keeping(self) -> None:
        """Let it be known that the search has ended: judging takes as long as it takes, and
        whoever looks after workers must not take that for not heeding.

        Raises
        ------
        GivenUpError
            If the job is no longer the worker's.
        """
        try:
            self.write()
            with fenced(self._store, self._claim) as session:
                body = {"attempt": self._claim.attempt, "ended": self.ended}
                tell(session, self._claim.tenant, self._claim.job_id, EventKind.KEEPING, body)
        except DBAPIError as fault:
            log.warning("not told", job=self._claim.job_id, error=type(fault).__name__)

    def _taken(self) -> News:
        with self._lock:
            news, self._news = self._news, News()
        return news

    def _put_back(self, news: News) -> None:
        """What could not be written, behind what has come since."""
        with self._lock:
            self._news = self._news.over(news)

    def _write(self, news: News) -> None:
        began = time.monotonic()
        checkpoint = None if news.saved is None else packed(news.saved())
        if checkpoint is not None:
            took = time.monotonic() - began
            self._save_again = time.monotonic() + took / MOST_SHARE
        with fenced(self._store, self._claim) as session:
            if checkpoint is not None:
                session.get_one(Job, self._claim.job_id).checkpoint = checkpoint
            if news.body is not None:
                body = {**news.body, "saved": checkpoint is not None}
                claim = self._claim
                tell(session, claim.tenant, claim.job_id, EventKind.PROGRESS, body)
        self._beat = time.monotonic()

    def _run(self) -> None:
        while not self._quiet.wait(TICK_S):
            if self._is_orphan():
                self._end_at_once()
            try:
                self._look()
                if self._is_due():
                    self.write()
            except GivenUpError:
                self._end(Ended.GIVEN_UP)
            except DBAPIError as fault:
                log.warning("no beat", job=self._claim.job_id, error=type(fault).__name__)

    def _is_due(self) -> bool:
        """Whether to write now: something new, or a sign of life."""
        if self.ended is Ended.GIVEN_UP:
            return False
        news, at = self._news, time.monotonic()
        if news.body is not None and (news.saved is None or at >= self._save_again):
            return True
        return at - self._beat >= SIGN_OF_LIFE_S

    def _look(self) -> None:
        """What was decided elsewhere."""
        if self._stopping.is_set():
            self._end(Ended.STOPPING)
        if time.monotonic() - self._began > self._claim.most_seconds:
            self._end(Ended.OUT_OF_TIME)
        with self._store.read(self._claim.tenant) as session:
            row = session.execute(
                select(Job.state, Job.worker, Job.attempt, Job.cancel_at).where(
                    Job.id == self._claim.job_id
                )
            ).one_or_none()
        mine = (RUNNING, self._claim.worker, self._claim.attempt)
        if row is None or tuple(row[:3]) != mine:
            self._end(Ended.GIVEN_UP)
        elif row.cancel_at is not None:
            self._end(Ended.CANCELLED)

    def _end(self, why: Ended) -> None:
        """End the search; being given up is final, and a cancel comes before being stopped."""
        graver = why is Ended.CANCELLED and self.ended is not Ended.GIVEN_UP
        if self.ended is None or why is Ended.GIVEN_UP or graver:
            self.ended = why
        self._halt.set()
