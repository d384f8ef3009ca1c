"""Legs between places in rows: driving, stops and buffers, limits, traffic (A2, A3)."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from scheduler.domain.client import Rurality
from scheduler.domain.errors import InputError
from scheduler.domain.travel import UNREACHABLE, SpeedSteps
from scheduler.domain.week import Week
from scheduler.formulate.rows import Rows, ints, longs
from solver.model import Ints, Longs


class LegArrays(TypedDict):
    """Fields of ``Problem`` about travel."""

    drive: Ints
    extra: Ints
    leg_limit: Longs
    commute_limit: Longs
    place_extra: Longs
    step_offset: Ints
    step_start: Longs
    step_speed: Longs


def legs(week: Week, rows: Rows) -> LegArrays:
    """Legs of the week by mode.

    Raises
    ------
    InputError
        If a place or a mode in use has no row in the matrices, or a mode no limits.
    """
    _require_known(week, rows)
    travel, rules = week.travel, week.rules.travel
    at = np.array([travel.rows[place] for place in rows.places.names], dtype=np.intp)
    shape = (len(rows.modes), len(at), len(at))
    drive, extra = np.empty(shape, np.int32), np.empty(shape, np.int32)
    stop = travel.stop[np.ix_(at, at)]
    for row, mode in enumerate(rows.modes.names):
        free = travel.by_mode[mode].seconds[np.ix_(at, at)]
        drive[row] = np.minimum(free, UNREACHABLE)
        extra[row] = stop + _buffer(free, rules.buffer_least, rules.buffer_permille)
    isolated = {c.place for c in week.clients if c.band is Rurality.ISOLATED}
    steps = [travel.traffic.get(mode, SpeedSteps()) for mode in rows.modes.names]
    return LegArrays(
        drive=drive,
        extra=extra,
        leg_limit=longs(rules.longest_leg[mode] for mode in rows.modes.names),
        commute_limit=longs(rules.longest_commute[mode] for mode in rows.modes.names),
        place_extra=longs(
            rules.isolated_extra if place in isolated else 0 for place in rows.places.names
        ),
        step_offset=ints(np.cumsum([0, *(len(one.starts) for one in steps)])),
        step_start=longs(start for one in steps for start in one.starts),
        step_speed=longs(speed for one in steps for speed in one.speeds),
    )


def _buffer(free: Ints, least: int, permille: int) -> Ints:
    """Spare seconds of each leg: max(least, free * permille // 1000), none on the diagonal."""
    spare = free.astype(np.int64)
    spare *= permille
    spare //= 1000
    np.maximum(spare, least, out=spare)
    np.minimum(spare, UNREACHABLE, out=spare)
    spare[free >= UNREACHABLE] = least
    np.fill_diagonal(spare, 0)
    return spare.astype(np.int32)


def _require_known(week: Week, rows: Rows) -> None:
    """Raise ``InputError`` naming every place and mode without travel times or limits."""
    faults = [
        f"Place {place} has no travel times."
        for place in rows.places.names
        if place not in week.travel.rows
    ]
    for mode in rows.modes.names:
        if mode not in week.travel.by_mode:
            faults.append(f"Mode {mode} is used by a carer and has no travel times.")
        limits = (week.rules.travel.longest_leg, week.rules.travel.longest_commute)
        if any(mode not in limit for limit in limits):
            faults.append(f"Rule pack {week.rules.name} has no longest leg or commute by {mode}.")
    if faults:
        raise InputError("\n".join(faults))
