"""From two rotas as files to the shifts that change between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from data.tables import Given, read_rota_of
from scheduler.domain.errors import InputError
from scheduler.domain.rota import Stage
from scheduler.domain.units import Moment
from scheduler.domain.week import Week
from scheduler.measures.ledgers import ShiftChange, shift_changes
from scheduler.referee import Verdict, judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The rota carers were told of, and local date and time at which another takes its place."""

    rota: Path
    published: datetime

    @classmethod
    def of(cls, rota: Path | None, published: datetime | None) -> Told | None:
        """Both, or neither.

        Raises
        ------
        InputError
            If only one of the two is given.
        """
        if rota is None and published is None:
            return None
        if rota is None or published is None:
            missing = "--before" if rota is None else "--published"
            raise InputError(
                f"Notice runs between two rotas and from a date; {missing} is missing.\n"
                "Maybe give --before OLD_ROTA and --published DATE together, or neither."
            )
        return cls(rota=rota, published=published)


def shift_changes_of(given: Given, after: Verdict, told: Told) -> tuple[ShiftChange, ...]:
    """Shifts that change against the rota carers were told of.

    Raises
    ------
    TableFaults
        If the older rota cannot be read.
    """
    old = read_rota_of(told.rota, given.week, names=given.names, stage=Stage.PUBLISHED)
    return shift_changes(
        given.week, judge(given.week, old), after, moment_of(given.week, told.published)
    )


def moment_of(week: Week, published: datetime) -> Moment:
    """The moment of a local date and time.

    A date alone means the midnight that ends it: carers cannot have been told later, so that
    no more notice is counted than was given.
    """
    if published.time() == time():
        published += timedelta(days=1)
    local = published.replace(tzinfo=ZoneInfo(week.horizon.zone))
    return round(local.timestamp() - week.horizon.instant(0).timestamp())
