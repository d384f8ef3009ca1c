"""Rest breaks of a mended rota: as they were, where the days they belong to are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from scheduler.domain.rota import Break, Rota
from scheduler.domain.units import CarerId, Day, Moment, VisitId
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, encode
from scheduler.interpret import breaks_of
from scheduler.planning.repair.situation import Situation


def with_breaks(
    formulation: Formulation,
    situation: Situation,
    rota: Rota,
    anew_for: Collection[CarerId] = (),
) -> Rota:
    """A mended rota with its breaks: kept where taken or where the whole round is as it was.

    None is planned where the rota in force plans none. For carers of ``anew_for`` no break
    is kept.
    """
    before, week = situation.before, formulation.week
    if not before.breaks:
        return replace(rota, breaks=())
    now, then = _rounds(week, rota), _rounds(week, before)
    kept = [
        one
        for one in before.breaks
        if one.carer not in anew_for
        and (one.start < situation.now or now.get(one.carer) == then.get(one.carer))
    ]
    taken = {(one.carer, _working_day(week, one)) for one in kept}
    added = [
        one
        for one in breaks_of(formulation, *encode(formulation, rota))
        if (one.carer, _working_day(week, one)) not in taken
    ]
    breaks = sorted((*kept, *added), key=lambda one: (one.start, one.carer))
    return replace(rota, breaks=tuple(breaks))


Round = list[tuple[Moment, VisitId, Moment]]
"""Start, visit and length of each part."""


def _rounds(week: Week, rota: Rota) -> dict[CarerId, Round]:
    found: dict[CarerId, Round] = {}
    for one in rota.assignments:
        visit = week.visit.get(one.visit)
        for part, carer in enumerate(one.carers):
            lasts = -1 if visit is None else visit.length_of_part(part)
            found.setdefault(carer, []).append((one.start, one.visit, lasts))
    return {carer: sorted(parts) for carer, parts in found.items()}


def _working_day(week: Week, one: Break) -> Day:
    """Day of the last shift of the carer that has begun by the break."""
    begun = [shift.day for shift in week.shifts_of[one.carer] if shift.start <= one.start]
    return begun[-1] if begun else week.horizon.day_of(one.start)
