"""Rest breaks of a mended rota: as they were, where the days they belong to are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from scheduler.domain.rota import Break, Rota
from scheduler.domain.units import CarerId, Day, Moment, VisitId
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, encode, formulate
from scheduler.interpret import breaks_of
from scheduler.referee import Breach

if TYPE_CHECKING:
    from scheduler.planning.repair.situation import Situation

BREAK = "B1"
"""Code of a breach of planned breaks."""


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


def rested(situation: Situation) -> Situation:
    """The situation with breaks placed anew where nothing else is wrong with a round.

    A visit that is not due any more may leave the break beside it without a place: that moves
    the break, and no visit.
    """
    breaches = situation.verdict.breaches
    stale = without_break(breaches)
    if not stale:
        return situation
    formulation = formulate(situation.week)
    anew = with_breaks(formulation, situation, situation.rota, anew_for=stale)
    placed = replace(situation, before=replace(situation.before, breaks=anew.breaks))
    return placed if len(placed.verdict.breaches) < len(breaches) else situation


def without_break(breaches: Collection[Breach]) -> set[CarerId]:
    """Carers whose planned breaks do not hold."""
    return {carer for one in breaches if one.code == BREAK for carer in one.carers}


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
