"""How many more carers some work could have at one moment, everybody else being served.

Known as augmenting paths in a bipartite graph: a carer counts as spare if the others can change
hands so that one becomes free for the work asked about. Carers are bits of an integer.

References
----------
.. [1] Kuhn, H. W. (1955). The Hungarian method for the assignment problem. *Naval Research
       Logistics Quarterly*, 2(1-2), 83-97. https://doi.org/10.1002/nav.3800020109
.. [2] Edmonds, J., Fulkerson, D. R. (1965). Transversals and matroid partition. *Journal of
       Research of the National Bureau of Standards*, 69B, 147-153: why serving the others first
       never makes the total smaller. https://doi.org/10.6028/jres.069B.016
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache


def bits(mask: int) -> Iterator[int]:
    """Places of the ones of ``mask``, lowest first.

    Examples
    --------
    >>> list(bits(0b1010))
    [1, 3]
    """
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def spare(tasks: Sequence[int], able: int) -> tuple[int, int]:
    """Tasks that stay without a carer, and carers of ``able`` who could still be had.

    Parameters
    ----------
    tasks
        For each task under way, the carers who may make it; each needs one of its own.
    able
        Carers who could do the work asked about.

    Returns
    -------
    short
        Tasks without a carer when as many as possible have one.
    spare
        Most carers for the work asked about beside as many tasks as possible.
    """
    match = _matched(tuple(sorted(tasks)))
    return len(tasks) - match.made, match.copy().added(able)


class _Match:
    """A largest matching of the tasks added so far."""

    def __init__(self) -> None:
        self._task_of: dict[int, int] = {}
        self._taken = 0

    @property
    def made(self) -> int:
        """Tasks that have a carer."""
        return len(self._task_of)

    def copy(self) -> _Match:
        """The same matching, to go on from."""
        other = _Match()
        other._task_of = self._task_of.copy()
        other._taken = self._taken
        return other

    def added(self, task: int) -> int:
        """Give as many carers as possible the same further task; how many they are."""
        before = self.made
        for carer in bits(task & ~self._taken):
            self._task_of[carer] = task
        self._taken |= task
        while self.add(task):
            pass
        return self.made - before

    def add(self, task: int) -> bool:
        """Find a carer for one more task, others changing hands where they must."""
        came: dict[int, tuple[int | None, int]] = {}
        queue: list[tuple[int | None, int]] = [(None, task)]
        seen = 0
        for holder, wants in queue:
            free = wants & ~self._taken
            if free:
                self._give(came, (free & -free).bit_length() - 1, holder, wants)
                return True
            for carer in bits(wants & ~seen):
                came[carer] = (holder, wants)
                queue.append((carer, self._task_of[carer]))
            seen |= wants
        return False

    def _give(
        self, came: dict[int, tuple[int | None, int]], carer: int, holder: int | None, task: int
    ) -> None:
        """Hand tasks on along the path that was found."""
        self._taken |= 1 << carer
        while True:
            self._task_of[carer] = task
            if holder is None:
                return
            carer = holder
            holder, task = came[carer]


@lru_cache(maxsize=65_536)
def _matched(tasks: tuple[int, ...]) -> _Match:
    """As many of the tasks as possible, each with a carer; nobody may change what is given."""
    match = _Match()
    for task in tasks:
        match.add(task)
    return match
