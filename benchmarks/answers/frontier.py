"""What a frontier costs beside one plan, counted in steps of the search and in seconds.

    python -m benchmarks.answers.frontier [FOLDER] --iterations 3000000 --seed 1 --out FILE.json

Steps repeat on any machine; seconds are of this one. Every plan is judged by the referee and every
pair of plans compared anew, by code that is not the frontier's own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from importlib.metadata import version
from itertools import permutations
from pathlib import Path
from typing import Any

from data.given import Sources, given_for
from data.tables import read_rota, read_tables
from scheduler.domain.week import Week
from scheduler.planning.frontier import Aim, Effort, Frontier, frontier
from scheduler.referee import judge

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "melton_harborough_rutland"
TARGET = 2.0
"""Five plans must cost less than this many times one plan."""


def record(week: Week, found: Frontier, seconds: dict[str, float]) -> dict[str, Any]:
    """Effort, and every plan as it was judged.

    Parameters
    ----------
    seconds
        Of the base plan and of everything, by those names; without a base where it was given.
    """
    times = [1 + found.other_iterations / found.base_iterations] if found.base_iterations else []
    return {
        "plans": len(found.plans),
        "base_steps": found.base_iterations,
        "other_steps": found.other_iterations,
        "searches": len(found.searches),
        "times_one_plan": round(times[0], 3) if times else None,
        "target": TARGET,
        "met": len(found.plans) >= found.wanted and all(one < TARGET for one in times),
        "beaten_pairs": beaten_pairs(found),
        "hard_breaches": sum(len(judge(week, plan.rota).breaches) for plan in found.plans),
        "seconds": {name: round(value, 1) for name, value in seconds.items()},
        "base": _figures(found.base.protected.left_out, found.base.aims),
        "shown": [
            {
                "plan": plan.name,
                "direction": plan.direction,
                **_figures(plan.outcome.protected.left_out, plan.outcome.aims),
                "trade": plan.trade,
            }
            for plan in found.plans
        ],
        "seed": found.seed,
        "threads": found.threads,
        "version": version("carerota"),
        "machine": f"{platform.machine()}, {os.cpu_count()} processors",
        "load": round(os.getloadavg()[0], 1),
    }


def beaten_pairs(found: Frontier) -> int:
    """Pairs of plans of which one is nowhere worse than the other; none is what should be."""
    points = [plan.outcome.point for plan in found.plans]
    return sum(
        all(a <= b for a, b in zip(one, other, strict=True))
        for one, other in permutations(points, 2)
    )


def _figures(left_out: int, aims: Any) -> dict[str, int]:
    return {"left_out": left_out, **{aim.value: aims[aim] for aim in Aim}}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--rota", type=Path)
    parser.add_argument("--iterations", type=int, default=3_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    week = given_for(read_tables(options.folder), None, 7, Sources()).week
    base = None if options.rota is None else read_rota(options.rota, week)
    began, seconds = time.monotonic(), dict[str, float]()

    def told(name: str) -> None:
        spent = time.monotonic() - began
        if name != "base":
            seconds.setdefault("base", spent)
        sys.stderr.write(f"{spent:.0f} s {name}\n")

    effort = Effort(iterations=options.iterations, seed=options.seed, threads=options.threads)
    found = frontier(week, base, effort=effort, told=told)
    seconds["all"] = time.monotonic() - began
    text = json.dumps(record(week, found, seconds), indent=1)
    sys.stdout.write(text + "\n")
    if options.out is not None:
        options.out.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
