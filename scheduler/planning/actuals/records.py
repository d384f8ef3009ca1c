"""What call monitoring recorded, joined to the calls that were agreed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from scheduler.domain.units import CarerId, ClientId, Day, Moment, Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """One agreed call, as the tables hold it.

    Parameters
    ----------
    key
        Names it in the tables of proposals; one for each row of demand.
    planned, commissioned
        Length planned, and length bought, which is never undercut; seconds.
    """

    key: str
    client: ClientId
    call: str
    planned: Seconds
    commissioned: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One carer's attendance at one visit of an agreed call.

    Parameters
    ----------
    day
        Day the visit belongs to; ``agreed`` is its agreed start.
    start, end
        As recorded; moments, negative in the past.
    """

    booked: Booked
    carer: CarerId
    day: Day
    agreed: Moment
    start: Moment
    end: Moment

    @property
    def lasts(self) -> Seconds:
        """Seconds between signing in and out."""
        return self.end - self.start


Observation = tuple[CarerId, int]
"""Who, and how many seconds."""


def holds_without_any_one(seen: Sequence[Observation], holds: Callable[[list[int]], bool]) -> bool:
    """Whether something is true of the values, and still is without those of any one carer.

    One carer who stays long, for whatever reason, is no evidence of what a person needs.
    """
    return all(
        bool(rest) and holds(rest)
        for left_out in (None, *sorted({carer for carer, _ in seen}))
        for rest in ([value for carer, value in seen if carer != left_out],)
    )


def rounded_up(seconds: float, step: Seconds) -> Seconds:
    """The least multiple of ``step`` that is enough."""
    return int(-(-seconds // step)) * step


def carers_of(seen: Iterable[Observation]) -> int:
    """How many different carers."""
    return len({carer for carer, _ in seen})
