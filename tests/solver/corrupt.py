"""Problems spoilt by chance, emptied part by part, or stretched to what may just be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from solver.check import ANY_SIGN, FARTHEST, FLAGS, MOST_ADDED, ROWS, SHAPE_OF
from solver.model import UNREACHABLE, Problem
from tests.problem_arrays import having
from tests.problems import a_random_problem

Array = npt.NDArray[Any]

EDGES = (
    *(-3, -2, -1, 0, 1, 2, 7, 60, 999, 86_400, 1_000_000, 1_000_001),
    *(2**29, 2**30 - 1, 2**30, 2**30 + 1, 2**31 - 1, -(2**31)),
    *(FARTHEST - 1, FARTHEST, FARTHEST + 1, -FARTHEST, -FARTHEST - 1),
    *(2**61, 2**62, 2**63 - 1, -(2**63)),
)
"""Values at which something may break: row numbers, millions, and the ends of integers."""


def a_small_problem(rng: np.random.Generator) -> Problem:
    """A sound problem of few carers, days, units and groups."""
    carers, days, units, groups = (int(rng.integers(1, most)) for most in (5, 4, 13, 5))
    seed = int(rng.integers(2**32))
    return a_random_problem(seed, carers=carers, days=days, units=units, groups=groups)


def spoilt(problem: Problem, rng: np.random.Generator) -> Problem:
    """One to three fields are changed in ways nobody would mean."""
    for _ in range(rng.integers(1, 4)):
        name = str(rng.choice(list(Problem.__annotations__)))
        old = getattr(problem, name)
        pick = rng.choice(len(SPOIL)) if isinstance(old, np.ndarray) else None
        new = _odd_scalar(rng) if pick is None else SPOIL[pick](old, rng)
        problem = replace(problem, **{name: new})
    return problem


def _odd_scalar(rng: np.random.Generator) -> object:
    """Mostly a whole number; else what is none."""
    edge = int(rng.choice(EDGES))
    odd = (float("nan"), float(edge), np.int64(edge), None, True, "60", 2**70)
    return odd[rng.integers(len(odd))] if rng.random() < 0.2 else edge


def _an_edge(array: Array, rng: np.random.Generator) -> int:
    info = np.iinfo(array.dtype)
    return max(int(info.min), min(int(rng.choice(EDGES)), int(info.max)))


def _one_edge(array: Array, rng: np.random.Generator) -> object:
    if array.dtype.kind not in "iu" or not array.size:
        return array
    new = array.copy()
    new.reshape(-1)[rng.integers(array.size)] = _an_edge(array, rng)
    return new


def _all_edge(array: Array, rng: np.random.Generator) -> object:
    return np.full_like(array, _an_edge(array, rng)) if array.dtype.kind in "iu" else array


def _shuffled(array: Array, rng: np.random.Generator) -> object:
    return rng.permutation(array.reshape(-1)).reshape(array.shape)


def _other_kind(array: Array, rng: np.random.Generator) -> object:
    kinds = (np.float64, np.int16, np.uint32, np.int64, np.bool_, np.object_, ">i4", ">i8")
    return array.astype(kinds[rng.integers(len(kinds))])


def _not_a_number(array: Array, rng: np.random.Generator) -> object:
    return np.full(array.shape, rng.choice([np.nan, np.inf, -np.inf]))


def _other_shape(array: Array, rng: np.random.Generator) -> object:
    others: tuple[Callable[[], Array], ...] = (
        lambda: array[:-1].copy(),
        lambda: array[:0].copy(),
        lambda: np.concatenate([array, array]),
        lambda: array[np.newaxis].copy(),
        lambda: array.reshape(-1).copy(),
        lambda: np.zeros((), dtype=array.dtype),
    )
    return others[rng.integers(len(others))]()


def _other_layout(array: Array, rng: np.random.Generator) -> object:
    """The same figures in other places of the memory: backwards, apart, by column."""
    apart = np.repeat(array, 2, axis=0)[::2]
    layouts = (array[::-1].copy()[::-1], apart, np.asfortranarray(array))
    return layouts[rng.integers(len(layouts))]


def _no_array(array: Array, rng: np.random.Generator) -> object:
    return (None, array.tolist(), 3)[rng.integers(3)]


SPOIL: tuple[Callable[[Array, np.random.Generator], object], ...] = (
    *(_one_edge, _one_edge, _one_edge, _one_edge, _all_edge, _shuffled),
    *(_other_kind, _not_a_number, _other_shape, _other_layout, _no_array),
)

GOES_WITH = {"T": "UL", "U": "TL", "C": "D", "R": "TUL", "P": "L", "M": "SD"}
"""What there can be none of where there is none of the first. Links may always go."""

NONE_OF = {"P": "places", "M": "modes", "T": "tasks", "L": "links", "D": "duties", "C": "carers"}
NONE_OF |= {"R": "pair rows", "G": "groups", "H": "time groups"}


def without(problem: Problem, letters: str) -> Problem:
    """No row of the kinds named, of ``NONE_OF``; whoever referred to one refers to none."""
    gone = set(letters) | {other for letter in letters for other in GOES_WITH.get(letter, "")}
    arrays: dict[str, Array] = {}
    for name, array in problem.arrays().items():
        kept = tuple(slice(0, 0) if at in gone else slice(None) for at in SHAPE_OF[name])
        arrays[name] = np.ascontiguousarray(array[kept])
    for names, (letter, least) in ROWS.items():
        if letter in gone and least < 0:
            arrays |= {name: np.full_like(arrays[name], -1) for name in names.split()}
    arrays |= {name: np.zeros(1, np.int32) for letter, name in OFFSETS.items() if letter in gone}
    # Tasks without places are in no time group.
    if "P" in gone:
        arrays["task_time_group"] = np.full_like(arrays["task_time_group"], -1)
    return replace(problem, **arrays)


OFFSETS = {"U": "unit_offset", "M": "step_offset"}

ROW_FIELDS = {name for names in ROWS for name in names.split()} | set(FLAGS)
TIED = {"unit_offset", "step_offset", "step_start", "duty_start", "duty_end", "duty_due"}
FREE = sorted(set(Problem.__annotations__) - ROW_FIELDS - TIED - {"tiers", "block_start"})
"""Fields of which any figure inside the bounds fits with most others."""


def stretched(problem: Problem, rng: np.random.Generator) -> Problem:
    """Figures as great, as small and as far as they may be; cheap enough to be added up."""
    problem = having(problem, guide=1)
    for name in rng.choice(FREE, rng.integers(1, 7), replace=False).tolist():
        most = _greatest(name)
        least = -most if name in ANY_SIGN else int(name in ("grid", "step_speed"))
        values = np.array([least, least + 1, 0, most // 2, most - 1, most])
        values = np.clip(values, least, most)
        old = np.asarray(getattr(problem, name))
        new = np.where(rng.random(old.shape) < 0.5, rng.choice(values, old.shape), old)
        problem = having(problem, **{name: new})
    return replace(problem, block_end=max(problem.block_start, problem.block_end))


def _greatest(name: str) -> int:
    if name in ("drive", "extra"):
        return UNREACHABLE if name == "drive" else MOST_ADDED
    if name == "step_speed":
        return 1_000_000
    return 2**31 - 1 if Problem.__annotations__[name] == "Ints" else FARTHEST
