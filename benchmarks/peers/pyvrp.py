"""PyVRP, day by day, in three passes.

Native: each spell a vehicle type with home, shift, most hours and priced overtime; care left out
as a lost prize; skills and further faces as distances of each carer's own profile. Not native:
deviation and double-ups (see ``parts``), hours of two spells together (shared by length).
Settings: the library's defaults, as its authors advise.

References
----------
.. [1] Wouda, N. A., Lan, L., Kool, W. (2024). PyVRP: A High-Performance VRP Solver Package.
       *INFORMS Journal on Computing*, 36(4), 943-955. https://doi.org/10.1287/ijoc.2023.0055
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import numpy as np

from benchmarks.peers.care import Given, Rounds, Row, care_of
from benchmarks.peers.days import Day, Effort, day_by_day
from benchmarks.peers.parts import Part, parts_of, without_one
from benchmarks.peers.repair import answered
from benchmarks.peers.ways import Ways, ways_of

SOLVER = "PyVRP, day by day"
PASSES = (0.5, 0.25, 0.25)


def available() -> str | None:
    """Why PyVRP cannot run here; ``None`` if it can."""
    return None if find_spec("pyvrp") else "the library pyvrp is not installed"


def solve(given: Given, seconds: float, threads: int, seed: int) -> Row:
    """The set's answer after about ``seconds``; PyVRP runs on one thread."""
    care = care_of(given)
    effort = Effort(seconds=seconds, threads=threads, seed=seed)
    return answered(care, day_by_day(care, solve_day, effort, PASSES), SOLVER)


def solve_day(asked: Day) -> Rounds:
    """Rounds of one day."""
    import pyvrp
    from pyvrp.stop import MaxRuntime

    parts = parts_of(asked)
    data = _data(asked, parts, ways_of(asked, parts))
    found = pyvrp.solve(
        data,
        MaxRuntime(asked.effort.seconds),
        seed=asked.effort.seed,
        collect_stats=False,
        initial_solution=_first(asked, parts, data),
    )
    return {
        asked.spells[route.vehicle_type()]: [
            parts[stop.idx].visit for stop in route.schedule() if stop.is_client()
        ]
        for route in found.best.routes()
    }


def _data(asked: Day, parts: list[Part], ways: Ways) -> Any:
    import pyvrp

    care = asked.care
    clients = [
        pyvrp.Client(
            location=place,
            service_duration=care.visits[part.visit]["duration"],
            tw_early=part.opens,
            tw_late=part.closes,
            prize=without_one(asked, part),
            required=False,
        )
        for part, place in zip(parts, ways.places, strict=True)
    ]
    legs: Any = np.array(ways.legs)
    priced: Any = [ways.priced(row) for row in range(len(ways.carers))]
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0)] * len(legs),
        clients=clients,
        depots=[pyvrp.Depot(row) for row in range(len(ways.carers))],
        vehicle_types=[_vehicle(asked, spell, ways) for spell in asked.spells],
        distance_matrices=priced,
        duration_matrices=[legs] * len(ways.carers),
    )


def _vehicle(asked: Day, spell: tuple[int, int], ways: Ways) -> Any:
    import pyvrp

    row, shift = ways.carers.index(spell[0]), asked.care.shifts[spell]
    return pyvrp.VehicleType(
        start_depot=row,
        end_depot=row,
        profile=row,
        tw_early=shift["start"],
        tw_late=shift["end"],
        shift_duration=asked.contract(spell),
        max_overtime=max(0, asked.most(spell) - asked.contract(spell)),
        unit_distance_cost=round(asked.care.weights["travel_per_s"]),
        unit_overtime_cost=round(asked.care.weights["over_contract_per_s"]),
    )


def _first(asked: Day, parts: list[Part], data: Any) -> Any:
    """The rounds of the pass before, to go on from; ``None`` in the first."""
    import pyvrp

    if not asked.before:
        return None
    free: dict[int, list[int]] = {}
    for row, part in enumerate(parts):
        free.setdefault(part.visit, []).append(row)
    routes = [
        pyvrp.Route(data, [free[visit].pop() for visit in asked.before[spell]], row)
        for row, spell in enumerate(asked.spells)
        if asked.before.get(spell)
    ]
    return pyvrp.Solution(data, routes)
