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
LOOK_S = 1.0


class Desk:
    """Answers questions in processes of its own.

    A question is a function of a module, called with what can be pickled. A process that dies
    is replaced and the question asked once more; one that thinks too long is given up.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

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
            pool = self._open()
            try:
                return self._wait(pool.submit(question, *given), patience)
            except BrokenProcessPool:
                self._give_up(pool)
        raise Problem("not-ready", "The processes that answer questions keep failing.")

    def warm(self) -> None:
        """Start the processes, so that the first question waits for none."""
        pool = self._open()
        for _ in range(self._processes):
            pool.submit(_ready, os.getpid())

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
            future.cancel()
            raise Problem("not-ready", "There is no answer yet; try again.") from None

    def _open(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    self._processes, get_context("spawn"), _ready, (os.getpid(),)
                )
            return self._pool

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
    import_module("api.desk.weeks")


def _end_with(parent: int) -> None:
    """End when the service was killed: nobody else would tell."""
    while os.getppid() == parent:
        time.sleep(LOOK_S)
    os._exit(1)
