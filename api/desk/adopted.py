"""A rota laid into the tables as they stand now, to become a draft of its days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from api.desk.weeks import Base, given_at, laid_at, store_at
from api.rotas.judged import Judged, judged
from data.disruption import fact_rows
from scheduler.domain.rota import Assignment, Rota, Stage
from scheduler.domain.week import Week
from scheduler.planning.repair.facts import week_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """A rota in the tables of now.

    Parameters
    ----------
    facts
        What has happened, as the store keeps it.
    dropped
        Visits of the rota that are in the tables no more, or whose carers are not.
    """

    judged: Judged
    facts: tuple[dict[str, str], ...]
    dropped: tuple[str, ...]


def adopted_at(base: Base, tenant: str, rota_id: str, snapshot_id: str) -> Adopted:
    """The rota judged by other tables, with what has happened since its own were snapped.

    Raises
    ------
    InputError
        If nothing can be planned from these on the rota's days.
    """
    laid = laid_at(base, tenant, rota_id)
    horizon = laid.given.week.horizon
    with store_at(base.database).read(tenant) as session:
        given = given_at(base, session, snapshot_id, horizon.first_day, horizon.days)
    given = replace(given, week=week_with(given.week, laid.facts))
    kept = tuple(_kept(given.week, laid.rota))
    names = {one.visit for one in kept}
    dropped = [one.visit for one in laid.rota.assignments if one.visit not in names]
    breaks = tuple(
        one
        for one in laid.rota.breaks
        if one.carer in given.week.carer and one.place in given.week.place
    )
    rota = replace(laid.rota, assignments=kept, breaks=breaks, stage=Stage.DRAFT)
    return Adopted(
        judged=judged(given, rota, prove=False),
        facts=tuple(fact_rows(horizon, laid.facts)),
        dropped=tuple(dropped),
    )


def _kept(week: Week, rota: Rota) -> Iterator[Assignment]:
    """Assignments of visits and carers there are, as many carers as are needed."""
    for one in rota.assignments:
        visit = week.visit.get(one.visit)
        if visit is None or len(one.carers) != visit.carers:
            continue
        if all(carer in week.carer for carer in one.carers):
            yield one
