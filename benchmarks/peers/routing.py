"""OR-Tools routing, day by day, with prices learnt from the plan so far.

Native: each spell a vehicle with home, shift, most hours and priced overtime; two-sided prices of
deviation; care left out; skills; one client's visits in one spell (a soft wish) where no team is
known yet and there is time for it, a further face as a price of the way where one is. Not
native: hours of two spells together (shared out between them). Double-ups can be told (equal
starts), but are pinned as for the others: told, the local search left most of a week's
double-ups out, as it would have to place two parts in one step.

Settings: guided local search, as the library's guide advises. The first rounds are by local
cheapest insertion: on 500 visits better after 40 s than the parallel one, while the cheapest arc
left 119 visits out (measured November 2026). More passes than one need time: the search makes
some ten steps a second on 500 visits. Prices are doubled, so that half a second is whole.

References
----------
.. [1] https://developers.google.com/optimization/routing/routing_options
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.peers.care import Given, Rounds, Row, Spell, care_of
from benchmarks.peers.days import A_DAY, Day, Effort, day_by_day, seconds_a_visit
from benchmarks.peers.parts import Part, parts_of, without_one
from benchmarks.peers.repair import answered
from benchmarks.peers.ways import UNABLE, Ways, ways_of

SOLVER = "OR-Tools routing, day by day"
SCALE = 2
PASSES = (0.2,) * 5
SECONDS_FOR_PASSES = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    """Nodes are homes of the carers, then parts."""

    asked: Day
    parts: list[Part]
    ways: Ways
    manager: Any
    routing: Any
    times: Any

    def index(self, part: int) -> int:
        """The library's index of a part."""
        return int(self.manager.NodeToIndex(len(self.ways.carers) + part))

    def indices(self) -> dict[int, list[int]]:
        """The library's indices of each visit's parts."""
        found: dict[int, list[int]] = defaultdict(list)
        for row, part in enumerate(self.parts):
            found[part.visit].append(self.index(row))
        return found


def available() -> str | None:
    """Why OR-Tools cannot run here; ``None`` if it can."""
    return None if find_spec("ortools") else "the library ortools is not installed"


def solve(given: Given, seconds: float, threads: int, seed: int) -> Row:
    """The set's answer after about ``seconds``; the routing library runs on one thread."""
    care = care_of(given)
    effort = Effort(seconds=seconds, threads=threads, seed=seed)
    if seconds_a_visit(care, effort) < SECONDS_FOR_PASSES:
        return answered(care, day_by_day(care, solve_day, effort), SOLVER)
    return answered(care, day_by_day(care, _solve_with_wishes, effort, PASSES), SOLVER)


def solve_day(asked: Day) -> Rounds:
    """Rounds of one day."""
    return _solved(_told(asked))


def _solve_with_wishes(asked: Day) -> Rounds:
    """Rounds of one day; clients without a team wish for one spell, which slows the search."""
    model = _told(asked)
    _tell_clients(model)
    return _solved(model)


def _told(asked: Day) -> _Model:
    model = _model(asked)
    for vehicle, spell in enumerate(asked.spells):
        _tell_spell(model, vehicle, spell)
    for row, part in enumerate(model.parts):
        _tell_part(model, row, part)
    return model


def _model(asked: Day) -> _Model:
    from ortools.constraint_solver import pywrapcp

    parts = [_free(asked, part) for part in parts_of(asked)]
    ways = ways_of(asked, parts)
    ends = [ways.carers.index(carer) for carer, _ in asked.spells]
    nodes = len(ways.carers) + len(parts)
    manager = pywrapcp.RoutingIndexManager(nodes, len(ends), ends, ends)
    routing = pywrapcp.RoutingModel(manager)
    legs = _by_node(ways, ways.legs)
    care_s = [0] * len(ways.carers) + [asked.care.visits[part.visit]["duration"] for part in parts]
    onward = legs + np.array(care_s)[:, None]
    transit = routing.RegisterTransitMatrix(onward.tolist())
    routing.AddDimension(transit, A_DAY, A_DAY, False, "time")
    for row in range(len(ways.carers)):
        door = np.where(ways.doors[:, row] >= UNABLE, 0, ways.doors[:, row])
        way = round(asked.care.weights["travel_per_s"]) * ways.legs + door[None, :]
        cost = routing.RegisterTransitMatrix((SCALE * _by_node(ways, way)).tolist())
        for vehicle in (place for place, end in enumerate(ends) if end == row):
            routing.SetArcCostEvaluatorOfVehicle(cost, vehicle)
    times = routing.GetDimensionOrDie("time")
    return _Model(
        asked=asked, parts=parts, ways=ways, manager=manager, routing=routing, times=times
    )


