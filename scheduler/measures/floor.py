"""The least number of carers one client could meet: what every count of faces is held against."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.units import VisitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """How few carers could make every visit of one client in the period.

    Parameters
    ----------
    least
        Fewer carers than this cannot within the usual shape of work (days in seven and
        span of a day, P11 and P12); ``None`` where it is certain that no team can.
    found
        Size of the smallest team found; ``None`` if none was found.
    proven
        Whether ``least`` is exact: a team of that size exists, or certainly none of any size.
    legal
        Fewer carers than this cannot by the hard rules alone: a rota that pays the price of
        long days may go below ``least``, but never below this. ``None`` where no team can.
    without_carer
        Visits left out of the question because too few carers are able to make them.
    """

    least: int | None
    found: int | None
    proven: bool
    legal: int | None = None
    without_carer: tuple[VisitId, ...] = ()


def excess(distinct: int | None, floor: Floor | None) -> int | None:
    """Distinct carers minus the floor; ``None`` where either is unknown.

    It may be negative where the rota leaves visits out or exceeds the usual shape of work.
    """
    if distinct is None or floor is None or floor.least is None:
        return None
    return distinct - floor.least
