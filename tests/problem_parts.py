"""The parts of a random problem: roads, duties, carers, units, people and prices.

Figures are small and uneven, so that every term and rule matters often; of each limit,
some values bind and some do not.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from solver.model import FOREVER, NEVER, UNREACHABLE, Term

HOUR = 3600
DAY = 86400
FULL_SPEED = 1_000_000
MODES = 2

SHAPES_OF_A_DAY = (
    (),
    ((7, 15),),
    ((7, 16),),
    ((14, 22),),
    ((7, 22),),
    ((7, 12), (16, 22)),
    ((7, 11), (12, 15), (17, 21)),
    ((22, 30),),
)
"""Hours at which the duties of one carer and day begin and end."""

Values = Mapping[str, npt.ArrayLike]


def roads(rng: np.random.Generator, places: int, days: int) -> Values:
    """Two modes between random points; the second is slow and flows freely."""
    points = rng.integers(0, 1200, (places, 2))
    apart = np.abs(points[:, None] - points[None]).sum(axis=2)
    drive = np.stack([apart, 2 * apart]) + rng.integers(0, 60, (MODES, places, places))
    drive[rng.random(drive.shape) < 0.01] = UNREACHABLE
    extra = rng.integers(0, 300, drive.shape)
    drive[:, range(places), range(places)] = 0
    extra[:, range(places), range(places)] = 0
    steps = int(rng.integers(1, 5))
    return {
        "drive": drive,
        "extra": extra,
        "leg_limit": [1800, 2400],
        "commute_limit": [2400, 2400],
        "place_extra": rng.choice([0, 0, 600], places),
        "step_offset": [0, steps, steps + 1],
        "step_start": [*np.sort(rng.integers(0, days * DAY, steps)), 0],
        "step_speed": [*rng.integers(FULL_SPEED // 3, FULL_SPEED, steps), FULL_SPEED],
    }


def duties(rng: np.random.Generator, carers: int, days: int, places: int) -> Values:
    """Duties of every shape; each carer travels by one mode, some by day and some by night."""
    rows: list[tuple[int, int, int, int]] = []
    for carer in range(carers):
        for day in range(days):
            shape = SHAPES_OF_A_DAY[rng.integers(len(SHAPES_OF_A_DAY))]
            rows += [(carer, day, day * DAY + a * HOUR, day * DAY + b * HOUR) for a, b in shape]
        if not any(row[0] == carer for row in rows):
            rows.append((carer, 0, 7 * HOUR, 22 * HOUR))
    carer, day, start, end = np.array(rows).T
    falls = day * DAY + 21 * HOUR
    return {
        "duty_carer": carer,
        "duty_day": day,
        "duty_start": start,
        "duty_end": end,
        "duty_due": end - rng.choice([0, 0, 1, 3], len(rows)) * HOUR,
        "duty_start_place": rng.integers(-1, places, len(rows)),
        "duty_end_place": rng.integers(-1, places, len(rows)),
        "duty_mode": rng.integers(0, MODES, carers)[carer],
        "duty_commute_inside": rng.random(len(rows)) < 0.3,
        "duty_night_start": falls,
        "duty_night_end": np.where(rng.random(len(rows)) < 0.7, falls + 9 * HOUR, falls),
    }


def carers(rng: np.random.Generator, carers: int, days: int) -> Values:
    """Limits of which some bind and some do not."""
    weekly = [0, DAY] if days > 1 else [0]
    return {
        "carer_contracted": rng.integers(0, 8 * days, carers) * HOUR,
        "carer_most_work": rng.integers(3, 9 * days + 2, carers) * HOUR,
        "carer_warn_work": rng.integers(1, 6 * days, carers) * HOUR,
        "carer_rest": rng.choice([0, 8 * HOUR, 11 * HOUR], carers),
        "carer_weekly_rest": rng.choice(weekly, carers),
        "carer_last_end": rng.choice([NEVER, -2 * HOUR, -10 * HOUR], carers),
        "carer_most_days": rng.integers(1, 4, carers),
        "carer_most_visits": rng.choice([3, 5, 99, 99], carers),
        "carer_most_span": rng.choice([6, 10, 99, 99], carers) * HOUR,
        "carer_most_day_work": rng.choice([4, 8, 99, 99], carers) * HOUR,
        "carer_break_after": rng.choice([1, 2, 6], carers) * HOUR,
        "carer_break_length": rng.choice([1200, 5400], carers),
        "carer_target_days": rng.integers(0, 3, carers),
        "carer_target_span": rng.integers(1, 12, carers) * HOUR,
    }


def units(rng: np.random.Generator, count: int, groups: int, days: int) -> Values:
    """Units of one or two tasks, their windows and links; a group has one place.

    Some tasks have no place, and so neither link nor time group; they are due soon after some
    visit, so that there is not always time to travel first. The second task of a unit may
    follow the first, and some units let one carer make both.
    """
    size = rng.choice([1, 1, 1, 2], count)
    unit = np.repeat(np.arange(count), size)
    group = rng.integers(0, groups, count)
    day = rng.integers(0, days, count)
    call = rng.integers(0, 4, count)
    wanted = day * DAY + np.array([8, 12, 17, 20])[call] * HOUR + rng.integers(-4, 5, count) * 900
    early, late = rng.integers(0, 7200, (2, count))
    duration = rng.integers(10, 70, len(unit)) * 60
    apart = _apart(rng, unit, duration)
    at = wanted[unit] + apart
    alone = size[unit] == 1
    place = np.where((rng.random(len(unit)) < 0.25) & alone, -1, group[unit])
    visit = rng.integers(0, len(unit), len(unit))
    at = np.where(place < 0, at[visit] + duration[visit], at)
    time_group = np.where(rng.random(len(unit)) < 0.7, (group * 4 + call)[unit], -1)
    elsewhere = (place >= 0) & (rng.random(len(unit)) < 0.1)
    return {
        "unit_offset": [0, *np.cumsum(size)],
        "unit_distinct": rng.random(count) < 0.6,
        "unit_group": np.where(rng.random(count) < 0.9, group, -1),
        "unit_left_out": rng.integers(1, 1000, count),
        "unit_left_out_tier": rng.choice([0, 2], count),
        "task_place": place,
        "task_place_end": np.where(elsewhere, groups, place),
        "task_duration": duration,
        "task_earliest": at - early[unit],
        "task_latest": at + np.where(place < 0, late[unit] // 8, late[unit]),
        "task_preferred": at,
        "task_pair": group[unit],
        "task_time_group": np.where(place >= 0, time_group, -1),
        **_wishes(rng, at),
        **_links(rng, unit, day, at, apart, place),
    }


def _apart(
    rng: np.random.Generator, unit: npt.NDArray[np.int64], duration: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Seconds from the start of a unit to that of each of its tasks, as agreed."""
    after = [0, *np.where(unit[1:] == unit[:-1], duration[:-1], 0)]
    return np.choose(
        rng.choice(3, len(unit), p=[0.5, 0.15, 0.35]), [0, np.minimum(after, 600), after]
    )


