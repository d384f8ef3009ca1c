"""``carerota holds``: what is held, letting it go, and how wishes were answered."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_holds import By, Now, zoned
from api.cli_say import bad_input_said, screen, table

if TYPE_CHECKING:
    from scheduler.planning.offers import Hold


def holds(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="File of holds that offers and quote wrote.")
    ],
    release: Annotated[
        str | None, typer.Option(metavar="HOLD", help="Id of a hold to let go; needs --by.")
    ] = None,
    review: Annotated[
        bool, typer.Option("--review", help="How the wishes of each client were answered.")
    ] = False,
    by: By = None,
    now: Now = None,
) -> None:
    """List what is held, let a hold go, or review how wishes were answered.

    Everything asked with --holds, held, expired and released is in the record beside the file,
    to which lines are only added. Exit code 2: there is no such file or hold, or the record was
    changed.
    """
    moment = datetime.now(UTC) if now is None else zoned(now)
    with bad_input_said():
        if review:
            _say_review(file)
        elif release is not None:
            _let_go(file, release, by, moment)
        else:
            _say(file, moment)


def _held(file: Path) -> tuple[Hold, ...]:
    """Everything in the file, expired or not."""
    from data.holds import read_holds
    from scheduler.domain.errors import InputError

    if not file.is_file():
        raise InputError(f"There is no file of holds {file}.\nMaybe nothing was ever held.")
    return read_holds(file)


def _say(file: Path, now: datetime) -> None:
    rows = [
        (
            one.id,
            f"{one.expires:%d/%m/%Y %H:%M %Z}",
            "expired" if one.expires <= now else "holds",
            f"{one.first_day:%d/%m/%Y}",
            ", ".join(sorted({visit.client for visit in one.change.visits})),
            str(len(one.change.visits)),
            one.package,
        )
        for one in _held(file)
    ]
    if not rows:
        screen.print("Nothing is held.")
        return
    screen.print(table(("Hold", "Until", "Now", "Week of", "For", "Visits", "Package"), rows))


def _let_go(file: Path, name: str, by: str | None, now: datetime) -> None:
    from data.asked_lines import of_hold
    from data.asked_log import Did, Line, add_lines, log_beside
    from data.holds import write_holds
    from data.publication import person
    from scheduler.domain.errors import InputError

    found = _held(file)
    gone = [one for one in found if one.id == name]
    if not gone:
        listed = ", ".join(one.id for one in found) or "none"
        raise InputError(f"There is no hold {name}.\nMaybe one of: {listed}.")
    if by is None:
        raise InputError("A hold is released by somebody.\nMaybe add --by with their id.")
    lines = [Line(did=Did.RELEASED, at=now, by=person(by), what=of_hold(one)) for one in gone]
    add_lines(log_beside(file), lines)
    write_holds(file, [one for one in found if one.id != name])
    screen.print(f"Hold {name} is released.", markup=False)


def _say_review(file: Path) -> None:
    from data.asked_log import Granted, log_beside, read_lines, shares
    from scheduler.domain.errors import InputError

    log = log_beside(file)
    if not log.is_file():
        raise InputError(f"There is no record {log}.\nMaybe nothing was asked with --holds {file}.")
    found = shares(read_lines(log))
    rows = [
        (one.client, str(one.asked), *(str(one.granted[how]) for how in Granted)) for one in found
    ]
    asked = sum(one.asked for one in found)
    yes = sum(one.granted[Granted.YES] for one in found)
    screen.print(f"{asked} questions of {len(found)} clients; {yes} could be granted as asked.")
    if rows:
        screen.print(table(("Client", "Asked", "Yes", "Another time", "No"), rows, numbers=4))
