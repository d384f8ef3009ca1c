"""One change that would let somebody make a visit nobody makes, and how to make it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, TypeVar

from scheduler.domain.carer import Carer, Shift
from scheduler.domain.client import Client
from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.units import CarerId, Moment
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, encode, formulate
from scheduler.interpret import breaks_of
from scheduler.planning.board import Board
from scheduler.planning.price import People


class RelaxationKind(StrEnum):
    """What is changed."""

    NOTHING = "as it stands"
    WINDOW = "window"
    HOURS = "hours"
    SHIFT = "shift"
    DECLARED = "declared"
    INTRODUCTION = "introduction"
    COVER = "cover"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """A change, who could then make the visit and when, and that in a sentence.

    Parameters
    ----------
    carers, start
        Who would make the visit and when; none where only cover from outside would help.
    visit, shift, carer, client
        The one thing changed, as it would be; the others ``None``.
    """

    kind: RelaxationKind
    sentence: str
    carers: tuple[CarerId, ...] = ()
    start: Moment | None = None
    visit: Visit | None = None
    shift: Shift | None = None
    carer: Carer | None = None
    client: Client | None = None

    @property
    def is_needed(self) -> bool:
        """Whether anything has to change at all."""
        return self.kind is not RelaxationKind.NOTHING


@dataclass(frozen=True, slots=True)
class Case:
    """One unallocated visit, and the rota it is missing from."""

    formulation: Formulation
    board: Board
    people: People
    unit: int

    @property
    def week(self) -> Week:
        """What was given."""
        return self.formulation.week

    @property
    def visit(self) -> Visit:
        """The visit that nobody makes."""
        return self.week.visits[self.unit]


def relaxed_week(week: Week, relaxation: Relaxation) -> Week:
    """The week with the one thing changed."""
    return replace(
        week,
        visits=_swapped(week.visits, relaxation.visit),
        shifts=_swapped(week.shifts, relaxation.shift),
        carers=_swapped(week.carers, relaxation.carer),
        clients=_swapped(week.clients, relaxation.client),
    )


def relaxed_rota(week: Week, rota: Rota, visit: Visit, relaxation: Relaxation) -> Rota:
    """The rota with the visit added; breaks, if it plans any, are placed anew.

    Nothing is added where only cover from outside would help.
    """
    if relaxation.start is None:
        return rota
    added = Assignment(visit=visit.id, carers=relaxation.carers, start=relaxation.start)
    assignments = sorted((*rota.assignments, added), key=lambda one: (one.start, one.visit))
    whole = replace(rota, assignments=tuple(assignments))
    if not rota.breaks:
        return whole
    formulation = formulate(relaxed_week(week, relaxation))
    return replace(whole, breaks=breaks_of(formulation, *encode(formulation, whole)))


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Thing = TypeVar("Thing", bound=_HasId)


def _swapped(things: Iterable[Thing], new: Thing | None) -> tuple[Thing, ...]:
    """``things`` with the one that has the id of ``new`` replaced by it."""
    return tuple(new if new is not None and one.id == new.id else one for one in things)
