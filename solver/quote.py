"""One rota in hand that is asked "what if": every change is priced in full and undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from solver import _core
from solver.check import check_problem
from solver.model import NEVER, Flags, Ints, Longs, Problem, Term

NOBODY = -1
AT_THE_MOMENT = NEVER
"""Start of a ``Put`` that is to start at the moment being tried."""


class Put(NamedTuple):
    """One task as it would be: in a duty (-1: made by nobody), not before ``start``."""

    task: int
    duty: int
    start: int


class Moved(NamedTuple):
    """A task whose duty or start differs; ``NEVER`` where nobody makes it."""

    task: int
    was: int
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What a legal change does.

    Parameters
    ----------
    terms
        Points each term gains; those that stay as they are left away.
    left_out : length ``tiers``, points
        What units nobody makes gain.
    moved
        Tasks whose duty or start would differ, those of the change among them.
    """

    terms: Mapping[Term, int]
    left_out: tuple[int, ...]
    moved: tuple[Moved, ...]


class Way(NamedTuple):
    """One legal way of making a task.

    ``moved`` other tasks would start at another moment, none by more than ``furthest``
    seconds; ``cost`` is what everything together adds, points by tier. ``moment`` is the one
    that was tried, ``start`` what came of it. In order: cheapest first, then least moved.
    """

    cost: tuple[int, ...]
    moved: int
    furthest: int
    start: int
    duty: int
    moment: int


class Quote:
    """A rota laid out in the core for questions.

    Parameters
    ----------
    duty : shape (T,)
        Duty that makes each task, -1 for nobody.
    start : shape (T,), moments
        Read only where somebody makes the task.

    Attributes
    ----------
    unfit
        Tasks of the rota that break a hard rule where they stand: left out, or later than given.

    Raises
    ------
    ProblemError
        If the arrays of ``problem`` do not fit together.
    """

    def __init__(self, problem: Problem, duty: Ints, start: Longs) -> None:
        check_problem(problem)
        self.problem = problem
        self._core = _core.Quote(problem.arrays(), problem.scalars())
        self._core.load(
            np.ascontiguousarray(duty, dtype=np.int32), np.ascontiguousarray(start, dtype=np.int64)
        )
        same = (self._core.duty == duty) & ((self._core.start == start) | (duty < 0))
        self.unfit: tuple[int, ...] = tuple(np.flatnonzero(~same).tolist())

    @property
    def duty(self) -> Ints:
        """Duty of each task, shape (T,)."""
        return self._core.duty

    @property
    def start(self) -> Longs:
        """Start of each task, shape (T,), moments; meaningless where nobody makes it."""
        return self._core.start

    @property
    def cost(self) -> tuple[int, ...]:
        """Points by tier."""
        return self._core.cost

    def ask(self, change: Sequence[Put]) -> WhatIf | None:
        """What a change would do, ``None`` where it would break a hard rule."""
        return _what_if(self._core.ask(change))

    def keep(self, change: Sequence[Put]) -> WhatIf | None:
        """Make a change for good; ``None``, and nothing changed, where it breaks a hard rule."""
        return _what_if(self._core.keep(change))

    def ways(
        self,
        task: int,
        duties: Sequence[int],
        moments: Sequence[int],
        *,
        change: Sequence[Put] = (),
        most: int = 0,
    ) -> list[Way]:
        """Legal ways of making a task, by duty and start, after a change of other tasks.

        Parameters
        ----------
        duties
            Those tried; carers who may not make the task are passed over.
        moments
            Starts tried, in order. One that the way there puts off counts if it still comes
            before the next.
        change
            Made first; a ``Put`` with ``AT_THE_MOMENT`` starts when the task does.
        most
            Seconds by which tasks that are not named may start earlier or later.
        """
        found = self._core.ways(change, task, duties, moments, most)
        return [
            Way(tuple(cost), moved, furthest, start, duty, moment)
            for duty, moment, start, moved, furthest, *cost in found.tolist()
        ]

    def repeat(
        self,
        task: int,
        way: Way,
        *,
        change: Sequence[Put] = (),
        most: int = 0,
        keep: bool = False,
    ) -> WhatIf | None:
        """What one of ``ways`` does in full, for good if ``keep``; ``None`` if it is no way."""
        return _what_if(
            self._core.repeat(change, task, way.duty, way.moment, way.start, most, keep)
        )

    def respell(self, task: int, spelling: Spelling, allowed: Flags, dislike: Ints) -> None:
        """Rewrite a spare task that nobody makes.

        Parameters
        ----------
        allowed, dislike : shape (C,)
            Its own row of pairs.
        """
        assert self._core.duty[task] < 0
        self._core.respell(
            task,
            list(spelling),
            np.ascontiguousarray(allowed, dtype=np.uint8),
            np.ascontiguousarray(dislike, dtype=np.int32),
        )

    def drift(self) -> str:
        """The first figure that differs when computed anew, or ''."""
        return self._core.drift()


class Spelling(NamedTuple):
    """What a spare task stands for; fields as in ``Problem``, ``group`` that of its unit."""

    place: int
    place_end: int
    group: int
    duration: int
    earliest: int
    latest: int
    preferred: int
    grace: int
    late: int
    early: int
    near: int


def _what_if(
    found: tuple[tuple[int, ...], tuple[int, ...], list[tuple[int, int, int]]] | None,
) -> WhatIf | None:
    if found is None:
        return None
    terms, left_out, moved = found
    return WhatIf(
        terms={term: points for term, points in zip(Term, terms, strict=True) if points},
        left_out=left_out,
        moved=tuple(Moved(*one) for one in moved),
    )
