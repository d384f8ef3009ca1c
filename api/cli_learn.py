"""``carerota learn``: what call monitoring says about lengths and ways, for a person to accept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli_options import Days, From, Input, Osrm, Out, Roads, Seed, Timetable
from api.cli_say import bad_input_said, screen, table


def learn(
    given: Input,
    out: Out,
    actuals: Annotated[
        Path | None,
        typer.Argument(metavar="ACTUALS", help="Call-monitoring rows: CSV or workbook."),
    ] = None,
    rota: Annotated[
        Path | None, typer.Option(help="Show which visits of this rota would move.")
    ] = None,
    accept: Annotated[
        Path | None,
        typer.Option(help="proposals.csv with yes or no in accept: writes the tables anew."),
    ] = None,
    iterations: Annotated[
        int, typer.Option(min=1, help="Steps of the search for the nearest rota that fits.")
    ] = 20_000,
    seed: Seed = 1,
    first: From = None,
    days: Days = 7,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
) -> None:
    """Propose longer or shorter visits and slower ways; or put accepted ones into the tables.

    With ACTUALS: writes proposals.csv, evidence.csv and, with --rota, effects.csv; changes
    nothing. With --accept: writes the tables with what was accepted. Exit code 2: the input
    cannot be used.
    """
    from data.given import Sources
    from data.learn.run import Question, accept_into, propose
    from data.tables import read_tables
    from data.write.atomic import write_files

    with bad_input_said():
        tables = read_tables(given)
        question = Question(
            actuals=actuals,
            accept=accept,
            rota=rota,
            first=None if first is None else first.date(),
            days=days,
            sources=Sources(roads=roads, osrm=osrm, timetable=timetable),
            iterations=iterations,
            seed=seed,
        )
        question.check(given, out)
        if accept is not None:
            found, said = accept_into(given, tables, question)
        else:
            found, said = propose(tables, question)
        write_files(out, found)
    screen.print(said, markup=False)
    screen.print(table(("Written",), [(str(out / name),) for name in found]))
