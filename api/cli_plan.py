"""``carerota plan``: tables in, a judged week on paper out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli_options import (
    NO_ON_CALL,
    Days,
    From,
    Input,
    Iterations,
    OnCall,
    Osrm,
    Out,
    Pseudonyms,
    Roads,
    Seed,
    Threads,
    Time,
    Timetable,
)
from api.cli_say import BREACHED, bad_input_said
from api.cli_weeks import Wanted, plan_weeks, say_dry_run


def plan(
    given: Input,
    out: Out,
    first: From = None,
    days: Days = 7,
    weeks: Annotated[int, typer.Option(min=1, max=52, help="Rotas to plan one after another.")] = 1,
    time: Time = 60.0,
    seed: Seed = 1,
    iterations: Iterations = None,
    threads: Threads = 2,
    pins: Annotated[
        Path | None,
        typer.Option(help="CSV of visit_id, carer_id, start to keep in the first week."),
    ] = None,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and check everything, write nothing.")
    ] = False,
    pseudonyms: Pseudonyms = False,
    on_call: OnCall = NO_ON_CALL,
) -> None:
    """Plan a week: read the tables, search, judge, and write every paper.

    Exit code 0: the referee finds no hard breach. 1: it does. 2: the input cannot be used;
    everything to mend is listed, and nothing is written.
    """
    from api.papers import Effort, Style
    from data.given import Sources
    from data.tables import read_tables

    wanted = Wanted(
        folder=out,
        first=None if first is None else first.date(),
        days=days,
        weeks=weeks,
        sources=Sources(roads=roads, osrm=osrm, timetable=timetable, pins=pins),
        effort=Effort(seconds=time, iterations=iterations, seed=seed, threads=threads),
        style=Style(pseudonyms=pseudonyms, on_call=on_call),
    )
    with bad_input_said():
        tables = read_tables(given)
        if dry_run:
            say_dry_run(tables, wanted)
            return
        legal = [papers.verdict.is_legal for papers in plan_weeks(tables, wanted)]
    if not all(legal):
        raise typer.Exit(BREACHED)
