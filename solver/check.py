"""A Problem checked whole before the core reads it unchecked.

Types and shapes first, since everything else counts on them; then every row number, order,
sign and size, reported together; last the sums, which only a sound problem has.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from solver.bounds import MOST, furthest_moment, greatest_energy
from solver.model import UNREACHABLE, Problem, Term

FARTHEST = 2**40
"""No moment, duration or price may be beyond this: 34,000 years in seconds. The difference of
two such moments, times a million, fits in 64 bits: that is what a leg through traffic asks for."""

MOST_TIERS = 8
MOST_ADDED = 2**29 - 1
"""Greatest ``extra`` of a leg that can be travelled, 17 years: above it the core keeps flags."""


class ProblemError(ValueError):
    """A Problem the core must not be given: a defect of whoever made it."""


def check_problem(problem: Problem) -> None:
    """Refuse a Problem whose arrays do not fit together, or whose sums could overflow.

    Raises
    ------
    ProblemError
        With one line for each fault found.
    """
    faults = list(_types(problem))
    if _has_shapes(problem):
        faults += _shapes(problem)
    if not faults:
        faults = [fault for rule in RULES for fault in rule(problem)]
    if not faults:
        faults = [*_rests(problem), *_sums(problem)]
    if faults:
        raise ProblemError("\n".join(faults))


SHAPES = {
    "drive extra": "M P P",
    "leg_limit commute_limit": "M",
    "place_extra": "P",
    "step_offset": "M+1",
    "step_start step_speed": "S",
    "task_place task_place_end task_duration task_earliest task_latest task_preferred "
    "task_grace task_late task_early task_near task_again_from task_again_to task_pair "
    "task_time_group": "T",
    "unit_offset": "U+1",
    "unit_distinct unit_group unit_left_out unit_left_out_tier unit_reference_start "
    "unit_moved_carer unit_moved_time": "U",
    "unit_reference": "U 2",
    "link_first link_second link_least link_most": "L",
    "duty_carer duty_day duty_start duty_end duty_due duty_start_place duty_end_place "
    "duty_mode duty_commute_inside duty_night_start duty_night_end": "D",
    "carer_contracted carer_most_work carer_warn_work carer_rest carer_weekly_rest "
    "carer_last_end carer_most_days carer_most_visits carer_most_span carer_most_day_work "
    "carer_break_after carer_break_length carer_target_days carer_target_span": "C",
    "allowed dislike": "R C",
    "group_face group_crowd group_usual group_over_cap group_cap group_met": "G",
    "join in_window": "G C",
    "time_rate time_grace": "H",
    "tier_of_term": "N",
    "guide": "K",
}
SHAPE_OF = {name: letters.split() for names, letters in SHAPES.items() for name in names.split()}
KINDS = {"Ints": "int32", "Longs": "int64", "Flags": "uint8"}


def _types(problem: Problem) -> Iterator[str]:
    """Arrays of the right kind and dimensions; whole numbers that are Python's own."""
    for name, annotation in Problem.__annotations__.items():
        value = getattr(problem, name)
        if annotation in KINDS:
            yield from _array(name, value, np.dtype(KINDS[annotation]))
        elif type(value) is not int:
            yield f"{name} is a {type(value).__name__}, not a whole number."


def _array(name: str, value: object, wanted: np.dtype[np.generic]) -> Iterator[str]:
    if not isinstance(value, np.ndarray):
        yield f"{name} is a {type(value).__name__}, not an array."
        return
    if value.ndim != (dimensions := len(SHAPE_OF[name])):
        yield f"{name} has {value.ndim} dimensions, not {dimensions}."
    if value.dtype != wanted or not value.flags.c_contiguous:
        yield f"{name} is {value.dtype}, not contiguous {wanted}."


def _has_shapes(problem: Problem) -> bool:
    """Whether every array is one of the right dimensions, so that sizes can be read off."""
    arrays = problem.arrays()
    return "tiers" in problem.scalars() and all(
        name in arrays and arrays[name].ndim == len(letters) for name, letters in SHAPE_OF.items()
    )


