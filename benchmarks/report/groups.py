"""Rows of one instance together, and what can be said of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean
from typing import Any

from benchmarks.run import OURS, Row
from benchmarks.sets.instance import GOOD_WORDS

SIZES = (10, 25, 50, 75, 100, 150, 200, 300, 400, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)


@dataclass(frozen=True)
class Group:
    """Runs of one instance with one limit of time, by every solver and seed.

    Parameters
    ----------
    seconds
        Allowed to each run; ``None`` where iterations were.
    rows
        All of them; only those that ``counts`` have a say in any figure.
    """

    set_name: str
    instance: str
    seconds: float | None
    rows: tuple[Row, ...]

    @cached_property
    def visits(self) -> int | None:
        """Visits or clients of the instance, where any row says."""
        return next((row["visits"] for row in self.rows if row.get("visits")), None)

    @cached_property
    def best_known(self) -> float | None:
        """Best value published or recorded before these runs."""
        known = [row["best_known"] for row in self.rows if row.get("best_known") is not None]
        return known[0] if known else None

    @cached_property
    def by_solver(self) -> dict[str, list[Row]]:
        """Rows that count, by solver; ours first, then by mean objective."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            if counts(row):
                found[row["solver"]].append(row)
        order = sorted(
            found, key=lambda name: (name != OURS, mean_of(found[name], "objective") or 0.0)
        )
        return {name: found[name] for name in order}

    @property
    def ours(self) -> list[Row]:
        """Our rows that count."""
        return self.by_solver.get(OURS, [])

    @cached_property
    def best_other(self) -> Row | None:
        """The best row of any other solver; of equals, the first."""
        others = [row for name, rows in self.by_solver.items() if name != OURS for row in rows]
        return min(others, key=lambda row: float(row["objective"]), default=None)

    @cached_property
    def bound(self) -> float | None:
        """The greatest of the least objectives that rows prove."""
        return max(values_of(self.rows, "bound"), default=None)


def counts(row: Row) -> bool:
    """Whether a run has an answer nobody rejects."""
    return row["verdict"] in GOOD_WORDS and row.get("objective") is not None


def groups_of(rows: Iterable[Row]) -> list[Group]:
    """Rows by set, instance and seconds allowed; small instances first."""
    found: dict[tuple[str, str, float | None], list[Row]] = defaultdict(list)
    for row in rows:
        found[row["set"], row["instance"], row.get("time_limit")].append(row)
    return sorted((Group(*key, tuple(rows)) for key, rows in found.items()), key=_order)


def size_of(group: Group) -> int | None:
    """The least of ``SIZES`` that the instance's visits do not exceed."""
    visits = group.visits
    if visits is None:
        return None
    return next((size for size in SIZES if visits <= size), visits)


def values_of(rows: Iterable[Row], name: str) -> list[float]:
    """What rows hold under a name, where they hold something."""
    return [float(row[name]) for row in rows if row.get(name) is not None]


def mean_of(rows: Iterable[Row], name: str) -> float | None:
    """Mean of what rows hold under a name; ``None`` where none does."""
    values = values_of(rows, name)
    return fmean(values) if values else None


def least_of(rows: Iterable[Row], name: str) -> float | None:
    """Least of what rows hold under a name."""
    return min(values_of(rows, name), default=None)


def above_percent(value: float | None, reference: float | None) -> float | None:
    """Percent a value is above a reference; ``None`` where either is missing or nothing."""
    if value is None or not reference:
        return None
    return 100 * (value / reference - 1)


def moves_a_second(rows: Sequence[Row]) -> float | None:
    """Steps of all threads in a second, mean of rows."""
    rates = [
        row["iterations"] / row["seconds"]
        for row in rows
        if row.get("iterations") and row.get("seconds")
    ]
    return fmean(rates) if rates else None


def _order(group: Group) -> tuple[Any, ...]:
    parts = re.split(r"(\d+)", group.instance)
    name = tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)
    return group.set_name, group.visits or 0, name, group.seconds or 0.0
