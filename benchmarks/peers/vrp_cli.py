"""vrp-cli (the solver of reinterpretcat/vrp), day by day, in its format ``pragmatic``.

Native: each spell a vehicle with home, shift, skills and most hours; care left out as lost
value, before all else; travel and further faces as distances of each carer's own profile. Not
native: deviation and double-ups (see ``parts``), hours under contract. Settings: the solver's
defaults.

References
----------
.. [1] https://reinterpretcat.github.io/vrp/
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import Any

from benchmarks.peers.care import Given, Rounds, Row, Spell, care_of
from benchmarks.peers.days import Day, Effort, day_by_day, seconds_a_visit
from benchmarks.peers.parts import Part, parts_of
from benchmarks.peers.repair import answered
from benchmarks.peers.ways import UNABLE, Ways, ways_of

SOLVER = "vrp-cli, day by day"
PASSES = (0.4, 0.3, 0.3)
SECONDS_FOR_PASSES = 0.1


def available() -> str | None:
    """Why vrp-cli cannot run here; ``None`` if it can."""
    return None if find_spec("vrp_cli") else "the library vrp-cli is not installed"


def solve(given: Given, seconds: float, threads: int, seed: int) -> Row:
    """The set's answer after about ``seconds``; the solver takes no seed."""
    care = care_of(given)
    effort = Effort(seconds=seconds, threads=threads, seed=seed)
    # Building its first rounds takes the solver eight seconds for a day of 500 visits.
    passes = PASSES if seconds_a_visit(care, effort) >= SECONDS_FOR_PASSES else (1.0,)
    return answered(care, day_by_day(care, solve_day, effort, passes), SOLVER)


def solve_day(asked: Day) -> Rounds:
    """Rounds of one day."""
    import vrp_cli

    parts = parts_of(asked)
    ways = ways_of(asked, parts)
    problem = {
        "plan": {"jobs": [_job(asked, ways, row, part) for row, part in enumerate(parts)]},
        "fleet": {
            "vehicles": [_vehicle(asked, ways, row) for row in range(len(asked.spells))],
            "profiles": [{"name": str(carer)} for carer in ways.carers],
        },
        "objectives": [[{"type": "maximize-value"}], [{"type": "minimize-cost"}]],
    }
    found = vrp_cli.solve_pragmatic(
        problem=json.dumps(problem),
        matrices=[json.dumps(_matrix(ways, row)) for row in range(len(ways.carers))],
        config=json.dumps(_settings(asked)),
    )
    return {
        asked.spells[int(tour["vehicleId"])]: [parts[row].visit for row in _rows(tour)]
        for tour in json.loads(found)["tours"]
    }


def _rows(tour: Row) -> list[int]:
    return [
        int(activity["jobId"])
        for stop in tour["stops"]
        for activity in stop["activities"]
        if activity["type"] == "service"
    ]


def _job(asked: Day, ways: Ways, row: int, part: Part) -> Row:
    visit = asked.care.visits[part.visit]
    place = {
        "location": {"index": ways.places[row]},
        "duration": visit["duration"],
        "times": [[_clock(part.opens), _clock(part.closes)]],
    }
    job: Row = {
        "id": str(row),
        "services": [{"places": [place]}],
        "value": asked.care.care_seconds(part.visit),
    }
    if visit["skills"]:
        job["skills"] = {"allOf": visit["skills"]}
    return job


def _vehicle(asked: Day, ways: Ways, row: int) -> Row:
    spell: Spell = asked.spells[row]
    shift, home = asked.care.shifts[spell], {"index": ways.carers.index(spell[0])}
    return {
        "typeId": str(row),
        "vehicleIds": [str(row)],
        "profile": {"matrix": str(spell[0])},
        "costs": {"fixed": 0, "distance": asked.care.weights["travel_per_s"], "time": 0},
        "shifts": [
            {
                "start": {"earliest": _clock(shift["start"]), "location": home},
                "end": {"latest": _clock(shift["end"]), "location": home},
            }
        ],
        "capacity": [len(asked.visits) * 2],
        "skills": asked.care.carers[spell[0]]["skills"],
        "limits": {"maxDuration": max(1, asked.most(spell))},
    }


def _matrix(ways: Ways, carer: int) -> Row:
    price = ways.doors[:, carer]
    costs = ways.legs + price[None, :] * (price < UNABLE)[None, :]
    return {
        "profile": str(ways.carers[carer]),
        "travelTimes": ways.legs.ravel().tolist(),
        "distances": costs.ravel().tolist(),
    }


def _settings(asked: Day) -> dict[str, Any]:
    return {
        "termination": {"maxTime": max(1, round(asked.effort.seconds)), "maxGeneration": 10**9},
        "environment": {
            "parallelism": {"numThreadPools": 1, "threadsPerPool": asked.effort.threads},
            "logging": {"enabled": False},
        },
        "telemetry": {"progress": {"enabled": False, "logBest": 10**9, "logPopulation": 10**9}},
    }


def _clock(second: int) -> str:
    """A second of the day as the time of some date, as the format wants it."""
    minute, seconds = divmod(second, 60)
    hour, minutes = divmod(minute, 60)
    days, hours = divmod(hour, 24)
    return f"1970-01-{1 + days:02}T{hours:02}:{minutes:02}:{seconds:02}Z"
