"""Peak traffic by the clock on the wall."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.travel.traffic import speed_of, traffic_steps
from scheduler.domain.errors import InputError
from scheduler.domain.horizon import Horizon
from scheduler.domain.travel import FULL_SPEED, SpeedSteps
from scheduler.rules.pack import TrafficPeriod

HOUR = 3600
WEEKDAYS = frozenset(range(5))
MORNING = TrafficPeriod(weekdays=WEEKDAYS, start=7 * HOUR, end=9 * HOUR + 900, slower_permille=1170)
EVENING = TrafficPeriod(weekdays=WEEKDAYS, start=15 * HOUR, end=18 * HOUR, slower_permille=1250)
SUMMER = Horizon(first_day=date(2026, 6, 1), days=7)
SPRING_FORWARD = Horizon(first_day=date(2026, 3, 23), days=7)
FALL_BACK = Horizon(first_day=date(2026, 10, 19), days=7)


def speed_at(steps: SpeedSteps, moment: int) -> int:
    """Speed that holds at a moment."""
    return [
        speed
        for start, speed in zip(steps.starts, steps.speeds, strict=True)
        if start <= max(moment, steps.starts[0])
    ][-1]


def test_a_leg_that_takes_a_quarter_longer_goes_at_four_fifths() -> None:
    """1,000,000 * 1000 // 1250 is 800,000; 1170 gives 854,700, rounded down."""
    assert (speed_of(1250), speed_of(1170), speed_of(1000)) == (800_000, 854_700, FULL_SPEED)


def test_peaks_hold_on_their_weekdays_only() -> None:
    """Monday 07:00 to 09:15 is slow; Saturday, and the Sunday before the week, are not."""
    steps = traffic_steps([MORNING], SUMMER)
    assert speed_at(steps, 7 * HOUR - 1) == FULL_SPEED
    assert speed_at(steps, 7 * HOUR) == 854_700
    assert speed_at(steps, 9 * HOUR + 899) == 854_700
    assert speed_at(steps, 9 * HOUR + 900) == FULL_SPEED
    assert speed_at(steps, SUMMER.midnight(5) + 8 * HOUR) == FULL_SPEED
    assert speed_at(steps, SUMMER.midnight(-1) + 8 * HOUR) == FULL_SPEED


def test_the_day_after_the_period_has_its_peaks_too() -> None:
    """A night shift may end on the Monday after."""
    steps = traffic_steps([MORNING], SUMMER)
    assert steps.starts[0] == SUMMER.midnight(-1)
    assert speed_at(steps, SUMMER.midnight(7) + 8 * HOUR) == 854_700


@pytest.mark.parametrize("horizon", [SPRING_FORWARD, FALL_BACK], ids=["March", "October"])
@pytest.mark.parametrize(("start", "end"), [(7 * HOUR, 9 * HOUR), (5400, 5 * HOUR), (0, 6000)])
def test_peaks_follow_the_wall_clock_when_it_changes(
    horizon: Horizon, start: int, end: int
) -> None:
    """On the Sunday of the change and the Monday after, 07:00 is 07:00 on the wall; a period
    that begins or ends in the hour that is left out begins or ends where the clock jumps.
    """
    everyday = TrafficPeriod(
        weekdays=frozenset(range(7)), start=start, end=end, slower_permille=1250
    )
    steps = traffic_steps([everyday], horizon)
    for day in range(-1, 8):
        for minute in range(0, 24 * 60, 10):
            moment = horizon.midnight(day) + minute * 60
            slow = start <= horizon.clock(moment) < end
            assert speed_at(steps, moment) == (800_000 if slow else FULL_SPEED)


def test_an_hour_that_comes_twice_is_slow_twice() -> None:
    """25 October 2026: 01:00 to 01:30 happens at two moments, an hour apart."""
    night = TrafficPeriod(
        weekdays=frozenset({6}), start=HOUR, end=HOUR + 1800, slower_permille=1250
    )
    steps = traffic_steps([night], FALL_BACK)
    sunday = FALL_BACK.midnight(6)
    slow = [speed_at(steps, sunday + minutes * 60) < FULL_SPEED for minutes in (59, 60, 89, 90)]
    again = [
        speed_at(steps, sunday + minutes * 60) < FULL_SPEED for minutes in (119, 120, 149, 150)
    ]
    assert slow == again == [False, True, True, False]


def test_of_two_periods_at_once_the_slower_counts() -> None:
    """A general factor for the whole day does not hide the peak."""
    whole_day = TrafficPeriod(weekdays=WEEKDAYS, start=0, end=24 * HOUR, slower_permille=1030)
    steps = traffic_steps([whole_day, EVENING], SUMMER)
    assert speed_at(steps, 16 * HOUR) == 800_000
    assert speed_at(steps, 12 * HOUR) == speed_of(1030)
    assert speed_at(steps, SUMMER.midnight(1) - 1) == speed_of(1030)


def test_a_period_may_pass_midnight() -> None:
    """Friday 22:00 to 02:00 is slow on Saturday at 01:00, and not on Friday at 01:00."""
    friday = TrafficPeriod(
        weekdays=frozenset({4}), start=22 * HOUR, end=2 * HOUR, slower_permille=1250
    )
    steps = traffic_steps([friday], SUMMER)
    assert speed_at(steps, SUMMER.midnight(5) + HOUR) == 800_000
    assert speed_at(steps, SUMMER.midnight(4) + HOUR) == FULL_SPEED


def test_without_periods_traffic_flows_freely() -> None:
    """One step at full speed."""
    assert traffic_steps([], SUMMER).speeds == (FULL_SPEED,)


def test_nothing_is_faster_than_free_flow() -> None:
    """A factor below 1000 thousandths is a mistake."""
    with pytest.raises(InputError, match="faster than free flow"):
        traffic_steps(
            [TrafficPeriod(weekdays=WEEKDAYS, start=0, end=HOUR, slower_permille=900)], SUMMER
        )


PERIODS = st.builds(
    lambda days, start, end, slower: TrafficPeriod(
        weekdays=days, start=start * 900, end=end * 900, slower_permille=slower
    ),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.integers(0, 95),
    st.integers(0, 96),
    st.integers(1000, 3000),
)


@given(
    st.lists(PERIODS, max_size=5),
    st.integers(-90_000, 7 * 86_400),
    st.integers(0, 4000),
    st.integers(0, 7200),
)
def test_whoever_leaves_later_never_arrives_earlier(
    periods: list[TrafficPeriod], leave: int, later: int, free_flow: int
) -> None:
    """At every step of every day; and nobody beats free flow."""
    steps = traffic_steps(periods, SUMMER)
    arrive = steps.arrive(leave, free_flow)
    assert arrive <= steps.arrive(leave + later, free_flow)
    assert leave + free_flow <= arrive <= leave + 4 * free_flow
