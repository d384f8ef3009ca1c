"""``carerota ledgers``: money and law beside a rota, as tables."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli_options import Days, From, Input, Osrm, Out, Roads, Timetable
from api.cli_say import bad_input_said, screen, table

MOMENTS = ["%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"]


def ledgers(
    given: Input,
    rota: Annotated[Path, typer.Argument(metavar="ROTA", help="rota.csv, or its folder.")],
    out: Out,
    before: Annotated[
        Path | None,
        typer.Option(help="The rota carers were told of before; with --published."),
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option(
            formats=MOMENTS,
            help="When ROTA is published in place of --before; a date means its midnight.",
        ),
    ] = None,
    first: From = None,
    days: Days = 7,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
) -> None:
    """Write pay statement, hours, notice and load of a rota, with the source of each figure.

    Exit code 0: written. 2: the input cannot be used.
    """
    from api.cli_in_force import listed_open, refuse_torn
    from data.given import Sources, given_for
    from data.ledgers import Told, shift_changes_of
    from data.tables import read_rota_of, read_tables
    from data.write.atomic import write_files
    from data.write.ledgers import ledger_files
    from scheduler.referee import judge

    with bad_input_said():
        told = Told.of(before, published)
        sources = Sources(roads=roads, osrm=osrm, timetable=timetable)
        day = None if first is None else first.date()
        period = given_for(read_tables(given), day, days, sources)
        made = read_rota_of(rota, period.week, names=period.names)
        refuse_torn(period.week, made, listed_open(rota))
        verdict = judge(period.week, made)
        changes = None if told is None else shift_changes_of(period, verdict, told)
        found = ledger_files(period.week, made, verdict, changes)
        write_files(out, found)
    if changes is not None:
        short = sum(one.short for one in changes)
        screen.print(f"{len(changes)} shifts change, {short} of them at short notice.")
    screen.print(table(("Written",), [(str(out / name),) for name in found]))
