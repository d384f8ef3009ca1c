"""When to stop: after seconds, or after iterations. Time is read through a clock given."""

from __future__ import annotations

import time
from collections.abc import Callable
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