def _sizes(problem: Problem) -> dict[str, int]:
    sizes = {
        "P": len(problem.place_extra),
        "M": len(problem.leg_limit),
        "S": len(problem.step_start),
        "T": len(problem.task_place),
        "U": len(problem.unit_group),
        "L": len(problem.link_first),
        "D": len(problem.duty_carer),
        "C": len(problem.carer_rest),
        "R": len(problem.allowed),
        "G": len(problem.group_face),
        "H": len(problem.time_rate),
        "K": problem.tiers,
        "N": len(Term),
        "2": 2,
    }
    return {**sizes, "M+1": sizes["M"] + 1, "U+1": sizes["U"] + 1}


def _shapes(problem: Problem) -> Iterator[str]:
    sizes = _sizes(problem)
    for name, letters in SHAPE_OF.items():
        found = getattr(problem, name).shape
        wanted = tuple(sizes[letter] for letter in letters)
        if found != wanted:
            yield f"{name} has shape {found}, not {wanted}."
    if not 1 <= problem.tiers <= MOST_TIERS:
        yield f"There are {problem.tiers} tiers, not 1 to {MOST_TIERS}."


ROWS = {
    "task_place task_place_end duty_start_place duty_end_place": ("P", -1),
    "task_pair": ("R", 0),
    "task_time_group": ("H", -1),
    "unit_group": ("G", -1),
    "unit_left_out_tier tier_of_term": ("K", 0),
    "unit_reference": ("C", -1),
    "link_first link_second": ("T", 0),
    "duty_carer": ("C", 0),
    "duty_mode": ("M", 0),
}
FLAGS = ("unit_distinct", "duty_commute_inside", "allowed", "in_window")


def _rows(problem: Problem) -> Iterator[str]:
    """Row numbers of something that is there; flags that are 0 or 1."""
    sizes = _sizes(problem)
    limits = {name: bound for names, bound in ROWS.items() for name in names.split()}
    ranges = {name: (least, sizes[letter] - 1) for name, (letter, least) in limits.items()}
    for name, (least, most) in (ranges | dict.fromkeys(FLAGS, (0, 1))).items():
        array = getattr(problem, name)
        if array.size and (array.min() < least or array.max() > most):
            yield f"{name} holds {array.min()} to {array.max()}; it may hold {least} to {most}."


def _offsets(problem: Problem) -> Iterator[str]:
    ends = {"unit_offset": len(problem.task_place), "step_offset": len(problem.step_start)}
    for name, end in ends.items():
        offset = getattr(problem, name)
        if offset[0] != 0 or offset[-1] != end or np.any(np.diff(offset) < 1):
            yield f"{name} does not cut 0 to {end} into parts of at least one."


def _tasks(problem: Problem) -> Iterator[str]:
    """A task has both places or neither; windows, links and traffic run forward."""
    for task in np.flatnonzero((problem.task_place < 0) != (problem.task_place_end < 0)):
        yield f"Task {task} has one place; both its places may be -1, or neither."
    for task in np.flatnonzero(problem.task_again_to < problem.task_again_from):
        yield f"Task {task} has a second window that ends before it begins."
    for link in np.flatnonzero(problem.link_first == problem.link_second):
        yield f"Link {link} ties task {problem.link_first[link]} to itself."
    firsts = problem.step_offset.tolist()
    for step in np.flatnonzero(np.diff(problem.step_start) < 0) + 1:
        if step not in firsts:
            yield f"Speed step {step} begins before the step it follows."


def _placeless(problem: Problem) -> Iterator[str]:
    """A task without a place moves with its carer: nothing else may wait for it or be like it."""
    tasks = np.flatnonzero(problem.task_place < 0)
    for task in tasks[problem.task_time_group[tasks] >= 0]:
        yield f"Task {task} has no place; it may be in no time group."
    linked = np.isin(problem.link_first, tasks) | np.isin(problem.link_second, tasks)
    for link in np.flatnonzero(linked):
        yield f"Link {link} ties a task that has no place."


