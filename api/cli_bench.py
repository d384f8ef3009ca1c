"""``carerota bench`` and ``carerota solve-instance``: published instances, judged."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli_options import Seed, Threads, Time
from api.cli_say import screen

FAILED = 1


def bench(
    name: Annotated[str, typer.Argument(metavar="SET", help="Which set: week.")],
    instances: Annotated[Path, typer.Option(help="Folder of the set's instances.")],
    out: Annotated[Path, typer.Option(help="CSV file to write, one row a run.")],
    time: Time = 60.0,
    seeds: Annotated[int, typer.Option(min=1, help="Seeds 1 to this.")] = 1,
    threads: Threads = 2,
    only: Annotated[str, typer.Option(help="Which files, as a pattern.")] = "*.json",
) -> None:
    """Run a set of instances and write one row a run, judged by the set's own judge."""
    import csv

    from benchmarks.run import COLUMNS, SETS, Effort, rows

    if name not in SETS:
        raise typer.BadParameter(f"There is no set {name}; there is {', '.join(SETS)}.")
    if not any(instances.glob(only)):
        raise typer.BadParameter(f"No file {only} in {instances}.")
    failed = False
    with out.open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        found = rows(instances, only, Effort(seconds=time, threads=threads), range(1, seeds + 1))
        for row in found:
            writer.writerow(row)
            file.flush()
            failed = failed or row["verdict"] not in ("accepted", "not judged")
            screen.print(
                f"{row['instance']} seed {row['seed']}: {row['objective']:,.1f} in "
                f"{row['seconds']} s, gap {row['gap_percent']} %, {row['verdict']}",
                markup=False,
            )
    if failed:
        raise typer.Exit(FAILED)


def solve_instance(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One instance.")],
    out: Annotated[Path, typer.Option(help="Where to write the answer, in the set's format.")],
    form: Annotated[str, typer.Option("--format", help="Which set: week.")] = "week",
    time: Time = 60.0,
    seed: Seed = 1,
    threads: Threads = 2,
) -> None:
    """Solve one published instance and write the answer in that set's own format."""
    import json

    from benchmarks.run import SETS, Effort, solve_week

    if form not in SETS:
        raise typer.BadParameter(f"There is no format {form}; there is {', '.join(SETS)}.")
    if not file.exists():
        raise typer.BadParameter(f"There is no file {file}.")
    _, objective, answer = solve_week(file, Effort(seconds=time, threads=threads), seed)
    out.write_text(json.dumps(answer))
    screen.print(f"{file.stem}: objective {objective:,.1f}, written to {out}", markup=False)
