"""The anytime curve of a run: how good its best answer was, and when."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

from solver.result import Progress

Point: TypeAlias = tuple[float, tuple[int, ...], float | None]
"""Seconds since the search began, cost by tier, and the objective, if any."""

A_TENTH = 0.1


def curve_of(looks: Sequence[Progress], worth: Callable[[Progress], float]) -> list[Point]:
    """The curve as a row holds it, oldest point first.

    Parameters
    ----------
    worth
        The objective at a look; infinite where there is none yet, which becomes ``None``, as
        files of rows know no infinity.
    """
    values = [worth(look) for look in looks]
    return [
        (round(look.elapsed, 3), look.cost, value if math.isfinite(value) else None)
        for look, value in zip(looks, values, strict=True)
    ]


def share_of_improvement(
    curve: Sequence[Point], seconds: float, part: float = A_TENTH
) -> float | None:
    """Share of a run's whole improvement that was there after ``part`` of its time.

    Where the objective fell from 1,000 to 500 and was 700 at the last look within the first
    tenth, the share is (1,000 - 700) / (1,000 - 500) = 0.6. It counts from the first answer
    that has an objective; ``None`` where nothing was improved.
    """
    known = [(elapsed, value) for elapsed, _, value in curve if value is not None]
    if not known or known[0][1] <= known[-1][1]:
        return None
    first, last = known[0][1], known[-1][1]
    then = [value for elapsed, value in known if elapsed <= part * seconds]
    return round((first - (then[-1] if then else first)) / (first - last), 4)
