"""What happens to a published rota on the day, and what is then no longer as it was given.

An *event* is what somebody rings in: "Jo is ill", "nobody opens the door". A *fact* is what
it means for the week: shifts that end, visits that lasted longer, visits that are not due.
Facts need no rota to be understood, so those of the morning still hold in the afternoon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from scheduler.domain.client import CallKind
from scheduler.domain.travel import Mode
from scheduler.domain.units import CarerId, ClientId, Moment, PlaceId, Seconds, VisitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A carer cannot work from now to ``until``, by default to the end of the day's shifts."""

    carer: CarerId
    until: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A carer will begin the next visit ``by`` seconds after its planned start, or later."""

    carer: CarerId
    by: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrun:
    """A visit under way lasts ``by`` seconds longer than planned."""

    visit: VisitId
    by: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """A visit that has not begun is not wanted."""

    visit: VisitId


@dataclass(frozen=True, slots=True, kw_only=True)
class NoReply:
    """Nobody opens the door; another call is to be tried at ``again``, where given."""

    visit: VisitId
    again: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A carer's vehicle is out for the day; goes on by ``mode``, ``None`` not at all."""

    carer: CarerId
    mode: Mode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A client goes into hospital and needs no visits until ``until``, as far as is known."""

    client: ClientId
    until: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A client is back from hospital and needs the visits of the package again."""

    client: ClientId


Event: TypeAlias = Absent | Late | Overrun | Cancelled | NoReply | Breakdown | Admitted | Returned


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable:
    """A carer does not work from ``start`` to ``end``."""

    carer: CarerId
    start: Moment
    end: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Travelling:
    """A carer goes on from ``place`` by ``mode``, from ``start`` to ``end``."""

    carer: CarerId
    start: Moment
    end: Moment
    mode: Mode
    place: PlaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasted:
    """One carer's part of a visit, begun at ``start``, keeps the carer ``length`` seconds.

    ``kind`` is what the visit was after all, ``None`` what was planned: where nobody opens
    the door, care is not given, and the rules for care do not apply.
    """

    visit: VisitId
    carer: CarerId
    part: int
    start: Moment
    length: Seconds
    kind: CallKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A visit is not due; who would have made it and when is kept for a return.

    ``carers`` is empty and ``start`` ``None`` where nobody would have made it.
    """

    visit: VisitId
    why: str
    carers: tuple[CarerId, ...] = ()
    start: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A visit ``visit`` is due that is like ``of`` but agreed for another time."""

    visit: VisitId
    of: VisitId
    agreed: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A carer has agreed to work from ``start`` to ``end`` too, just before or after a shift."""

    carer: CarerId
    start: Moment
    end: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedHours:
    """A carer has agreed to work up to ``most`` seconds this week, whatever the contract says."""

    carer: CarerId
    most: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Wider:
    """A visit may start ``by`` seconds before and after its window, as agreed for emergencies."""

    visit: VisitId
    by: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Two calls of a day are made as one visit of ``length`` seconds, agreed for ``agreed``."""

    visit: VisitId
    first: VisitId
    second: VisitId
    agreed: Moment
    length: Seconds


Fact: TypeAlias = (
    Unavailable | Travelling | Lasted | Withdrawn | Repeated | Agreed | AgreedHours | Wider | Merged
)

CANCELLED = "cancelled"
HOSPITAL = "hospital"
