"""The best mix of the rounds known so far, as a linear programme, and its prices.

Every task is made once at least, no kind of duty is used more often than there are duties,
the greatest lateness is no less than that of any task, and holds keep linked starts apart.
A column is a round with its starts; the mix may take fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import OptimizeResult, linprog
from scipy.sparse import csc_matrix

from solver.exact.effort import AN_ENTRY
from solver.exact.proof.day import MUST, Day
from solver.exact.proof.prices import Hold, Prices, fine
from solver.exact.proof.search import Search
from solver.exact.proof.windows import Windows

Reals = npt.NDArray[np.float64]

LATE_UNIT = 1000
"""Seconds in the unit of the rows about lateness, so that their figures are not huge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedRound:
    """One round of a kind of duty, with its starts.

    Parameters
    ----------
    kind
        Row of the kind.
    tasks, starts
        In order; moments.
    """

    kind: int
    tasks: tuple[int, ...]
    starts: tuple[int, ...]


def points_of(day: Day, one: TimedRound) -> int:
    """What the round costs for itself: under way, late, disliked. The greatest late is apart."""
    kind = day.kinds[one.kind]
    columns = np.searchsorted(kind.tasks, one.tasks)
    legs = int(kind.leg[columns[:-1], columns[1:]].sum())
    ways = int(kind.out[columns[0]] + kind.back[columns[-1]] + kind.own[columns].sum())
    return legs + ways + int((lateness(day, one) * day.rate[list(one.tasks)]).sum())


def lateness(day: Day, one: TimedRound) -> npt.NDArray[np.int64]:
    """Seconds each task of the round is late."""
    late: npt.NDArray[np.int64] = np.maximum(0, one.starts - day.due[list(one.tasks)])
    return late


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """The best mix: a share of each round with any, its points, and the prices that hold it up.

    Parameters
    ----------
    points
        Of the mix; a real number.
    shares
        Of each round that has one.
    excess : one for each round known
        By how many points it is too dear.
    """

    points: float
    shares: tuple[tuple[TimedRound, float], ...]
    prices: Prices
    excess: Reals

    def starts_of(self, task: int) -> list[tuple[int, float]]:
        """When the mix starts the task, with shares."""
        return [
            (one.starts[one.tasks.index(task)], share)
            for one, share in self.shares
            if task in one.tasks
        ]


