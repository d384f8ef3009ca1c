"""The set ``hhcrsp``: one day, clients who need one or two services, no shifts.

Objective of the set: a third each of the distance, of the sum of all lateness, and of the
greatest lateness. Distances have three decimals, so a second here is a thousandth of the
set's unit, and a point is a thousandth of it too: the cost is 3,000 times the objective.

References
----------
.. [1] Mankowska, D. S., Meisel, F., Bierwirth, C. (2014). The home health care routing and
       scheduling problem with interdependent services. Health Care Management Science, 17,
       15-30. https://doi.org/10.1007/s10729-013-9243-1
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Any, TypeAlias

import numpy as np

from benchmarks.sets.defaults import ints, longs, problem_with
from benchmarks.sets.horizon import last_moment
from benchmarks.sets.instance import Answer, Verdict, in_short
from solver.model import Problem, Solution, Term
from solver.result import Progress

FINE = 1000
"""Seconds and points in one of the set's units."""

SHARES = 3
"""Distance, lateness and greatest lateness count a third each."""

MUST = 10_000_000
"""What leaving a client out weighs in the search's energy: more than any lateness avoided."""

Service: TypeAlias = tuple[dict[str, Any], dict[str, Any]]
"""A client and one of the services they need, as the file gives them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HhcrspInstance:
    """One instance, its Problem, and what its rows stand for.

    ``services`` are the tasks in order; ``carers`` the names of the duties in order.
    """

    name: str
    services: tuple[Service, ...]
    carers: tuple[str, ...]
    problem: Problem

    def objective(self, solution: Solution) -> float:
        """The set's own objective of the clients who are visited."""
        return solution.cost[1] / (SHARES * FINE)

    def at_most(self, progress: Progress) -> float:
        """The objective exactly, once nobody is left out."""
        return inf if progress.cost[0] else progress.cost[1] / (SHARES * FINE)

    def at_least(self, cost: tuple[int, ...]) -> float | None:
        """An accepted answer visits everybody, so its cost is of the second tier alone."""
        return None if cost[0] else cost[1] / (SHARES * FINE)

    def answer(self, solution: Solution) -> Answer:
        """The routes; ``arrival_time`` is what this set calls the start of a service."""
        routes: list[list[dict[str, Any]]] = [[] for _ in self.carers]
        for task in np.argsort(solution.start, kind="stable"):
            if (row := int(solution.duty[task])) < 0:
                continue
            client, service = self.services[task]
            start = int(solution.start[task])
            end = start + int(self.problem.task_duration[task])
            routes[row].append(
                {
                    "patient": client["id"],
                    "service": service["service"],
                    "arrival_time": start / FINE,
                    "departure_time": end / FINE,
                }
            )
        return {
            "routes": [
                {"caregiver_id": carer, "locations": stops}
                for carer, stops in zip(self.carers, routes, strict=True)
            ]
        }


def verdict(said: dict[str, Any], _given: dict[str, Any], _answer: Answer) -> Verdict:
    """What the set's judge printed, as a verdict."""
    value, errors = said["value"], said["errors"]
    return Verdict(
        accepted=said["feasible"],
        objective=value["cost"] if value else None,
        unassigned=sum(error.endswith("not done") for error in errors),
        text=in_short(errors),
    )


def instance_of(name: str, given: dict[str, Any]) -> HhcrspInstance:
    """The instance that a file of this name and content holds."""
    clients = given["patients"]
    services = tuple((client, one) for client in clients for one in client["required_caregivers"])
    drive = ints(np.rint(FINE * np.array([given["distances"]])))
    tasks = _tasks(given, services)
    links = _links(clients)
    begins, lasts = tasks["task_earliest"], tasks["task_duration"]
    latest = last_moment(begins, lasts, drive, links["link_least"])
    problem = problem_with(
        drive=drive,
        travel=1,
        commute=1,
        greatest_late=1,
        tier_of_term=ints(np.ones(len(Term))),
        tiers=2,
        guide=longs([MUST, 1]),
        block_end=latest,
        task_latest=longs(np.full(len(services), latest)),
        **tasks,
        **_units(clients),
        **links,
        **_duties(len(given["caregivers"]), latest),
    )
    carers = tuple(carer["id"] for carer in given["caregivers"])
    return HhcrspInstance(name=name, services=services, carers=carers, problem=problem)


def _tasks(given: dict[str, Any], services: tuple[Service, ...]) -> dict[str, Any]:
    """A task for each service; places are the office, then the clients in their order."""
    usual = {service["id"]: service.get("default_duration") for service in given["services"]}
    place = {client["id"]: row for row, client in enumerate(given["patients"], start=1)}
    kinds = sorted(usual)
    windows = _fine([client["time_window"] for client, _ in services]).reshape(-1, 2)
    return {
        "task_place": ints([place[client["id"]] for client, _ in services]),
        "task_duration": _fine([_length(one, usual[one["service"]]) for _, one in services]),
        "task_earliest": longs(windows[:, 0]),
        "task_preferred": longs(windows[:, 0]),
        "task_grace": longs(windows[:, 1] - windows[:, 0]),
        "task_late": longs(np.ones(len(services))),
        "task_pair": ints([kinds.index(one["service"]) for _, one in services]),
        "allowed": np.array(
            [[kind in carer["abilities"] for carer in given["caregivers"]] for kind in kinds],
            dtype=np.uint8,
        ),
    }


def _length(service: dict[str, Any], usual: float | None) -> float:
    own = service.get("duration")
    length = usual if own is None else own
    if length is None:
        raise ValueError(f"service {service['service']} has no duration")
    return float(length)


def _units(clients: list[dict[str, Any]]) -> dict[str, Any]:
    """A unit for each client; to leave one out costs a point of the first tier."""
    return {
        "unit_offset": ints(np.cumsum([0, *(len(one["required_caregivers"]) for one in clients)])),
        "unit_group": ints([-1] * len(clients)),
        "unit_left_out": longs(np.ones(len(clients))),
    }


def _links(clients: list[dict[str, Any]]) -> dict[str, Any]:
    """Two services of one client: at once, or so far apart, start to start."""
    sizes = [len(client["required_caregivers"]) for client in clients]
    if any(size not in (1, 2) for size in sizes):
        raise ValueError("a client needs other than one or two services")
    first = np.cumsum([0, *sizes])[:-1][np.array(sizes) == 2]
    two = [client for client, size in zip(clients, sizes, strict=True) if size == 2]
    bounds = _fine([_apart(client["synchronization"]) for client in two]).reshape(-1, 2)
    return {
        "link_first": ints(first),
        "link_second": ints(first + 1),
        "link_least": longs(bounds[:, 0]),
        "link_most": longs(bounds[:, 1]),
    }


def _apart(how: dict[str, Any]) -> list[float]:
    return [0.0, 0.0] if how["type"] == "simultaneous" else how["distance"]


def _duties(carers: int, end: int) -> dict[str, Any]:
    """Everybody leaves the office at 0 and comes back when they are done."""
    return {
        "duty_carer": ints(range(carers)),
        "duty_day": ints(np.zeros(carers)),
        "duty_start": longs(np.zeros(carers)),
        "duty_end": longs([end] * carers),
        "duty_start_place": ints(np.zeros(carers)),
        "duty_end_place": ints(np.zeros(carers)),
    }


def _fine(values: Any) -> Any:
    """The set's figures in whole thousandths."""
    return longs(np.rint(FINE * np.array(values, dtype=float)))
