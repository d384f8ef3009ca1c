"""What was agreed for days with too few carers: windows made wider, calls made one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import pairwise

from scheduler.domain.client import CallKind, Rag
from scheduler.domain.events import Merged, Wider
from scheduler.domain.units import MINUTE, ClientId, Day, Seconds, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week


def wider(week: Week) -> Iterator[Wider]:
    """Every visit whose window may be widened: by its client's risk, never a time-critical one."""
    for visit in week.visits:
        by = week.rules.emergency.wider[_rag(week, visit)]
        if by and visit.critical is None:
            yield Wider(visit=visit.id, by=by)


def merged(
    week: Week,
    days: Collection[tuple[ClientId, Day]],
    already: Collection[VisitId] = frozenset(),
) -> Iterator[Merged]:
    """Calls of some clients and days that may be made one, two and two from the first on.

    Neither is time-critical, medicine, or named by a gap rule or a pin; both are for as many
    carers and at one place. None is ``already`` two calls made one.
    """
    bound = {name for gap in week.gaps for name in (gap.first, gap.second)}
    bound |= {pin.visit for pin in week.pins} | set(already)
    calls: dict[tuple[ClientId, Day], list[Visit]] = defaultdict(list)
    for visit in sorted(week.visits, key=lambda one: (one.agreed, one.id)):
        if (visit.client, visit.day) in days:
            calls[visit.client, visit.day].append(visit)
    for own in calls.values():
        used: set[VisitId] = set()
        for first, second in pairwise(own):
            if not used & {first.id, second.id} and _may_merge(week, first, second, bound):
                used |= {first.id, second.id}
                yield _merge(week, first, second)


def _may_merge(week: Week, first: Visit, second: Visit, bound: Collection[VisitId]) -> bool:
    within = week.rules.emergency.merge_within[_rag(week, first)]
    return (
        0 < second.agreed - first.agreed <= within
        and first.critical is None
        and second.critical is None
        and CallKind.MEDICATION not in (first.kind, second.kind)
        and first.carers == second.carers
        and first.place == first.place_end == second.place == second.place_end
        and first.id not in bound
        and second.id not in bound
    )


def _merge(week: Week, first: Visit, second: Visit) -> Merged:
    """One visit half way between two: the longer, and a share of the shorter in whole minutes."""
    share = week.rules.emergency.merged_permille[_rag(week, first)]
    longer, shorter = max(first.length, second.length), min(first.length, second.length)
    length: Seconds = longer + -(-shorter * share // 1000 // MINUTE) * MINUTE
    middle = (first.agreed + second.agreed) // 2 // MINUTE * MINUTE
    return Merged(
        visit=VisitId(f"{first.id}+{second.id}"),
        first=first.id,
        second=second.id,
        agreed=middle,
        length=length,
    )


def _rag(week: Week, visit: Visit) -> Rag:
    return week.client[visit.client].rag
