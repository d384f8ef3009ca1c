"""Spare rows: tasks nobody asked for yet, so that a question needs no new ``Problem``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from solver.model import FOREVER, Problem


class Spares(NamedTuple):
    """Tasks that stand ready: one alone, and two that start together with distinct carers."""

    alone: int
    first: int
    second: int


NEUTRAL: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("task_place", "task_place_end"), (3, 0)),
    **dict.fromkeys(("task_earliest", "task_latest", "task_preferred", "task_grace"), (3, 0)),
    **dict.fromkeys(("task_late", "task_early", "task_near"), (3, 0)),
    **dict.fromkeys(("task_again_from", "task_again_to"), (3, FOREVER)),
    "task_duration": (3, 1),
    "task_time_group": (3, -1),
    **dict.fromkeys(("unit_left_out", "unit_left_out_tier", "unit_reference_start"), (2, 0)),
    **dict.fromkeys(("unit_moved_carer", "unit_moved_time"), (2, 0)),
    "unit_distinct": (2, 1),
    "unit_group": (2, -1),
    **dict.fromkeys(("link_least", "link_most"), (1, 0)),
}
"""How many rows each field gains, and what stands in them."""


def with_spares(problem: Problem) -> tuple[Problem, Spares]:
    """The same problem with three spare tasks at its end, each with a row of pairs of its own.

    Left out, they cost nothing: every rota costs what it did.
    """
    alone, pairs = len(problem.task_place), len(problem.allowed)
    spares = Spares(alone, alone + 1, alone + 2)
    added: dict[str, Any] = {
        name: _joined(problem, name, np.full(count, value))
        for name, (count, value) in NEUTRAL.items()
    }
    added |= {
        "task_pair": _joined(problem, "task_pair", np.arange(pairs, pairs + 3)),
        "unit_offset": _joined(problem, "unit_offset", np.array([alone + 1, alone + 3])),
        "unit_reference": _joined(problem, "unit_reference", np.full((2, 2), -1)),
        "link_first": _joined(problem, "link_first", np.array([spares.first])),
        "link_second": _joined(problem, "link_second", np.array([spares.second])),
    }
    nobody = np.zeros((3, problem.allowed.shape[1]))
    added |= {name: _joined(problem, name, nobody) for name in ("allowed", "dislike")}
    return replace(problem, **added), spares


def _joined(problem: Problem, name: str, more: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A field with rows more, of its own type."""
    given = getattr(problem, name)
    return np.concatenate([given, more.astype(given.dtype)])
