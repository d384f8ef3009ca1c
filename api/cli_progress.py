"""How far the planning is: a status line on a terminal, plain lines elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.status import Status

from solver.result import Progress

SECONDS_BETWEEN_LINES = 3.0


class ProgressLines:
    """Says elapsed time, best cost by tier, unallocated visits and carers a client.

    On a terminal the line is rewritten in place; elsewhere a new one is printed every few
    seconds, so that a log stays readable.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status: Status | None = None
        self._last = -SECONDS_BETWEEN_LINES

    def __enter__(self) -> Self:
        """Begin the status line."""
        if self._console.is_terminal:
            self._status = self._console.status("Planning")
            self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the status line."""
        if self._status is not None:
            self._status.stop()

    def __call__(self, progress: Progress) -> None:
        """Take note of how far the search is."""
        if self._status is not None:
            self._status.update(progress_words(progress))
        elif progress.elapsed - self._last >= SECONDS_BETWEEN_LINES:
            self._last = progress.elapsed
            self._console.print(progress_words(progress), markup=False, soft_wrap=True)


def progress_words(progress: Progress) -> str:
    """One line, whether shown in place or in a log."""
    return (
        f"{progress.elapsed:6.1f} s  unallocated {progress.left_out}  "
        f"carers a client {progress.faces:.2f}  best {cost_words(progress.cost)}"
    )


def cost_words(cost: tuple[int, ...]) -> str:
    """Points by tier, most serious first."""
    return " | ".join(f"{points:,}" for points in cost)
