"""The set ``week`` through the engine, judged by the set's own judge."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.sets.week import read_week
from solver.solve import solve
from solver.stop import Budget

SHARED = Path(os.environ.get("CAREROTA_SHARED", Path(__file__).parents[2] / ".." / "shared"))
WEEK = SHARED / "bench" / "week"


@pytest.mark.skipif(not WEEK.exists(), reason="the week instances are not at hand")
def test_the_judge_of_the_set_agrees_to_the_unit(tmp_path: Path) -> None:
    """150,000 iterations on one day of 100 visits: feasible, same objective, well below 300,000.

    The best of the peers reaches 205,963 in 60 s; the margin is for few iterations.
    """
    instance = read_week(WEEK / "instances" / "d100.json")
    result = solve(instance.problem, Budget(iterations=150_000), seed=1, threads=2)
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps(instance.answer(result.solution)))
    judged = json.loads(
        subprocess.run(
            [
                sys.executable,
                str(WEEK / "evaluate.py"),
                str(WEEK / "instances" / "d100.json"),
                str(answer),
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    assert judged["feasible"]
    assert judged["objective"] == instance.objective(result.solution)
    assert judged["objective"] < 300_000
