"""The cheapest rounds of one kind of duty, and all rounds that are cheap enough.

Labels are made in order of time. Of two with the same last task, and the same tasks still
open to them, the later and dearer one can be forgotten while the cheapest round is sought
(dominance). What is left also says what it costs at least to go on from any label, and so
which beginnings lead to a round that is cheap enough.

References
----------
.. [1] Feillet, D., Dejax, P., Gendreau, M., Gueguen, C. (2004). An exact algorithm for the
       elementary shortest path problem with resource constraints. Networks, 44(3), 216-229.
       https://doi.org/10.1002/net.20033
.. [2] Baldacci, R., Christofides, N., Mingozzi, A. (2008). An exact algorithm for the vehicle
       routing problem based on the set partitioning formulation with additional cuts.
       Mathematical Programming, 115, 351-385. https://doi.org/10.1007/s10107-007-0178-5
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from solver.exact.proof.day import NOT_AFTER, Kind
from solver.exact.proof.labels import IMPOSSIBLE, ROOT, Labels, Rows, Steps, joined
from solver.exact.proof.prices import Prices
from solver.exact.proof.search import Search
from solver.exact.proof.windows import Windows
from solver.model import Longs

Found = tuple[int, tuple[int, ...], tuple[int, ...]]
"""Fine points of a round, its tasks in order, and their starts."""


class Rounds:
    """Rounds of one kind of duty under given windows and prices.

    Parameters
    ----------
    widest
        Labels kept of each spell of time, cheapest first; ``None`` for all. With a number
        the rounds found need not be the cheapest, and nothing but ``cheapest`` may be asked.
    memory
        As in ``Steps``. With a number only ``least`` may be asked: no round costs less.

    Raises
    ------
    OutOfEffortError
        If the effort of ``search`` does not suffice.
    """

    def __init__(
        self,
        search: Search,
        kind: Kind,
        windows: Windows,
        prices: Prices,
        widest: int | None = None,
        memory: int | None = None,
    ) -> None:
        self.kind = kind
        self.steps = Steps(search, kind, windows, prices, memory)
        self._ends: list[int] = [0]
        self.labels = joined([*self._in_order(widest), _none()])
        self.ended = self.steps.ended(self.labels)

    @property
    def least(self) -> int:
        """Fine points of the cheapest round that makes a task; very many if there is none."""
        return int(self.ended.min(initial=IMPOSSIBLE))

    def cheapest(self, most: int, below: int) -> Iterator[Found]:
        """The ``most`` cheapest rounds below ``below`` fine points, of those that were kept."""
        few = np.argpartition(self.ended, most)[:most] if len(self.ended) > most else slice(None)
        rows = np.arange(len(self.ended))[few]
        for row in rows[np.argsort(self.ended[rows], kind="stable")]:
            if self.ended[row] >= below:
                return
            tasks, starts = self._path(int(row))
            yield int(self.ended[row]), tasks, starts

    def _in_order(self, widest: int | None) -> Iterator[Labels]:
        """Labels worth keeping, one spell of time after the other."""
        after = self.kind.after[self.kind.after < NOT_AFTER]
        # Nothing made in a spell leads to anything else in the same spell.
        spell = max(1, int(after.min(initial=NOT_AFTER)))
        waiting: dict[int, list[Labels]] = {}
        _queue(waiting, self.steps.opening(), spell)
        while waiting:
            labels = joined(waiting.pop(min(waiting)))
            labels = labels.take(_undominated(labels, len(self.steps.bits)))
            if widest is not None and len(labels) > widest:
                labels = labels.take(np.argpartition(labels.cost, widest)[:widest])
            names = np.arange(len(labels)) + self._ends[-1]
            self._ends.append(self._ends[-1] + len(labels))
            yield labels
            _queue(waiting, self.steps.extended(labels, names), spell)

    def spells(self) -> Iterator[slice]:
        """Rows of the labels of each spell of time, the last first."""
        ends = self._ends[::-1]
        return (slice(first, last) for last, first in pairwise(ends))

    def _path(self, row: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        tasks, starts = [], []
        while row != ROOT:
            tasks.append(int(self.kind.tasks[self.labels.task[row]]))
            starts.append(int(self.labels.start[row]))
            row = int(self.labels.parent[row])
        return tuple(tasks[::-1]), tuple(starts[::-1])


def _none() -> Labels:
    nothing = np.zeros(0, dtype=np.int64)
    return Labels(task=nothing, start=nothing, cost=nothing, gone=nothing, parent=nothing)


def _queue(waiting: dict[int, list[Labels]], labels: Labels, spell: int) -> None:
    """Put labels where their spell of time will find them."""
    if not len(labels):
        return
    when = labels.start // spell
    order = np.argsort(when, kind="stable")
    changes = np.flatnonzero(np.diff(when[order])) + 1
    for rows in np.split(order, changes):
        waiting.setdefault(int(when[rows[0]]), []).append(labels.take(rows))


def same(labels: Labels, tasks: int) -> Longs:
    """One number for each last task and set of tasks gone."""
    return labels.gone * tasks + labels.task


def _undominated(labels: Labels, tasks: int) -> Rows:
    """Rows that no other row with the same task and the same tasks gone makes needless."""
    group = same(labels, tasks)
    order = np.lexsort((labels.cost, labels.start, group))
    group, cost = group[order], labels.cost[order]
    number = np.cumsum(np.concatenate([[0], np.diff(group) != 0]))
    # One running minimum serves all groups if each lies below the one before.
    level = cost - number * (int(cost.max()) - int(cost.min()) + 1)
    keep = np.ones(len(order), dtype=np.bool_)
    keep[1:] = level[1:] < np.minimum.accumulate(level)[:-1]
    return order[keep]
