"""Between which moments each task starts, in one part of what is searched."""

from __future__ import annotations

from dataclasses import dataclass

from solver.exact.proof.day import Day
from solver.model import Longs

Tasks = tuple[int, ...]
Starts = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """Bounds on every start.

    Parameters
    ----------
    earliest, latest : shape (T,), moments
    """

    earliest: Longs
    latest: Longs

    @property
    def is_empty(self) -> bool:
        """Whether some task has no moment left to start at."""
        return bool((self.earliest > self.latest).any())

    def holds(self, tasks: Tasks, starts: Starts) -> bool:
        """Whether these tasks may start at these moments."""
        return bool(self.rows_inside([(tasks, starts)]))

    def rows_inside(self, rounds: list[tuple[Tasks, Starts]]) -> list[int]:
        """Which of these tasks with their starts may be so."""
        # Lists: looking up a few figures one by one is quicker than in arrays.
        earliest, latest = self.earliest.tolist(), self.latest.tolist()
        return [
            row
            for row, (tasks, starts) in enumerate(rounds)
            if all(
                earliest[task] <= start <= latest[task]
                for task, start in zip(tasks, starts, strict=True)
            )
        ]

    def before(self, task: int, moment: int) -> Windows:
        """The part in which the task starts before the moment."""
        latest = self.latest.copy()
        latest[task] = min(int(latest[task]), moment - 1)
        return Windows(earliest=self.earliest, latest=latest)

    def since(self, task: int, moment: int) -> Windows:
        """The part in which the task starts at the moment or later."""
        earliest = self.earliest.copy()
        earliest[task] = max(int(earliest[task]), moment)
        return Windows(earliest=earliest, latest=self.latest)


def all_windows(day: Day) -> Windows:
    """Every moment the day allows."""
    return Windows(earliest=day.earliest, latest=day.latest)


def settled(windows: Windows, bounds: Longs) -> Windows:
    """The windows once every bound on two starts has been carried from one to the other.

    Parameters
    ----------
    bounds : shape (B, 3)
        As in ``Day``. Only where both tasks are made: so units must not be left out.
    """
    earliest, latest = windows.earliest.copy(), windows.latest.copy()
    moved = True
    while moved and (earliest <= latest).all():
        moved = False
        for first, second, least in bounds:
            if earliest[second] < earliest[first] + least:
                earliest[second] = earliest[first] + least
                moved = True
            if latest[first] > latest[second] - least:
                latest[first] = latest[second] - least
                moved = True
    return Windows(earliest=earliest, latest=latest)
