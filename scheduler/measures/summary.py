"""Every measure of one rota in one object, and the same continuity of the history before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from scheduler.domain.rota import Rota
from scheduler.domain.units import HOUR, CarerId, ClientId, Seconds
from scheduler.domain.week import Week
from scheduler.measures.clients import ClientMeasures, history_faces, measure_clients
from scheduler.measures.continuities import Continuities, continuities
from scheduler.measures.definitions import STANDARD, Definitions
from scheduler.measures.faces import Faces
from scheduler.measures.fairness import UnsocialHours, unsocial_by_carer, unsocial_hours
from scheduler.measures.figures import Share, Spread, pooled, spread
from scheduler.measures.floor import Floor
from scheduler.measures.groups import GroupMeasures, ZoneGap, groups, zone_gaps
from scheduler.measures.plain import Json, plain
from scheduler.measures.punctuality import Punctuality, deviations, punctuality
from scheduler.measures.workload import Workload, WorkTotals, totals, workloads
from scheduler.referee import Verdict, judge

Headlines: TypeAlias = Mapping[str, float | tuple[int, ...] | None]
"""Figures by name; ``referee_cost`` is a list of points by tier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarerMeasures:
    """One carer's workload, and the contact time of it at unsocial hours, seconds."""

    workload: Workload
    unsocial: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """All measures of one rota; shares carry their counts.

    Parameters
    ----------
    version
        Version of the definitions.
    summary
        The headlines, flat. ``distinct_14d_median`` and ``distinct_14d_p90`` are over
        single-handed clients with two or more visits a day by the Swedish definition, over
        the last 14 days: history and rota. ``..._all_handed`` adds double-handed clients,
        ``..._all_clients`` counts everybody at all hours, and ``worst_client_distinct`` is
        the greatest of those. ``distinct_period_...`` counts the planned days alone, all
        clients. ``on_time_share`` is within the grace of the rule pack (V8), of the visits
        somebody makes; ``travel_hours`` is between clients, without parking and spare time.
    excess
        Distinct carers of the period minus the floor.
    over_cap
        Clients over their cap (V12), of those somebody visited in its window.
    floors_proven
        Floors that are exact, of those given.
    """

    version: str
    summary: Headlines
    continuity: Continuities
    excess: Spread
    over_cap: Share
    floors_proven: Share
    punctuality: Punctuality
    work: WorkTotals
    near: Share
    unsocial: tuple[UnsocialHours, ...]
    groups: tuple[GroupMeasures, ...]
    zone_gaps: tuple[ZoneGap, ...]
    clients: Mapping[ClientId, ClientMeasures]
    carers: Mapping[CarerId, CarerMeasures]

    def to_json(self) -> Json:
        """As plain JSON."""
        return plain(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryMeasures:
    """Continuity of the days just before the period, as many as are planned.

    Windows are those that end with the last of them.
    """

    version: str
    continuity: Continuities
    clients: Mapping[ClientId, Faces]

    def to_json(self) -> Json:
        """As plain JSON."""
        return plain(self)


def measure(
    week: Week,
    rota: Rota,
    floors: Mapping[ClientId, Floor] | None = None,
    *,
    verdict: Verdict | None = None,
    terms: Definitions = STANDARD,
) -> Measures:
    """Measure one rota.

    Parameters
    ----------
    floors
        Floor of each client, from ``scheduler.planning.floors``; excess needs them.
    verdict
        The referee's, where a caller already has it.
    """
    given = floors or {}
    judged = judge(week, rota) if verdict is None else verdict
    clients, window = measure_clients(week, rota, given, terms)
    people = tuple(clients.values())
    unsocial = unsocial_by_carer(week, judged.rounds, terms)
    work = workloads(week, rota, judged)
    grouped = groups(people, terms.fewest_shown)
    found = Measures(
        version=terms.version,
        summary={},
        continuity=continuities(
            {one.client: one.faces for one in people},
            {one.client: one.double_handed for one in people},
            window,
        ),
        excess=spread([one.excess for one in people]),
        over_cap=_count([one.over_cap for one in people]),
        floors_proven=_count([floor.proven for floor in given.values()]),
        punctuality=punctuality(week.visits, deviations(week, rota), week.rules.visits, terms),
        work=totals(tuple(work.values())),
        near=pooled(one.near for one in people),
        unsocial=unsocial_hours(week, unsocial),
        groups=grouped,
        zone_gaps=zone_gaps(grouped),
        clients=clients,
        carers={
            carer: CarerMeasures(workload=one, unsocial=unsocial[carer])
            for carer, one in work.items()
        },
    )
    return replace(found, summary=headlines(found, judged))


def measure_history(week: Week, *, terms: Definitions = STANDARD) -> HistoryMeasures:
    """The continuity measures on the history alone, the days just before the period."""
    clients, double_handed, window = history_faces(week, terms)
    return HistoryMeasures(
        version=terms.version,
        continuity=continuities(clients, double_handed, window),
        clients=clients,
    )


def headlines(found: Measures, verdict: Verdict) -> Headlines:
    """The flat summary of ``Measures``; ``None`` where nothing was there to count."""
    faces, times, work = found.continuity, found.punctuality, found.work
    fortnight = spread([one.faces.distinct_at_end.get(14) for one in found.clients.values()])
    return {
        "hard_breaches": len(verdict.breaches),
        "visits": times.due,
        "unallocated": times.unallocated,
        "unallocated_critical": times.critical_unallocated,
        "distinct_14d_median": faces.service_single.median,
        "distinct_14d_p90": faces.service_single.p90,
        "distinct_14d_clients": faces.service_single.count,
        "distinct_14d_days": faces.service_window.days,
        "distinct_14d_median_all_handed": faces.service_all.median,
        "distinct_14d_p90_all_handed": faces.service_all.p90,
        "distinct_14d_median_all_clients": fortnight.median,
        "distinct_14d_p90_all_clients": fortnight.p90,
        "worst_client_distinct": fortnight.greatest,
        "distinct_period_median": faces.distinct.median,
        "distinct_period_p90": faces.distinct.p90,
        "distinct_period_worst": faces.distinct.greatest,
        "excess_median": found.excess.median,
        "excess_p90": found.excess.p90,
        "excess_worst": found.excess.greatest,
        "over_cap_share": found.over_cap.share,
        "known_share": faces.known.share,
        "main_carer_share": faces.main_carer.share,
        "new_faces": faces.new_faces,
        "on_time_share": times.on_time.share,
        "on_time_30_share": times.within_late_call.share,
        "time_critical_on_time_share": times.critical_on_time.share,
        "near_share": found.near.share,
        "contact_hours": work.contact_hours,
        "travel_hours": work.travel_hours,
        "waiting_hours": work.waiting_hours,
        "paid_hours": work.paid_hours,
        "miles": work.miles,
        "pay_pence": work.pay_pence,
        "mileage_pence": work.mileage_pence,
        "below_wage_floor": work.below_floor,
        "contracted_share": work.contracted.share,
        "contracted_shortfall_hours": work.shortfall / HOUR,
        "referee_cost": verdict.cost,
    }


def _count(answers: Sequence[bool | None]) -> Share:
    """Share of yes among the known answers."""
    known = [answer for answer in answers if answer is not None]
    return Share(numerator=sum(known), denominator=len(known))
