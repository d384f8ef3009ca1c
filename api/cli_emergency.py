"""``carerota emergency``: a plan for the carers who are left."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_options import (
    NO_ON_CALL,
    Input,
    OnCall,
    Osrm,
    Out,
    Pseudonyms,
    Roads,
    Seed,
    Threads,
    Timetable,
)
from api.cli_repair import RotaInForce, Week
from api.cli_say import BREACHED, bad_input_said, screen, table

if TYPE_CHECKING:
    from scheduler.domain.units import CarerId
    from scheduler.planning.robust import Emergency


def emergency(
    given: Input,
    rota: RotaInForce,
    out: Out,
    carers: Annotated[
        int | None, typer.Option(metavar="K", help="How many are left: those most needed.")
    ] = None,
    only: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Who is left: a carer id on each line.")
    ] = None,
    week: Week = None,
    iterations: Annotated[
        int, typer.Option(min=1, help="Steps to search for in each step; repeats exactly.")
    ] = 600_000,
    seed: Seed = 1,
    threads: Threads = 2,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
    pseudonyms: Pseudonyms = False,
    on_call: OnCall = NO_ON_CALL,
) -> None:
    """Plan a week for the carers who are left: red visits first, others by agreed rules.

    Exit code 0: no hard breach. 1: at least one. 2: the input cannot be used.
    """
    from api.cli_in_force import in_force
    from api.cli_results import say_files
    from api.papers import Style, papers_for
    from data.disruption import facts_csv, modes_in
    from data.disruption.robust import agreed_csv
    from data.given import Sources
    from data.write.atomic import write_files
    from data.write.outputs import output_files
    from scheduler.domain.errors import InputError
    from scheduler.planning.repair import Effort
    from scheduler.planning.robust import emergency as plan_for
    from scheduler.planning.robust.emergency import most_needed

    effort = Effort(iterations=iterations, seed=seed, threads=threads)
    with bad_input_said():
        if (carers is None) == (only is None):
            raise InputError("Either --carers K or --only FILE says who is left, and one of them.")
        sources = Sources(roads=roads, osrm=osrm, timetable=timetable, modes=modes_in(rota))
        held = in_force(given, rota, None if week is None else week.date(), sources)
        now = held.now.week
        left = most_needed(now, held.rota, carers) if carers is not None else _read(only)
        plan = plan_for(now, held.rota, left, effort)
        style = Style(pseudonyms=pseudonyms, on_call=on_call)
        papers = papers_for(replace(held.now, week=plan.week), plan.rota, style, least={})
        files = output_files(papers)
        files["agreed.csv"] = agreed_csv(now, plan)
        files["facts.csv"] = facts_csv(now.horizon, (*held.facts, *plan.facts))
        write_files(out, files)
    _say(plan)
    say_files(out, list(files))
    if not plan.verdict.is_legal:
        raise typer.Exit(BREACHED)


def _read(path: Path | None) -> list[CarerId]:
    """Ids of a file: one a line, or the column carer_id of a table."""
    from scheduler.domain.errors import InputError
    from scheduler.domain.units import CarerId

    assert path is not None
    try:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise InputError(f"The carers in {path.name} cannot be read ({fault}).") from fault
    cells = [row for row in rows if row and row[0].strip()]
    column = cells[0].index("carer_id") if cells and "carer_id" in cells[0] else 0
    found = [row[column].strip() for row in cells if row[column].strip() != "carer_id"]
    if not found:
        raise InputError(f"{path.name} names no carer.\nMaybe write a carer id on each line.")
    return [CarerId(one) for one in found]


def _say(plan: Emergency) -> None:
    """How far the carers who are left reach."""
    from scheduler.domain.client import Rag
    from scheduler.domain.events import Merged

    rules = plan.rules_used
    merges = sum(isinstance(rule, Merged) for rule in rules)
    rows = [
        ("Carers left", str(len(plan.carers))),
        ("Visits due, calls made one counted once", f"{len(plan.week.visits):,}"),
        ("Red visits unallocated", str(plan.red_left_out)),
        ("Amber visits unallocated", str(plan.left_out_by(Rag.AMBER))),
        ("Green visits unallocated", str(plan.left_out_by(Rag.GREEN))),
        ("Calls made one", str(merges)),
        ("Visits moved outside their windows", str(len(rules) - merges)),
        ("Hard breaches", str(len(plan.verdict.breaches))),
    ]
    screen.print(table(("Emergency", ""), rows, numbers=1))
