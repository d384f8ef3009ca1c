"""What must not be left out, made to fit: the duties around it with every wish set aside.

Where a peak is nearly full, an answer that pleases everybody leaves no room for the last visit,
and no step that costs little makes any. So those duties alone are packed anew: only the road
counts there, and all that lies elsewhere stays as it is. Wishes are seen to afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from solver.model import Problem, Solution
from solver.result import Progress

Rows = npt.NDArray[np.intp]

WISHES = (
    "task_late",
    "task_early",
    "task_near",
    "group_face",
    "group_crowd",
    "group_over_cap",
    "join",
    "time_rate",
    "unit_moved_carer",
    "unit_moved_time",
)
WISHES_OF_ALL = (
    "short_hours",
    "long_week",
    "long_span",
    "awkward",
    "split",
    "extra_day",
    "waiting",
    "greatest_late",
    "overtime",
    "greatest_idle",
)


def energy_of_leaving_out(problem: Problem) -> npt.NDArray[np.float64]:
    """By unit, what leaving it out adds to the energy of the search; shape (U,)."""
    weight = problem.guide[problem.unit_left_out_tier]
    return problem.unit_left_out.astype(np.float64) * weight.astype(np.float64)


def missed(problem: Problem, duty: npt.NDArray[np.int32], dear: float) -> Rows:
    """Units nobody makes though leaving one out costs more energy than ``dear``."""
    out = duty[problem.unit_offset[:-1]] < 0
    return np.flatnonzero(out & (energy_of_leaving_out(problem) > dear))


def energy_left_out(problem: Problem, duty: npt.NDArray[np.int32]) -> float:
    """What all that is left out adds to the energy of the search."""
    out = duty[problem.unit_offset[:-1]] < 0
    return float(energy_of_leaving_out(problem)[out].sum())


def in_lots(problem: Problem, units: Rows) -> list[Rows]:
    """The units in lots, so that no duty could take units of two lots."""
    lots: list[tuple[list[int], npt.NDArray[np.bool_]]] = []
    for unit in units:
        rows, duties = [int(unit)], _duties_of(problem, np.array([unit]))
        kept = []
        for other_rows, other_duties in lots:
            if (duties & other_duties).any():
                rows, duties = other_rows + rows, duties | other_duties
            else:
                kept.append((other_rows, other_duties))
        lots = [*kept, (rows, duties)]
    return [np.array(rows) for rows, _ in lots]


def narrowed(problem: Problem, answer: Solution, units: Rows) -> Problem:
    """The problem of making the units fit into the duties that could take them.

    Whatever else is made stays with its carer at its time. Units that share those duties move
    as hours, windows, law and links allow; of the cost only roads, missed breaks and what is
    left out remain.

    Parameters
    ----------
    answer
        Legal for ``problem``; also for what is returned.
    """
    task_unit = np.repeat(np.arange(len(problem.unit_group)), np.diff(problem.unit_offset))
    near = np.append(_duties_of(problem, units), False)[answer.duty]
    free = near | (answer.duty < 0)
    whole = np.ones(len(problem.unit_group), dtype=np.bool_)
    np.logical_and.at(whole, task_unit, free)
    fixed = np.flatnonzero(~whole[task_unit])
    carers = problem.allowed.shape[1]
    pair = problem.task_pair.copy()
    pair[fixed] = len(problem.allowed) + problem.duty_carer[answer.duty[fixed]]
    earliest, latest = problem.task_earliest.copy(), problem.task_latest.copy()
    earliest[fixed] = latest[fixed] = answer.start[fixed]
    unwished: dict[str, Any] = {name: np.zeros_like(getattr(problem, name)) for name in WISHES}
    unwished |= dict.fromkeys(WISHES_OF_ALL, 0)
    return replace(
        problem,
        **unwished,
        task_pair=pair,
        task_earliest=earliest,
        task_latest=latest,
        allowed=np.concatenate([problem.allowed, np.eye(carers, dtype=np.uint8)]),
        dislike=np.zeros((len(problem.allowed) + carers, carers), dtype=np.int32),
        travel=max(1, problem.travel),
    )


class Fitting:
    """Ends a search once it has brought in units for nothing, or once it is no longer wanted.

    Parameters
    ----------
    answer
        What the search goes on from.
    units
        Left out in it.
    wanted
        Whether the search that is served goes on.
    """

    def __init__(
        self, problem: Problem, answer: Solution, units: Rows, wanted: Callable[[], bool]
    ) -> None:
        self._problem = problem
        self._before = energy_left_out(problem, answer.duty)
        self._units = float(energy_of_leaving_out(problem)[units].sum())
        self._wanted = wanted
        self._gained = 0.0

    @property
    def helps(self) -> bool:
        """Whether less is left out than was."""
        return self._gained > 0

    def keep(self, better: Solution) -> None:
        """Look at a better answer."""
        self._gained = self._before - energy_left_out(self._problem, better.duty)

    def watch(self, _: Progress) -> bool:
        """Whether to go on."""
        return self._gained < self._units and self._wanted()


def _duties_of(problem: Problem, units: Rows) -> npt.NDArray[np.bool_]:
    """Duties in which some task of the units could be made; shape (D,)."""
    found = np.zeros(len(problem.duty_carer), dtype=np.bool_)
    for unit in units:
        for task in range(problem.unit_offset[unit], problem.unit_offset[unit + 1]):
            found |= (
                (problem.allowed[problem.task_pair[task]][problem.duty_carer] != 0)
                & (problem.duty_start <= problem.task_latest[task])
                & (problem.duty_end >= problem.task_earliest[task] + problem.task_duration[task])
            )
    return found
