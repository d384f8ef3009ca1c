"""The fall of temperature, and where it starts."""

from __future__ import annotations

import numpy as np
import pytest

from solver.params import Heats, Params, heats


def test_temperature_falls_through_the_knee() -> None:
    """From 800 to 100 in three quarters of the time, then to 25 in the last quarter.

    Half of the first part is the geometric middle of 800 and 100: 282.8; half of the second
    that of 100 and 25: 50.
    """
    fall = Heats(top=800.0, knee=100.0, knee_share=0.75, cold=25.0)
    found = [fall.at(part) for part in (0.0, 0.375, 0.75, 0.875, 1.0)]
    assert found == pytest.approx([800.0, 282.842712, 100.0, 50.0, 25.0])


def test_a_warm_start_below_the_knee_falls_in_one_part() -> None:
    """From 64 to 4 the middle is 16."""
    assert Heats(top=64.0, knee=100.0, knee_share=0.75, cold=4.0).at(0.5) == pytest.approx(16.0)


def test_temperatures_follow_what_steps_cost() -> None:
    """Of the steps 10 to 110 the median is 60 and a tenth cost 20 or less."""
    steps = np.arange(10, 111, 10, dtype=np.int64)
    params = Params(hot=2.0, knee=1.5, cold=0.1, warm=3.0)
    assert heats(params, steps, from_warm=False) == Heats(
        top=120.0, knee=30.0, cold=2.0, knee_share=params.knee_share
    )
    assert heats(params, steps, from_warm=True).top == pytest.approx(60.0)


def test_without_steps_uphill_there_is_still_a_temperature() -> None:
    """A problem with nothing to move is annealed all the same."""
    fall = heats(Params(), np.array([], dtype=np.int64), from_warm=False)
    assert fall.top >= fall.knee > fall.cold > 0
