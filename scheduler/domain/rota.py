"""The answer: who makes which visit, when, and what nobody makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from scheduler.domain.units import CarerId, Day, Moment, PlaceId, ShiftId, VisitId


class Stage(StrEnum):
    """How settled a rota is; changes cost more at each step."""

    DRAFT = "draft"
    PUBLISHED = "published"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One visit given to its carers at one planned start.

    ``carers`` has exactly as many distinct carers as the visit needs; the second of a
    double-up makes part 1 (see ``Visit.length_of_part``).
    """

    visit: VisitId
    carers: tuple[CarerId, ...]
    start: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A rest break at a real place and time, inside one gap between two visits of a day."""

    carer: CarerId
    place: PlaceId
    start: Moment
    end: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """A whole plan for one period. A visit that is not assigned is unallocated."""

    assignments: tuple[Assignment, ...]
    breaks: tuple[Break, ...] = ()
    stage: Stage = Stage.DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """What must not change for one visit: its carers, its team, its start, or several of them.

    Parameters
    ----------
    carers
        Those who must be among the carers (empty: anybody).
    team
        Of whom every carer who makes the visit must be one (empty: anybody).
    """

    visit: VisitId
    carers: tuple[CarerId, ...] = field(default=())
    start: Moment | None = None
    team: tuple[CarerId, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPin:
    """One carer's whole day or shift that must stay as the reference rota has it.

    The run is every visit the reference gives the carer that starts on a shift of ``day``
    (in ``shift`` alone where one is named). Each stays with the carer at its start, and
    none is added. A visit of the run that nobody makes is left out, as with any pin.
    """

    carer: CarerId
    day: Day
    shift: ShiftId | None = None
