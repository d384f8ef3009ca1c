"""A small change of a rota, made, and judged by the referee on what it touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from scheduler.domain.rota import Assignment, Break, Rota
from scheduler.domain.units import CarerId, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, encode
from scheduler.interpret import breaks_of
from scheduler.referee import Breach, breaches


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What would be different.

    Parameters
    ----------
    assignments
        As they would be, of visits that are made by somebody else, at another time, or anew.
    visits
        Visits that are new, or agreed anew under the same id.
    """

    assignments: tuple[Assignment, ...]
    visits: tuple[Visit, ...] = ()

    @property
    def made(self) -> frozenset[VisitId]:
        """Visits whose assignment changes."""
        return frozenset(one.visit for one in self.assignments)


def changed_week(week: Week, change: Change) -> Week:
    """The week with the visits of a change: in place of those of the same id, or added."""
    if not change.visits:
        return week
    anew = {visit.id: visit for visit in change.visits}
    kept = tuple(anew.pop(visit.id, visit) for visit in week.visits)
    return replace(week, visits=(*kept, *anew.values()))


def touched(rota: Rota, change: Change) -> frozenset[CarerId]:
    """Carers who make a changed visit, before or after."""
    before = (one for one in rota.assignments if one.visit in change.made)
    return frozenset(carer for one in (*before, *change.assignments) for carer in one.carers)


def changed_rota(formulation: Formulation, rota: Rota, change: Change) -> Rota:
    """The rota with a change made.

    Breaks, if it plans any, are placed anew for the carers touched and stay for all others.

    Parameters
    ----------
    formulation
        Of the week as ``changed_week`` gives it.
    """
    carers = touched(rota, change)
    kept = (one for one in rota.assignments if one.visit not in change.made)
    whole = replace(
        rota,
        assignments=tuple(
            sorted((*kept, *change.assignments), key=lambda one: (one.start, one.visit))
        ),
    )
    if not rota.breaks:
        return whole
    return replace(whole, breaks=_breaks(formulation, whole, carers))


def _breaks(formulation: Formulation, rota: Rota, carers: Collection[CarerId]) -> tuple[Break, ...]:
    """Breaks of ``rota``, those of some carers placed anew."""
    own = replace(
        rota, assignments=tuple(one for one in rota.assignments if _shares(one.carers, carers))
    )
    anew = (one for one in breaks_of(formulation, *encode(formulation, own)) if one.carer in carers)
    kept = (one for one in rota.breaks if one.carer not in carers)
    return tuple(sorted((*kept, *anew), key=lambda one: (one.start, one.carer)))


def breaches_of(week: Week, rota: Rota, change: Change) -> tuple[Breach, ...]:
    """What the referee finds against a change, about those it touches.

    It is shown all visits of the carers and clients concerned, with everything that is
    asked of them; nobody else's are altered, so nothing else can be broken by it.

    Parameters
    ----------
    week, rota
        As changed.
    """
    carers = touched(rota, change)
    clients = {week.visit[one.visit].client for one in change.assignments}
    shown = [
        one
        for one in rota.assignments
        if _shares(one.carers, carers)
        or (one.visit in week.visit and week.visit[one.visit].client in clients)
    ]
    part = _part(week, shown, clients)
    breaks = tuple(one for one in rota.breaks if one.carer in carers)
    return tuple(
        one
        for one in breaches(part, replace(rota, assignments=tuple(shown), breaks=breaks))
        if _shares(one.carers, carers) or _shares(one.visits, change.made)
    )


def _part(week: Week, shown: Iterable[Assignment], clients: Collection[str]) -> Week:
    """The week as far as it concerns some visits and those who make them."""
    seen = [week.visit[one.visit] for one in shown if one.visit in week.visit]
    own = {visit.id for visit in seen}
    people = {carer for one in shown for carer in one.carers}
    homes = {visit.client for visit in seen} | set(clients)
    return replace(
        week,
        visits=tuple(seen),
        clients=tuple(one for one in week.clients if one.id in homes),
        carers=tuple(one for one in week.carers if one.id in people),
        shifts=tuple(one for one in week.shifts if one.carer in people),
        gaps=tuple(one for one in week.gaps if one.first in own and one.second in own),
        pairs=tuple(one for one in week.pairs if one.client in homes),
        history=tuple(one for one in week.history if one.carer in people or one.client in homes),
        pins=tuple(one for one in week.pins if one.visit in own),
        reference=None,
    )


def _shares(these: Iterable[object], those: Collection[object]) -> bool:
    return any(one in those for one in these)