class Master:
    """The linear programme; rounds and holds are added as they are found."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.day = day = search.day
        self.rounds: list[TimedRound] = []
        self.holds: list[Hold] = []
        self._known: set[TimedRound] = set()
        self._hold_rows: list[list[int]] = []
        self._others: list[tuple[npt.NDArray[np.intp], Reals]] = []
        self._points: list[int] = []
        self._left_out = np.where(day.left_out == MUST, search.must, day.left_out).astype(
            np.float64
        )

    def add(self, one: TimedRound) -> bool:
        """Add a round; whether it was not known."""
        if one in self._known:
            return False
        self._known.add(one)
        self.rounds.append(one)
        self._points.append(points_of(self.day, one))
        self._others.append(self._column(one))
        starts = dict(zip(one.tasks, one.starts, strict=True))
        self._hold_rows.append([_side(hold, starts) for hold in self.holds])
        return True

    def hold(self, hold: Hold) -> None:
        """Add a hold."""
        self.holds.append(hold)
        for one, row in zip(self.rounds, self._hold_rows, strict=True):
            row.append(_side(hold, dict(zip(one.tasks, one.starts, strict=True))))

    def keep(self, rows: Sequence[int]) -> None:
        """Forget all rounds but these."""
        self.rounds = [self.rounds[row] for row in rows]
        self._hold_rows = [self._hold_rows[row] for row in rows]
        self._others = [self._others[row] for row in rows]
        self._points = [self._points[row] for row in rows]
        self._known = set(self.rounds)

    def cheapest(self, excess: Reals, most: int) -> list[int]:
        """Rows of the ``most`` rounds that are least too dear; those not judged yet are not."""
        judged = np.zeros(len(self.rounds))
        judged[: len(excess)] = excess
        return sorted(np.argsort(judged, kind="stable")[:most].tolist())

    def part(self, rows: Sequence[int]) -> Master:
        """The same programme with only these rounds."""
        part = Master(self.search)
        part.holds = list(self.holds)
        part.rounds, part._others = self.rounds, self._others
        part._points, part._hold_rows = self._points, self._hold_rows
        part.keep(rows)
        # Every programme adds holds of its own.
        part._hold_rows = [list(row) for row in part._hold_rows]
        return part

    def within(self, windows: Windows) -> Master:
        """The same programme without the rounds outside the windows."""
        return self.part(windows.rows_inside([(one.tasks, one.starts) for one in self.rounds]))

    def solve(self) -> Mix:
        """The best mix of what is known."""
        tasks, units, kinds = len(self.day.due), len(self._left_out), len(self.day.kinds)
        limits = np.concatenate(
            [
                -np.ones(tasks),
                [len(kind.duties) for kind in self.day.kinds],
                np.zeros(tasks + len(self.holds)),
            ]
        )
        greatest = float(self.day.greatest * LATE_UNIT)
        points = np.concatenate([[greatest], self._left_out, self._points])
        table = self._table((len(limits), len(points)))
        answer = _solved(points, table, limits)
        self.search.effort.spend(AN_ENTRY * table.nnz * answer.nit)
        paid = np.maximum(0.0, -answer.ineqlin.marginals)
        prices = Prices(
            made=fine(paid[:tasks]),
            # A charge rounded up, not down, leaves a round that breaks even no gain.
            duty=fine(paid[tasks : tasks + kinds]) + 1,
            late=fine(paid[tasks + kinds : 2 * tasks + kinds] / LATE_UNIT),
            holds=tuple(self.holds),
            hold=fine(paid[2 * tasks + kinds :]),
        )
        shares = answer.x[1 + units :]
        used = tuple(
            (self.rounds[row], float(shares[row])) for row in np.flatnonzero(shares > TINY)
        )
        excess: Reals = answer.lower.marginals[1 + units :]
        return Mix(points=float(answer.fun), shares=used, prices=prices, excess=excess)

    def _column(self, one: TimedRound) -> tuple[npt.NDArray[np.intp], Reals]:
        """Rows and figures of a round, but for the holds."""
        tasks, kinds = len(self.day.due), len(self.day.kinds)
        made, late = np.array(one.tasks), lateness(self.day, one)
        behind = late > 0
        rows = np.concatenate([made, [tasks + one.kind], tasks + kinds + made[behind]])
        figures = np.concatenate([-np.ones(len(made)), [1.0], late[behind] / LATE_UNIT])
        return rows.astype(np.intp), figures

    def _table(self, shape: tuple[int, int]) -> csc_matrix:
        """The programme's matrix."""
        tasks, units = len(self.day.due), len(self._left_out)
        late, holds = tasks + len(self.day.kinds), 2 * tasks + len(self.day.kinds)
        first = 1 + units
        every = np.arange(tasks)
        parts = [
            (late + every, np.zeros(tasks, dtype=np.intp), -np.ones(tasks)),
            (every, 1 + self.day.unit, -np.ones(tasks)),
        ]
        if self.holds:
            units_held = self.day.unit[[hold.second for hold in self.holds]]
            rows = holds + np.arange(len(self.holds))
            parts.append((rows, 1 + units_held, -np.ones(len(rows))))
        if self.rounds:
            lengths = [len(rows) for rows, _ in self._others]
            column = np.repeat(np.arange(len(self.rounds)), lengths) + first
            rows = np.concatenate([rows for rows, _ in self._others])
            parts.append((rows, column, np.concatenate([values for _, values in self._others])))
        if self.rounds and self.holds:
            sides = np.array(self._hold_rows)
            one, hold = np.nonzero(sides)
            parts.append((holds + hold, first + one, sides[one, hold].astype(np.float64)))
        rows, columns, values = (np.concatenate(column) for column in zip(*parts, strict=True))
        return csc_matrix((values, (rows, columns)), shape=shape)


def _solved(points: Reals, table: csc_matrix, limits: Reals) -> OptimizeResult:
    """Least points of a mix within limits.

    These programmes are small and dense: presolving them takes longer than it saves, and is
    tried only where the figures are too uneven without.
    """
    said = ""
    for presolve in (False, True):
        answer: OptimizeResult = linprog(  # type: ignore[call-overload]  # no sparse matrix known
            points, A_ub=table, b_ub=limits, method="highs-ds", options={"presolve": presolve}
        )
        if answer.status == 0:
            return answer
        said = answer.message
    raise RuntimeError(f"The best mix of rounds was not found: {said}")


TINY = 1e-6
"""Shares below are none."""


def _side(hold: Hold, starts: dict[int, int]) -> int:
    """What a round with these starts counts in the row of the hold."""
    first, second = starts.get(hold.first), starts.get(hold.second)
    is_late = first is not None and first >= hold.moment
    is_held = second is not None and second >= hold.moment + hold.least
    return int(is_late) - int(is_held)
