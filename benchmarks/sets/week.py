"""The set ``week``: home-care days and weeks in the format homecare-peers-1.

Objective of the set, in half points: travel, half the deviation beyond the grace, each
carer of a client beyond the first, hours above contract, and care left out. Points here are
twice the set's seconds, so that every price is whole; a client's first carer is charged too
and taken off again in ``objective``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.sets.defaults import ints, longs, problem_with
from benchmarks.sets.instance import Answer, Verdict, in_short
from solver.model import Problem, Solution
from solver.result import Progress

A_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekInstance:
    """One instance, its Problem, and what its rows stand for."""

    name: str
    given: dict[str, Any]
    duties: tuple[tuple[int, dict[str, Any]], ...]
    problem: Problem

    def objective(self, solution: Solution) -> float:
        """The set's own objective, as its judge computes it."""
        made = solution.duty[self.problem.unit_offset[:-1]] >= 0
        served = len(np.unique(self.problem.unit_group[made]))
        return self._less_first_carers(solution.cost, served)

    def at_most(self, progress: Progress) -> float:
        """What the objective is no greater than: each visit left out may be a whole client."""
        clients = len(np.unique(self.problem.unit_group))
        return self._less_first_carers(progress.cost, max(0, clients - progress.left_out))

    def at_least(self, cost: tuple[int, ...]) -> float | None:
        """At most every client has a first carer who is not charged."""
        return max(0.0, self._less_first_carers(cost, len(np.unique(self.problem.unit_group))))

    def answer(self, solution: Solution) -> Answer:
        """The solution in the set's own format."""
        tours: dict[int, list[dict[str, int]]] = {}
        unit_of_task = np.repeat(
            np.arange(len(self.given["visits"])), np.diff(self.problem.unit_offset)
        )
        for task in np.argsort(solution.start, kind="stable"):
            if solution.duty[task] < 0:
                continue
            visit = self.given["visits"][unit_of_task[task]]
            start = int(solution.start[task]) - visit["day"] * A_DAY
            tours.setdefault(int(solution.duty[task]), []).append(
                {"visit": visit["id"], "start": start}
            )
        return {
            "solver": "carerota",
            "tours": [
                {
                    "carer": self.given["carers"][self.duties[row][0]]["id"],
                    "shift": self.duties[row][1]["id"],
                    "stops": stops,
                }
                for row, stops in sorted(tours.items())
            ],
        }

    def _less_first_carers(self, cost: tuple[int, ...], served: int) -> float:
        """Half of ``cost``, without the charge for the first carer of ``served`` clients."""
        return float(cost[0] / 2 - self.given["weights"]["extra_carer"] * served)


def verdict(said: dict[str, Any], _given: dict[str, Any], _answer: Answer) -> Verdict:
    """What the set's judge printed, as a verdict."""
    return Verdict(
        accepted=said["feasible"],
        objective=said["objective"],
        unassigned=said["unassigned"],
        text=in_short([f"{rule} {times} times" for rule, times in said["hard"].items()]),
    )


def instance_of(name: str, given: dict[str, Any]) -> WeekInstance:
    """The instance that a file of this name and content holds."""
    duties = tuple(
        (row, shift)
        for row, carer in enumerate(given["carers"])
        for shift in sorted(carer["shifts"], key=lambda one: (one["day"], one["start"]))
    )
    problem = problem_with(
        drive=ints([given["travel_seconds"]]),
        travel=2 * given["weights"]["travel_per_s"],
        commute=2 * given["weights"]["travel_per_s"],
        long_week=2 * given["weights"]["over_contract_per_s"],
        **_visits(given),
        **_shifts(given, duties),
    )
    return WeekInstance(name=name, given=given, duties=duties, problem=problem)


def _visits(given: dict[str, Any]) -> dict[str, Any]:
    visits, weights, carers = given["visits"], given["weights"], given["carers"]
    needs = sorted({tuple(sorted(visit["skills"])) for visit in visits})
    parts = [(visit, part) for visit in visits for part in range(visit["carers"])]
    first = np.array([part == 0 for _, part in parts])
    rate = longs(np.where(first, round(2 * weights["deviation_per_s"]), 0))
    second = np.flatnonzero(~first)
    groups = max(visit["client"] for visit in visits) + 1
    return {
        "task_place": ints([visit["loc"] for visit, _ in parts]),
        "task_duration": longs([visit["duration"] for visit, _ in parts]),
        **{
            f"task_{ours}": longs([visit["day"] * A_DAY + visit[theirs] for visit, _ in parts])
            for ours, theirs in (
                ("earliest", "win_start"),
                ("latest", "win_end"),
                ("preferred", "pref_start"),
            )
        },
        "task_grace": longs([weights["deviation_grace_s"]] * len(parts)),
        "task_late": rate,
        "task_early": rate,
        "task_pair": ints([needs.index(tuple(sorted(visit["skills"]))) for visit, _ in parts]),
        "unit_offset": ints(np.cumsum([0, *(visit["carers"] for visit in visits)])),
        "unit_group": ints([visit["client"] for visit in visits]),
        "unit_left_out": longs(
            [
                2 * weights["unassigned_per_s"] * visit["duration"] * visit["carers"]
                for visit in visits
            ]
        ),
        "link_first": ints(second - 1),
        "link_second": ints(second),
        "link_least": longs(np.zeros(len(second))),
        "link_most": longs(np.zeros(len(second))),
        "allowed": np.array(
            [[set(need) <= set(carer["skills"]) for carer in carers] for need in needs],
            dtype=np.uint8,
        ),
        "group_face": longs([2 * weights["extra_carer"]] * groups),
        "block_end": (max(visit["day"] for visit in visits) + 1) * A_DAY,
    }


def _shifts(
    given: dict[str, Any], duties: tuple[tuple[int, dict[str, Any]], ...]
) -> dict[str, Any]:
    carers = given["carers"]
    home = ints([carers[row]["home"] for row, _ in duties])
    return {
        "duty_carer": ints([row for row, _ in duties]),
        "duty_day": ints([shift["day"] for _, shift in duties]),
        "duty_start": longs([shift["day"] * A_DAY + shift["start"] for _, shift in duties]),
        "duty_end": longs([shift["day"] * A_DAY + shift["end"] for _, shift in duties]),
        "duty_start_place": home,
        "duty_end_place": home,
        "carer_most_work": longs([carer["max_s"] for carer in carers]),
        "carer_warn_work": longs([carer["contract_s"] for carer in carers]),
    }
