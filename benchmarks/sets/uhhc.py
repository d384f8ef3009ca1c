"""The set ``uhhc``: one day with meal breaks, two windows, wishes and clients who may wait.

Objective of the set: up to nine components with a weight each, read from the file; a
component may instead be hard, or absent. Clients the file does not call optional must be
visited: that, and whatever is hard, makes the first tier here, and everything else the
second, whose points are 60 times the objective.

Durations are kept to the minute. The set would also take a longer service or meal break,
which hides waiting: no carer is asked to eat for an hour to look busy.

References
----------
.. [1] Ceschia, S., Da Ros, F., Di Gaspero, L., Mancini, S., Maniezzo, V., Montemanni, R.,
       Rosati, R. M., Schaerf, A. (2026). A unified formulation for home healthcare routing
       and scheduling problems. International Transactions in Operational Research.
       https://doi.org/10.1111/itor.70140
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np

from benchmarks.sets.instance import Answer, Verdict, in_short
from benchmarks.sets.uhhc_rows import MINUTE, Day, problem_of
from benchmarks.sets.uhhc_weights import COST_TIER, HARD_TIER
from solver.model import Problem, Solution
from solver.result import Progress
from solver.score.legs import NOWHERE
from solver.score.schedule import tours
from solver.score.ways import ways

MEAL = "lunch_break"


@dataclass(frozen=True, slots=True, kw_only=True)
class UhhcInstance:
    """One instance, its Problem, and what its rows stand for."""

    name: str
    day: Day
    problem: Problem

    def objective(self, solution: Solution) -> float:
        """The set's own objective; it charges a client who must be visited like any other."""
        missed = solution.duty[self.problem.unit_offset[:-1]] < 0
        must = self.problem.unit_left_out_tier == HARD_TIER
        clients = int(np.count_nonzero((missed & must)[: len(self.day.clients)]))
        charged = clients * self.day.weights.soft("optional_patients")
        return solution.cost[COST_TIER] / MINUTE + charged

    def at_most(self, progress: Progress) -> float:
        """The objective exactly, once all that must be is done."""
        return inf if progress.cost[HARD_TIER] else progress.cost[COST_TIER] / MINUTE

    def at_least(self, cost: tuple[int, ...]) -> float | None:
        """Of an answer in which all that must be is done."""
        return None if cost[HARD_TIER] else cost[COST_TIER] / MINUTE

    def answer(self, solution: Solution) -> Answer:
        """The routes; ``arrival_time`` is what this set calls the start of a service."""
        made = tours(self.problem, solution.duty, solution.start)
        return {
            "routes": [
                {"caregiver_id": carer["id"], "locations": self._stops(row, made, solution)}
                for row, carer in enumerate(self.day.carers)
            ]
        }

    def _stops(
        self, row: int, made: Mapping[int, list[int]], solution: Solution
    ) -> list[dict[str, Any]]:
        """The stops of a carer, in the order of their tasks."""
        tour = made.get(row, [])
        where = self._where(row, tour, solution)
        return [self._stop(task, at, solution) for task, at in zip(tour, where, strict=True)]

    def _stop(self, task: int, where: str, solution: Solution) -> dict[str, Any]:
        start = int(solution.start[task])
        end = start + int(self.problem.task_duration[task])
        is_meal = task >= len(self.day.services)
        service = MEAL if is_meal else self.day.services[task][1]["service"]
        times = {"arrival_time": start // MINUTE, "departure_time": end // MINUTE}
        return {"patient": where, "service": service, **times}

    def _where(self, row: int, tour: list[int], solution: Solution) -> list[str]:
        """At whom each task is made; of a meal break, at whom the carer has it.

        At the client they go to next, if there is time to travel first; else at the last one,
        or before the first at the departing point: its name stands for it.
        """
        found, here = [], str(self.day.carers[row]["departing_point"])
        clients = [str(client["id"]) for client, _ in self.day.services]
        for at, way in enumerate(ways(self.problem, row, tour, solution.start)):
            if way.there != NOWHERE:
                is_meal = tour[at] >= len(clients)
                here = clients[tour[at + 1] if is_meal else tour[at]]
            found.append(here)
        return found


def verdict(said: dict[str, Any], given: dict[str, Any], answer: Answer) -> Verdict:
    """What the set's judge printed, as a verdict.

    Where optional clients have a price the judge charges it for any client, so that those
    who must be visited are looked for here.
    """
    missed = [f"patient {client} must be visited" for client in _missed(given, answer)]
    return Verdict(
        accepted=said["feasible"] and not missed,
        objective=said["value"]["objective"],
        unassigned=said["value"]["raw"]["optional_patients"],
        text=in_short([*said["errors"], *missed]),
    )


def _missed(given: dict[str, Any], answer: Answer) -> list[str]:
    """Clients who must be visited and are not."""
    stops = [stop for route in answer["routes"] for stop in route["locations"]]
    visited = {stop["patient"] for stop in stops if stop["service"] != MEAL}
    must = [client["id"] for client in given["patients"] if not client.get("optional")]
    return [client for client in must if client not in visited]


def instance_of(name: str, given: dict[str, Any]) -> UhhcInstance:
    """The instance that a file of this name and content holds."""
    day = Day(given)
    return UhhcInstance(name=name, day=day, problem=problem_of(day))
