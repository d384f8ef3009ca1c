"""Our own invented weeks, from 12 carers to 600: planned, judged by the referee and measured.

A week's *objective* here is its points of every tier, weighted as the search weighs them to find
its way. Rotas are compared tier by tier; one figure is what a curve and a percentage need.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from importlib.metadata import version
from itertools import product
from pathlib import Path

from benchmarks.curves import curve_of, share_of_improvement
from benchmarks.process import in_its_own_process, kept_to
from benchmarks.run import COLUMNS, OURS, Row, machine
from benchmarks.sets.instance import in_short
from data.generate import generate
from data.given import Sources, given_for
from data.tables import read_tables
from scheduler.domain.week import Week
from scheduler.measures.summary import measure
from scheduler.planning.week import Planned, plan_week
from scheduler.referee.judge import judge
from scheduler.referee.verdict import Verdict

SET = "own"
USUAL_SECONDS = {"S": 10.0, "M": 60.0, "L": 300.0, "XL": 3600.0}
"""What a planner would wait for a week of each size."""

FIRST_DAY = date(2026, 11, 30)
TENFOLD = 10
DAYS = 7
OWN_COLUMNS = (*COLUMNS, "carers", "clients", "costs", "measures")
MEASURED = (
    *("distinct_14d_median", "distinct_14d_p90", "new_faces", "known_share", "on_time_share"),
    *("time_critical_on_time_share", "contracted_share", "travel_hours", "waiting_hours"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEffort:
    """What each run may spend.

    Parameters
    ----------
    seconds
        To search for; ``None`` for what is usual of a size.
    iterations
        Of each thread, instead of seconds.
    threads
        Searches side by side.
    times
        Every week is planned with each of these multiples of it, one after the other.
    """

    seconds: float | None = None
    iterations: int | None = None
    threads: int = 2
    times: tuple[int, ...] = (1,)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTurn:
    """One run: of which week, how long, and from which seed."""

    name: str
    folder: Path
    seconds: float | None
    iterations: int | None
    threads: int
    seed: int


def own_rows(
    sizes: Sequence[str], effort: OwnEffort, seeds: Sequence[int], county: int = 1
) -> Iterator[Row]:
    """One row for each size, seed and multiple of the time, in this order.

    Parameters
    ----------
    sizes
        Some of S, M, L and XL.
    county
        Seed the invented county is drawn from; the search's seeds are others.
    """
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            generate(size, county, FIRST_DAY, Path(folder))
            for seed, times in product(seeds, effort.times):
                turn = _turn(size, county, Path(folder), effort, seed, times)
                with kept_to(effort.threads):
                    row, peak_mb = in_its_own_process(partial(own_row, turn))
                yield {**row, "peak_mb": peak_mb}


def own_row(turn: OwnTurn) -> Row:
    """Plan one week once, have the referee judge it, and say how it went."""
    week, began = _week(turn.folder), datetime.now(UTC)
    planned = plan_week(
        week,
        seconds=turn.seconds,
        iterations=turn.iterations,
        seed=turn.seed,
        threads=turn.threads,
    )
    return {
        **dict.fromkeys(OWN_COLUMNS),
        "set": SET,
        "instance": turn.name,
        "solver": OURS,
        "visits": len(week.visits),
        "carers": len(week.carers),
        "clients": len(week.clients),
        "time_limit": None if turn.iterations is not None else turn.seconds,
        **_how_it_went(week, planned),
        **_how_good(week, planned),
        "version": version("carerota"),
        "build": planned.version.partition(", core ")[2],
        "machine": machine(),
        "started": began.isoformat(timespec="seconds"),
    }


def weighted(week: Week, cost: Sequence[int]) -> float:
    """Points of all tiers as the search weighs them."""
    guide = week.rules.prices.guide
    return float(sum(weight * points for weight, points in zip(guide, cost, strict=True)))


def in_words(verdict: Verdict, planned: Planned) -> str:
    """What the referee says, as a benchmark row shows it."""
    if verdict.breaches:
        counted = sorted(Counter(verdict.codes()).items())
        return f"rejected: {in_short([f'{code} {times} times' for code, times in counted])}"
    if verdict.cost != planned.cost:
        return f"objective differs: the referee finds {list(verdict.cost)}"
    return "accepted"


def _turn(
    size: str, county: int, folder: Path, effort: OwnEffort, seed: int, times: int
) -> OwnTurn:
    seconds = USUAL_SECONDS[size] if effort.seconds is None else effort.seconds
    return OwnTurn(
        name=f"{size}-{county}",
        folder=folder,
        seconds=times * seconds,
        iterations=None if effort.iterations is None else times * effort.iterations,
        threads=effort.threads,
        seed=seed,
    )


def _week(folder: Path) -> Week:
    return given_for(read_tables(folder), FIRST_DAY, DAYS, Sources()).week


def _how_it_went(week: Week, planned: Planned) -> Row:
    curve = curve_of(planned.curve, lambda look: weighted(week, look.cost))
    return {
        "seed": planned.seed,
        "threads": planned.threads,
        "seconds": round(planned.seconds, 2),
        "iterations": planned.iterations,
        "first_legal_s": round(planned.first_legal_s, 3),
        "tenth_share": share_of_improvement(curve, planned.seconds),
        "curve": curve,
    }


def _how_good(week: Week, planned: Planned) -> Row:
    verdict = judge(week, planned.rota)
    headlines = measure(week, planned.rota, verdict=verdict).summary
    return {
        "objective": weighted(week, planned.cost),
        "costs": list(planned.cost),
        "verdict": in_words(verdict, planned),
        "unassigned": headlines["unallocated"],
        "measures": {name: headlines[name] for name in MEASURED},
    }
