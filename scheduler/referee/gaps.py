"""Where a rest break could be taken."""

from __future__ import annotations

from scheduler.domain.units import Moment, PlaceId
from scheduler.referee.case import Case
from scheduler.referee.ledger import WorkingDay, limits_of

_Room = tuple[Moment, Moment, PlaceId | None]
"""Begin and end of a gap, and where the carer waits: ``None`` for anywhere known, because
between two shifts a carer is free to go."""


def rooms(day: WorkingDay) -> tuple[_Room, ...]:
    """The gaps of a working day, in its shifts and between them."""
    inside = [(gap.start, gap.end, gap.place) for one in day.rounds for gap in one.idles]
    between = [(way.leg.ready, way.after.start, None) for way in day.between]
    return (*inside, *between)


def is_due(case: Case, day: WorkingDay) -> bool:
    """Whether the work of a day is long enough for a rest break."""
    return day.work > limits_of(case.week, case.week.carer[day.carer]).break_after


def has_room(case: Case, day: WorkingDay) -> bool:
    """Whether some gap of the day is as long as a rest break."""
    least = limits_of(case.week, case.week.carer[day.carer]).break_length
    return any(closes - opens >= least for opens, closes, _ in rooms(day))
