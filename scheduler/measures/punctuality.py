"""How close planned starts are to the agreed ones.

Counted are the visits somebody makes; visits nobody makes are counted apart. Deviations
are planned minus agreed start, in seconds: late is positive. All times are those of the
rota measured, so a time that is edited later does not change what was published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.domain.rota import Rota
from scheduler.domain.units import Seconds, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.measures.attendance import sound_assignments
from scheduler.measures.definitions import Definitions
from scheduler.measures.figures import Share, Spread, nearest_rank, spread
from scheduler.rules.pack import VisitRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Punctuality:
    """Punctuality of some visits.

    Parameters
    ----------
    due, unallocated
        Visits wanted, and those of them nobody makes.
    on_time
        Within the rule pack's grace (V8) of the agreed start.
    within_late_call
        Within ``Definitions.late_call`` of it.
    late, early
        More than the grace after, or before.
    critical_on_time
        Allocated time-critical visits within the pack's critical window (V7).
    critical_unallocated
        Time-critical visits nobody makes.
    deviation
        Distance from the agreed start, seconds.
    worst_late, worst_early
        Greatest lateness and earliness, seconds; 0 where there is none.
    steadiness
        For each call of a client with two or more visits allocated: the median distance of
        its deviations from their median (nearest rank), seconds; 0 is the same time always.
    """

    due: int
    unallocated: int
    on_time: Share
    within_late_call: Share
    late: Share
    early: Share
    critical_on_time: Share
    critical_unallocated: int
    deviation: Spread
    worst_late: Seconds
    worst_early: Seconds
    steadiness: Spread


def deviations(week: Week, rota: Rota) -> dict[VisitId, Seconds]:
    """Planned minus agreed start of each allocated visit."""
    return {
        given.visit: given.start - week.visit[given.visit].agreed
        for given in sound_assignments(week, rota)
    }


def median_absolute_deviation(values: list[Seconds]) -> Seconds:
    """Median distance from the median, both by nearest rank: of 0, 60, 600 it is 60."""
    middle = nearest_rank(values, 500) or 0
    return int(nearest_rank([abs(value - middle) for value in values], 500) or 0)


def punctuality(
    due: Sequence[Visit], found: Mapping[VisitId, Seconds], rules: VisitRules, terms: Definitions
) -> Punctuality:
    """Punctuality of the visits ``due``: one client's, or everybody's.

    Parameters
    ----------
    found
        Deviations of the allocated visits, from ``deviations``.
    """
    made = [found[visit.id] for visit in due if visit.id in found]
    critical = [visit for visit in due if visit.critical is not None]
    critical_made = [found[visit.id] for visit in critical if visit.id in found]
    calls = defaultdict(list)
    for visit in due:
        if visit.id in found:
            calls[visit.client, visit.call].append(found[visit.id])
    return Punctuality(
        due=len(due),
        unallocated=len(due) - len(made),
        on_time=_within(made, rules.grace),
        within_late_call=_within(made, terms.late_call),
        late=Share(numerator=sum(x > rules.grace for x in made), denominator=len(made)),
        early=Share(numerator=sum(x < -rules.grace for x in made), denominator=len(made)),
        critical_on_time=_within(critical_made, rules.critical_window),
        critical_unallocated=len(critical) - len(critical_made),
        deviation=spread([abs(value) for value in made]),
        worst_late=max([0, *made]),
        worst_early=max([0, *(-value for value in made)]),
        steadiness=spread(
            [median_absolute_deviation(values) for values in calls.values() if len(values) > 1]
        ),
    )


def _within(values: list[Seconds], limit: Seconds) -> Share:
    """Share of deviations at most ``limit`` either way."""
    return Share(numerator=sum(abs(value) <= limit for value in values), denominator=len(values))
