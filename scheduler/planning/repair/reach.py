"""Whether somebody who is told now can be there in time.

The engine knows when a carer leaves a visit, not when the carer hears of the next. Where a
new first visit would have to be left for in the past, it is put off to when it can be reached.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.units import MINUTE, CarerId, Moment, VisitId
from scheduler.domain.week import Week
from scheduler.planning.repair.situation import Situation
from scheduler.referee.legs import Roads, mode_on


def put_off(week: Week, situation: Situation, rota: Rota) -> Iterator[tuple[VisitId, Moment]]:
    """Visits that begin before their carers can be told and be there, and when they could."""
    notice = situation.now + week.rules.repair.notice
    rounds = _rounds(week, rota)
    for carer, own in rounds.items():
        for place, one in enumerate(own):
            if one.start < situation.now or not _is_news(situation, one, carer):
                continue
            earliest = notice if _is_new(situation, one, carer) else situation.now
            before = own[place - 1] if place else None
            if before is not None and before.start < situation.now:
                earliest = max(earliest, _reached(week, situation, carer, (before, one)))
            if one.start < earliest:
                yield one.visit, -(-earliest // MINUTE) * MINUTE


def _is_new(situation: Situation, one: Assignment, carer: CarerId) -> bool:
    """Whether the carer did not have the visit before."""
    before = situation.made.get(one.visit)
    return before is None or carer not in before.carers


def _is_news(situation: Situation, one: Assignment, carer: CarerId) -> bool:
    """Whether the carer did not have the visit before, or is to begin it earlier."""
    before = situation.made.get(one.visit)
    return _is_new(situation, one, carer) or (before is not None and one.start < before.start)


def _reached(
    week: Week, situation: Situation, carer: CarerId, visits: tuple[Assignment, Assignment]
) -> Moment:
    """When a carer who leaves a visit that is past now, or when it ends, is ready for another."""
    before, after = visits
    visit = week.visit[before.visit]
    ends = before.start + visit.length_of_part(before.carers.index(carer))
    shift = next((s for s in week.shifts_of[carer] if s.start <= after.start < s.end), None)
    leg = Roads(week).between(
        mode_on(week.carer[carer], shift),
        visit.place_end,
        week.visit[after.visit].place,
        max(situation.now, ends),
        after.start,
    )
    return leg.ready


def _rounds(week: Week, rota: Rota) -> dict[CarerId, list[Assignment]]:
    """What each carer makes, by start."""
    found: dict[CarerId, list[Assignment]] = {}
    for one in rota.assignments:
        for carer in one.carers:
            if carer in week.carer and one.visit in week.visit:
                found.setdefault(carer, []).append(one)
    return {
        carer: sorted(own, key=lambda one: (one.start, one.visit)) for carer, own in found.items()
    }
