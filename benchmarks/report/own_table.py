"""Our own weeks: how they grow, and what ten times the time would still bring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean

from benchmarks.report.groups import (
    Group,
    above_percent,
    least_of,
    mean_of,
    moves_a_second,
    values_of,
)
from benchmarks.report.tables import table, verdicts
from benchmarks.report.words import NOTHING, number, percent, share
from benchmarks.run import Row
from data.write.report.parts import Table
from scheduler.rules.prices import Tier


def own_table(groups: Sequence[Group]) -> Table:
    """Each week and limit of time: what it took and what it gave."""
    header = (
        *("instance", "visits", "carers", "seconds", "first legal, s", "moves a second"),
        *("peak MB", "unallocated", "objective, mean", "to the longest run", "first other tier"),
        *("there at a tenth", "faces in 14 days", "on time", "verdict"),
    )
    longest = longest_of(groups)
    return table("Our own weeks", header, [_row(group, longest) for group in groups])


def tiers_table(groups: Sequence[Group]) -> Table:
    """Points of each tier, means over the seeds, in the order they are compared."""
    header = ("instance", "seconds", *(tier.name.lower() for tier in Tier))
    rows = [
        (group.instance, number(group.seconds), *_tiers(group.ours))
        for group in groups
        if all(row.get("costs") for row in group.ours) and group.ours
    ]
    return table("Points by tier", header, rows)


def longest_of(groups: Sequence[Group]) -> dict[str, Group]:
    """Each week's longest runs, where it was planned for more than one time."""
    by_instance: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        by_instance[group.instance].append(group)
    return {
        instance: max(found, key=lambda one: one.seconds or 0.0)
        for instance, found in by_instance.items()
        if len(found) > 1
    }


def _row(group: Group, longest: dict[str, Group]) -> tuple[str, ...]:
    ours = group.ours
    mean = mean_of(ours, "objective")
    return (
        group.instance,
        number(group.visits),
        number(least_of(ours, "carers")),
        number(group.seconds),
        number(max(values_of(ours, "first_legal_s"), default=None), 2),
        number(moves_a_second(ours), 0),
        number(max(values_of(ours, "peak_mb"), default=None), 0),
        number(mean_of(ours, "unassigned"), 1),
        number(mean),
        percent(above_percent(mean, mean_of(_ours(longest, group), "objective"))),
        _first_other_tier(ours, _ours(longest, group)),
        share(mean_of(ours, "tenth_share")),
        number(mean_of(_measures(ours), "distinct_14d_median"), 1),
        share(mean_of(_measures(ours), "on_time_share")),
        verdicts(group.rows),
    )


def _ours(longest: dict[str, Group], group: Group) -> list[Row]:
    found = longest.get(group.instance)
    return [] if found is None else found.ours


def _first_other_tier(rows: Sequence[Row], longest: Sequence[Row]) -> str:
    """The first tier whose mean differs from that of the longest runs, and by how much."""
    if not rows or not longest or not all(row.get("costs") for row in (*rows, *longest)):
        return NOTHING
    for tier in Tier:
        mean, least = (_mean_cost(some, tier) for some in (rows, longest))
        if mean != least:
            return f"{tier.name.lower()} {percent(above_percent(mean, least))}"
    return "none"


def _mean_cost(rows: Sequence[Row], tier: Tier) -> float:
    return fmean(row["costs"][tier] for row in rows)


def _measures(rows: Sequence[Row]) -> list[Row]:
    return [row["measures"] for row in rows if row.get("measures")]


def _tiers(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(number(_mean_cost(rows, tier), 0) for tier in Tier)