def _together(problem: Problem) -> Iterator[str]:
    """On a grid, tasks that start together are put off alike: they share their latest start."""
    first, second, latest = problem.link_first, problem.link_second, problem.task_latest
    together = (problem.link_least == 0) & (problem.link_most == 0)
    inside = (np.minimum(first, second) >= 0) & (np.maximum(first, second) < len(latest))
    if problem.grid > 1:
        for link in np.flatnonzero(together & inside):
            if latest[first[link]] != latest[second[link]]:
                yield f"Link {link} ties tasks of different latest starts together on a grid."


def _duties(problem: Problem) -> Iterator[str]:
    """Duties are ordered by carer, then start; of one carer they never overlap."""
    start, end, due = problem.duty_start, problem.duty_end, problem.duty_due
    for duty in np.flatnonzero((end < start) | (due < start)):
        yield f"Duty {duty} starts at {start[duty]}, ends at {end[duty]}, is due at {due[duty]}."
    carer = np.diff(problem.duty_carer)
    if np.any(carer < 0):
        yield "Duties are not ordered by carer."
    for duty in np.flatnonzero((carer == 0) & (start[1:] < end[:-1])):
        yield f"Duties {duty} and {duty + 1} of one carer overlap or are not ordered by start."


ANY_SIGN = {
    *("step_start", "task_earliest", "task_latest", "task_preferred", "task_again_from"),
    *("task_again_to", "unit_reference_start", "link_least", "link_most", "duty_start"),
    *("duty_end", "duty_due", "duty_night_start", "duty_night_end", "carer_last_end"),
    *("block_start", "block_end"),
}
"""Moments, and differences of two starts. All other figures but rows are never negative."""


def _figures(problem: Problem) -> Iterator[str]:
    rows = {name for names in ROWS for name in names.split()} | {"duty_day"}
    figures = {**problem.arrays(), **problem.scalars()}
    for name, found in figures.items():
        figure = np.asarray(found, dtype=object if isinstance(found, int) else None)
        if figure.size and name not in ANY_SIGN | rows and figure.min() < 0:
            yield f"{name} holds {figure.min()}; it is never negative."
        if figure.size and (figure.min() < -FARTHEST or figure.max() > FARTHEST):
            yield f"{name} holds a figure beyond {FARTHEST}."
    if problem.grid < 1:
        yield f"grid is {problem.grid}, not at least 1."
    speed = problem.step_speed
    if speed.size and (speed.min() < 1 or speed.max() > 1_000_000):
        yield "step_speed is not within 1 to 1,000,000."
    if max(problem.drive.max(initial=0), problem.extra.max(initial=0)) > UNREACHABLE:
        yield f"A leg has more than {UNREACHABLE} seconds."
    reachable = problem.drive < UNREACHABLE
    if problem.extra.max(where=reachable, initial=0) > MOST_ADDED:
        yield f"A leg that can be travelled has more than {MOST_ADDED} seconds added."
    if problem.block_end < problem.block_start:
        yield f"The block ends at {problem.block_end}, before it starts at {problem.block_start}."


def _rests(problem: Problem) -> Iterator[str]:
    """Who cannot have the weekly rest even without work makes every rota illegal."""
    free_from = np.maximum(problem.block_start, problem.carer_last_end)
    short = problem.block_end - free_from < problem.carer_weekly_rest
    for carer in np.flatnonzero(short & (problem.carer_weekly_rest > 0)):
        yield f"Carer {carer} has no weekly rest in the block even without work."


def _sums(problem: Problem) -> Iterator[str]:
    moment, energy = furthest_moment(problem), greatest_energy(problem)
    if moment > MOST:
        yield f"All tasks one after another may end at {moment}, beyond {MOST}."
    if energy > MOST:
        yield f"A rota may cost {energy} weighted points, beyond {MOST}."


RULES = (_rows, _offsets, _tasks, _placeless, _together, _duties, _figures)
