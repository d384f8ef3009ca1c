"""How many more packages no answer can exceed, because there is not so much of carers' time.

One stretch of time at a time: what must be done inside it, whatever the starts, takes up time
of carers who may do it; the rest bounds what can be added. Known as energetic reasoning. Beside
each task counts half of the least time that could lie before it and after it, so that the
longer spells of one carer never overlap either. Integers only, and every rounding is upward.

References
----------
.. [1] Baptiste, P., Le Pape, C., Nuijten, W. (2001). Constraint-Based Scheduling. Springer,
       chapter 3: energetic reasoning. https://doi.org/10.1007/978-1-4615-1479-4
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from ortools.graph.python.max_flow import SimpleMaxFlow

from solver.exact.reach import Grid, reachable
from solver.model import Longs, Problem

Who = npt.NDArray[np.bool_]  # shape (N,): which of the duties, or of the carers

STEP = 900
"""Seconds by which the edges of the stretches looked at are moved."""

REACH = 2  # how many steps the edges move outward and inward
GREATEST_GAP = 3600  # seconds: no gap between two tasks counts as longer; less is always true


class Scarce(StrEnum):
    """What runs out."""

    TIME = "time"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Tasks of which each further package has one set: a call on one day.

    Parameters
    ----------
    day
    tasks
        The same call on that day in every package that might be added.
    parts
        How many of them one package has, one for each carer who comes.
    """

    day: int
    tasks: Longs
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Most packages that can be added, and what the limit is.

    Parameters
    ----------
    packages
        No answer that makes all tasks given holds more.
    scarce
        What runs out first.
    day
        On which day, for ``TIME``; else -1.
    begins, ends
        The stretch of time, moments, for ``TIME``; else the block.
    left
        Seconds there are for the packages at most.
    each
        Seconds each package takes of them at least.
    """

    packages: int
    scarce: Scarce
    day: int
    begins: int
    ends: int
    left: int
    each: int


def room(problem: Problem, wanted: Sequence[Wanted]) -> Room:
    """Most packages that fit beside all other tasks of ``problem``.

    Parameters
    ----------
    wanted
        The calls of one package, with every candidate task for each. Candidates count as
        alike: of each figure the one that helps most is taken. The bound is about packages
        among these candidates.

    Notes
    -----
    Looked at are shifts, who may make what, longest legs, windows, least ways and hours of the
    block. Rest, days off, breaks and the order of visits are left away: less may fit.
    """
    able = _able(problem)
    extra = np.unique(np.concatenate([one.tasks for one in wanted]))
    given = np.setdiff1d(np.arange(len(problem.task_place)), extra)
    found = [_hours(problem, able, given, wanted)]
    for one in wanted:
        found.extend(_stretches(problem, able, given, one))
    return min(found, key=lambda limit: (limit.packages, limit.scarce, limit.day, limit.begins))


def _able(problem: Problem) -> Grid:
    """Shape (D, T): whether the duty can make the task, looked at alone."""
    allowed = problem.allowed[problem.task_pair][:, problem.duty_carer].T == 1
    within = reachable(problem)
    first = np.maximum(problem.duty_start[:, None], problem.task_earliest)
    last = np.minimum(problem.duty_end[:, None] - problem.task_duration, problem.task_latest)
    placed = problem.task_place >= 0
    near = np.where(placed, within[:, problem.task_place] & within[:, problem.task_place_end], True)
    able: Grid = allowed & near & (first <= last)
    return able


def _hours(problem: Problem, able: Grid, given: Longs, wanted: Sequence[Wanted]) -> Room:
    """Hours of the block: visits alone, no ways."""
    count = len(problem.carer_most_work)
    carers = np.zeros((count, able.shape[1]), dtype=np.bool_)
    np.logical_or.at(carers, problem.duty_carer, able)
    most = np.clip(problem.carer_most_work, 0, problem.block_end - problem.block_start)
    each = sum(one.parts * int(problem.task_duration[one.tasks].min()) for one in wanted)
    could = np.zeros(count, dtype=np.bool_)
    for one in wanted:
        could |= carers[:, one.tasks].any(axis=1)
    left = _left(carers[:, given], problem.task_duration[given], most, could)
    return Room(
        packages=left // each,
        scarce=Scarce.HOURS,
        day=-1,
        begins=problem.block_start,
        ends=problem.block_end,
        left=left,
        each=each,
    )


def _stretches(problem: Problem, able: Grid, given: Longs, one: Wanted) -> Iterator[Room]:
    """Stretches of time about one call on one day."""
    first = int(problem.task_earliest[one.tasks].min())
    last = int((problem.task_latest + problem.task_duration)[one.tasks].max())
    near = _between(problem, given, first - STEP * REACH, last + STEP * REACH)
    some = np.concatenate([near, one.tasks])
    spell = _Spells.of(problem, some)
    could = np.asarray(able[:, one.tasks].any(axis=1), dtype=np.bool_)
    steps = range(-REACH, REACH + 1)
    for begins in (first + STEP * step for step in steps):
        for ends in (last + STEP * step for step in steps):
            if begins >= ends:
                continue
            energy = spell.inside(begins, ends)
            each = one.parts * int(energy[len(near) :].min())
            if each <= 0:
                continue
            there = _overlap(
                problem.duty_start - spell.most_before,
                problem.duty_end + spell.most_after,
                begins,
                ends,
            )
            left = _left(able[:, near], energy[: len(near)], there, could)
            yield Room(
                packages=left // each,
                scarce=Scarce.TIME,
                day=one.day,
                begins=begins,
                ends=ends,
                left=left,
                each=each,
            )


def _between(problem: Problem, tasks: Longs, begins: int, ends: int) -> Longs:
    """Those of ``tasks`` that can touch a stretch, with the greatest gaps about them."""
    stops = problem.task_latest[tasks] + problem.task_duration[tasks]
    touches = (stops > begins - GREATEST_GAP) & (problem.task_earliest[tasks] < ends + GREATEST_GAP)
    return tasks[touches]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spells:
    """Tasks with the halves of the gaps about them, shapes (N,), moments and seconds."""

    earliest: Longs
    latest: Longs
    length: Longs
    before: Longs
    after: Longs

    @classmethod
    def of(cls, problem: Problem, some: Longs) -> _Spells:
        """Spells of some tasks; whoever may come before or after them is looked at."""
        first = int(problem.task_earliest[some].min())
        last = int((problem.task_latest + problem.task_duration)[some].max())
        every = np.arange(len(problem.task_place))
        before, after = _halves(problem, some, _between(problem, every, first, last))
        return cls(
            earliest=problem.task_earliest[some] - before,
            latest=problem.task_latest[some] - before,
            length=before + problem.task_duration[some] + after,
            before=before,
            after=after,
        )

    @property
    def most_before(self) -> int:
        """How long before its shift a spell can begin."""
        return int(self.before.max(initial=0))

    @property
    def most_after(self) -> int:
        """How long after its shift a spell can end."""
        return int(self.after.max(initial=0))

    def inside(self, begins: int, ends: int) -> Longs:
        """Least seconds of each spell between two moments: at its first start or its last."""
        early = _overlap(self.earliest, self.earliest + self.length, begins, ends)
        late = _overlap(self.latest, self.latest + self.length, begins, ends)
        return np.where(early < late, early, late)


def _overlap(starts: Longs, stops: Longs, begins: int, ends: int) -> Longs:
    """Seconds of each spell that lie between two moments."""
    seconds: Longs = np.maximum(0, np.minimum(stops, ends) - np.maximum(starts, begins))
    return seconds


def _halves(problem: Problem, some: Longs, others: Longs) -> tuple[Longs, Longs]:
    """Half of the least time before, and after, each of ``some`` when one carer makes both.

    Both means one of ``some`` and one of ``others``. The time is the shortest leg, or the wait
    that no starts avoid, whichever is longer.
    """
    after = _least_gap(problem, some, others).min(axis=1, initial=GREATEST_GAP) // 2
    before = _least_gap(problem, others, some).min(axis=0, initial=GREATEST_GAP) // 2
    return before.astype(np.int64), after.astype(np.int64)


def _least_gap(problem: Problem, first: Longs, then: Longs) -> Longs:
    """Shape (N, K), seconds: least time from the end of one task to the start of another."""
    legs = problem.drive.astype(np.int64) + problem.extra
    here, there = problem.task_place_end[first][:, None], problem.task_place[then]
    leg = np.where((here < 0) | (there < 0), 0, legs[:, here, there].min(axis=0))
    soonest = (problem.task_earliest + problem.task_duration)[first][:, None]
    latest = (problem.task_latest + problem.task_duration)[first][:, None]
    unit = np.repeat(np.arange(len(problem.unit_group)), np.diff(problem.unit_offset))
    mates = (unit[first][:, None] == unit[then]) & (problem.unit_distinct[unit[then]] == 1)
    never = mates | (first[:, None] == then) | (soonest + leg > problem.task_latest[then])
    gap = np.maximum(leg, problem.task_earliest[then] - latest)
    least: Longs = np.where(never, GREATEST_GAP, np.minimum(gap, GREATEST_GAP))
    return least.astype(np.int64)


def _left(able: Grid, energy: Longs, there: Longs, could: Who) -> int:
    """Most seconds of those who ``could`` beside as many seconds of the others as possible.

    Parameters
    ----------
    able : shape (N, K)
        Who may work on which task.
    energy : shape (K,), seconds
    there : shape (N,), seconds
        How long each is there.
    could : shape (N,)
    """
    groups: dict[bytes, int] = defaultdict(int)
    for column in np.flatnonzero(energy > 0).tolist():
        groups[able[:, column].tobytes()] += int(energy[column])
    asked = _flow(groups, there, None)
    return _flow(groups, there, could) - asked


def _flow(groups: Mapping[bytes, int], there: Longs, could: Who | None) -> int:
    """Most seconds that can be worked; with ``could``, on the packages too, without end."""
    flow = SimpleMaxFlow()
    source, sink = len(there), len(there) + 1
    for row, seconds in enumerate(there.tolist()):
        flow.add_arc_with_capacity(row, sink, seconds)
    endless = int(there.sum())
    wants = [(np.frombuffer(key, dtype=np.bool_), seconds) for key, seconds in groups.items()]
    if could is not None:
        wants.append((could, endless))
    for node, (who, seconds) in enumerate(wants, start=sink + 1):
        flow.add_arc_with_capacity(source, node, seconds)
        for row in np.flatnonzero(who).tolist():
            flow.add_arc_with_capacity(node, row, endless)
    if flow.solve(source, sink) != flow.OPTIMAL:
        raise ValueError("The flow of carers' time has no answer: its figures are unsound.")
    return int(flow.optimal_flow())
