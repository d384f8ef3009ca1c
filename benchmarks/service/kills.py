"""Kills what runs at random moments and checks that nothing acknowledged is lost."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.service.house import House
from benchmarks.service.ledger import add_planner, counted, faults
from benchmarks.service.planner import Planner


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How often to kill, and how long plans are.

    ``pause_s`` is the longest time from a job's start to a kill.
    """

    times: int
    seed: int
    week: Path
    solve_s: float = 8.0
    pause_s: float = 6.0


def run(house: House, trial: Trial) -> dict[str, Any]:
    """Kill, start again, and say what came of it."""
    chance, began = Random(trial.seed), time.monotonic()
    killed: Counter[str] = Counter()
    try:
        house.start()
        planner = Planner(house.address, add_planner(house.database), trial.solve_s, trial.seed)
        planner.bring(trial.week)
        planner.start()
        for _ in range(trial.times):
            planner.wait_for_work()
            time.sleep(chance.uniform(0.0, trial.pause_s))
            target = chance.choice(house.targets)
            house.kill(target, chance)
            killed[target] += 1
            house.start()
        planner.stop()
    finally:
        house.close()
    noted = planner.noted
    return {
        "database": house.database.partition(":")[0],
        "killed": dict(killed),
        "acknowledged_jobs": len(noted.jobs),
        "acknowledged_cancels": len(noted.cancelled),
        "saved_rotas_told": sum(map(len, noted.saved.values())),
        **counted(house.database),
        "seconds": round(time.monotonic() - began, 1),
        "faults": faults(house.database, noted),
    }


def main(words: Sequence[str] | None = None) -> int:
    """The program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", required=True, help="URL of an empty database")
    parser.add_argument("--week", type=Path, required=True, help="folder of tables to plan")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--solve-seconds", type=float, default=8.0)
    parser.add_argument("--stop-database", default="", help="command that kills the server")
    parser.add_argument("--start-database", default="", help="command that starts it again")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(words)
    house = House(
        database=given.database,
        log=given.out.with_suffix(".log"),
        stop_database=given.stop_database,
        start_database=given.start_database,
        told={"CAREROTA_STALE_S": "5", "CAREROTA_THREADS": "1"},
    )
    trial = Trial(times=given.times, seed=given.seed, week=given.week, solve_s=given.solve_seconds)
    found = run(house, trial)
    given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 1 if found["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