def _free(asked: Day, part: Part) -> Part:
    """The part with its whole window, unless pinned: deviation has its own price here."""
    row = asked.care.visits[part.visit]
    if row["carers"] > 1:
        return part
    return Part(visit=part.visit, opens=row["win_start"], closes=row["win_end"])


def _by_node(ways: Ways, matrix: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """A matrix of rows as one of nodes: parts that share a row are apart."""
    rows = [*range(len(ways.carers)), *ways.places]
    return matrix[np.ix_(rows, rows)]


def _tell_spell(model: _Model, vehicle: int, spell: Spell) -> None:
    from ortools.constraint_solver import pywrapcp

    asked, shift = model.asked, model.asked.care.shifts[spell]
    for end in (model.routing.Start(vehicle), model.routing.End(vehicle)):
        model.times.CumulVar(end).SetRange(shift["start"], shift["end"])
    price = round(SCALE * asked.care.weights["over_contract_per_s"])
    contract = pywrapcp.BoundCost(asked.contract(spell), price)
    model.times.SetSoftSpanUpperBoundForVehicle(contract, vehicle)
    model.times.SetSpanUpperBoundForVehicle(asked.most(spell), vehicle)


def _tell_part(model: _Model, row: int, part: Part) -> None:
    care, index = model.asked.care, model.index(row)
    preferred, weights = care.visits[part.visit]["pref_start"], care.weights
    grace, price = round(weights["deviation_grace_s"]), round(SCALE * weights["deviation_per_s"])
    model.times.CumulVar(index).SetRange(part.opens, part.closes)
    model.times.SetCumulVarSoftLowerBound(index, preferred - grace, price)
    model.times.SetCumulVarSoftUpperBound(index, preferred + grace, price)
    model.routing.AddDisjunction([index], SCALE * without_one(model.asked, part))
    fits = [
        vehicle for vehicle, spell in enumerate(model.asked.spells) if care.fits(spell, part.visit)
    ]
    model.routing.VehicleVar(index).SetValues([-1, *fits])


def _tell_clients(model: _Model) -> None:
    """Where a client has no team yet, each spell beyond the first costs a further face."""
    asked = model.asked
    price = round(SCALE * asked.care.weights["extra_carer"])
    visits: dict[int, list[int]] = defaultdict(list)
    for visit, indices in model.indices().items():
        visits[asked.care.visits[visit]["client"]] += indices
    for client, indices in visits.items():
        if client not in asked.faces and len(indices) > 1:
            model.routing.AddSoftSameVehicleConstraint(indices, price)


def _solved(model: _Model) -> Rounds:
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    routing, asked = model.routing, model.asked
    settings = pywrapcp.DefaultRoutingSearchParameters()
    first, local = (
        routing_enums_pb2.FirstSolutionStrategy,
        routing_enums_pb2.LocalSearchMetaheuristic,
    )
    settings.first_solution_strategy = first.LOCAL_CHEAPEST_INSERTION
    settings.local_search_metaheuristic = local.GUIDED_LOCAL_SEARCH
    # From given rounds the library searches twice, each time up to the limit.
    share = 0.5 if asked.before else 1.0
    settings.time_limit.FromMilliseconds(round(1000 * share * asked.effort.seconds))
    routing.solver().ReSeed(asked.effort.seed)
    routing.CloseModelWithParameters(settings)
    before = _before(model)
    if before is None:
        found = routing.SolveWithParameters(settings)
    else:
        found = routing.SolveFromAssignmentWithParameters(before, settings)
    return {} if found is None else _read(model, found)


def _before(model: _Model) -> Any:
    """The rounds of the pass before, where the library accepts them; else ``None``."""
    if not model.asked.before:
        return None
    free = model.indices()
    rounds = [
        [free[visit].pop() for visit in model.asked.before.get(spell, [])]
        for spell in model.asked.spells
    ]
    return model.routing.ReadAssignmentFromRoutes(rounds, True)


def _read(model: _Model, found: Any) -> Rounds:
    routing, homes = model.routing, len(model.ways.carers)
    rounds: Rounds = {}
    for vehicle, spell in enumerate(model.asked.spells):
        at, stops = found.Value(routing.NextVar(routing.Start(vehicle))), []
        while not routing.IsEnd(at):
            stops.append(model.parts[model.manager.IndexToNode(at) - homes].visit)
            at = found.Value(routing.NextVar(at))
        rounds[spell] = stops
    return rounds
