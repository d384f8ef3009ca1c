"""Instances and seeds in, one row a run out; a run the set's judge rejects has failed."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.sets.week import read_week
from solver.result import Result
from solver.solve import solve
from solver.stop import Budget

SETS = ("week",)
COLUMNS = (
    *("instance", "seed", "threads", "seconds", "objective", "best_known", "gap_percent"),
    *("verdict", "unassigned", "iterations", "first_legal_s", "version", "build", "machine"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What each run may spend: seconds, and threads side by side."""

    seconds: float
    threads: int = 2


def best_known(name: str) -> dict[str, Any]:
    """Best known values of a set, by instance: value, by, found, proven."""
    text = (Path(__file__).parent / "best_known.toml").read_text()
    known: dict[str, dict[str, Any]] = tomllib.loads(text)
    return known[name]


def solve_week(path: Path, effort: Effort, seed: int) -> tuple[Result, float, dict[str, Any]]:
    """One run on one instance of ``week``: the result, its objective, the set's own answer."""
    instance = read_week(path)
    budget = Budget(seconds=effort.seconds)
    result = solve(instance.problem, budget, seed=seed, threads=effort.threads)
    return result, instance.objective(result.solution), instance.answer(result.solution)


def judged(path: Path, answer: dict[str, Any]) -> dict[str, Any] | None:
    """What the set's own judge says, where it lies beside the instances; else ``None``."""
    judge = path.parent.parent / "evaluate.py"
    if not judge.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answer.json"
        file.write_text(json.dumps(answer))
        said = subprocess.run(
            [sys.executable, str(judge), str(path), str(file)],
            check=True,
            capture_output=True,
            text=True,
        )
    verdict: dict[str, Any] = json.loads(said.stdout)
    return verdict


def rows(
    folder: Path, pattern: str, effort: Effort, seeds: Sequence[int]
) -> Iterator[dict[str, Any]]:
    """One row for each instance of ``week`` in ``folder`` and each seed."""
    known = best_known("week")
    for path in sorted(folder.glob(pattern)):
        for seed in seeds:
            result, objective, answer = solve_week(path, effort, seed)
            said = judged(path, answer)
            best = known.get(path.stem, {}).get("value")
            yield {
                "instance": path.stem,
                "seed": seed,
                "threads": effort.threads,
                "seconds": round(result.seconds, 1),
                "objective": objective,
                "best_known": best,
                "gap_percent": None if best is None else round(100 * (objective / best - 1), 2),
                "verdict": _verdict(said, objective),
                "unassigned": None if said is None else said["unassigned"],
                "iterations": result.iterations,
                "first_legal_s": round(result.first_legal_s, 3),
                "version": version("carerota"),
                "build": result.build,
                "machine": platform.machine(),
            }


def _verdict(said: dict[str, Any] | None, objective: float) -> str:
    if said is None:
        return "not judged"
    if not said["feasible"]:
        return f"rejected: {said['hard']}"
    return "accepted" if said["objective"] == objective else "objective differs"
