"""The rounds of the report: each carer's week drawn, with a line of hours beside the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from data.write.clock import hours_words
from data.write.day_sheets import DaySheet
from data.write.labels import Labels
from data.write.report.timeline import clock_for, week_of_carer
from scheduler.domain.units import CarerId
from scheduler.domain.week import Week
from scheduler.measures.workload import Workload

LEGEND = (
    ("v", "Visit"),
    ("v2", "Visit by two carers, marked +"),
    ("vc", "Time-critical visit, marked !"),
    ("t", "Travel, striped"),
    ("w", "Waiting, dotted"),
    ("b", "Break, marked B"),
    ("f", "Free time, dashed outline"),
    ("h", "To and from home, grey"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOfCarer:
    """One carer's week, ready to be placed on the page."""

    name: str
    words: str
    picture: Markup


def rounds_of_carers(
    week: Week, sheets: Sequence[DaySheet], loads: Sequence[Workload], labels: Labels
) -> list[RoundOfCarer]:
    """A picture for every carer who works, by carer."""
    by_carer: dict[CarerId, list[DaySheet]] = defaultdict(list)
    for sheet in sheets:
        by_carer[sheet.carer].append(sheet)
    clock = clock_for(week.horizon, sheets)
    return [
        RoundOfCarer(
            name=labels.carer(one.carer),
            words=_hours_line(one),
            picture=week_of_carer(labels.carer(one.carer), by_carer[one.carer], clock, labels),
        )
        for one in loads
        if one.carer in by_carer
    ]


def _hours_line(one: Workload) -> str:
    """Days, visits and hours in a line."""
    days = "1 day" if one.days_worked == 1 else f"{one.days_worked} days"
    return (
        f"{days}, {one.visits} visits, {hours_words(one.work)} worked: "
        f"{hours_words(one.contact)} contact, {hours_words(one.travel)} travel, "
        f"{hours_words(one.access_and_buffer + one.waiting)} at doors and waiting"
    )
