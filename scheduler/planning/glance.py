"""A search under way at a glance: figures cheap enough to be told with every better rota.

What is told of a finished rota is measured (``scheduler.measures``); this is not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scheduler.domain.units import HOUR, Seconds
from scheduler.formulate import Formulation
from solver.exact.effort import Effort
from solver.exact.fewest_left_out import fewest_left_out
from solver.exact.peaks import demand
from solver.exact.possible import may_make
from solver.exact.teams import fewest_faces
from solver.model import Longs, Solution

FULL_SPEED = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Some figures of one rota.

    Parameters
    ----------
    travel_h
        Hours between visits, without parking and time to spare.
    known_share
        Of the parts of visits that somebody makes, those made by a carer whom the client has met
        in the history or who is of the team; 0 where nothing is made.
    """

    travel_h: float
    known_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """What no rota of the week can do better.

    Parameters
    ----------
    left_out
        Visits nobody makes.
    faces
        Mean number of carers a client sees, where every visit is made.
    """

    left_out: int
    faces: float


class Glances:
    """Looks at rotas of one week."""

    def __init__(self, formulation: Formulation) -> None:
        self._problem = formulation.problem
        self._known = _known(formulation)

    def of(self, solution: Solution) -> Glance:
        """The figures of one."""
        problem = self._problem
        made = np.flatnonzero(solution.duty >= 0)
        unit = np.repeat(np.arange(len(problem.unit_group)), np.diff(problem.unit_offset))
        carer = problem.duty_carer[solution.duty[made]]
        known = self._known[problem.unit_group[unit[made]], carer]
        return Glance(
            travel_h=round(self._travel(solution, made) / HOUR, 2),
            known_share=round(float(known.mean()), 4) if len(made) else 0.0,
        )

    def _travel(self, solution: Solution, made: npt.NDArray[np.intp]) -> Seconds:
        """Of every leg between two tasks of a duty, at the speed of the moment it begins."""
        problem = self._problem
        order = made[np.lexsort((solution.start[made], solution.duty[made]))]
        first, then = order[:-1], order[1:]
        same = solution.duty[first] == solution.duty[then]
        first, then = first[same], then[same]
        mode = problem.duty_mode[solution.duty[first]]
        free = problem.drive[mode, problem.task_place_end[first], problem.task_place[then]]
        leaves = solution.start[first] + problem.task_duration[first]
        seconds = 0
        for one in np.unique(mode):
            here = mode == one
            speed = self._speed(int(one), leaves[here])
            seconds += int((free[here].astype(np.int64) * FULL_SPEED // speed).sum())
        return seconds

    def _speed(self, mode: int, moments: Longs) -> Longs:
        """Millionths of free flow at each moment."""
        steps = slice(
            int(self._problem.step_offset[mode]), int(self._problem.step_offset[mode + 1])
        )
        at = np.searchsorted(self._problem.step_start[steps], moments, side="right") - 1
        speed: Longs = self._problem.step_speed[steps][np.maximum(at, 0)]
        return speed


def _known(formulation: Formulation) -> npt.NDArray[np.bool_]:
    """Shape (clients, carers): who has met whom, or is of their team."""
    week, rows = formulation.week, formulation.rows
    known = np.zeros((len(rows.clients), len(rows.carers)), dtype=np.bool_)
    pairs = [(past.client, past.carer) for past in week.history]
    pairs += [(client.id, carer) for client in week.clients for carer in client.team]
    pairs += [(one.id, one.main_carer) for one in week.clients if one.main_carer is not None]
    for client, carer in set(pairs):
        if client in rows.clients and carer in rows.carers:
            known[rows.clients.row(client), rows.carers.row(carer)] = True
    return known


def least_of(formulation: Formulation) -> Least:
    """What no rota can do better, as far as it is known without a search of its own.

    A second or a few for a week of 1,800 visits; the proof that goes with a finished rota
    (``scheduler.planning.proven``) says more.
    """
    problem = formulation.problem
    wanted = demand(problem)
    left = fewest_left_out(problem, wanted, Effort(0.0))
    teams = fewest_faces(problem, wanted, may_make(problem), Effort(0.0))
    visited = len(np.unique(problem.unit_group[problem.unit_group >= 0]))
    return Least(left_out=left.units, faces=round(float(teams.sum()) / max(1, visited), 3))