def _wishes(rng: np.random.Generator, wanted: npt.NDArray[np.int64]) -> Values:
    """What it costs to start at another time than preferred, and other times that suit as well."""
    tasks = len(wanted)
    has_again = rng.random(tasks) < 0.3
    again = wanted + rng.integers(-3, 8, tasks) * 600
    return {
        "task_again_from": np.where(has_again, again, FOREVER),
        "task_again_to": np.where(has_again, again + rng.choice([0, 900, 3600], tasks), FOREVER),
        "task_grace": rng.choice([0, 300, 900], tasks),
        "task_late": rng.integers(0, 4, tasks),
        "task_early": rng.integers(0, 4, tasks),
        "task_near": rng.integers(0, 2, tasks),
    }


def _links(
    rng: np.random.Generator,
    unit: npt.NDArray[np.int64],
    day: npt.NDArray[np.int64],
    wanted: npt.NDArray[np.int64],
    apart: npt.NDArray[np.int64],
    place: npt.NDArray[np.int64],
) -> Values:
    """Doubles that start together or one after the other, and gaps between units of a day.

    Both are close at times, so that a task that must wait takes the one before it along.
    """
    rows: list[tuple[int, int, int, int]] = []
    for task in np.flatnonzero(unit[1:] == unit[:-1]):
        least = int(apart[task + 1])
        rows.append((task, task + 1, least, least + int(rng.choice([0, 0, 900]))))
    for first, second in rng.integers(0, len(unit), (len(day) // 3, 2)):
        one, other = unit[first], unit[second]
        if one != other and day[one] == day[other] and min(place[first], place[second]) >= 0:
            gap = int(wanted[second] - wanted[first])
            # Units that may be done apart never have to start together: see solver.check.
            slack = rng.choice([0, 300, 1800, 5400], 2) + np.array([0, 300 * (gap == 0)])
            rows.append((first, second, gap - slack[0], gap + slack[1]))
    first, second, least, most = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return {"link_first": first, "link_second": second, "link_least": least, "link_most": most}


def people(rng: np.random.Generator, carers: int, groups: int) -> Values:
    """Who may come, who is known, and what too many faces cost."""
    return {
        "allowed": rng.random((groups, carers)) < 0.85,
        "dislike": rng.choice([0, 0, 0, 40, 250], (groups, carers)),
        "group_face": rng.integers(0, 50, groups),
        "group_crowd": rng.integers(0, 50, groups),
        "group_usual": rng.integers(1, 3, groups),
        "group_over_cap": rng.integers(0, 90, groups),
        "group_cap": rng.integers(1, 4, groups),
        "group_met": rng.integers(0, 3, groups),
        "join": rng.choice([0, 70, 200], (groups, carers)),
        "in_window": rng.random((groups, carers)) < 0.4,
        "time_rate": rng.integers(0, 4, groups * 4),
        "time_grace": rng.choice([0, 900], groups * 4),
    }


def references(rng: np.random.Generator, carers: int, given: Values) -> Values:
    """A rota in force that knows some units, with one or two of their carers."""
    count = len(given["unit_group"])
    pairs = np.array([rng.permutation(carers)[:2] for _ in range(count)])
    return {
        "unit_reference": np.where(rng.random((count, 2)) < 0.5, pairs, -1),
        "unit_reference_start": np.asarray(given["task_preferred"])[given["unit_offset"][:-1]]
        + rng.choice([0, 1200, -4000], count),
        "unit_moved_carer": rng.integers(0, 90, count),
        "unit_moved_time": rng.integers(0, 90, count),
    }


def prices(rng: np.random.Generator, days: int) -> Values:
    """Prices of everything, by tier, and the figures that hold for the whole block."""
    tier = np.full(len(Term), 3)
    tier[Term.BREAK_MISSING] = 1
    tier[Term.MOVED] = rng.choice([3, 6])
    tier[Term.SHORT_HOURS : Term.EXTRA_DAY + 1] = 4
    tier[Term.TRAVEL :] = 5
    tier[Term.GREATEST_LATE] = rng.choice([3, 5])
    each = ("break_missing", "short_hours", "long_week", "long_span", "awkward", "split")
    more = ("extra_day", "travel", "commute", "waiting")
    last = ("greatest_late", "overtime", "greatest_idle")
    return {
        **{name: rng.integers(1, 9) for name in (*each, *more, *last)},
        "block_start": 0,
        "block_end": days * DAY,
        "grid": rng.choice([1, 60, 300]),
        "free_gap": 3600,
        "paid_gap": 1200,
        "night_counts_from": rng.choice([1, 2 * HOUR]),
        "night_most": rng.choice([2, 6]) * HOUR,
        "moved_grace": 900,
        "tier_of_term": tier,
        "tiers": 7,
        "guide": [10**6, 10**5, 10**4, 100, 10, 5, 1],
    }
