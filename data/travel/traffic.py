"""Peak traffic of a planning period, from the rule pack's weekdays and clock times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time

from scheduler.domain.errors import InputError
from scheduler.domain.horizon import Horizon
from scheduler.domain.travel import FULL_SPEED, SpeedSteps
from scheduler.domain.units import Day, Moment, Seconds
from scheduler.rules.pack import TrafficPeriod

FREE_FLOW = 1000
"""Thousandths: a leg that takes exactly its free-flow time."""

WHOLE_DAY: Seconds = 24 * 3600
QUARTER: Seconds = 15 * 60


def speed_of(slower_permille: int) -> int:
    """Speed in millionths of free flow, rounded down: 1250 thousandths make 800,000."""
    return FULL_SPEED * FREE_FLOW // slower_permille


def traffic_steps(periods: Sequence[TrafficPeriod], horizon: Horizon) -> SpeedSteps:
    """Speed steps from the day before the period to the day after it.

    A period holds by the clock on the wall, whatever it does that day; where ``start`` is
    after ``end`` it runs past midnight into the next day. Of several that hold at once the
    slowest counts. Elsewhere traffic flows freely.

    Raises
    ------
    InputError
        If a period would make traffic faster than free flow.
    """
    for period in periods:
        if period.slower_permille < FREE_FLOW:
            raise InputError(
                f"A traffic factor of {period.slower_permille} is faster than free flow."
            )
    moments = sorted(
        {
            moment
            for day in range(-1, horizon.days + 1)
            for moment in _changes(periods, horizon, day)
        }
    )
    starts: list[Moment] = []
    speeds: list[int] = []
    for moment in moments:
        speed = speed_of(_slowest(periods, horizon, moment))
        if not speeds or speeds[-1] != speed:
            starts.append(moment)
            speeds.append(speed)
    return SpeedSteps(starts=tuple(starts), speeds=tuple(speeds))


def _changes(periods: Sequence[TrafficPeriod], horizon: Horizon, day: Day) -> Iterator[Moment]:
    """Moments of one local day at which the speed may change."""
    begin, end = horizon.midnight(day), horizon.midnight(day + 1)
    yield begin
    if end - begin != WHOLE_DAY:
        # The clocks change: a clock time may come twice or never, so look often.
        yield from range(begin, end, QUARTER)
    for period in periods:
        for clock in (period.start, period.end):
            if clock < WHOLE_DAY:
                at = horizon.at(day, time(clock // 3600, clock % 3600 // 60, clock % 60))
                yield from (one for one in (at, at + 3600) if end - begin != WHOLE_DAY or one == at)


def _slowest(periods: Sequence[TrafficPeriod], horizon: Horizon, moment: Moment) -> int:
    """Thousandths of free-flow time that hold at a moment."""
    clock = horizon.clock(moment)
    weekday = horizon.weekday(horizon.day_of(moment))
    return max(
        (period.slower_permille for period in periods if _holds(period, weekday, clock)),
        default=FREE_FLOW,
    )


def _holds(period: TrafficPeriod, weekday: int, clock: Seconds) -> bool:
    """Whether a period covers a clock time on a weekday."""
    if period.start <= period.end:
        return weekday in period.weekdays and period.start <= clock < period.end
    began_today = weekday in period.weekdays and clock >= period.start
    return began_today or ((weekday - 1) % 7 in period.weekdays and clock < period.end)
