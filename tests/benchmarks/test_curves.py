"""Anytime curves: what was there when."""

from __future__ import annotations

import math

import pytest

from benchmarks.curves import curve_of, share_of_improvement
from solver.result import Progress


def test_a_point_without_an_objective_has_none() -> None:
    """Two looks; at the first a client who must be visited is not, so its worth is infinite."""
    looks = [
        Progress(elapsed=second / 3, cost=(2 - second, 7), left_out=0, faces=1.0, iterations=1)
        for second in (1, 2)
    ]
    curve = curve_of(looks, lambda look: math.inf if look.cost[0] else 3.5)
    assert curve == [(0.333, (1, 7), None), (0.667, (0, 7), 3.5)]


@pytest.mark.parametrize(
    ("points", "share"),
    [
        ([(0.1, 1000.0), (0.9, 700.0), (1.1, 600.0), (10.0, 500.0)], 0.6),
        ([(0.1, None), (0.9, 1000.0), (10.0, 500.0)], 0.0),
        ([(2.0, 1000.0), (10.0, 500.0)], 0.0),
        ([(0.1, 500.0), (10.0, 500.0)], None),
        ([(0.1, None)], None),
    ],
    ids=["some", "only the first", "nothing yet", "nothing to improve", "no objective"],
)
def test_the_share_there_after_a_tenth(
    points: list[tuple[float, float | None]], share: float | None
) -> None:
    """Of a fall from 1,000 to 500 within 10 s, what had happened by 1 s."""
    curve = [(elapsed, (0,), value) for elapsed, value in points]
    assert share_of_improvement(curve, 10.0) == share
