"""Plan week after week from a seeded history, as a planner would, and measure the end.

    python -m benchmarks.following_weeks [FOLDER] --weeks 3 --time 60 --seed 1 --out FILE.json

Each week's rota is the history of the next. Measured at the end: distinct carers by the
Swedish definition over the last 14 days, single-handed clients with two or more visits a
day; and, for the client the sample was made for, distinct carers over the last 19 days.
Beside them the same measures on the history alone.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from data.given import Sources, given_for
from data.tables import Given, history_rows, read_tables, with_worked
from scheduler.domain.units import HOUR, CarerId, ClientId
from scheduler.measures.summary import Measures, measure, measure_history
from scheduler.planning.week import Planned, plan_week
from scheduler.referee.judge import judge
from scheduler.referee.verdict import Verdict

SAMPLE = Path(__file__).parents[1] / "data" / "samples" / "melton_harborough_rutland"
LONG_WINDOW = 19
SHOWN = [
    "hard_breaches",
    "visits",
    "unallocated",
    "distinct_14d_median",
    "distinct_14d_p90",
    "distinct_14d_clients",
    "distinct_14d_days",
    "worst_client_distinct",
    "distinct_period_median",
    "distinct_period_p90",
    "on_time_share",
    "time_critical_on_time_share",
    "known_share",
    "new_faces",
    "contact_hours",
    "travel_hours",
    "waiting_hours",
    "paid_hours",
    "contracted_share",
    "contracted_shortfall_hours",
    "miles",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """One week planned, judged and measured."""

    given: Given
    planned: Planned
    verdict: Verdict
    measures: Measures

    def row(self) -> dict[str, Any]:
        """Figures of the week."""
        headlines = self.measures.summary
        return {
            "first_day": str(self.given.week.horizon.first_day),
            **{name: headlines[name] for name in SHOWN},
            "solver_cost": list(self.planned.cost),
            "referee_cost": list(self.verdict.cost),
            "first_legal_s": round(self.planned.first_legal_s, 3),
            "seconds": round(self.planned.seconds, 1),
            "iterations": self.planned.iterations,
        }


def following_weeks(
    folder: Path, *, weeks: int, seconds: float, seed: int, threads: int
) -> Iterator[Planning]:
    """Plan ``weeks`` weeks from the tables in ``folder``, each the history of the next."""
    tables, first = read_tables(folder), None
    for _ in range(weeks):
        given = given_for(tables, first, 7, Sources())
        planned = plan_week(given.week, seconds=seconds, seed=seed, threads=threads)
        verdict = judge(given.week, planned.rota)
        measures = measure(given.week, planned.rota, verdict=verdict)
        yield Planning(given=given, planned=planned, verdict=verdict, measures=measures)
        worked: dict[CarerId, float] = defaultdict(float)
        for ledger in verdict.ledgers:
            worked[ledger.carer] += ledger.work / HOUR
        tables = with_worked(tables, history_rows(given.week, planned.rota), worked)
        first = given.week.horizon.date_of(given.week.horizon.days)


def many_faces_client(folder: Path) -> ClientId | None:
    """The client the sample was made for, where its cases.toml names one."""
    cases = folder / "cases.toml"
    if not cases.exists():
        return None
    named = tomllib.loads(cases.read_text()).get("many_faces")
    return None if named is None else ClientId(named["client"])


def report(folder: Path, plannings: list[Planning], options: argparse.Namespace) -> dict[str, Any]:
    """Everything measured, as JSON."""
    before = measure_history(plannings[0].given.week)
    client = many_faces_client(folder)
    service = before.continuity.service_single
    found: dict[str, Any] = {
        "version": version("carerota"),
        "instance": folder.name,
        "seed": options.seed,
        "threads": options.threads,
        "time": options.time,
        "history": {"distinct_14d_median": service.median, "distinct_14d_p90": service.p90},
        "weeks": [planning.row() for planning in plannings],
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    if client is not None:
        last = plannings[-1].measures.clients[client].faces.distinct_at_end
        found["many_faces"] = {
            "client": client,
            "history_19d": before.clients[client].distinct_at_end[LONG_WINDOW],
            "planned_19d": last[LONG_WINDOW],
        }
    return found


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--weeks", type=int, default=3)
    parser.add_argument("--time", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    plannings = []
    began = time.monotonic()
    for planning in following_weeks(
        options.folder,
        weeks=options.weeks,
        seconds=options.time,
        seed=options.seed,
        threads=options.threads,
    ):
        plannings.append(planning)
        sys.stderr.write(f"{time.monotonic() - began:.0f} s {json.dumps(planning.row())}\n")
    text = json.dumps(report(options.folder, plannings, options), indent=1)
    sys.stdout.write(text + "\n")
    if options.out is not None:
        options.out.write_text(text + "\n")


if __name__ == "__main__":
    main()
