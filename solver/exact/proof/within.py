"""Every round that costs no more than a limit, and what else the cheap rounds have in common.

The labels of ``Rounds`` that were forgotten are not needed: whatever is still open to one of
them is open, no later, to one that was kept with the same task and the same tasks gone. So
going on from it costs no less than from the latest such label that is not later. What was
forgotten may lead on to tasks gone that no kept label has, as less can still be reached from
it in time: then the cheapest way on from the same task is a bound, whatever is gone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.exact.proof.labels import IMPOSSIBLE, Labels
from solver.exact.proof.rounds import Rounds, same
from solver.model import Longs

TooMany = None
"""Instead of the rounds, where looking for them takes more labels than allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Beginnings of the same number of tasks; columns as in ``Labels``."""

    task: Longs
    parent: Longs


class Remaining:
    """What it costs at least to go on from a label to the end of the round."""

    def __init__(self, rounds: Rounds) -> None:
        self.rounds = rounds
        self.tasks = len(rounds.steps.bits)
        self._index()
        labels = rounds.labels
        self.ahead = rounds.ended - labels.cost
        # By last task, whatever is gone; nothing is known until all of ``ahead`` is.
        self._at_least = np.full(self.tasks, -IMPOSSIBLE, dtype=np.int64)
        for spell in rounds.spells():
            here = labels.take(spell)
            free = Labels(
                task=here.task,
                start=here.start,
                cost=np.zeros_like(here.cost),
                gone=here.gone,
                parent=here.parent,
            )
            names = np.arange(spell.start, spell.stop)
            onward = rounds.steps.extended(free, names)
            np.minimum.at(self.ahead, onward.parent, onward.cost + self.after(onward))
        at_least = np.full_like(self._at_least, IMPOSSIBLE)
        np.minimum.at(at_least, labels.task, self.ahead)
        self._at_least = at_least

    def after(self, labels: Labels) -> Longs:
        """Fine points from each label to the end of its round, at least."""
        if not len(labels):
            return labels.cost
        wanted = same(labels, self.tasks)
        group = np.searchsorted(self._groups, wanted)
        moments = group * self._far + labels.start - self._first
        place = np.searchsorted(self._moments, moments, side="right")
        kept = self._order[place - 1]
        is_kept = (place > 0) & (self._same[kept] == wanted)
        return np.where(is_kept, self.ahead[kept], self._at_least[labels.task])

    def _index(self) -> None:
        """Kept labels in order of what is still open to them, then of time."""
        labels = self.rounds.labels
        self._same = group = same(labels, self.tasks)
        self._groups = np.unique(group)
        self._first = int(labels.start.min(initial=0))
        self._far = int(labels.start.max(initial=0)) - self._first + 1
        moments = np.searchsorted(self._groups, group) * self._far + labels.start - self._first
        self._order = np.argsort(moments, kind="stable")
        self._moments = moments[self._order]


def rounds_within(remaining: Remaining, limit: int, most: int) -> dict[tuple[int, ...], int] | None:
    """Every round of at most ``limit`` fine points: its tasks in order, and its fine points.

    Parameters
    ----------
    most
        Labels that may be looked at.

    Returns
    -------
    rounds
        ``TooMany`` if ``most`` labels were not enough.
    """
    steps, layers = remaining.rounds.steps, list[Layer]()
    found: dict[tuple[int, ...], int] = {}
    labels, looked_at = steps.opening(), 0
    while len(labels):
        labels = labels.take(labels.cost + remaining.after(labels) <= limit)
        looked_at += len(labels)
        if looked_at > most:
            return TooMany
        layers.append(Layer(task=labels.task, parent=labels.parent))
        ended = steps.ended(labels)
        rows = np.flatnonzero(ended <= limit)
        tasks = remaining.rounds.kind.tasks[_paths(layers, rows)]
        for path, cost in zip(map(tuple, tasks.tolist()), ended[rows].tolist(), strict=True):
            found[path] = min(cost, found.get(path, cost))
        labels = steps.extended(labels, np.arange(len(labels)))
    return found


def _paths(layers: list[Layer], rows: Longs) -> Longs:
    """Shape (rows, tasks): how each row of the last layer came about, first task first."""
    columns = []
    for layer in reversed(layers):
        columns.append(layer.task[rows])
        rows = layer.parent[rows]
    return np.column_stack(columns[::-1])
