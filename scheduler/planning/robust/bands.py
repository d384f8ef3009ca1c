"""Time bands of the day, as the rule pack has them."""

from __future__ import annotations

from scheduler.domain.horizon import Horizon
from scheduler.domain.units import Moment
from scheduler.rules.disruption import RobustRules


def band_of(rules: RobustRules, horizon: Horizon, moment: Moment) -> str:
    """Name of the band a moment lies in; before the first band begins it is still the last."""
    clock = horizon.clock(moment)
    begun = [(begins, name) for name, begins in rules.bands.items() if begins <= clock]
    latest = max(rules.bands.items(), key=lambda item: item[1])[0]
    return max(begun)[1] if begun else latest
