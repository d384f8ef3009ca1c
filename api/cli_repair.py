"""``carerota repair``: what to do when something happens to a rota in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_options import (
    DATES,
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
from api.cli_say import BREACHED, bad_input_said
from data.disruption.events import EVENT_FORMS
from scheduler.domain.rota import Stage

if TYPE_CHECKING:
    from api.cli_in_force import InForce
    from scheduler.domain.events import Event
    from scheduler.domain.travel import Mode
    from scheduler.domain.units import Moment, VisitId
    from scheduler.planning.repair import Situation

RotaInForce = Annotated[
    Path, typer.Argument(metavar="ROTA", help="The rota in force: rota.csv or its folder.")
]
Week = Annotated[
    datetime | None,
    typer.Option(
        "--week", formats=DATES, help="First day of the rota; by default as when planning."
    ),
]
Pins = Annotated[
    Path | None,
    typer.Option(help="CSV of visit_id, carer_id, start, team, run to keep."),
]


def repair(
    given: Input,
    rota: RotaInForce,
    out: Out,
    start: Annotated[
        str,
        typer.Option(
            "--from", metavar="TIME", help="Now, with its date: what began before is past."
        ),
    ],
    absent: Annotated[
        list[str] | None, typer.Option(metavar="CARER", help="Cannot work the rest of the day.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help="Until when those absent are.")
    ] = None,
    event: Annotated[list[str] | None, typer.Option(metavar="EVENT", help=EVENT_FORMS)] = None,
    option: Annotated[
        int, typer.Option(min=1, help="Which option to write in full; 1 is the best.")
    ] = 1,
    stage: Annotated[Stage, typer.Option(help="How settled the rota is.")] = Stage.PUBLISHED,
    pins: Pins = None,
    week: Week = None,
    iterations: Annotated[
        int, typer.Option(min=1, help="Steps to search for each option; repeats exactly.")
    ] = 60_000,
    seed: Seed = 1,
    threads: Threads = 2,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
    pseudonyms: Pseudonyms = False,
    on_call: OnCall = NO_ON_CALL,
) -> None:
    """Mend a rota in force: ranked options, each legal, each with who must be told what.

    Events change what the tables say; without any, the rota is brought up to the tables as
    they now are (new calls, longer visits, leave), from TIME on. What has begun never moves.
    Run sheets and calendars are written for those whose day changes.

    Exit code 0: the option written has no hard breach. 1: it has one that no rota avoids.
    2: the input cannot be used; nothing is written.
    """
    from api.cli_in_force import in_force
    from api.cli_repair_say import say_option, say_options
    from api.cli_results import say_files
    from api.papers import Style, papers_for, why_nots
    from data.disruption import modes_in, repair_files
    from data.given import Sources
    from data.write.atomic import write_files
    from scheduler.domain.errors import InputError
    from scheduler.planning.repair import Effort, situation_of
    from scheduler.planning.repair import repair as mend

    effort = Effort(iterations=iterations, seed=seed, threads=threads)
    with bad_input_said():
        modes = (*modes_in(rota), *_modes_of(event or ()))
        sources = Sources(roads=roads, osrm=osrm, timetable=timetable, modes=modes)
        held = in_force(given, rota, None if week is None else week.date(), sources, pins)
        now, events = _events(held, start, (absent or (), until), event or ())
        situation = situation_of(
            held.given.week,
            held.rota,
            now,
            events,
            facts=held.facts,
            stage=stage,
            left_open=held.left_open,
        )
        options = mend(situation, effort)
        if option > len(options):
            many = len(options)
            raise InputError(
                f"There {'is' if many == 1 else 'are'} {many} option{'' if many == 1 else 's'}, "
                f"so none has number {option}."
            )
        chosen = options[option - 1]
        say_options(situation, options)
        style = Style(pseudonyms=pseudonyms, on_call=on_call)
        as_chosen = replace(held.given, week=chosen.week)
        known = {v: why for v, why in held.why_not.items() if _is_elsewhere(situation, v)}
        known |= why_nots(chosen.reasons)
        papers = papers_for(as_chosen, chosen.rota, style, least={}, prove=False, known=known)
        files = repair_files(papers, options, chosen)
        write_files(out, files)
    say_option(option, chosen)
    say_files(out, [name for name in files if not name.startswith("option-")])
    if not chosen.verdict.is_legal:
        raise typer.Exit(BREACHED)


def _is_elsewhere(situation: Situation, visit: VisitId) -> bool:
    """Whether a visit is due on no day that changes, so that what was found of it holds."""
    due = situation.week.visit.get(visit)
    return due is not None and due.day not in situation.days


def _modes_of(texts: Sequence[str]) -> Iterator[Mode]:
    """Ways of travelling that events name: legs are needed for them."""
    from scheduler.domain.travel import Mode

    for text in texts:
        kind, _, rest = text.partition(":")
        mode = rest.rpartition(":")[2]
        if kind == "car" and mode in tuple(Mode):
            yield Mode(mode)


def _events(
    held: InForce, start: str, absent: tuple[Sequence[str], str | None], texts: Sequence[str]
) -> tuple[Moment, list[Event]]:
    """Now, which needs its date, and what has happened; there a clock time is one of today."""
    from data.disruption import moment_of, read_event
    from scheduler.domain.errors import InputError
    from scheduler.domain.events import Absent
    from scheduler.domain.units import CarerId

    horizon, (carers, until) = held.given.week.horizon, absent
    now = moment_of(start, horizon)
    if until is not None and not carers:
        raise InputError("--until says how long those of --absent are away, but nobody is absent.")
    ends = None if until is None else moment_of(until, horizon, horizon.day_of(now))
    events: list[Event] = [Absent(carer=CarerId(carer), until=ends) for carer in carers]
    return now, events + [read_event(text, horizon, now) for text in texts]
