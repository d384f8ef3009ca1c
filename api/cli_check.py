"""``carerota check``: the referee alone, on any rota, whoever made it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from api.cli_options import (
    NO_ON_CALL,
    Days,
    From,
    Input,
    OnCall,
    Osrm,
    Pseudonyms,
    Roads,
    Timetable,
)
from api.cli_say import BREACHED, bad_input_said


def check(
    given: Input,
    rota: Annotated[
        Path, typer.Argument(metavar="ROTA", help="rota.csv, its folder, or your own rota.")
    ],
    first: From = None,
    days: Days = 7,
    out: Annotated[Path | None, typer.Option(help="Folder to write all papers to.")] = None,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
    pseudonyms: Pseudonyms = False,
    on_call: OnCall = NO_ON_CALL,
) -> None:
    """Judge a rota: every breach in words, the cost by tier, and the measures.

    Exit code 0: no hard breach. 1: at least one. 2: the input cannot be used.
    """
    from api.cli_results import say_files, say_results, say_verdict
    from api.papers import Style, papers_for
    from data.disruption import read_facts
    from data.given import Sources, given_for
    from data.tables import read_rota, read_tables
    from data.write.atomic import write_files
    from data.write.outputs import output_files
    from scheduler.planning.repair.facts import week_with

    sources = Sources(roads=roads, osrm=osrm, timetable=timetable)
    with bad_input_said():
        day = None if first is None else first.date()
        period = given_for(read_tables(given), day, days, sources)
        # A rota that was mended rests on what happened, which lies beside it.
        happened = read_facts(rota, period.week.horizon)
        period = replace(period, week=week_with(period.week, happened))
        made = read_rota(rota, period.week, names=period.names)
        style = Style(pseudonyms=pseudonyms, on_call=on_call)
        papers = papers_for(period, made, style)
        say_verdict(papers)
        say_results(papers)
        if out is not None:
            found = output_files(papers)
            write_files(out, found)
            say_files(out, list(found))
    if not papers.verdict.is_legal:
        raise typer.Exit(BREACHED)
