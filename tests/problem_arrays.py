"""Plain values to a ``Problem`` with the right array types, and small changes to one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from solver.model import Problem

DTYPES = {"Ints": np.int32, "Longs": np.int64, "Flags": np.uint8}


def problem_of(**values: object) -> Problem:
    """A problem whose arrays are made from anything array-like."""
    return Problem(**{name: _typed(name, value) for name, value in values.items()})


def having(problem: Problem, **figures: object) -> Problem:
    """The same problem with other figures; one number fills a whole array."""
    changed = {}
    for name, value in figures.items():
        old = getattr(problem, name)
        if isinstance(old, np.ndarray) and np.ndim(value) == 0:
            value = np.full(old.shape, value)
        changed[name] = _typed(name, value)
    return replace(problem, **changed)


def _typed(name: str, value: object) -> object:
    kind = Problem.__annotations__[name]
    return int(value) if kind == "int" else np.ascontiguousarray(value, dtype=DTYPES[kind])
