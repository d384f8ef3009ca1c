"""A problem with its rows in another order, or on other days, which is the same problem."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from solver.model import FOREVER, NEVER, Ints, Longs, Problem
from tests.problem_arrays import having


class Renamed(NamedTuple):
    """The new problem; row i of it was row ``task[i]``, ``duty[i]`` of the old one."""

    problem: Problem
    task: Longs
    duty: Longs

    def plan(self, duty: Ints, moments: Longs) -> tuple[Ints, Longs]:
        """The same rota in the new rows."""
        new_row = np.append(np.argsort(self.duty), -1)
        return new_row[duty[self.task]].astype(np.int32), moments[self.task]


def renamed(problem: Problem, seed: int) -> Renamed:
    """Units, carers and groups shuffled, tasks and duties with them."""
    rng = np.random.default_rng(seed)
    order = {
        "unit": rng.permutation(len(problem.unit_group)),
        "carer": rng.permutation(len(problem.carer_rest)),
        "group": rng.permutation(len(problem.group_face)),
    }
    offset = problem.unit_offset
    order["task"] = np.concatenate([np.arange(offset[u], offset[u + 1]) for u in order["unit"]])
    order["duty"] = np.concatenate(
        [np.flatnonzero(problem.duty_carer == carer) for carer in order["carer"]]
    )
    moved = {
        name: value[order[name.split("_")[0]]]
        for name, value in problem.arrays().items()
        if name.split("_")[0] in order and name != "unit_offset"
    }
    moved |= _references(problem, moved, order)
    return Renamed(having(problem, **moved), order["task"], order["duty"])


MOMENTS = (
    *("step_start", "task_earliest", "task_latest", "task_preferred", "task_again_from"),
    *("task_again_to", "unit_reference_start", "duty_start", "duty_end", "duty_due"),
    *("duty_night_start", "duty_night_end", "carer_last_end"),
)


def later_by(problem: Problem, seconds: int) -> Problem:
    """The same problem with every moment moved; what is never or forever stays so."""
    given = problem.arrays()
    moved = {
        name: np.where(np.isin(given[name], (NEVER, FOREVER)), given[name], given[name] + seconds)
        for name in MOMENTS
    }
    edges = {name: getattr(problem, name) + seconds for name in ("block_start", "block_end")}
    return having(problem, **moved, **edges)


def _references(
    problem: Problem, moved: dict[str, np.ndarray], order: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Everything that names a row, or has carers or groups along an axis."""
    carer, task = np.argsort(order["carer"]), np.argsort(order["task"])
    group = np.append(np.argsort(order["group"]), -1)
    return {
        "unit_offset": np.append(0, np.cumsum(np.diff(problem.unit_offset)[order["unit"]])),
        "unit_group": group[moved["unit_group"]],
        "unit_reference": np.append(carer, -1)[moved["unit_reference"]],
        "duty_carer": carer[moved["duty_carer"]],
        "link_first": task[problem.link_first],
        "link_second": task[problem.link_second],
        "allowed": problem.allowed[:, order["carer"]],
        "dislike": problem.dislike[:, order["carer"]],
        "join": problem.join[order["group"]][:, order["carer"]],
        "in_window": problem.in_window[order["group"]][:, order["carer"]],
    }
