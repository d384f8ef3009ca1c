"""What the charts count, taken from the measures."""

from __future__ import annotations

from collections.abc import Callable

from data.write.clock import hours
from data.write.papers import Papers
from data.write.report.charts import Faces, Hours
from data.write.report.people import fortnight_after, fortnight_before
from scheduler.domain.units import Seconds
from scheduler.measures.workload import Workload


def week_faces(papers: Papers) -> list[Faces]:
    """Distinct carers of each client in the days planned, and in as many days before."""
    return [
        Faces(
            client=papers.labels.client(one.client),
            before=papers.before.clients[one.client].continuity.carers,
            after=one.distinct,
            floor=None if one.floor is None else one.floor.least,
            cap=None,
        )
        for one in papers.measures.clients.values()
    ]


def fortnight_faces(papers: Papers) -> list[Faces]:
    """Distinct carers of each client in 14 days, before and after."""
    return [
        Faces(
            client=papers.labels.client(one.client),
            before=fortnight_before(papers, one.client),
            after=fortnight_after(one),
            floor=None if one.floor is None else one.floor.least,
            cap=one.cap,
        )
        for one in papers.measures.clients.values()
    ]


def contracted_hours(papers: Papers) -> list[Hours]:
    """Hours of each carer with what was agreed for as many days, by carer."""
    week = papers.week
    share = week.horizon.days / 7
    return [
        Hours(
            carer=papers.labels.carer(carer),
            worked=hours(one.workload.work),
            least=hours(week.carer[carer].contract.least) * share,
            most=hours(week.carer[carer].contract.most) * share,
        )
        for carer, one in sorted(papers.measures.carers.items())
    ]


def time_kinds(papers: Papers) -> list[tuple[str, str, float]]:
    """Style, name and hours of each kind of time of all carers together."""
    kinds: tuple[tuple[str, str, Callable[[Workload], Seconds]], ...] = (
        ("v", "Contact", lambda one: one.contact),
        ("t", "Travel", lambda one: one.travel),
        ("w", "Doors, spare, waiting", lambda one: one.access_and_buffer + one.waiting),
        ("b", "Paid breaks", lambda one: one.paid_breaks),
        ("f", "Free, unpaid", lambda one: one.free_time),
        ("h", "Home and back, unpaid", lambda one: one.commute),
    )
    loads = [one.workload for one in papers.measures.carers.values()]
    return [
        (style, name, hours(sum(amount(load) for load in loads))) for style, name, amount in kinds
    ]
