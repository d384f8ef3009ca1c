"""Shapes and row numbers of a Problem, checked before the core reads them unchecked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from solver.model import Problem

FARTHEST = 2**40
"""No moment or duration the core adds up may be beyond this; sums then never overflow."""

DEAREST = 2**31
"""No price may be beyond this, for the same reason."""


class ProblemError(ValueError):
    """A Problem the core must not be given: a defect of whoever made it."""


def check_problem(problem: Problem) -> None:
    """Refuse a Problem whose arrays do not fit together.

    Raises
    ------
    ProblemError
        With one line for each fault found.
    """
    faults = [*_shapes(problem), *_types(problem)]
    if not faults:
        faults = [*_rows(problem), *_offsets(problem), *_figures(problem)]
    if faults:
        raise ProblemError("\n".join(faults))


def _sizes(problem: Problem) -> dict[str, int]:
    return {
        "P": len(problem.place_extra),
        "M": len(problem.leg_limit),
        "S": len(problem.step_start),
        "T": len(problem.task_place),
        "U": len(problem.unit_group),
        "L": len(problem.link_first),
        "D": len(problem.duty_carer),
        "C": len(problem.carer_rest),
        "R": problem.allowed.shape[0],
        "G": len(problem.group_face),
        "H": len(problem.time_rate),
        "K": problem.tiers,
    }


SHAPES = {
    "drive extra": "M P P",
    "leg_limit commute_limit": "M",
    "place_extra": "P",
    "step_start step_speed": "S",
    "task_place task_place_end task_duration task_earliest task_latest task_preferred "
    "task_grace task_late task_early task_near task_pair task_time_group": "T",
    "unit_group unit_left_out unit_left_out_tier unit_reference_start unit_moved_carer "
    "unit_moved_time": "U",
    "link_first link_second link_least link_most": "L",
    "duty_carer duty_day duty_start duty_end duty_start_place duty_end_place duty_mode "
    "duty_commute_inside duty_night_start duty_night_end": "D",
    "carer_contracted carer_most_work carer_warn_work carer_rest carer_weekly_rest "
    "carer_last_end carer_most_days carer_most_visits carer_most_span carer_most_day_work "
    "carer_break_after carer_break_length carer_target_days carer_target_span": "C",
    "allowed dislike": "R C",
    "group_face group_crowd group_usual group_over_cap group_cap group_met": "G",
    "join in_window": "G C",
    "time_rate time_grace": "H",
    "guide": "K",
}


def _shapes(problem: Problem) -> Iterator[str]:
    sizes = _sizes(problem)
    for names, letters in SHAPES.items():
        wanted = tuple(sizes[letter] for letter in letters.split())
        for name in names.split():
            found = getattr(problem, name).shape
            if found != wanted:
                yield f"{name} has shape {found}, not {wanted}."
    wanted_others = {
        "step_offset": (sizes["M"] + 1,),
        "unit_offset": (sizes["U"] + 1,),
        "unit_reference": (sizes["U"], 2),
        "tier_of_term": (19,),
    }
    for name, wanted in wanted_others.items():
        if getattr(problem, name).shape != wanted:
            yield f"{name} has shape {getattr(problem, name).shape}, not {wanted}."
    if not 1 <= problem.tiers <= 8:
        yield f"There are {problem.tiers} tiers, not 1 to 8."


def _types(problem: Problem) -> Iterator[str]:
    kinds = {"Ints": np.int32, "Longs": np.int64, "Flags": np.uint8}
    for name, annotation in Problem.__annotations__.items():
        wanted = kinds.get(annotation)
        if wanted is None:
            continue
        array = getattr(problem, name)
        if array.dtype != wanted or not array.flags.c_contiguous:
            yield f"{name} is {array.dtype}, not contiguous {np.dtype(wanted)}."


ROWS = {
    "task_place task_place_end": ("P", 0),
    "task_pair": ("R", 0),
    "task_time_group": ("H", -1),
    "unit_group": ("G", -1),
    "unit_left_out_tier tier_of_term": ("K", 0),
    "unit_reference": ("C", -1),
    "link_first link_second": ("T", 0),
    "duty_carer": ("C", 0),
    "duty_start_place duty_end_place": ("P", -1),
    "duty_mode": ("M", 0),
}


def _rows(problem: Problem) -> Iterator[str]:
    sizes = _sizes(problem)
    for names, (letter, least) in ROWS.items():
        for name in names.split():
            array = getattr(problem, name)
            if array.size and (array.min() < least or array.max() >= sizes[letter]):
                most = sizes[letter] - 1
                yield f"{name} holds {array.min()} to {array.max()}; rows are {least} to {most}."


def _offsets(problem: Problem) -> Iterator[str]:
    ends = {"unit_offset": len(problem.task_place), "step_offset": len(problem.step_start)}
    for name, end in ends.items():
        offset = getattr(problem, name)
        if offset[0] != 0 or offset[-1] != end or np.any(np.diff(offset) < 1):
            yield f"{name} does not cut 0 to {end} into parts of at least one."
    if np.any(np.diff(problem.duty_carer) < 0):
        yield "Duties are not ordered by carer."


def _figures(problem: Problem) -> Iterator[str]:
    if problem.grid < 1:
        yield f"grid is {problem.grid}, not at least 1."
    if problem.step_speed.size and (
        problem.step_speed.min() < 1 or problem.step_speed.max() > 1_000_000
    ):
        yield "step_speed is not within 1 to 1,000,000."
    if problem.drive.size and min(problem.drive.min(), problem.extra.min()) < 0:
        yield "A leg has negative seconds."
    if problem.task_duration.size and problem.task_duration.min() < 0:
        yield "A task has a negative duration."
    for name, array in problem.arrays().items():
        if array.dtype == np.int64 and array.size and np.abs(array).max() > FARTHEST:
            yield f"{name} holds a figure beyond {FARTHEST}."
    for name, figure in problem.scalars().items():
        if abs(figure) > FARTHEST:
            yield f"{name} is {figure}, beyond {FARTHEST}."
