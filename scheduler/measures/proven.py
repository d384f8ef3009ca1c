"""What no rota of a week can do better: figures to hold those of a rota against."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.units import CarerId, Moment, Points, VisitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Rush:
    """A moment with too few carers.

    Parameters
    ----------
    visits, carers
        If made, these visits must be under way then, and nobody but these carers can make them.
    unallocated
        Fewest of the visits that nobody can make.
    """

    moment: Moment
    visits: tuple[VisitId, ...]
    carers: tuple[CarerId, ...]
    unallocated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """A figure of this rota beside the least of any rota."""

    least: int
    reached: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """What is certain about every rota of a week.

    Parameters
    ----------
    cost : length of ``Tier``, points
        No rota costs less, compared tier by tier.
    is_optimal
        Whether this rota costs exactly that.
    unallocated
        Visits.
    spared
        What follows is said of rotas that leave no more visits unallocated than this.
    faces
        Distinct carers, client by client, added up.
    driving : seconds
        Between visits, without parking and spare time.
    rushes
        Moments with too few carers, the worst first.
    nobody
        Visits no carer at all can make.
    sentences
        The same for a planner, most important first; ids only.
    """

    cost: tuple[Points, ...]
    is_optimal: bool
    unallocated: Least
    spared: int
    faces: Least
    driving: Least
    rushes: tuple[Rush, ...]
    nobody: tuple[VisitId, ...]
    sentences: tuple[str, ...] = ()
