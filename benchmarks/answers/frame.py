"""What every timing of answers shares: a week, a rota of it, questions by a seed, a record."""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from data.given import Sources, given_for
from data.tables import read_rota, read_tables
from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.planning.week import plan_week

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "melton_harborough_rutland"
ITERATIONS = 400_000
"""Steps of the search that lays out a rota where none is given; repeats exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What questions are about, and the chance they are drawn by."""

    week: Week
    rota: Rota
    chance: random.Random
    folder: Path
    count: int


Question = Callable[[], object]
"""Asked once; what it answers is thrown away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds of wall time and of the processor that one answer took."""

    wall: float
    processor: float


def run(
    name: str,
    questions_of: Callable[[Table], Iterable[Question]],
    *,
    target_s: float,
    count: int = 200,
    arguments: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Ask, time, show and keep; the record of one kind of question.

    Parameters
    ----------
    questions_of
        Questions about a table, drawn with its ``chance``; about ``Table.count`` of them.
        What they need only once (a desk) is made here, before the clock runs.
    target_s
        Seconds of wall time that the 95th percentile must not exceed.
    arguments
        Those of the command line where not given.
    """
    options = _options(name, count).parse_args(arguments)
    table = table_of(options)
    record = _record(name, options, [timed(one) for one in questions_of(table)], target_s)
    text = json.dumps(record, indent=1)
    sys.stdout.write(text + "\n")
    if options.out is not None:
        options.out.write_text(text + "\n", "utf-8")
    return record


def table_of(options: argparse.Namespace) -> Table:
    """The week and the rota that the options name."""
    week = given_for(read_tables(options.input), None, 7, Sources()).week
    if options.rota is not None:
        rota = read_rota(options.rota, week)
    else:
        rota = plan_week(week, iterations=ITERATIONS, seed=options.seed, threads=1).rota
    return Table(
        week=week,
        rota=rota,
        chance=random.Random(options.seed),
        folder=options.input,
        count=options.questions,
    )


def timed(question: Question) -> Timing:
    """One question asked."""
    began, spent = time.perf_counter(), time.process_time()
    question()
    return Timing(wall=time.perf_counter() - began, processor=time.process_time() - spent)


def percentile(values: Sequence[float], share: float) -> float:
    """The least of the values that at least this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1)]


def _record(
    name: str, options: argparse.Namespace, timings: Sequence[Timing], target_s: float
) -> dict[str, Any]:
    walls = [one.wall for one in timings]
    spent = [one.processor for one in timings]
    return {
        "question": name,
        "asked": len(timings),
        "seed": options.seed,
        "instance": options.input.name,
        "p50_s": round(percentile(walls, 0.5), 4),
        "p95_s": round(percentile(walls, 0.95), 4),
        "max_s": round(max(walls), 4),
        "processor_p50_s": round(percentile(spent, 0.5), 4),
        "processor_p95_s": round(percentile(spent, 0.95), 4),
        "target_s": target_s,
        "met": percentile(walls, 0.95) <= target_s,
        "version": version("carerota"),
        "machine": f"{platform.machine()}, {os.cpu_count()} processors",
        "load": round(os.getloadavg()[0], 1),
    }


def _options(name: str, count: int) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=f"Time answers: {name}.")
    parser.add_argument("--input", type=Path, default=SAMPLE)
    parser.add_argument("--rota", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--questions", type=int, default=count)
    parser.add_argument("--out", type=Path)
    return parser
