"""The fall of temperature."""

from __future__ import annotations

import pytest

from solver.params import Params


def test_temperature_falls_through_the_knee() -> None:
    """From 800 to 100 in three quarters of the time, then to 25 in the last quarter.

    Half of the first part is the geometric middle of 800 and 100: 282.8; half of the second
    that of 100 and 25: 50.
    """
    params = Params(hot=800.0, knee=100.0, knee_share=0.75, cold=25.0)
    found = [params.heat(part, 800.0) for part in (0.0, 0.375, 0.75, 0.875, 1.0)]
    assert found == pytest.approx([800.0, 282.842712, 100.0, 50.0, 25.0])


def test_a_warm_start_below_the_knee_falls_in_one_part() -> None:
    """From 64 to 4 the middle is 16."""
    params = Params(knee=100.0, cold=4.0)
    assert params.heat(0.5, 64.0) == pytest.approx(16.0)
