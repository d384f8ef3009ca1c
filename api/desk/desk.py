"""The processes that answer questions, so that a search for an answer holds up no other request."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from importlib import import_module
from multiprocessing import get_context
from typing import Any, TypeVar

from api.problems import Problem

Answer = TypeVar("Answer")
PATIENCE_S = 60.0
START_S = 300.0
"""Starting may take so long on a machine that is busy; no question is blamed for it."""
LOOK_S = 1.0
QUESTIONS = ("api.desk.facts", "api.exports.papers", "api.fhir.slots")
"""Modules that questions are in; read while no question waits."""


class Desk:
    """Answers questions in processes of its own.

    A question is a function of a module, called with what can be pickled. A process that dies
    is replaced and the question asked once more; one that thinks too long is given up.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._started: Future[None] = Future()

    def ask(
        self, question: Callable[..., Answer], *given: Any, patience: float = PATIENCE_S
    ) -> Answer:
        """The answer to a question.

        Raises
        ------
        Problem
            ``not-ready`` if there is none within ``patience`` seconds.
        InputError, Problem
            As the question itself raises.
        """
        for _ in range(2):
            pool, started = self._open()
            try:
                self._wait(started, START_S)
                return self._wait(pool.submit(question, *given), patience)
            except BrokenProcessPool:
                self._give_up(pool)
        raise Problem("not-ready", "The processes that answer questions keep failing.")

    def warm(self) -> None:
        """Start the processes, so that the first question waits for none."""
        self._open()

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _wait(self, future: Future[Answer], patience: float) -> Answer:
        try:
            return future.result(patience)
        except TookTooLong:
            if future is not self._started:
                future.cancel()
            raise Problem("not-ready", "There is no answer yet; try again.") from None

    def _open(self) -> tuple[ProcessPoolExecutor, Future[None]]:
        """The processes, and when the first of them is ready."""
        with self._lock:
            if self._pool is None:
                own = (os.getpid(),)
                self._pool = ProcessPoolExecutor(self._processes, get_context("spawn"), _ready, own)
                for _ in range(self._processes):
                    self._started = self._pool.submit(_ready, *own)
            return self._pool, self._started

    def _give_up(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        pool.shutdown(wait=False, cancel_futures=True)


@lru_cache(maxsize=1)
def _ready(parent: int) -> None:
    """In a process that answers: what every question needs, and no life beyond the service's.

    Ctrl-C in a terminal reaches these processes too; the service ends them when it is ready to.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    for name in QUESTIONS:
        import_module(name)


def _end_with(parent: int) -> None:
    """End when the service was killed: nobody else would tell."""
    while os.getppid() == parent:
        time.sleep(LOOK_S)
    os._exit(1)
