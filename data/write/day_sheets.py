"""One carer's day in pieces: visits, travel, waiting, breaks and free time, in order.

Run sheets, calendars, the timeline and the map are all made from these, so that they cannot
contradict each other. Times are those the referee reconstructed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from scheduler.domain.rota import Break, Rota
from scheduler.domain.units import CarerId, Day, Metres, Moment, PlaceId, Seconds, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.referee.legs import Leg
from scheduler.referee.rounds import Round, Stop


class Spell(StrEnum):
    """What a carer does for a while."""

    VISIT = "visit"
    TRAVEL = "travel"
    COMMUTE = "commute"
    WAITING = "waiting"
    BREAK = "break"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One stretch of a carer's day.

    Parameters
    ----------
    place
        Where the carer is, or is going.
    visit, part, beside
        For a visit: which, as first or second carer, and who else is there.
    metres, estimated
        For travel: how far, and whether the time is an estimate.
    """

    kind: Spell
    start: Moment
    end: Moment
    place: PlaceId
    visit: Visit | None = None
    part: int = 0
    beside: tuple[CarerId, ...] = ()
    metres: Metres = 0
    estimated: bool = False

    @property
    def lasts(self) -> Seconds:
        """Seconds."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """Everything one carer does on one working day.

    Parameters
    ----------
    pieces
        In order of time; ways to and from home included.
    way
        Places in the order they are reached, home to home.
    paid
        Seconds that earn the hourly rate on this day, by the carer's own terms.
    """

    carer: CarerId
    day: Day
    pieces: tuple[Piece, ...]
    way: tuple[PlaceId, ...]
    paid: Seconds

    @property
    def start(self) -> Moment:
        """When the carer sets off."""
        return min(piece.start for piece in self.pieces)

    @property
    def end(self) -> Moment:
        """When the carer is home."""
        return max(piece.end for piece in self.pieces)

    @property
    def visits(self) -> int:
        """Visits made."""
        return sum(piece.kind is Spell.VISIT for piece in self.pieces)

    def total(self, kind: Spell) -> Seconds:
        """Seconds of one kind."""
        return sum(piece.lasts for piece in self.pieces if piece.kind is kind)


def day_sheets(week: Week, rota: Rota, rounds: Sequence[Round]) -> tuple[DaySheet, ...]:
    """Sheets of every carer and working day, by carer and day."""
    beside = {one.visit: one.carers for one in rota.assignments}
    breaks: dict[CarerId, list[Break]] = defaultdict(list)
    for planned in sorted(rota.breaks, key=lambda one: one.start):
        breaks[planned.carer].append(planned)
    days: dict[tuple[CarerId, Day], list[Round]] = defaultdict(list)
    for one in rounds:
        days[one.carer, one.day].append(one)
    return tuple(
        _sheet(week, carer, day, sorted(made, key=lambda one: one.begins), breaks[carer], beside)
        for (carer, day), made in sorted(days.items())
    )


def _sheet(
    week: Week,
    carer: CarerId,
    day: Day,
    made: list[Round],
    breaks: list[Break],
    beside: dict[VisitId, tuple[CarerId, ...]],
) -> DaySheet:
    """The sheet of one carer and day."""
    pieces: list[Piece] = []
    for one in made:
        pieces += _round_pieces(week, one, beside)
    pieces += [_between(before, after) for before, after in pairwise(made)]
    with_breaks = [part for piece in pieces for part in _around(piece, breaks)]
    with_breaks += [
        Piece(kind=Spell.BREAK, start=one.start, end=one.end, place=one.place)
        for one in breaks
        if made[0].begins <= one.start < max(other.ends for other in made)
    ]
    return DaySheet(
        carer=carer,
        day=day,
        pieces=tuple(sorted(with_breaks, key=lambda piece: (piece.start, piece.end))),
        way=tuple(place for one in made for place in _way(one)),
        paid=sum(_paid(week, one) for one in made),
    )


def _round_pieces(
    week: Week, one: Round, beside: dict[VisitId, tuple[CarerId, ...]]
) -> Iterator[Piece]:
    """Pieces of one spell of work, breaks not yet cut out."""
    if one.to_work is not None:
        yield _travel(one.to_work, Spell.COMMUTE)
    for number, stop in enumerate(one.stops):
        if number:
            yield from _before(week, one.legs[number - 1], stop)
        yield Piece(
            kind=Spell.VISIT,
            start=stop.start,
            end=stop.end,
            place=stop.place,
            visit=week.visit[stop.visit],
            part=stop.part,
            beside=tuple(other for other in beside[stop.visit] if other != one.carer),
        )
    if one.home is not None:
        yield _travel(one.home, Spell.COMMUTE)


def _between(before: Round, after: Round) -> Piece:
    """Free time between two spells of work of one day, ways home and back left out."""
    return Piece(
        kind=Spell.FREE,
        start=before.ends if before.home is None else before.home.arrive,
        end=after.begins if after.to_work is None else after.to_work.leave,
        place=before.stops[-1].place_end if before.home is None else before.home.destination,
    )


def _before(week: Week, leg: Leg, stop: Stop) -> Iterator[Piece]:
    """The way to a visit and the time at its door."""
    yield _travel(leg, Spell.TRAVEL)
    free = leg.idle >= week.rules.pay.free_gap
    ready = leg.ready if free else stop.start
    yield Piece(kind=Spell.WAITING, start=leg.arrive, end=ready, place=stop.place)
    yield Piece(kind=Spell.FREE, start=ready, end=stop.start, place=stop.place)


def _travel(leg: Leg, kind: Spell) -> Piece:
    """The way itself, to the door."""
    return Piece(
        kind=kind,
        start=leg.leave,
        end=leg.arrive,
        place=leg.destination,
        metres=leg.metres,
        estimated=leg.estimated,
    )


def _around(piece: Piece, breaks: list[Break]) -> Iterator[Piece]:
    """What is left of waiting or free time once planned breaks are taken out; no empty piece."""
    spells = [(piece.start, piece.end)]
    if piece.kind in (Spell.WAITING, Spell.FREE):
        for rest in breaks:
            spells = [
                cut
                for start, end in spells
                for cut in ((start, min(end, rest.start)), (max(start, rest.end), end))
                if cut[0] < cut[1]
            ]
    for start, end in spells:
        if start < end:
            yield replace(piece, start=start, end=end)


def _way(one: Round) -> Iterator[PlaceId]:
    """Places of one round in order, from home to home where there is a shift."""
    if one.to_work is not None:
        yield one.to_work.origin
    for stop in one.stops:
        yield stop.place
        if stop.place_end != stop.place:
            yield stop.place_end
    if one.home is not None:
        yield one.home.destination


def _paid(week: Week, one: Round) -> Seconds:
    """Paid seconds of a round; a salaried carer's guarantee is reckoned by the week."""
    terms = week.carer[one.carer].contract
    care = sum(stop.end - stop.start for stop in one.stops)
    travel = sum(leg.lasts for leg in one.legs)
    waiting = sum(idle.lasts for idle in one.idles if idle.lasts < week.rules.pay.free_gap)
    return care + travel * terms.pays_travel + waiting * terms.pays_waiting
