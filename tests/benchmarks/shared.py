"""Benchmark sets kept beside the project; tests that need them skip where they are absent."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from solver.model import Problem, Solution
from solver.score import score, starts

BENCH = (
    Path(os.environ.get("CAREROTA_SHARED", Path(__file__).parents[2] / ".." / "shared")) / "bench"
)


def instances(pattern: str) -> list[Path]:
    """Instance files that fit a pattern within the folder of benchmark sets."""
    return sorted(BENCH.glob(pattern))


def needs(name: str) -> pytest.MarkDecorator:
    """Skips a test where the set ``name`` is not at hand."""
    return pytest.mark.skipif(
        not (BENCH / name).exists(), reason=f"the {name} instances are not at hand"
    )


def an_answer(problem: Problem, duty: list[int], release: list[int]) -> Solution:
    """The answer that follows from who makes each task and how early it may start."""
    rows, moments = np.array(duty, dtype=np.int32), np.array(release, dtype=np.int64)
    start = starts(problem, rows, moments)
    assert start is not None
    return Solution(duty=rows, release=moments, start=start, cost=score(problem, rows, start).cost)
