"""``carerota bench-own``: invented weeks of every size, judged by the referee."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli_bench import FAILED, USUAL_THREADS, said_in_short
from api.cli_generate import SizeName
from api.cli_options import Iterations, Threads
from api.cli_say import bad_input_said

USUAL_SIZES = [SizeName.S, SizeName.M, SizeName.L]


def bench_own(
    out: Annotated[Path, typer.Option(help="File to write: one line of JSON a run, or .csv.")],
    size: Annotated[
        list[SizeName], typer.Option(help="Size of week, repeated for more.")
    ] = USUAL_SIZES,
    time: Annotated[
        float | None,
        typer.Option(min=0.1, help="Seconds a run; usual are S 10, M 60, L 300, XL 3600."),
    ] = None,
    tenfold: Annotated[
        bool, typer.Option("--tenfold", help="Plan each week in ten times the time as well.")
    ] = False,
    iterations: Iterations = None,
    seeds: Annotated[int, typer.Option(min=1, help="Seeds 1 to this.")] = 1,
    threads: Threads = USUAL_THREADS,
    county: Annotated[int, typer.Option(min=0, help="Seed the county is drawn from.")] = 1,
) -> None:
    """Plan invented weeks and write one row a run, with memory and the curve of the search.

    Exit code 0: the referee accepts every rota. 1: it rejects one, or finds another cost. 2: the
    file cannot be written.
    """
    from benchmarks.own import OWN_COLUMNS, TENFOLD, OwnEffort, own_rows
    from benchmarks.write_rows import row_writer

    effort = OwnEffort(
        seconds=time,
        iterations=iterations,
        threads=threads,
        times=(1, TENFOLD) if tenfold else (1,),
    )
    sizes = [one.value for one in dict.fromkeys(size)]
    good = True
    with bad_input_said(), row_writer(out, OWN_COLUMNS) as write:
        for row in own_rows(sizes, effort, range(1, seeds + 1), county):
            write(row)
            good = said_in_short(row) and good
    if not good:
        raise typer.Exit(FAILED)
