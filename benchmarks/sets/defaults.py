"""A Problem in which nothing is asked: what an instance does not speak of stays neutral."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from solver.model import FOREVER, NEVER, Flags, Ints, Longs, Problem, Term

NO_LIMIT = 10**9


def ints(values: npt.ArrayLike) -> Ints:
    """Contiguous int32."""
    return np.ascontiguousarray(values, dtype=np.int32)


def longs(values: npt.ArrayLike) -> Longs:
    """Contiguous int64."""
    return np.ascontiguousarray(values, dtype=np.int64)


def problem_with(**given: Ints | Longs | Flags | int) -> Problem:
    """A Problem of what is given; sizes follow from the arrays that name things.

    ``given`` must hold drive, task_place, unit_offset, unit_group, duty_carer, duty_end and
    allowed; every other field defaults to one that costs nothing and forbids nothing.
    """
    values = {**_neutral(given), **given}
    return Problem(**values)  # type: ignore[arg-type]


def _neutral(given: dict[str, Ints | Longs | Flags | int]) -> dict[str, Ints | Longs | Flags | int]:
    arrays = {name: value for name, value in given.items() if isinstance(value, np.ndarray)}
    modes, places = arrays["drive"].shape[:2]
    tasks, duties = len(arrays["task_place"]), len(arrays["duty_carer"])
    units, groups = len(arrays["unit_group"]), int(arrays["unit_group"].max(initial=-1)) + 1
    rows, carers = arrays["allowed"].shape
    return {
        **_travel(modes, places, np.zeros_like(arrays["drive"])),
        **_tasks(tasks, ints(arrays["task_place"])),
        **_units(units),
        **_duties(duties),
        "duty_due": longs(arrays["duty_end"]),
        **_carers(carers),
        **_groups(groups, carers),
        "dislike": ints(np.zeros((rows, carers))),
        "time_rate": longs([]),
        "time_grace": longs([]),
        **_single_figures(),
    }


def _travel(modes: int, places: int, nothing: Ints) -> dict[str, Ints | Longs]:
    return {
        "extra": ints(nothing),
        "leg_limit": longs([NO_LIMIT] * modes),
        "commute_limit": longs([NO_LIMIT] * modes),
        "place_extra": longs(np.zeros(places)),
        "step_offset": ints(range(modes + 1)),
        "step_start": longs(np.zeros(modes)),
        "step_speed": longs([1_000_000] * modes),
    }


def _tasks(tasks: int, places: Ints) -> dict[str, Ints | Longs]:
    zero = longs(np.zeros(tasks))
    return {
        "task_place_end": places,
        "task_grace": zero,
        "task_late": zero,
        "task_early": zero,
        "task_near": zero,
        "task_again_from": longs([FOREVER] * tasks),
        "task_again_to": longs([FOREVER] * tasks),
        "task_time_group": ints([-1] * tasks),
        "link_first": ints([]),
        "link_second": ints([]),
        "link_least": longs([]),
        "link_most": longs([]),
    }


def _units(units: int) -> dict[str, Ints | Longs]:
    return {
        "unit_distinct": ints(np.ones(units)),
        "unit_left_out_tier": ints(np.zeros(units)),
        "unit_reference": ints(np.full((units, 2), -1)),
        "unit_reference_start": longs(np.zeros(units)),
        "unit_moved_carer": longs(np.zeros(units)),
        "unit_moved_time": longs(np.zeros(units)),
    }


def _duties(duties: int) -> dict[str, Ints | Longs]:
    return {
        "duty_mode": ints(np.zeros(duties)),
        "duty_commute_inside": ints(np.ones(duties)),
        "duty_night_start": longs(np.zeros(duties)),
        "duty_night_end": longs(np.zeros(duties)),
    }


def _carers(carers: int) -> dict[str, Ints | Longs]:
    unlimited, zero = longs([NO_LIMIT] * carers), longs(np.zeros(carers))
    names = "most_work warn_work most_days most_visits most_span most_day_work break_after"
    free = {f"carer_{name}": unlimited for name in f"{names} target_days target_span".split()}
    asked = {
        f"carer_{name}": zero for name in ["contracted", "rest", "weekly_rest", "break_length"]
    }
    return {**free, **asked, "carer_last_end": longs([NEVER] * carers)}


def _groups(groups: int, carers: int) -> dict[str, Ints | Longs | Flags]:
    names = "face crowd usual over_cap cap met"
    return {
        **{f"group_{name}": longs(np.zeros(groups)) for name in names.split()},
        "join": ints(np.zeros((groups, carers))),
        "in_window": np.ones((groups, carers), dtype=np.uint8),
    }


def _single_figures() -> dict[str, Ints | Longs | int]:
    free = "night_counts_from moved_grace break_missing short_hours long_week long_span awkward"
    more = "split extra_day travel commute waiting greatest_late overtime greatest_idle block_start"
    zero = dict.fromkeys(f"{free} {more}".split(), 0)
    return {
        **zero,
        "block_end": NO_LIMIT,
        "grid": 1,
        "free_gap": NO_LIMIT,
        "paid_gap": NO_LIMIT,
        "night_most": NO_LIMIT,
        "tier_of_term": ints(np.zeros(len(Term))),
        "tiers": 1,
        "guide": longs([1]),
    }
