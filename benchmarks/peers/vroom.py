"""VROOM, day by day, through pyvroom.

Native: each spell a vehicle with home, shift and skills; travel and further faces as the costs
of each carer's own profile; priorities by the care that would be left out. Not native: deviation
and double-ups (see ``parts``), hours under contract. Most hours are told as a break as long as
the part of a shift that is not to be worked. VROOM stops by itself, so what is left of the time
goes into further passes, in which visits may move more or less far.

Settings: exploration level 5, the most thorough.

References
----------
.. [1] https://github.com/VROOM-Project/vroom
"""

from __future__ import annotations

from datetime import timedelta
from importlib.util import find_spec
from typing import Any

import numpy as np

from benchmarks.peers.care import Given, Rounds, Row, Spell, care_of
from benchmarks.peers.days import Day, Effort, day_by_day, seconds_a_visit
from benchmarks.peers.parts import Part, parts_of, without_one
from benchmarks.peers.repair import answered
from benchmarks.peers.ways import UNABLE, Ways, ways_of

SOLVER = "VROOM, day by day"
MOST_THOROUGH = 5
HIGHEST_PRIORITY = 100
PASSES = ((0.25, (0.5, *(0.05,) * 10)), (0.05, (0.5, 0.5)), (0.0, (1.0,)))
NEAR_S = (1_800, 5_400, 2_700, 7_200, 900)


def available() -> str | None:
    """Why VROOM cannot run here; ``None`` if it can."""
    return None if find_spec("vroom") else "the library pyvroom is not installed"


def solve(given: Given, seconds: float, threads: int, seed: int) -> Row:
    """The set's answer after at most about ``seconds``; VROOM knows no seed."""
    care = care_of(given)
    effort = Effort(seconds=seconds, threads=threads, seed=seed)
    time = seconds_a_visit(care, effort)
    passes = next(passes for least, passes in PASSES if time >= least)
    return answered(care, day_by_day(care, solve_day, effort, passes), SOLVER)


def solve_day(asked: Day) -> Rounds:
    """Rounds of one day."""
    parts = parts_of(asked, NEAR_S[asked.attempt % len(NEAR_S)])
    found = _problem(asked, parts).solve(
        exploration_level=MOST_THOROUGH,
        nb_threads=asked.effort.threads,
        timeout=timedelta(seconds=asked.effort.seconds),
    )
    rounds: Rounds = {}
    for stop in found.routes.to_dict("records"):
        if stop["type"] == "job":
            spell = asked.spells[int(stop["vehicle_id"])]
            rounds.setdefault(spell, []).append(parts[int(stop["id"])].visit)
    return rounds


def _problem(asked: Day, parts: list[Part]) -> Any:
    import vroom

    ways = ways_of(asked, parts)
    problem = vroom.Input()
    for row in range(len(ways.carers)):
        problem.set_durations_matrix(str(row), ways.legs)
        problem.set_costs_matrix(str(row), _costs(ways, row))
    for row, spell in enumerate(asked.spells):
        problem.add_vehicle(_vehicle(asked, ways, row, spell))
    most = max(without_one(asked, part) for part in parts)
    for row, part in enumerate(parts):
        visit = asked.care.visits[part.visit]
        job = vroom.Job(
            row,
            location=ways.places[row],
            default_service=visit["duration"],
            skills=_skills(asked, visit["skills"]),
            priority=round(HIGHEST_PRIORITY * without_one(asked, part) / most),
            time_windows=[(part.opens, part.closes)],
        )
        problem.add_job(job)
    return problem


def _costs(ways: Ways, carer: int) -> Any:
    """What each way costs a carer; skills are native here, so they need no price."""
    price = ways.doors[:, carer]
    costs = ways.legs + np.where(price >= UNABLE, 0, price)[None, :]
    np.fill_diagonal(costs, 0)
    return costs


def _vehicle(asked: Day, ways: Ways, row: int, spell: Spell) -> Any:
    import vroom

    shift, carer = asked.care.shifts[spell], asked.care.carers[spell[0]]
    window = (shift["start"], shift["end"])
    idle = shift["end"] - shift["start"] - asked.most(spell)
    rest = [vroom.Break(row, time_windows=[window], service=idle)] if idle > 0 else []
    home = ways.carers.index(spell[0])
    return vroom.Vehicle(
        row,
        start=home,
        end=home,
        profile=str(home),
        skills=_skills(asked, carer["skills"]),
        time_window=window,
        breaks=rest,
    )


def _skills(asked: Day, names: list[str]) -> set[int]:
    known = asked.care.given["skills"]
    return {known.index(name) for name in names}
