"""A1, A2 and A3: a carer is there, and can get from each visit to the next."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.client import Rurality
from scheduler.domain.travel import UNREACHABLE, Mode
from scheduler.domain.units import CarerId, PlaceId, Seconds, VisitId
from scheduler.referee.case import Case
from scheduler.referee.legs import Leg, mode_on
from scheduler.referee.rounds import Round
from scheduler.referee.verdict import About, Breach, breach
from scheduler.referee.wording import at, spell


def availability(case: Case) -> Iterator[Breach]:
    """A1: a part lies in no shift of its carer."""
    for one in case.rounds:
        if one.shift is not None:
            continue
        for stop in one.stops:
            yield breach(
                "A1",
                f"Carer {one.carer} makes visit {stop.visit} from {at(case.week, stop.start)} "
                f"to {at(case.week, stop.end)}, outside every shift.",
                About(
                    visits=(stop.visit,),
                    carers=(one.carer,),
                    clients=(stop.client,),
                    day=case.week.visit[stop.visit].day,
                ),
            )


def legs_fit(case: Case) -> Iterator[Breach]:
    """A2: the next part of a shift starts before the carer is ready; the next part in
    another shift before the carer is at the door.
    """
    for one in case.rounds:
        for i, leg in enumerate(one.legs):
            if leg.idle < 0:
                before, after = one.stops[i].visit, one.stops[i + 1].visit
                yield _too_late(case, one.carer, (before, after), -leg.idle)
    for way in case.ways:
        short = -(way.leg.idle + way.leg.buffer)
        if short > 0:
            yield _too_late(case, way.carer, (way.before.visit, way.after.visit), short)


def _too_late(
    case: Case, carer: CarerId, visits: tuple[VisitId, VisitId], short: Seconds
) -> Breach:
    return breach(
        "A2",
        f"Carer {carer} cannot be ready for visit {visits[1]} after visit {visits[0]}: "
        f"{spell(short)} is missing.",
        About(
            visits=visits,
            carers=(carer,),
            clients=tuple(sorted({case.week.visit[one].client for one in visits})),
            day=case.week.visit[visits[1]].day,
        ),
        value=-short,
        limit=0,
    )


def longest_leg(case: Case) -> Iterator[Breach]:
    """A3: a leg between parts of one shift, or between a shift's own place and its first or
    last part, is longer in free flow than the rule for the mode allows.

    The places of clients in the isolated band allow ``isolated_extra`` more.
    """
    travel = case.week.rules.travel
    isolated = {one.place for one in case.week.clients if one.band is Rurality.ISOLATED}
    for one in case.rounds:
        shift = None if one.shift is None else case.week.shift[one.shift]
        mode = mode_on(case.week.carer[one.carer], shift)
        for i, leg in enumerate(one.legs):
            limit = _limit(travel.longest_leg.get(mode) if mode else None, leg, isolated, case)
            visits = (one.stops[i].visit, one.stops[i + 1].visit)
            if leg.free > limit:
                yield _too_long(case, one, visits, leg, (limit, mode))
        outer = ((one.to_work, one.stops[0]), (one.home, one.stops[-1]))
        for way, stop in outer:
            if way is None:
                continue
            limit = _limit(travel.longest_commute.get(mode) if mode else None, way, isolated, case)
            if way.free > limit:
                yield _too_long(case, one, (stop.visit,), way, (limit, mode))


def _limit(given: Seconds | None, leg: Leg, isolated: set[PlaceId], case: Case) -> Seconds:
    """Longest leg allowed: any but an unreachable one where the rules give no figure."""
    extra = case.week.rules.travel.isolated_extra
    far = leg.origin in isolated or leg.destination in isolated
    return UNREACHABLE - 1 if given is None else min(given + far * extra, UNREACHABLE - 1)


def _too_long(
    case: Case,
    one: Round,
    visits: tuple[VisitId, ...],
    leg: Leg,
    rule: tuple[Seconds, Mode | None],
) -> Breach:
    limit, mode = rule
    way = f"from {leg.origin} to {leg.destination} by {mode or 'no mode of travel'}"
    lasts = "cannot be made" if leg.free >= UNREACHABLE else f"takes {spell(leg.free)}"
    return breach(
        "A3",
        f"Carer {one.carer}'s way {way} {lasts}; at most {spell(limit)} is allowed.",
        About(
            visits=visits,
            carers=(one.carer,),
            clients=tuple(sorted({case.week.visit[visit].client for visit in visits})),
            day=one.day,
        ),
        value=leg.free,
        limit=limit,
    )
