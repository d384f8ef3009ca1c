"""When to stop: after seconds, after iterations, or when somebody says so.

Time is read through a clock given.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one search may spend: seconds, or iterations of each thread.

    A search by iterations repeats to the byte for one seed and number of threads; a search
    by seconds does not.
    """

    seconds: float | None = None
    iterations: int | None = None
    clock: Callable[[], float] = field(default=time.monotonic)

    def __post_init__(self) -> None:
        if (self.seconds is None) == (self.iterations is None):
            raise ValueError("Give seconds or iterations, one of the two.")


class Halt:
    """Ends searches from another thread, in the middle of a slice, with their best so far.

    One halt may be given to several searches, one after the other or side by side; once set
    it stays set, and a search that begins later ends as soon as it has an answer.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._set = False
        self._reached: list[Callable[[], None]] = []

    @property
    def is_set(self) -> bool:
        """Whether searches are to end."""
        return self._set

    def set(self) -> None:
        """End the searches under way, and those to come."""
        with self._lock:
            self._set = True
            for cancel in self._reached:
                cancel()

    @contextmanager
    def reaching(self, cancel: Callable[[], None]) -> Iterator[None]:
        """While the block runs, ``set`` calls ``cancel``; at once if it is set already."""
        with self._lock:
            self._reached.append(cancel)
            if self._set:
                cancel()
        try:
            yield
        finally:
            with self._lock:
                self._reached.remove(cancel)
