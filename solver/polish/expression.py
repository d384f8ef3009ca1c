"""A whole number that follows from the variables of a programme: a weighted sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import gcd


@dataclass(frozen=True, slots=True)
class Expression:
    """``sum(weight * variable) + constant``, weights by number of the variable, none of them 0."""

    weights: Mapping[int, int] = field(default_factory=dict)
    constant: int = 0

    def __add__(self, other: Expression | int) -> Expression:
        return self._with(other, 1)

    def __sub__(self, other: Expression | int) -> Expression:
        return self._with(other, -1)

    def __neg__(self) -> Expression:
        return Expression({}, 0) - self

    @property
    def unit(self) -> int:
        """Every value differs from the constant by a multiple of this; 0 for a constant."""
        return gcd(*self.weights.values())

    def _with(self, other: Expression | int, sign: int) -> Expression:
        if isinstance(other, int):
            return Expression(self.weights, self.constant + sign * other)
        weights = dict(self.weights)
        for variable, weight in other.weights.items():
            weights[variable] = weights.get(variable, 0) + sign * weight
            if not weights[variable]:
                del weights[variable]
        return Expression(weights, self.constant + sign * other.constant)


def total(parts: Iterable[tuple[Expression, int]]) -> Expression:
    """The sum of expressions, each times its factor."""
    weights: dict[int, int] = {}
    constant = 0
    for part, factor in parts:
        constant += factor * part.constant
        for variable, weight in part.weights.items():
            weights[variable] = weights.get(variable, 0) + factor * weight
    return Expression({row: weight for row, weight in weights.items() if weight}, constant)
