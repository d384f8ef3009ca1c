"""Programmes in whole numbers: bends, bounds and optima by hand and by law."""

from __future__ import annotations

import time
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.polish.expression import Expression, total
from solver.polish.optimum import best_values
from solver.polish.programme import Programme

quick = settings(max_examples=60, deadline=None)
small = st.integers(-5, 5)


@given(
    unit=st.integers(1, 90), constant=st.integers(-500, 500), rate=st.integers(0, 9), value=small
)
def test_bends_on_whole_values_make_the_same_price(
    unit: int, constant: int, rate: int, value: int
) -> None:
    """``rate`` a second above 0 is, at every whole value, what the bends add up to."""
    expression = Expression({0: unit}, constant)
    bends = Programme(1)._bends(rate, expression)
    points = sum(slope * max(0, at(bend, [value])) for bend, slope in bends)
    assert points == rate * max(0, unit * value + constant)
    assert all(bend.unit == 1 for bend, _ in bends)


@quick
@given(
    rows=st.lists(st.tuples(small, small, small, st.integers(0, 8)), max_size=4),
    prices=st.lists(st.tuples(small, small, small), min_size=2, max_size=2),
    bends=st.lists(st.tuples(small, small, small, small, st.integers(0, 4)), max_size=3),
)
def test_the_optimum_is_that_of_trying_every_value(
    rows: list[tuple[int, ...]], prices: list[tuple[int, ...]], bends: list[tuple[int, ...]]
) -> None:
    """Three variables from -3 to 3, any rows and prices in two tiers: nothing whole is better."""
    programme = Programme(2)
    variables = [programme.variable(-3, 3) for _ in range(3)]
    for *weights, most in rows:
        programme.hold(weighted(variables, weights), most=most)
    for tier, weights in enumerate(prices):
        programme.charge(tier, 1, weighted(variables, weights))
    for place, (*weights, limit, rate) in enumerate(bends):
        programme.charge_above(place % 2, rate, weighted(variables, weights), limit)

    def cost(values: tuple[int, ...]) -> list[int]:
        points = [sum(map(product_of, weights, values)) for weights in prices]
        for place, (*weights, limit, rate) in enumerate(bends):
            points[place % 2] += rate * max(0, sum(map(product_of, weights, values)) - limit)
        return points

    def legal(values: tuple[int, ...]) -> bool:
        return all(sum(map(product_of, weights, values)) <= most for *weights, most in rows)

    best = min(cost(values) for values in product(range(-3, 4), repeat=3) if legal(values))
    found = tuple(int(value) for value in best_values(programme, 10.0, time.monotonic)[:3])
    assert legal(found)
    assert cost(found) == best


def test_the_greatest_of_several_is_found() -> None:
    """Of 2 and 5 the greatest is 5; priced, it is no more."""
    programme = Programme(1)
    greatest = programme.maximum([Expression({}, 2), Expression({}, 5)])
    programme.charge(0, 1, greatest)
    values = best_values(programme, 10.0, time.monotonic).tolist()
    assert at(greatest, values) == 5


def test_bounds_are_carried_along() -> None:
    """From 0 to 10 each, the second three above the first: 0 to 7, and 3 to 10."""
    programme = Programme(1)
    first, second = programme.variable(0, 10), programme.variable(0, 10)
    programme.hold(second - first, least=3)
    programme.tighten()
    assert (programme.greatest(first), programme.least(second)) == (7, 3)


def test_without_time_values_stay() -> None:
    """A choice already made is not undone where there is no time for a better one."""
    programme = Programme(1)
    programme.charge(0, 1, programme.variable(0, 1, now=1))
    assert best_values(programme, 0.0, time.monotonic).tolist() == [1]
    assert best_values(programme, 9.0, time.monotonic).tolist() == [0]


def weighted(variables: list[Expression], weights: list[int] | tuple[int, ...]) -> Expression:
    """The weighted sum of some variables."""
    return total(zip(variables, weights, strict=True))


def at(expression: Expression, values: list[int] | np.ndarray) -> int:
    """The value of an expression at these values of its variables."""
    parts = [weight * int(values[row]) for row, weight in expression.weights.items()]
    return expression.constant + sum(parts)


def product_of(weight: int, value: int) -> int:
    """One part of a weighted sum."""
    return weight * value
