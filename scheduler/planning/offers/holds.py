"""Capacity kept for somebody until a time: data that is passed in and out, never a clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from scheduler.domain.errors import InputError
from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.formulate import formulate
from scheduler.planning.changed import Change, changed_rota, changed_week


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What one offer, or one quote, would do, kept free until it expires.

    Parameters
    ----------
    expires
        Aware time from which it blocks nothing any more.
    first_day
        First day of the week whose rota it is about; moments of the change count from it.
    package
        Where the tables of a held package are, as far as its client is in no others.
    """

    id: str
    expires: datetime
    first_day: date
    change: Change
    package: str = ""

    def __post_init__(self) -> None:
        if self.expires.tzinfo is None:
            raise InputError(
                f"Hold {self.id} expires at {self.expires}, of no time zone.\n"
                "Maybe write it with one, such as 2026-12-01T17:00+00:00."
            )


def active(holds: Iterable[Hold], now: datetime) -> tuple[Hold, ...]:
    """Holds that still block capacity, in the order in which they were made.

    Raises
    ------
    InputError
        If ``now`` has no time zone.
    """
    if now.tzinfo is None:
        raise InputError(f"{now} is of no time zone.\nMaybe write 2026-12-01T17:00+00:00.")
    return tuple(hold for hold in holds if hold.expires > now)


def with_holds(week: Week, rota: Rota, holds: Iterable[Hold], now: datetime) -> tuple[Week, Rota]:
    """The week and its rota as they would be with every active hold taken up.

    Questions asked of these find what is held taken. Clients of held packages are in the
    week already; holds of other weeks are passed over.
    """
    held = [one for one in active(holds, now) if one.first_day == week.horizon.first_day]
    for hold in held:
        week = changed_week(week, hold.change)
    for hold in held:
        rota = changed_rota(formulate(week), rota, hold.change)
    return week, rota
