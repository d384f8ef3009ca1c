"""The options of holds that offers and quotes share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from api.cli_say import screen

if TYPE_CHECKING:
    from scheduler.planning.changed import Change
    from scheduler.planning.offers import Hold

MOMENTS = ["%Y-%m-%dT%H:%M%z", "%Y-%m-%d %H:%M%z", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]

Holds: TypeAlias = Annotated[
    Path | None, typer.Option(help="File of holds: what is kept for others counts as taken.")
]
Now: TypeAlias = Annotated[
    datetime | None,
    typer.Option(formats=MOMENTS, help="Time of asking, UTC unless said; by default the clock's."),
]
HoldAs: TypeAlias = Annotated[
    str | None, typer.Option("--hold", help="Id of a hold to write into the file of holds.")
]
Until: TypeAlias = Annotated[
    datetime | None, typer.Option(formats=MOMENTS, help="When the hold expires, UTC unless said.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What a command was told about holds."""

    file: Path | None
    now: datetime
    name: str | None
    until: datetime | None

    def read(self) -> tuple[Hold, ...]:
        """Every hold of the file that has not expired."""
        from data.holds import read_holds
        from scheduler.planning.offers import active

        return () if self.file is None else active(read_holds(self.file), self.now)

    def write(self, change: Change, first_day: date, package: str = "") -> None:
        """Keep a change for somebody, if that was asked for; expired holds are dropped.

        Raises
        ------
        InputError
            If the file, or when it expires, was not said, or that is past.
        """
        from data.holds import with_hold, write_holds
        from scheduler.domain.errors import InputError
        from scheduler.planning.offers import Hold

        if self.name is None:
            return
        if self.file is None or self.until is None:
            raise InputError("A hold needs --holds FILE and --until TIME.")
        if self.until <= self.now:
            raise InputError(f"A hold until {self.until} would have expired already.")
        new = Hold(
            id=self.name, expires=self.until, first_day=first_day, change=change, package=package
        )
        write_holds(self.file, with_hold(self.read(), new))
        screen.print(f"Held as {self.name} until {self.until:%d/%m/%Y %H:%M %Z}.", markup=False)


def holding(
    file: Path | None, now: datetime | None, name: str | None, until: datetime | None
) -> Holding:
    """The options put together; a time without a zone is UTC."""
    return Holding(
        file=file,
        now=datetime.now(UTC) if now is None else _zoned(now),
        name=name,
        until=None if until is None else _zoned(until),
    )


def _zoned(moment: datetime) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
