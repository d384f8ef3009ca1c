"""How long "how many more packages fit here" takes, zone by zone, and what the answers are.

python -m benchmarks.answers.capacity --rota rota/ --out capacity.json
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from data.doors import with_doors
from data.given import Sources, given_for
from data.tables import read_rota, read_tables
from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.planning.capacity import Asked, Effort, Settings, band_of, capacity
from scheduler.planning.week import plan_week

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "melton_harborough_rutland"
TARGET_S = 30.0
PLANNING = 1_000_000
"""Steps that lay out a rota where none is given; repeats exactly."""


class Scenario(NamedTuple):
    """A place, a time of day, and who must come."""

    zone: str
    band: str
    handed: int = 1
    skill: str = ""


SCENARIOS = (
    Scenario("Melton", "breakfast"),
    Scenario("Melton", "07:30-08:30"),
    Scenario("Harborough rural", "breakfast"),
    Scenario("Harborough rural", "bed", handed=2),
    Scenario("Bottesford", "breakfast"),
    Scenario("Lutterworth", "breakfast"),
    Scenario("Lutterworth", "tea", skill="peg"),
)
"""The county's known hard places; in the sample nobody lives in the last two, which is said."""


def main(arguments: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """Ask every scenario, show and keep what came of it."""
    options = _options().parse_args(arguments)
    week = given_for(read_tables(options.input), None, 7, Sources()).week
    if options.rota is not None:
        rota = read_rota(options.rota, week)
    else:
        rota = plan_week(week, iterations=PLANNING).rota
    settings = Settings(
        effort=Effort(iterations=options.iterations),
        seeds=tuple(range(1, options.seeds + 1)),
    )
    records = []
    for record in _records(week, rota, settings, options.only):
        records.append(record)
        sys.stdout.write(json.dumps(record) + "\n")
        sys.stdout.flush()
        if options.out is not None:
            options.out.write_text(json.dumps(records, indent=1) + "\n", "utf-8")
    return records


def _records(week: Week, rota: Rota, settings: Settings, only: str) -> Iterator[dict[str, Any]]:
    for scenario in SCENARIOS:
        if only in scenario.zone:
            yield _record(week, rota, settings, scenario)


def _record(week: Week, rota: Rota, settings: Settings, one: Scenario) -> dict[str, Any]:
    began, spent = time.perf_counter(), time.process_time()
    doors = with_doors(week, one.zone, 30, Sources())
    asked = Asked(
        zone=one.zone,
        band=band_of(week, one.band),
        doors=doors.doors,
        handed=one.handed,
        skills=((one.skill, 1),) if one.skill else (),
    )
    answer = capacity(doors.week, rota, asked, settings)
    wall = time.perf_counter() - began
    fewest, middle, most = answer.spread
    return {
        **one._asdict(),
        "people_there": doors.clients,
        "fits": answer.fits,
        "fewest": fewest,
        "middle": middle,
        "most": most,
        "proved_most": None if answer.proof is None else answer.proof.most,
        "proved": answer.is_most,
        "bottleneck": answer.bottleneck and answer.bottleneck.why,
        "tries": sum(draw.found.tries for draw in answer.draws),
        "iterations": settings.effort.iterations,
        "wall_s": round(wall, 1),
        "processor_s": round(time.process_time() - spent, 1),
        "target_s": TARGET_S,
        "met": wall <= TARGET_S,
        "version": version("carerota"),
        "machine": f"{platform.machine()}, {os.cpu_count()} processors",
        "load": round(os.getloadavg()[0], 1),
    }


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Time questions about capacity.")
    parser.add_argument("--input", type=Path, default=SAMPLE)
    parser.add_argument("--rota", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--iterations", type=int, default=Effort().iterations)
    parser.add_argument("--only", default="", help="scenarios whose zone contains this")
    parser.add_argument("--out", type=Path)
    return parser


if __name__ == "__main__":
    main()
