"""What commands that ask about a rota share: the argument, and reading both."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from data.given import Sources
    from data.tables import Tables
    from scheduler.domain.rota import Rota
    from scheduler.domain.week import Week

RotaFile: TypeAlias = Annotated[
    Path, typer.Argument(metavar="ROTA", help="rota.csv, its folder, or your own rota.")
]


def week_and_rota(
    tables: Tables, rota: Path, first: datetime | None, days: int, sources: Sources
) -> tuple[Week, Rota]:
    """The period the tables give, and the rota of it.

    Raises
    ------
    InputError
        If either cannot be read or used, or the rota says nothing of most visits.
    """
    from api.cli_in_force import listed_open, refuse_torn
    from data.given import given_for
    from data.tables import read_rota

    period = given_for(tables, None if first is None else first.date(), days, sources)
    made = read_rota(rota, period.week, names=period.names)
    refuse_torn(period.week, made, listed_open(rota))
    return period.week, made
