"""Who has already met whom."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.units import CarerId, ClientId, Day, Moment, Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVisit:
    """One carer's attendance at one client before the period; ``start`` is negative."""

    client: ClientId
    carer: CarerId
    day: Day
    start: Moment
    length: Seconds
