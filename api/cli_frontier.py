"""``carerota frontier``: plans that give up different things; ``carerota adopt``: one of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from api.cli_say import BREACHED, bad_input_said, screen, table

if TYPE_CHECKING:
    from scheduler.planning.frontier import Frontier


def frontier(
    given: Input,
    out: Out,
    rota: Annotated[
        Path | None,
        typer.Argument(metavar="ROTA", help="The rota to trade from; without it one is planned."),
    ] = None,
    first: From = None,
    days: Days = 7,
    plans: Annotated[int, typer.Option(min=2, max=20, help="Plans wanted at least.")] = 5,
    time: Time = 60.0,
    seed: Seed = 1,
    iterations: Iterations = None,
    threads: Threads = 2,
    pins: Annotated[
        Path | None, typer.Option(help="CSV of visit_id, carer_id, start to keep in every plan.")
    ] = None,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
    pseudonyms: Pseudonyms = False,
    on_call: OnCall = NO_ON_CALL,
) -> None:
    """Find plans none of which is better than another in everything, and write each in full.

    --time or --iterations is the effort of one plan; all other plans together take less.
    Exit code 0: no plan breaks a hard rule. 1: some plan does, as the rota given did. 2: the
    input cannot be used.
    """
    from api.cli_progress import ProgressLines
    from api.papers import Style, papers_for
    from data.given import Sources, given_for
    from data.tables import read_rota_of, read_tables
    from data.write.atomic import write_files
    from data.write.plans.frontier_files import frontier_files
    from scheduler.planning.floors import floors
    from scheduler.planning.frontier import Effort
    from scheduler.planning.frontier import frontier as explore

    sources = Sources(roads=roads, osrm=osrm, timetable=timetable, pins=pins)
    with bad_input_said():
        period = given_for(
            read_tables(given), None if first is None else first.date(), days, sources
        )
        base = None if rota is None else read_rota_of(rota, period.week, names=period.names)
        effort = Effort(seconds=time, iterations=iterations, seed=seed, threads=threads)
        with ProgressLines(screen) as watch:
            found = explore(
                period.week, base, effort=effort, plans=plans, watch=watch, told=_say_direction
            )
        least = floors(period.week)
        style = Style(pseudonyms=pseudonyms, on_call=on_call)
        papers = {
            plan.name: papers_for(period, plan.rota, style, least=least) for plan in found.plans
        }
        write_files(out, frontier_files(found, papers))
        _say(found, out)
    if not all(plan.outcome.verdict.is_legal for plan in found.plans):
        raise typer.Exit(BREACHED)


def adopt(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder that carerota frontier wrote.")
    ],
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="plan-3, or 3.")],
    out: Out,
) -> None:
    """Take one plan of a frontier over: all its papers, as they were judged.

    Exit code 0: done. 2: there is no such plan, it was changed since, or it breaks a hard rule;
    nothing is written.
    """
    from data.write.atomic import write_files
    from data.write.plans.adopted import adopted_files

    with bad_input_said():
        files = adopted_files(folder, plan)
        write_files(out, files)
        screen.print(f"Adopted; {len(files)} files written to {out}.", markup=False, soft_wrap=True)


def _say_direction(name: str) -> None:
    """Which search begins."""
    screen.print(f"Search: {name}", markup=False)


def _say(found: Frontier, out: Path) -> None:
    """Every plan in a row and a sentence, what it took, and where it lies."""
    from data.write.plans.figures import figures_of, words_of
    from data.write.plans.frontier_files import effort_words
    from scheduler.planning.frontier import Aim

    shown = ("visits_left_out", *(aim.value for aim in Aim))
    rows = [
        (plan.name, *(words_of(figures_of(plan.outcome)[key]) for key in shown))
        for plan in found.plans
    ]
    header = ("Plan", "Left out", "Faces", "Unknown", "Min off time", "Min travel", "Min paid")
    screen.print()
    screen.print(table(header, rows, numbers=len(shown)))
    screen.print()
    for plan in found.plans:
        screen.print(f"{plan.name}: {plan.trade}", markup=False, soft_wrap=True)
    screen.print()
    screen.print(effort_words(found), markup=False)
    for line in found.shortfall.splitlines():
        screen.print(line, markup=False)
    screen.print(f"Written to {out}: a folder for each plan, and", markup=False, soft_wrap=True)
    for name in ("frontier.html", "frontier.csv", "frontier.json"):
        screen.print(f"  {out / name}", markup=False, soft_wrap=True)
