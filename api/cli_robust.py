"""``carerota robust``: how much a week can bear."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_options import Input, Osrm, Roads, Seed, Threads, Timetable
from api.cli_repair import RotaInForce, Week
from api.cli_say import bad_input_said, screen, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.planning.robust import Backups, Slack, Without


def robust(
    given: Input,
    rota: RotaInForce,
    out: Annotated[Path | None, typer.Option(help="Folder to write the tables to.")] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="CARER", help="Leave out only these; by default each in turn."),
    ] = None,
    week: Week = None,
    iterations: Annotated[
        int, typer.Option(min=1, help="Most steps to search for without each carer.")
    ] = 60_000,
    seed: Seed = 1,
    threads: Threads = 2,
    roads: Roads = None,
    osrm: Osrm = None,
    timetable: Timetable = None,
) -> None:
    """Say who could step in for whom, where time is left, and who must not fall ill.

    Without each carer in turn the week is really planned again: are all red visits made?
    """
    from api.cli_in_force import in_force
    from data.disruption import modes_in
    from data.disruption.robust import backups_csv, robust_json, slack_csv, without_csv
    from data.given import Sources
    from data.write.atomic import write_files
    from scheduler.domain.errors import InputError
    from scheduler.domain.units import CarerId
    from scheduler.planning.desk import desk_of
    from scheduler.planning.repair import Effort
    from scheduler.planning.robust import backups, slack, without_each
    from scheduler.referee import judge

    effort = Effort(iterations=iterations, seed=seed, threads=threads)
    with bad_input_said():
        sources = Sources(roads=roads, osrm=osrm, timetable=timetable, modes=modes_in(rota))
        held = in_force(given, rota, None if week is None else week.date(), sources)
        now = held.now.week
        unknown = [one for one in without or () if one not in now.carer]
        if unknown:
            raise InputError(f"No carer of this period has the id {', '.join(unknown)}.")
        verdict = judge(now, held.rota)
        stepping_in = backups(desk_of(now, held.rota))
        free = slack(now, verdict)
        chosen = None if without is None else [CarerId(one) for one in without]
        found = list(without_each(now, held.rota, chosen, effort))
        files = {
            "backups.csv": backups_csv(stepping_in),
            "slack.csv": slack_csv(free),
            "without.csv": without_csv(found),
            "robust.json": robust_json(stepping_in, free, found),
        }
        if out is not None:
            write_files(out, files)
    _say(stepping_in, free, found, now.rules.robust.backups)


def _say(
    stepping_in: Sequence[Backups], free: Sequence[Slack], found: Sequence[Without], meant: int
) -> None:
    """Counts, and after them what a planner has to see to."""
    from data.write.clock import hours_words
    from scheduler.domain.client import Rag

    lacking = [one for one in stepping_in if not one.enough]
    red = [one for one in lacking if one.rag is Rag.RED]
    tight = [one for one in free if not one.enough]
    gaps = [one for one in found if not one.is_covered]
    rows = [
        ("Clients' bands without enough backups", f"{len(lacking)} of {len(stepping_in)}"),
        ("  of them at red risk", str(len(red))),
        ("Zones and bands without enough slack", f"{len(tight)} of {len(free)}"),
        ("Carers whose absence leaves a red visit unmade", f"{len(gaps)} of {len(found)}"),
    ]
    screen.print(table(("How robust the week is", ""), rows, numbers=1))
    lines = [
        f"  Backups: client {one.client} (red), {one.band}: "
        f"{sum(backup.free > 0 for backup in one.backups)} free of the {meant} meant."
        for one in red
    ]
    lines += [
        f"  Slack: {slot.zone}, {slot.band}: {slot.permille / 10:g} % free of the "
        f"{slot.target / 10:g} % meant; {hours_words(slot.missing)} more of carers' time needed."
        for slot in tight
    ]
    for away in gaps:
        lines += [f"  Without {away.carer}: {gap.sentence}" for gap in away.gaps]
        if not away.legal:
            lines.append(f"  Without {away.carer}: no lawful rota was found.")
    for line in lines:
        screen.print(line, markup=False, soft_wrap=True)
