"""What counts as harm to the people who are cared for already, and how it is kept away.

Nobody's visits may come to be missed or leave their time, nobody may meet more carers than the
tolerance says, and no hard rule may break.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from scheduler.domain.rota import Rota, Stage
from scheduler.domain.units import CarerId, ClientId, Moment, Seconds, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.planning.capacity.asked import NEW, Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How much worse than in the rota things may become for anybody cared for already.

    Parameters
    ----------
    late
        Seconds further outside the grace about its agreed time any visit may start.
    faces
        Further distinct carers any person may meet in the week.
    """

    late: Seconds = 0
    faces: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Flex:
    """People who agree to other times: those of a zone, in some hours, not time-critical.

    Their visits may start ``by`` seconds earlier or later than they otherwise might.
    """

    asked: Asked
    by: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """What a rota with packages does to people cared for already; nothing where all is zero.

    Parameters
    ----------
    breaches
        Codes of hard rules broken.
    missed
        Visits the rota made that nobody makes any more.
    late
        Visits further outside their time than the tolerance says.
    faces
        People who meet more carers than it says.
    """

    breaches: tuple[str, ...]
    missed: tuple[VisitId, ...]
    late: tuple[VisitId, ...]
    faces: tuple[ClientId, ...]

    def __bool__(self) -> bool:
        return bool(self.breaches or self.missed or self.late or self.faces)


def kept_week(week: Week, rota: Rota, tolerance: Tolerance, flex: Flex | None = None) -> Week:
    """The week as it must be kept: visits the rota makes, in the times the tolerance leaves them.

    The rota is the reference, at its dearest stage, so that nobody's carers change without need.
    Visits nobody makes are left away: they are missed already.
    """
    starts = {one.visit: one.start for one in rota.assignments}
    visits = tuple(
        _kept(week, visit, starts[visit.id], tolerance, flex)
        for visit in week.visits
        if visit.id in starts
    )
    return replace(
        week,
        visits=visits,
        gaps=tuple(gap for gap in week.gaps if gap.first in starts and gap.second in starts),
        pins=tuple(pin for pin in week.pins if pin.visit in starts),
        reference=replace(rota, stage=Stage.FROZEN),
    )


def _kept(
    week: Week, visit: Visit, start: Moment, tolerance: Tolerance, flex: Flex | None
) -> Visit:
    """A visit with its window narrowed to what is no harm; never so that its start is out."""
    more = flex.by if flex is not None and _flexes(week, visit, flex.asked) else 0
    spare = week.rules.visits.grace + tolerance.late + more
    return replace(
        visit,
        earliest=max(visit.earliest - more, min(start, visit.agreed - spare)),
        latest=min(visit.latest + more, max(start, visit.agreed + spare)),
    )


def _flexes(week: Week, visit: Visit, asked: Asked) -> bool:
    first, last = asked.band.on(week, visit.day)
    return (
        visit.critical is None
        and week.client[visit.client].zone == asked.zone
        and first <= visit.agreed <= last
    )


def people_who_flex(week: Week, asked: Asked) -> tuple[ClientId, ...]:
    """People who would have to agree, in order."""
    return tuple(sorted({one.client for one in week.visits if _flexes(week, one, asked)}))


def harm(
    kept: Week, before: Rota, after: Rota, tolerance: Tolerance, codes: tuple[str, ...]
) -> Harm:
    """What another rota does to people of a kept week; ``codes`` are the referee's."""
    starts = {one.visit: one.start for one in after.assignments}
    met, meet = faces(kept, before), faces(kept, after)
    return Harm(
        breaches=codes,
        missed=tuple(visit.id for visit in kept.visits if visit.id not in starts),
        late=tuple(
            visit.id
            for visit in kept.visits
            if visit.id in starts and not visit.earliest <= starts[visit.id] <= visit.latest
        ),
        faces=tuple(
            client
            for client, carers in sorted(meet.items())
            if len(carers) > len(met[client]) + tolerance.faces
        ),
    )


def faces(week: Week, rota: Rota) -> Mapping[ClientId, set[CarerId]]:
    """Carers each person of a week meets in a rota; nobody for who is only supposed."""
    found: dict[ClientId, set[CarerId]] = defaultdict(set)
    for one in rota.assignments:
        if one.visit in week.visit and not one.visit.startswith(NEW):
            found[week.visit[one.visit].client].update(one.carers)
    return found
