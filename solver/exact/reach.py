"""Which places each duty can reach at all, by legs none of which is too long.

Optimistic on purpose: time does not count, and the carer may call anywhere on the way. So a
place that is out of reach here is out of reach in every answer.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from solver.model import UNREACHABLE, Longs, Problem

Grid = npt.NDArray[np.bool_]


def reachable(problem: Problem) -> Grid:
    """Whether a duty can come to a place and home again, keeping to the longest legs.

    Returns
    -------
    within : shape (D, P)
    """
    limit = np.maximum(problem.place_extra[:, None], problem.place_extra[None, :])
    found: dict[tuple[int, int, int], Grid] = {}
    rows = []
    for ends in zip(
        problem.duty_mode.tolist(),
        problem.duty_start_place.tolist(),
        problem.duty_end_place.tolist(),
        strict=True,
    ):
        if ends not in found:
            found[ends] = _within(problem, limit, *ends)
        rows.append(found[ends])
    return np.array(rows, dtype=np.bool_).reshape(len(rows), len(problem.place_extra))


def _within(problem: Problem, limit: Longs, mode: int, begins: int, ends: int) -> Grid:
    """Shape (P,): places on some way from one end of a duty to the other."""
    drive = problem.drive[mode]
    leg = (drive <= problem.leg_limit[mode] + limit) & (drive < UNREACHABLE)
    # Who is taken somewhere in care is there afterwards, however long the way.
    escorts = problem.task_place >= 0
    leg[problem.task_place[escorts], problem.task_place_end[escorts]] = True
    commute = (drive <= problem.commute_limit[mode] + limit) & (drive < UNREACHABLE)
    anywhere = np.ones(len(drive), dtype=np.bool_)
    first = anywhere if begins < 0 else commute[begins]
    last = anywhere if ends < 0 else commute[:, ends]
    within: Grid = _spread(first, leg) & _spread(last, leg.T)
    return within


def _spread(known: Grid, leg: Grid) -> Grid:
    """Places reached from ``known`` by any number of legs."""
    reached = known.copy()
    while True:
        more = reached | leg[reached].any(axis=0)
        if (more == reached).all():
            return reached
        reached = more
