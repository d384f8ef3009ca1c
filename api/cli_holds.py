"""The options of holds that offers and quotes share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from api.cli_say import screen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scheduler.domain.horizon import Horizon
    from scheduler.domain.units import Moment
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
By: TypeAlias = Annotated[
    str | None, typer.Option(help="Id of whoever asks, for the record beside the holds.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What a command was told about holds.

    Parameters
    ----------
    said
        Whether ``now`` was said, or is the clock's.
    """

    file: Path | None
    now: datetime
    said: bool
    name: str | None
    until: datetime | None
    by: str | None

    def check(self) -> None:
        """What can be said before anything is read.

        Raises
        ------
        InputError
            If a hold is asked for without file, expiry or person, or would be over already.
        """
        from data.publication import person
        from scheduler.domain.errors import InputError

        if self.by is not None:
            person(self.by)
        if self.name is None:
            if self.until is not None:
                raise InputError("--until says when a hold expires, but no --hold is asked for.")
            return
        if self.file is None or self.until is None or self.by is None:
            raise InputError("A hold needs --holds FILE, --until TIME and --by PERSON.")
        if self.until <= self.now:
            raise InputError(f"A hold until {self.until} would have expired already.")

    def first_open(self, horizon: Horizon) -> Moment | None:
        """From when on the week is still to come; ``None`` for all of it.

        A clock that is past the week altogether belongs to somebody who looks back: it is told
        them, and the week is taken as if it were to come. A time that was said counts.
        """
        moment = int((self.now - horizon.instant(0)).total_seconds())
        if moment >= horizon.end and not self.said:
            screen.print(
                "By the clock this week is over; it is answered as if it were still to come.",
                markup=False,
                soft_wrap=True,
            )
            return None
        return moment if moment > 0 else None

    def read(self) -> tuple[Hold, ...]:
        """Every hold of the file that has not expired."""
        from data.holds import read_holds
        from scheduler.planning.offers import active

        return () if self.file is None else active(read_holds(self.file), self.now)

    def record(self, asked: Sequence[Mapping[str, object]]) -> None:
        """Add questions with their answers to the record, where there is a file of holds."""
        from data.asked_log import Did, Line, add_lines, log_beside

        if self.file is not None:
            lines = [Line(did=Did.ASKED, at=self.now, by=self.by, what=one) for one in asked]
            add_lines(log_beside(self.file), lines)

    def write(self, change: Change, first_day: date, package: str = "") -> None:
        """Keep a change for somebody, if that was asked for; expired holds are dropped.

        Raises
        ------
        InputError
            As ``check``, and if there is a hold of that name.
        """
        from data.asked_lines import of_hold
        from data.asked_log import Did, Line, add_lines, log_beside
        from data.holds import read_holds, with_hold, write_holds
        from scheduler.planning.offers import Hold

        self.check()
        if self.name is None or self.file is None or self.until is None:
            return
        new = Hold(
            id=self.name, expires=self.until, first_day=first_day, change=change, package=package
        )
        kept = with_hold(self.read(), new)
        over = [one for one in read_holds(self.file) if one.expires <= self.now]
        lines = [Line(did=Did.EXPIRED, at=self.now, by=None, what=of_hold(one)) for one in over]
        lines.append(Line(did=Did.HELD, at=self.now, by=self.by, what=of_hold(new)))
        add_lines(log_beside(self.file), lines)
        write_holds(self.file, kept)
        screen.print(f"Held as {self.name} until {self.until:%d/%m/%Y %H:%M %Z}.", markup=False)


def holding(
    file: Path | None,
    now: datetime | None,
    name: str | None,
    until: datetime | None,
    by: str | None,
) -> Holding:
    """The options put together; a time without a zone is UTC."""
    return Holding(
        file=file,
        now=datetime.now(UTC) if now is None else zoned(now),
        said=now is not None,
        name=name,
        until=None if until is None else zoned(until),
        by=by,
    )


def zoned(moment: datetime) -> datetime:
    """A time as it is, or as UTC where it has no zone."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
