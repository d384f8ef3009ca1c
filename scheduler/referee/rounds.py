"""Each carer's spells of work, reconstructed from the rota alone.

Nothing here judges: a round that overlaps itself or lies outside every shift is
reconstructed too, so that each rule can say what it sees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from scheduler.domain.carer import Carer, Shift
from scheduler.domain.rota import Assignment, Break, Rota
from scheduler.domain.units import (
    CarerId,
    ClientId,
    Day,
    Moment,
    PlaceId,
    Seconds,
    ShiftId,
    VisitId,
)
from scheduler.domain.week import Week
from scheduler.referee.legs import Leg, Roads, mode_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One carer's part of one visit.

    ``part`` is 0 for the first carer, 1 for the second of a double-up. ``arrive`` is when
    the carer stands at the door and ``ready`` that plus the spare time; both equal
    ``start`` at the first stop of a round.
    """

    visit: VisitId
    client: ClientId
    part: int
    place: PlaceId
    place_end: PlaceId
    arrive: Moment
    ready: Moment
    start: Moment
    end: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """Time with nothing to do, at the place of the next visit."""

    place: PlaceId
    start: Moment
    end: Moment

    @property
    def lasts(self) -> Seconds:
        """Seconds."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The visits one carer makes in one shift, in order of start.

    Parameters
    ----------
    shift
        ``None`` for visits that lie in no shift of the carer; those of one local day
        make one round.
    day
        Day of the shift; of the first start where there is no shift.
    legs : one fewer than stops
        ``legs[i]`` leads from stop i to stop i + 1.
    to_work, home
        Ways outside the round; ``None`` where there is no shift.
    idles
        Idle gaps of more than 0 seconds, in order.
    breaks
        Planned breaks of the carer that begin during the round.
    work
        First start to last end without the idle gaps that are free time, seconds.
    """

    carer: CarerId
    shift: ShiftId | None
    day: Day
    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]
    to_work: Leg | None
    home: Leg | None
    idles: tuple[Idle, ...]
    breaks: tuple[Break, ...]
    work: Seconds

    @property
    def begins(self) -> Moment:
        """First start."""
        return self.stops[0].start

    @property
    def ends(self) -> Moment:
        """Last end."""
        return max(stop.end for stop in self.stops)


_Bare = tuple[Moment, Moment, VisitId, int]
"""Start, end, visit and part: what decides the order of one carer's stops."""


def known_parts(week: Week, assignment: Assignment) -> tuple[tuple[int, CarerId], ...]:
    """Part number and carer of each distinct carer of an assignment who is in the week."""
    first_of = {carer: part for part, carer in reversed(list(enumerate(assignment.carers)))}
    known = ((part, carer) for carer, part in first_of.items() if carer in week.carer)
    return tuple(sorted(known))


def rounds(week: Week, rota: Rota) -> tuple[Round, ...]:
    """Every carer's rounds, by carer and first start."""
    roads = Roads(week)
    breaks: dict[CarerId, list[Break]] = defaultdict(list)
    for planned in sorted(rota.breaks, key=lambda one: (one.start, one.end, one.place)):
        breaks[planned.carer].append(planned)
    found = [
        _round(week, roads, week.carer[carer], spell, breaks[carer])
        for carer, stops in sorted(_stops_by_carer(week, rota).items())
        for spell in _spells(week, carer, sorted(stops))
    ]
    return tuple(sorted(found, key=lambda one: (one.carer, one.begins, one.shift or "")))


def _stops_by_carer(week: Week, rota: Rota) -> dict[CarerId, list[_Bare]]:
    found: dict[CarerId, list[_Bare]] = defaultdict(list)
    for assignment in rota.assignments:
        visit = week.visit.get(assignment.visit)
        if visit is None:
            continue
        for part, carer in known_parts(week, assignment):
            end = assignment.start + visit.length_of_part(part)
            found[carer].append((assignment.start, end, visit.id, part))
    return found


@dataclass(slots=True)
class _Spell:
    """Stops of one shift, or of one day without a shift."""

    shift: Shift | None
    day: Day
    stops: list[_Bare]


def _spells(week: Week, carer: CarerId, stops: list[_Bare]) -> Iterator[_Spell]:
    spells: dict[tuple[ShiftId | None, Day], _Spell] = {}
    for stop in stops:
        shift = _shift_of(week, carer, stop)
        day = week.horizon.day_of(stop[0]) if shift is None else shift.day
        key = (None if shift is None else shift.id, day)
        spells.setdefault(key, _Spell(shift, day, [])).stops.append(stop)
    return iter(spells.values())


def _shift_of(week: Week, carer: CarerId, stop: _Bare) -> Shift | None:
    start, end = stop[:2]
    return next((s for s in week.shifts_of[carer] if s.start <= start and end <= s.end), None)


def _round(week: Week, roads: Roads, carer: Carer, spell: _Spell, breaks: list[Break]) -> Round:
    mode = mode_on(carer, spell.shift)
    visits = [week.visit[visit] for _, _, visit, _ in spell.stops]
    legs = tuple(
        roads.between(
            mode, visits[i].place_end, visits[i + 1].place, leave=before[1], begin=after[0]
        )
        for i, (before, after) in enumerate(pairwise(spell.stops))
    )
    stops = _stops(week, spell.stops, legs)
    ends = max(stop.end for stop in stops)
    idles = tuple(
        Idle(place=leg.destination, start=leg.ready, end=leg.ready + leg.idle)
        for leg in legs
        if leg.idle > 0
    )
    free_time = sum(idle.lasts for idle in idles if idle.lasts >= week.rules.pay.free_gap)
    shift = spell.shift
    return Round(
        carer=carer.id,
        shift=None if shift is None else shift.id,
        day=spell.day,
        stops=stops,
        legs=legs,
        to_work=None
        if shift is None
        else roads.to_work(mode, shift.start_place, stops[0].place, begin=stops[0].start),
        home=None
        if shift is None
        else roads.home(mode, stops[-1].place_end, shift.end_place, leave=stops[-1].end),
        idles=idles,
        breaks=tuple(one for one in breaks if stops[0].start <= one.start < ends),
        work=ends - stops[0].start - free_time,
    )


def _stops(week: Week, bare: list[_Bare], legs: tuple[Leg, ...]) -> tuple[Stop, ...]:
    found = []
    for i, (start, end, visit_id, part) in enumerate(bare):
        visit = week.visit[visit_id]
        found.append(
            Stop(
                visit=visit_id,
                client=visit.client,
                part=part,
                place=visit.place,
                place_end=visit.place_end,
                arrive=legs[i - 1].arrive if i else start,
                ready=legs[i - 1].ready if i else start,
                start=start,
                end=end,
            )
        )
    return tuple(found)
