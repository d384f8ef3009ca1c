"""Problems small enough to work by hand: nothing costs anything until a test says so.

Places lie on a line, ten minutes apart. Everybody may do everything; windows are the whole
block; the only duties are those given. ``having`` then sets what the test is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from solver.model import FOREVER, NEVER, Ints, Longs, Problem, Term
from solver.score import faults, score
from tests.problem_arrays import problem_of

MINUTE = 60
HOUR = 3600
DAY = 86400
AGES = 10**9
"""More seconds than any limit."""
PLACES = 5


class Part(NamedTuple):
    """One task: preferred start, minutes, place, day."""

    at: str
    minutes: int = 30
    place: int = 0
    day: int = 0


class Duty(NamedTuple):
    """One duty, from clock time to clock time of a day."""

    carer: int = 0
    day: int = 0
    start: str = "07:00"
    end: str = "22:00"


def clock(text: str, day: int = 0) -> int:
    """Moment of a clock time of ``day``; "25:30" is half past one the next morning."""
    hours, minutes = text.split(":")
    return day * DAY + int(hours) * HOUR + int(minutes) * MINUTE


def a_problem(
    *units: Part | Sequence[Part], duties: Sequence[Duty] = (Duty(),), days: int = 7
) -> Problem:
    """Units of one part each or of several, for the duties given, in one group of clients."""
    whole = [[unit] if isinstance(unit, Part) else list(unit) for unit in units]
    parts = [part for unit in whole for part in unit]
    carers = max(duty.carer for duty in duties) + 1
    return problem_of(
        **_roads(),
        **_tasks(parts, days),
        **_units([len(unit) for unit in whole]),
        **_duties(duties),
        **_carers(carers, days),
        **_people(carers),
        **_prices(days),
    )


def planned(problem: Problem, duty: Sequence[int], start: Sequence[int] = ()) -> tuple[Ints, Longs]:
    """Rows and moments of a rota; tasks start when preferred unless ``start`` is given."""
    moments = np.array(start, dtype=np.int64) if start else problem.task_preferred.copy()
    return np.array(duty, dtype=np.int32), moments


def points(term: Term, problem: Problem, duty: Sequence[int], start: Sequence[int] = ()) -> int:
    """Points of one term; tasks start when preferred unless ``start`` is given."""
    return score(problem, *planned(problem, duty, start)).terms[term]


def broken(problem: Problem, duty: Sequence[int], start: Sequence[int] = ()) -> set[str]:
    """Words of the rules broken; tasks start when preferred, and by decision no earlier."""
    rows, moments = planned(problem, duty, start)
    return {sentence.split(":")[0] for sentence in faults(problem, rows, moments, moments)}


def _roads() -> dict[str, object]:
    line = np.arange(PLACES)
    return {
        "drive": [abs(line[:, None] - line) * 10 * MINUTE],
        "extra": np.zeros((1, PLACES, PLACES)),
        "leg_limit": [AGES],
        "commute_limit": [AGES],
        "place_extra": [0] * PLACES,
        "step_offset": [0, 1],
        "step_start": [0],
        "step_speed": [1_000_000],
    }


def _tasks(parts: Sequence[Part], days: int) -> dict[str, object]:
    count = len(parts)
    place = [part.place for part in parts]
    rates = ("task_grace", "task_late", "task_early", "task_near", "task_pair")
    return {
        **{name: [0] * count for name in rates},
        "task_place": place,
        "task_place_end": place,
        "task_duration": [part.minutes * MINUTE for part in parts],
        "task_earliest": [0] * count,
        "task_latest": [days * DAY] * count,
        "task_preferred": [clock(part.at, part.day) for part in parts],
        "task_again_from": [FOREVER] * count,
        "task_again_to": [FOREVER] * count,
        "task_time_group": [-1] * count,
        "link_first": [],
        "link_second": [],
        "link_least": [],
        "link_most": [],
    }


def _units(sizes: Sequence[int]) -> dict[str, object]:
    count = len(sizes)
    zeros = ("unit_group", "unit_left_out", "unit_left_out_tier", "unit_reference_start")
    return {
        **{name: [0] * count for name in (*zeros, "unit_moved_carer", "unit_moved_time")},
        "unit_offset": [0, *np.cumsum(sizes)],
        "unit_distinct": [1] * count,
        "unit_reference": [[-1, -1]] * count,
    }


def _duties(duties: Sequence[Duty]) -> dict[str, object]:
    count = len(duties)
    nothing = ("duty_mode", "duty_commute_inside", "duty_night_start", "duty_night_end")
    return {
        **{name: [0] * count for name in nothing},
        "duty_carer": [duty.carer for duty in duties],
        "duty_day": [duty.day for duty in duties],
        "duty_start": [clock(duty.start, duty.day) for duty in duties],
        "duty_end": [clock(duty.end, duty.day) for duty in duties],
        "duty_due": [clock(duty.end, duty.day) for duty in duties],
        "duty_start_place": [-1] * count,
        "duty_end_place": [-1] * count,
    }


def _carers(count: int, days: int) -> dict[str, object]:
    nothing = ("contracted", "rest", "weekly_rest", "break_length")
    plenty = ("most_work", "warn_work", "most_visits", "most_span", "most_day_work", "break_after")
    return {
        **{f"carer_{name}": [0] * count for name in nothing},
        **{f"carer_{name}": [AGES] * count for name in (*plenty, "target_span")},
        "carer_last_end": [NEVER] * count,
        "carer_most_days": [days] * count,
        "carer_target_days": [days] * count,
    }


def _people(carers: int) -> dict[str, object]:
    nothing = ("face", "crowd", "usual", "over_cap", "cap", "met")
    return {
        **{f"group_{name}": [0] for name in nothing},
        "allowed": np.ones((1, carers)),
        "dislike": np.zeros((1, carers)),
        "join": np.zeros((1, carers)),
        "in_window": np.zeros((1, carers)),
        "time_rate": [0],
        "time_grace": [0],
    }


def _prices(days: int) -> dict[str, object]:
    free = ("break_missing", "short_hours", "long_week", "long_span", "awkward", "split")
    more = ("extra_day", "travel", "commute", "waiting", "block_start", "moved_grace")
    last = ("greatest_late", "overtime", "greatest_idle")
    return {
        **dict.fromkeys((*free, *more, *last), 0),
        "block_end": days * DAY,
        "grid": 1,
        "free_gap": HOUR,
        "paid_gap": 20 * MINUTE,
        "night_counts_from": 3 * HOUR,
        "night_most": 8 * HOUR,
        "tier_of_term": [1, *[3] * 8, *[4] * 6, *[5] * 7],
        "tiers": 7,
        "guide": [1] * 7,
    }
