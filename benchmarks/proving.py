"""What can be proved of one run: how low any objective of the instance can be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from benchmarks.sets.instance import Instance
from solver.exact.lower_bounds import lower_bounds
from solver.result import Result


def proved(instance: Instance, result: Result, effort: float) -> tuple[Result, dict[str, Any]]:
    """The result, or a better one that the proof comes upon, and what is proved of it.

    Parameters
    ----------
    effort
        Counted, for the proof of the whole; with none nothing is asked.
    """
    if effort <= 0:
        return result, {"bound": None, "proved": None, "proof_effort": None}
    found = lower_bounds(instance.problem, result.solution, proof_effort=effort)
    least = instance.at_least(found.cost)
    best = result if found.solution is None else replace(result, solution=found.solution)
    return best, {
        "bound": None if least is None else round(least, 6),
        "proved": found.is_optimal,
        "proof_effort": round(found.effort, 3),
    }
