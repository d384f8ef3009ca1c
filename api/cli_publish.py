"""``carerota publish``: a named person puts a rota in force, and a record says so."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli_options import Days, From, Input, Osrm, Out, Roads, Timetable
from api.cli_say import BREACHED, bad_input_said, complaints, screen


def publish(
    given: Input,
    rota: Annotated[Path, typer.Argument(metavar="ROTA", help="rota.csv, or its folder.")],
    by: Annotated[str, typer.Option(help="Id of the person who publishes.")],
    out: Out,
    first: From = None,
    days: Days = 7,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
) -> None:
    """Publish a rota: rota.csv, breaks.csv, and a line in publications.jsonl.

    Exit code 0: published. 1: refused, because a hard rule is broken or pay would lie below
    the wage floor; nothing is written. 2: the input cannot be used.
    """
    from datetime import UTC, datetime

    from api.cli_in_force import listed_open, refuse_torn
    from data.given import Sources, given_for
    from data.publication import Publication, person, published_files, refusals
    from data.tables import read_rota_of, read_tables
    from data.write.atomic import write_files
    from scheduler.domain.rota import Stage
    from scheduler.referee import judge

    with bad_input_said():
        who = person(by)
        sources = Sources(roads=roads, osrm=osrm, timetable=timetable)
        day = None if first is None else first.date()
        period = given_for(read_tables(given), day, days, sources)
        made = read_rota_of(rota, period.week, names=period.names, stage=Stage.PUBLISHED)
        refuse_torn(period.week, made, listed_open(rota))
        verdict = judge(period.week, made)
        if verdict.is_legal:
            one = Publication(
                week=period.week,
                rota=made,
                verdict=verdict,
                by=who,
                at=datetime.now(UTC),
                given=given,
                planned=rota,
            )
            write_files(out, published_files(one, out))
    if not verdict.is_legal:
        many = len(verdict.breaches)
        word = "hard breach" if many == 1 else "hard breaches"
        complaints.print(f"Not published: {many} {word}.", markup=False)
        for line in refusals(verdict):
            complaints.print(f"  {line}", markup=False, soft_wrap=True)
        raise typer.Exit(BREACHED)
    left_out = len(period.week.visits) - len({one.visit for one in made.assignments})
    screen.print(
        f"Published by {who}: {len(made.assignments)} visits, {left_out} unallocated.",
        markup=False,
    )
