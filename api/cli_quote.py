"""``carerota quote``: when a new package of care can safely start, and by whom."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_holds import By, HoldAs, Holds, Now, Until, holding
from api.cli_options import DATES, Days, From, Input, Osrm, Roads, Timetable
from api.cli_rota import RotaFile, week_and_rota
from api.cli_say import bad_input_said, screen, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.cli_holds import Holding
    from scheduler.domain.week import Week
    from scheduler.planning.offers import PackageQuote


def quote(
    given: Input,
    rota: RotaFile,
    package: Annotated[
        Path,
        typer.Argument(
            metavar="PACKAGE",
            help="Folder or workbook with demand, and clients for somebody new, as in INPUT.",
        ),
    ],
    ready: Annotated[
        list[datetime] | None,
        typer.Option(
            formats=DATES, help="Date before which it may not start (home, kit, assessed); repeat."
        ),
    ] = None,
    holds: Holds = None,
    hold: HoldAs = None,
    until: Until = None,
    by: By = None,
    now: Now = None,
    first: From = None,
    days: Days = 7,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
) -> None:
    """Quote a package of care: earliest safe start, and a named team for a full cycle.

    Introductions are planned in. Where some visit cannot be made, it is named with the
    nearest time at which it could. Nothing is changed. Exit code 0: it can start. 1: it
    cannot in this week. 2: what was given cannot be used.
    """
    from data.asked_lines import of_package
    from data.given import Sources
    from data.holds import tables_with
    from data.tables import read_tables, with_package
    from scheduler.planning.offers import quote as quoted
    from scheduler.planning.offers import with_holds

    kept = holding(holds, now, hold, until, by)
    with bad_input_said():
        kept.check()
        sources = Sources(roads=roads, osrm=osrm, timetable=timetable)
        held = kept.read()
        tables, client = with_package(tables_with(read_tables(given), held), package)
        before = week_and_rota(tables, rota, first, days, sources)
        week, made = with_holds(*before, held, kept.now)
        answer = quoted(
            week,
            made,
            client,
            ready=_earliest(week, ready or (), kept),
            in_force=before if held else None,
        )
        kept.record([of_package(week, answer)])
        _say(week, answer)
        if answer.first_day is not None:
            kept.write(answer.change, week.horizon.first_day, str(package.resolve()))
        elif hold is not None:
            screen.print("Nothing is held.")
    if answer.first_day is None:
        raise typer.Exit(1)


def _earliest(week: Week, ready: Sequence[datetime], kept: Holding) -> int:
    """First day on which nothing has begun yet and everything is ready."""
    from scheduler.domain.errors import InputError

    horizon = week.horizon
    past = kept.first_open(horizon)
    days = [horizon.day_number(one.date()) for one in ready]
    gone = [one for one in days if past is not None and one < horizon.day_of(past)]
    if gone:
        raise InputError(
            f"{horizon.date_of(gone[0])} is past.\nMaybe leave --ready out: the start is tomorrow "
            "at the earliest."
        )
    tomorrow = 0 if past is None else horizon.day_of(past) + 1
    return max([0, tomorrow, *days])


def _say(week: Week, answer: PackageQuote) -> None:
    from scheduler.planning.offers.offer import FACE_WORDS
    from scheduler.planning.words import clock, visit_in_words

    screen.print(answer.sentence, markup=False, soft_wrap=True)
    rows = [(one.carer, str(one.visits), FACE_WORDS[one.face]) for one in answer.team]
    if rows:
        screen.print(table(("Carer", "Visits", "Known"), rows))
        screen.print(f"For others: {answer.effect.in_words()}.", markup=False)
    if answer.introductions:
        names = ", ".join(answer.introductions)
        screen.print(f"Introductions, longer: {names}.", markup=False, soft_wrap=True)
    for one in answer.missing:
        nearest = "no other time either"
        if one.answer.offers:
            best = one.answer.offers[0]
            nearest = f"nearest: {clock(week.horizon, best.start)} by {' and '.join(best.carers)}"
        what = visit_in_words(week.horizon, one.visit)
        screen.print(f"  {what}: {nearest}.", markup=False, soft_wrap=True)
        if one.answer.reason:
            screen.print(f"    {one.answer.reason}", markup=False, soft_wrap=True)
