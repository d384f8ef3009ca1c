"""A linear programme in whole numbers, put together rule by rule and price by price.

Prices are convex: a rate for each second above a limit. The sharp bends of such a price are
moved onto whole values of the variables, where it is the same, so that a programme whose
rows all compare two variables has a whole optimum without being asked to (its matrix is
totally unimodular: Hoffman and Kruskal, 1956).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from solver.model import Longs
from solver.polish.expression import Expression

MOST_ROUNDS = 200
"""Bounds are carried from variable to variable at most so often; fewer is only less tight."""


class Programme:
    """Variables with bounds, rows ``expression <= 0``, and points by tier.

    Parameters
    ----------
    tiers
        Points are compared tier by tier, the first first.
    """

    def __init__(self, tiers: int) -> None:
        self.lower: list[int] = []
        self.upper: list[int] = []
        self.now: list[int] = []
        self.rows: list[Expression] = []
        self.points: list[dict[int, int]] = [{} for _ in range(tiers)]

    def variable(self, lower: int, upper: int, now: int = 0) -> Expression:
        """A new whole number from ``lower`` to ``upper``, at present ``now`` or the next to it."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.now.append(min(max(now, lower), upper))
        return Expression({len(self.lower) - 1: 1})

    def least(self, expression: Expression) -> int:
        """No value within the bounds is smaller."""
        return expression.constant + sum(
            weight * (self.lower[variable] if weight > 0 else self.upper[variable])
            for variable, weight in expression.weights.items()
        )

    def greatest(self, expression: Expression) -> int:
        """No value within the bounds is greater."""
        return -self.least(-expression)

    def value(self, expression: Expression) -> int:
        """Its value at present."""
        return expression.constant + sum(
            weight * self.now[variable] for variable, weight in expression.weights.items()
        )

    def hold(
        self, expression: Expression, *, least: int | None = None, most: int | None = None
    ) -> None:
        """The expression stays within ``least`` and ``most``, where given."""
        if most is not None:
            self._hold_at_most(expression - most)
        if least is not None:
            self._hold_at_most(-(expression - least))

    def charge(self, tier: int, rate: int, expression: Expression) -> None:
        """``rate`` points for each one of the expression."""
        points = self.points[tier]
        for variable, weight in expression.weights.items():
            points[variable] = points.get(variable, 0) + rate * weight

    def charge_above(self, tier: int, rate: int, expression: Expression, limit: int = 0) -> None:
        """``rate`` points, at least 0, for each one by which the expression exceeds ``limit``."""
        for bend, slope in self._bends(rate, expression - limit) if rate else ():
            self.charge(tier, slope, self.excess(bend))

    def excess(self, expression: Expression) -> Expression:
        """What at the optimum is the expression where above 0, else 0; if it costs anything."""
        if self.least(expression) >= 0:
            return expression
        if self.greatest(expression) <= 0:
            return Expression()
        above = self.variable(0, self.greatest(expression))
        self.rows.append(expression - above)
        return above

    def maximum(self, expressions: Sequence[Expression], grid: int = 1) -> Expression:
        """What at the optimum is the greatest of the expressions, if it costs anything.

        Where all are a multiple of ``grid`` apart it is too, so that it makes no fractions.
        """
        rests = {expression.constant % grid for expression in expressions}
        unit, rest = (grid, rests.pop()) if len(rests) == 1 else (1, 0)
        lower = max(self.least(one) for one in expressions) - rest
        upper = max(self.greatest(one) for one in expressions) - rest
        steps = self.variable(-(-lower // unit), -(-upper // unit))
        found = Expression(dict.fromkeys(steps.weights, unit), rest)
        for expression in expressions:
            self.hold(expression - found, most=0)
        return found

    def tighten(self) -> None:
        """Carry bounds along the rows that compare two variables, until none moves."""
        pairs = [(row.weights, row.constant) for row in self.rows if _compares(row)]
        if not pairs:
            return
        second = np.array([min(weights, key=weights.__getitem__) for weights, _ in pairs])
        first = np.array([max(weights, key=weights.__getitem__) for weights, _ in pairs])
        apart = np.array([constant for _, constant in pairs])
        lower, upper = np.array(self.lower), np.array(self.upper)
        for _ in range(MOST_ROUNDS):
            before = lower.copy(), upper.copy()
            np.minimum.at(upper, first, upper[second] - apart)
            np.maximum.at(lower, second, lower[first] + apart)
            if np.array_equal(before[0], lower) and np.array_equal(before[1], upper):
                break
        self.lower, self.upper = lower.tolist(), upper.tolist()

    def matrix(self) -> tuple[csr_array, Longs]:
        """Rows that can bind, as ``A @ variables <= b``: shapes (rows, variables) and (rows,)."""
        rows = [row for row in self.rows if self.greatest(row) > 0]
        entries = [
            (place, variable, weight)
            for place, row in enumerate(rows)
            for variable, weight in row.weights.items()
        ]
        at, column, value = np.array(entries, dtype=np.int64).reshape(-1, 3).T
        shape = (len(rows), len(self.lower))
        matrix = csr_array((value.astype(np.float64), (at, column)), shape=shape)
        return matrix, np.array([-row.constant for row in rows], dtype=np.int64)

    def prices(self, tier: int) -> Longs:
        """Points of one more of each variable, shape (variables,)."""
        found = np.zeros(len(self.lower), dtype=np.int64)
        for variable, points in self.points[tier].items():
            found[variable] = points
        return found

    def _hold_at_most(self, expression: Expression) -> None:
        """The expression stays at or below 0; rounded as far as whole variables allow."""
        unit = expression.unit
        if not unit:
            return
        weights = {variable: weight // unit for variable, weight in expression.weights.items()}
        row = Expression(weights, -(-expression.constant // unit))
        if len(weights) > 1:
            self.rows.append(row)
            return
        ((variable, weight),) = weights.items()
        if weight > 0:
            self.upper[variable] = min(self.upper[variable], -row.constant)
        else:
            self.lower[variable] = max(self.lower[variable], row.constant)

    def _bends(self, rate: int, expression: Expression) -> list[tuple[Expression, int]]:
        """Whole expressions with slopes; their excesses make ``rate`` times that of the given.

        An expression of 60 y - 90 at rate 1 is worth 0 at y = 1, 30 at 2, 90 at 3: 30 times
        what y has above 1 and 30 times what it has above 2.
        """
        unit = expression.unit
        if unit <= 1:
            return [(expression, rate)]
        whole, rest = divmod(-expression.constant, unit)
        scaled = {variable: weight // unit for variable, weight in expression.weights.items()}
        bends = [(Expression(scaled, -whole), rate * (unit - rest))]
        return bends + ([(Expression(scaled, -whole - 1), rate * rest)] if rest else [])


def _compares(row: Expression) -> bool:
    return len(row.weights) == 2 and sorted(row.weights.values()) == [-1, 1]
