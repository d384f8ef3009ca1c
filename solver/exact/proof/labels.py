"""Rounds under way: a table whose rows are the beginnings of rounds (known as labels).

Everything is done for the whole table at once. A label says where a round has got to, what
it cost so far, and which tasks it cannot have any more; how it got there is its parent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.exact.proof.day import Bits, Kind
from solver.exact.proof.prices import FINE, Prices, Step
from solver.exact.proof.search import Search
from solver.exact.proof.windows import Windows
from solver.model import Longs

Rows = npt.NDArray[np.intp]
Chosen = Rows | npt.NDArray[np.bool_] | slice

ROOT = -1
"""Parent of a round's first label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Beginnings of rounds; N of them.

    Parameters
    ----------
    task : shape (N,)
        Last task so far, as a column of the kind.
    start : shape (N,), moments
        Its start.
    cost : shape (N,), fine points
        Of the round so far, prices included.
    gone : shape (N,)
        One bit for each task that could still be reached in time and must not be made.
    parent : shape (N,)
        Row of the label before, ``ROOT`` for none.
    """

    task: Longs
    start: Longs
    cost: Longs
    gone: Bits
    parent: Longs

    def __len__(self) -> int:
        return len(self.task)

    def take(self, rows: Chosen) -> Labels:
        """These rows only."""
        return Labels(
            task=self.task[rows],
            start=self.start[rows],
            cost=self.cost[rows],
            gone=self.gone[rows],
            parent=self.parent[rows],
        )


def joined(parts: list[Labels]) -> Labels:
    """One table after the other."""
    return Labels(
        task=np.concatenate([part.task for part in parts]),
        start=np.concatenate([part.start for part in parts]),
        cost=np.concatenate([part.cost for part in parts]),
        gone=np.concatenate([part.gone for part in parts]),
        parent=np.concatenate([part.parent for part in parts]),
    )


class Steps:
    """How labels begin and go on, for one kind of duty, given windows and prices.

    Parameters
    ----------
    memory
        Tasks that can be gone at any one, the soonest from it; ``None`` for all. With a number
        a round may make a task again once it is far away: more rounds than there are, and
        far fewer labels (known as ng-routes).

    References
    ----------
    .. [1] Baldacci, R., Mingozzi, A., Roberti, R. (2011). New route relaxation and pricing
           strategies for the vehicle routing problem. Operations Research, 59(5), 1269-1283.
           https://doi.org/10.1287/opre.1110.0975
    """

    def __init__(
        self,
        search: Search,
        kind: Kind,
        windows: Windows,
        prices: Prices,
        memory: int | None = None,
    ) -> None:
        day, tasks = search.day, kind.tasks
        self.effort = search.effort
        self.kind = kind
        self.earliest = windows.earliest[tasks]
        self.latest = windows.latest[tasks]
        self.due = day.due[tasks]
        self.rate = day.rate[tasks] * FINE + prices.late[tasks]
        self.own = kind.own * FINE - prices.made[tasks]
        self.leg = kind.leg * FINE
        self.out = kind.out * FINE
        self.back = kind.back * FINE
        self.bits = np.arange(len(tasks), dtype=np.int64)
        # A float counts sets of up to 52 tasks, and multiplies faster than whole numbers.
        self._powers = np.float64(2.0) ** self.bits
        self._kept = _remembered(kind, memory)
        charged = prices.steps(len(day.due))
        self.charged = [charged[task] for task in tasks]
        self.later = [
            _worth_waiting_for(step, int(latest))
            for step, latest in zip(self.charged, self.latest, strict=True)
        ]

    def opening(self) -> Labels:
        """Every task as the first of a round."""
        start = np.maximum(self.kind.first, self.earliest)
        task = np.flatnonzero(start <= self.latest)
        nothing = np.zeros(len(task), dtype=np.int64)
        return self._made(
            Labels(
                task=task.astype(np.int64),
                start=start[task],
                cost=self.out[task],
                gone=nothing,
                parent=nothing + ROOT,
            )
        )

    def extended(self, labels: Labels, names: Longs) -> Labels:
        """Every label with every task that can follow it.

        Parameters
        ----------
        names : shape (N,)
            What the new labels call their parents.
        """
        ready = labels.start[:, None] + self.kind.after[labels.task]
        free = ((labels.gone[:, None] >> self.bits) & 1 == 0) & (ready <= self.latest)
        row, task = np.nonzero(free)
        return self._made(
            Labels(
                task=task.astype(np.int64),
                start=np.maximum(ready[row, task], self.earliest[task]),
                cost=labels.cost[row] + self.leg[labels.task[row], task],
                gone=labels.gone[row],
                parent=names[row],
            )
        )

    def ended(self, labels: Labels) -> Longs:
        """Fine points of each label if its round ends there; very many if it cannot."""
        late = labels.start > self.kind.last[labels.task]
        return np.where(late, IMPOSSIBLE, labels.cost + self.back[labels.task])

    def _made(self, labels: Labels) -> Labels:
        """Labels whose last task is not charged yet: at once, or where waiting is paid for."""
        parts = [labels]
        for column, later in enumerate(self.later):
            if later:
                parts += _waiting(labels.take(labels.task == column), later)
        together = joined(parts)
        self.effort.spend_on_labels(len(together))
        task, start = together.task, together.start
        cost = together.cost + self.own[task]
        cost += self.rate[task] * np.maximum(0, start - self.due[task])
        for column, (moments, charges) in enumerate(self.charged):
            if len(moments):
                rows = np.flatnonzero(task == column)
                cost[rows] += charges[np.searchsorted(moments, start[rows], side="right")]
        reached = start[:, None] + self.kind.soonest[task] <= self.latest
        near: Bits = (reached @ self._powers).astype(np.int64)
        gone = (together.gone & self._kept[task] | self.kind.excludes[task]) & near
        return Labels(task=task, start=start, cost=cost, gone=gone, parent=together.parent)


IMPOSSIBLE = 2**60
"""Fine points of what cannot be done."""


def _remembered(kind: Kind, memory: int | None) -> Bits:
    """Shape (N,), a bit for each task that stays gone while a round goes on to this one."""
    count = len(kind.tasks)
    powers = np.int64(1) << np.arange(count, dtype=np.int64)
    if memory is None or memory >= count:
        return np.full(count, powers.sum(), dtype=np.int64)
    apart = np.minimum(kind.soonest, kind.soonest.T)
    near = np.argsort(apart, axis=1, kind="stable")[:, :memory]
    found: Bits = powers[near].sum(axis=1)
    return found


def _worth_waiting_for(step: Step, latest: int) -> list[int]:
    """Moments up to ``latest`` from which a start is charged less than just before."""
    moments, charges = step
    cheaper = (np.diff(charges) < 0) & (moments <= latest)
    return [int(moment) for moment in moments[cheaper]]


def _waiting(labels: Labels, moments: list[int]) -> list[Labels]:
    """The same labels, put off to each of the moments that is later."""
    put_off = []
    for moment in moments:
        early = labels.take(labels.start < moment)
        start = np.full(len(early), moment, dtype=np.int64)
        put_off.append(
            Labels(
                task=early.task,
                start=start,
                cost=early.cost,
                gone=early.gone,
                parent=early.parent,
            )
        )
    return put_off
