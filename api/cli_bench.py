"""``carerota bench`` and ``carerota solve-instance``: published instances, judged."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_options import Iterations, Seed, Threads, Time
from api.cli_say import bad_input_said, screen

if TYPE_CHECKING:
    from benchmarks.run import Row

FAILED = 1
SETS = "week, hhcrsp or uhhc"
USUAL_THREADS = 2


def bench(
    name: Annotated[str, typer.Argument(metavar="SET", help=f"Which set: {SETS}.")],
    instances: Annotated[Path, typer.Option(help="Folder of the set's instances.")],
    out: Annotated[Path, typer.Option(help="File to write: one line of JSON a run, or .csv.")],
    time: Time = 60.0,
    published_time: Annotated[
        bool, typer.Option("--published-time", help="As long as published runs, where known.")
    ] = False,
    iterations: Iterations = None,
    seeds: Annotated[int, typer.Option(min=1, help="Seeds 1 to this.")] = 1,
    threads: Annotated[
        int | None, typer.Option(min=1, max=64, help="Searches side by side in one run.")
    ] = None,
    only: Annotated[str, typer.Option(help="Which files, as a pattern: '*25_1*'.")] = "*",
    jobs: Annotated[
        int, typer.Option(min=1, max=64, help="Instances side by side, one thread each.")
    ] = 1,
    stop_at_best: Annotated[
        bool, typer.Option("--stop-at-best", help="Stop at the best known value.")
    ] = False,
    peers: Annotated[
        str | None, typer.Option(help="Other solvers side by side: all, or some with commas.")
    ] = None,
    python: Annotated[
        str, typer.Option(help="Interpreter whose environment has the other solvers.")
    ] = sys.executable,
) -> None:
    """Run a set of instances and write one row a run, judged by the set's own judge.

    With --peers, ours and the others take turns on each instance and seed, in the same time and
    on the same number of cores; one that is not installed gives a row that says so.

    Exit code 0: the judge accepts every answer, or is not there. 1: it rejects one, or finds
    another objective. 2: there is no such set, folder or file.
    """
    from benchmarks.peers.registry import peers_named
    from benchmarks.run import Effort, instances_in, rows
    from benchmarks.sets.registry import set_named
    from benchmarks.side_by_side import require_comparable, side_by_side
    from benchmarks.write_rows import row_writer

    effort = Effort(
        seconds=time,
        iterations=iterations,
        threads=_threads(threads, jobs),
        published_time=published_time,
        stop_at_best=stop_at_best,
    )
    good = True
    with bad_input_said():
        set_named(name)
        paths, wanted = instances_in(instances, only), range(1, seeds + 1)
        if peers is None:
            made = rows(name, paths, effort, wanted, jobs)
        else:
            require_comparable(name, effort, jobs)
            made = side_by_side(paths, effort, wanted, peers_named(peers), python)
        with row_writer(out) as write:
            for row in made:
                write(row)
                good = said_in_short(row) and good
    if not good:
        raise typer.Exit(FAILED)


def solve_instance(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One instance.")],
    out: Annotated[Path, typer.Option(help="Where to write the answer, in the set's format.")],
    form: Annotated[str, typer.Option("--format", help=f"Which set: {SETS}.")] = "week",
    time: Time = 60.0,
    iterations: Iterations = None,
    seed: Seed = 1,
    threads: Threads = USUAL_THREADS,
) -> None:
    """Solve one published instance and write the answer in that set's own format."""
    import json

    from benchmarks.run import Effort
    from benchmarks.sets.registry import set_named
    from solver.solve import solve

    if not file.is_file():
        raise typer.BadParameter(f"There is no file {file}.")
    with bad_input_said():
        instance = set_named(form).read(file)
    effort = Effort(seconds=time, iterations=iterations, threads=threads)
    solution = solve(instance.problem, effort.budget(None), seed=seed, threads=threads).solution
    out.write_text(json.dumps(instance.answer(solution)), encoding="utf-8")
    objective = instance.objective(solution)
    screen.print(f"{instance.name}: objective {objective:,}, written to {out}", markup=False)


def _threads(asked: int | None, jobs: int) -> int:
    """Threads of one run: one each where instances run side by side."""
    if jobs == 1:
        return USUAL_THREADS if asked is None else asked
    if asked not in (None, 1):
        raise typer.BadParameter(f"--jobs {jobs} runs instances with one thread each, not {asked}.")
    return 1


def said_in_short(row: Row) -> bool:
    """Say how a run went; whether nothing is wrong with it.

    Another solver that is missing, breaks or takes too long is no fault of ours; an answer of
    theirs that is rejected is, as they are modelled here.
    """
    from benchmarks.run import OURS
    from benchmarks.sets.instance import GOOD_WORDS

    gap = "" if row["gap_percent"] is None else f" ({row['gap_percent']:+} %)"
    found = "no answer" if row["objective"] is None else f"{row['objective']:,}{gap}"
    screen.print(
        f"{row['instance']} seed {row['seed']}, {row['solver']}: {found} in "
        f"{row['seconds']} s, {row['verdict']}",
        markup=False,
    )
    missing = row["solver"] != OURS and row["objective"] is None
    return missing or row["verdict"] in GOOD_WORDS
