"""``carerota compare``: two rotas of one week side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli_options import Days, From, Input, Osrm, Roads, Timetable
from api.cli_say import bad_input_said, screen, table


def compare(
    given: Input,
    before: Annotated[
        Path, typer.Argument(metavar="ROTA_A", help="The rota in hand: rota.csv or its folder.")
    ],
    after: Annotated[
        Path, typer.Argument(metavar="ROTA_B", help="The rota beside it: rota.csv or its folder.")
    ],
    first: From = None,
    days: Days = 7,
    out: Annotated[Path | None, typer.Option(help="Folder to write tables and page to.")] = None,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
) -> None:
    """Say what changes from one rota to the other: for whom, when, and what it gives and costs.

    Exit code 0: compared; neither has to be legal, and breaches are counted. 2: the input
    cannot be used.
    """
    from api.cli_results import say_files
    from data.given import Sources, given_for
    from data.tables import read_rota_of, read_tables
    from data.write.atomic import write_files
    from data.write.plans.compare_files import compare_files
    from data.write.plans.compare_page import counts_words, figures_table
    from scheduler.planning.compare import compare as compared

    sources = Sources(roads=roads, osrm=osrm, timetable=timetable)
    with bad_input_said():
        day = None if first is None else first.date()
        period = given_for(read_tables(given), day, days, sources)
        rotas = [read_rota_of(path, period.week, names=period.names) for path in (before, after)]
        found = compared(period.week, *rotas)
        names = (before.stem, after.stem) if before.stem != after.stem else ("before", "after")
        figures = figures_table(found, names)
        screen.print(found.trade, markup=False, soft_wrap=True)
        screen.print(counts_words(found), markup=False, soft_wrap=True)
        screen.print()
        screen.print(table(figures.header, figures.rows, numbers=3))
        for notice in found.client_notices:
            lines = "; ".join(notice.lines)
            screen.print(f"Client {notice.person}: {lines}", markup=False, soft_wrap=True)
        if out is not None:
            files = compare_files(period.week, found, names)
            write_files(out, files)
            say_files(out, list(files))
