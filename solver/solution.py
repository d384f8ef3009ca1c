"""An answer to a ``Problem``."""

from __future__ import annotations

from dataclasses import dataclass

from solver.arrays import Ints, Longs


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """An answer in rows.

    Parameters
    ----------
    duty : shape (T,)
        int32. Duty that makes each task, -1 for nobody.
    release : shape (T,), moments
        int64. The task starts no earlier, by decision; tasks of one duty are made in order
        of release, ties by row. Meaningless where nobody makes the task. The engine answers
        with release = start.
    start : shape (T,), moments
        int64. The least starts that respect releases, duties, legs and links.
    cost : length ``tiers``
        Points by tier.
    """

    duty: Ints
    release: Longs
    start: Longs
    cost: tuple[int, ...]
