"""Best values known of each instance, read from ``best_known.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "best_known.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Best value known of one instance; lower is better.

    Parameters
    ----------
    value
        As its source gives it.
    by, found
        Who found it, and in which year.
    proven
        Whether no lower value exists.
    decimals
        To how many decimals the source is exact.
    mean, mean_seconds
        What published runs reach on average and how many seconds they take, where known.
    """

    value: float
    by: str
    found: str
    proven: bool
    decimals: int = 0
    mean: float | None = None
    mean_seconds: float | None = None

    def reached(self, objective: float) -> bool:
        """Whether an objective is at or below the value, as exactly as that is known.

        A value of 64.3 known to one decimal is reached by 64.3333: it may be the same.
        """
        return objective < self.value + 0.5 * 10.0**-self.decimals

    def gap_percent(self, objective: float) -> float:
        """Percent an objective is above the value; negative below it, and never minus zero."""
        return round(100 * (objective / self.value - 1), 3) + 0.0


@cache
def best_known(name: str) -> dict[str, Known]:
    """Best known values of the set ``name``, by instance."""
    every = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {instance: Known(**row) for instance, row in every.get(name, {}).items()}
