"""CP-SAT, one model of a day; a week day by day, in two passes.

All of the objective is in the model, and all that is hard. To keep it small, a part is followed
by one of a few that suit its time and place best. Left to itself the solver made 19 of 108 parts
in 20 s on one core, so it begins from first rounds, as hints.

References
----------
.. [1] https://developers.google.com/optimization/cp/cp_solver
"""

from __future__ import annotations

import time
from dataclasses import replace
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

from benchmarks.peers import routing
from benchmarks.peers.care import Given, Rounds, Row, care_of
from benchmarks.peers.cpsat.model import Model, Part, model_of
from benchmarks.peers.cpsat.rules import add_rules
from benchmarks.peers.days import Day, Effort, day_by_day
from benchmarks.peers.repair import answered, legal

SOLVER = "CP-SAT, one model a day"
PASSES = (0.7, 0.3)
FIRST_ROUNDS = 0.1


def available() -> str | None:
    """Why CP-SAT cannot run here; ``None`` if it can."""
    return None if find_spec("ortools") else "the library ortools is not installed"


def solve(given: Given, seconds: float, threads: int, seed: int) -> Row:
    """The set's answer after about ``seconds``."""
    care = care_of(given)
    effort = Effort(seconds=seconds, threads=threads, seed=seed)
    return answered(care, day_by_day(care, solve_day, effort, PASSES), SOLVER)


def solve_day(asked: Day) -> Rounds:
    """Rounds of one day; those it began from where the time runs out before any others."""
    from ortools.sat.python import cp_model

    begun = time.monotonic()
    if not asked.before:
        asked = _with_first_rounds(asked)
    model = model_of(asked, cp_model.CpModel())
    add_rules(model)
    _hint(model)
    model.cp.minimize(sum(model.cost))
    solver = cp_model.CpSolver()
    left = asked.effort.seconds - (time.monotonic() - begun)
    solver.parameters.max_time_in_seconds = max(0.1, left)
    solver.parameters.num_workers = asked.effort.threads
    solver.parameters.random_seed = asked.effort.seed
    if solver.solve(model.cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return asked.before
    return _read(model, solver)


def _with_first_rounds(asked: Day) -> Day:
    """The day with rounds to begin from, by the same library's routing in a tenth of the time."""
    tenth = replace(asked.effort, seconds=FIRST_ROUNDS * asked.effort.seconds)
    first = routing.solve_day(replace(asked, effort=tenth))
    before, starts = legal(asked.care, first, asked.law)
    return replace(asked, before=before, starts={**asked.starts, **starts})


def _hint(model: Model) -> None:
    """The rounds so far, to go on from."""
    made = _as_parts(model, model.asked.before)
    for (part, spell), makes in model.makes.items():
        stops = made.get(spell, [])
        model.cp.add_hint(makes, part in stops)
        model.cp.add_hint(model.first[part, spell], stops[:1] == [part])
        model.cp.add_hint(model.last[part, spell], stops[-1:] == [part])
    follows = {pair for stops in made.values() for pair in pairwise(stops)}
    for pair, arc in model.arc.items():
        model.cp.add_hint(arc, pair in follows)
    for visit, start in model.start.items():
        preferred = model.asked.care.visits[visit]["pref_start"]
        model.cp.add_hint(start, model.asked.starts.get(visit, preferred))


def _as_parts(model: Model, rounds: Rounds) -> dict[tuple[int, int], list[Part]]:
    free: dict[int, list[Part]] = {}
    for part in model.parts:
        free.setdefault(part[0], []).append(part)
    return {spell: [free[visit].pop() for visit in stops] for spell, stops in rounds.items()}


def _read(model: Model, solver: Any) -> Rounds:
    """Visits of each spell in order of their starts."""
    rounds: Rounds = {spell: [] for spell in model.asked.spells}
    for (part, spell), makes in model.makes.items():
        if solver.boolean_value(makes):
            rounds[spell].append(part[0])
    starts = {visit: solver.value(start) for visit, start in model.start.items()}
    return {
        spell: sorted(stops, key=lambda visit: starts[visit]) for spell, stops in rounds.items()
    }
