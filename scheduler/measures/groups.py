"""Clients by zone, band, handedness and number of calls, and the gap between zones.

A group too small to hide a person in is not shown. Where that leaves a single group of a
kind hidden, the next smallest is hidden too, or subtraction would show the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scheduler.measures.clients import ClientMeasures
from scheduler.measures.figures import Share, nearest_rank, pooled

KINDS: Mapping[str, Callable[[ClientMeasures], str]] = {
    "zone": lambda one: one.zone,
    "band": lambda one: one.band,
    "handed": lambda one: "double" if one.double_handed else "single",
    "calls_a_day": lambda one: str(one.calls_a_day),
}
"""How clients are grouped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMeasures:
    """Clients of one group together; all ``None`` where the group is not shown.

    Parameters
    ----------
    kind, group
        Kind of grouping, and which group.
    covered
        Visits somebody makes, of those due.
    distinct, excess
        Medians over the clients (nearest rank).
    """

    kind: str
    group: str
    shown: bool
    clients: int | None
    covered: Share | None
    on_time: Share | None
    critical_on_time: Share | None
    known: Share | None
    near: Share | None
    distinct: float | None
    excess: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneGap:
    """How far the best and the worst of the zones shown lie apart; never below 0."""

    measure: str
    best: str
    worst: str
    gap: float


def groups(clients: Sequence[ClientMeasures], fewest_shown: int) -> tuple[GroupMeasures, ...]:
    """Every group of every kind, in order of kind and group, of clients with visits due."""
    found: list[GroupMeasures] = []
    for kind, key in KINDS.items():
        members: dict[str, list[ClientMeasures]] = defaultdict(list)
        for one in clients:
            if one.punctuality.due:
                members[key(one)].append(one)
        hidden = hidden_groups(
            {group: len(those) for group, those in members.items()}, fewest_shown
        )
        found.extend(
            _hidden(kind, group) if group in hidden else _shown(kind, group, those)
            for group, those in sorted(members.items())
        )
    return tuple(found)


def hidden_groups(sizes: Mapping[str, int], fewest_shown: int) -> frozenset[str]:
    """Groups below the least size, and the next smallest where they would be just one.

    Sizes 3, 6 and 9 with 5 as the least: the first is hidden, and with it the second.
    """
    rising = sorted(sizes, key=lambda group: (sizes[group], group))
    small = [group for group in rising if sizes[group] < fewest_shown]
    return frozenset(rising[:2] if len(small) == 1 else small)


def zone_gaps(found: Sequence[GroupMeasures]) -> tuple[ZoneGap, ...]:
    """Best against worst zone, where two zones or more are shown and have a figure."""
    zones = [one for one in found if one.kind == "zone" and one.shown]
    shares: dict[str, Callable[[GroupMeasures], Share | None]] = {
        "covered": lambda one: one.covered,
        "on_time": lambda one: one.on_time,
        "known": lambda one: one.known,
        "near": lambda one: one.near,
    }
    gaps = [
        _gap(name, {one.group: _value(share(one)) for one in zones}, more_is_better=True)
        for name, share in shares.items()
    ]
    gaps.append(_gap("distinct", {one.group: one.distinct for one in zones}, more_is_better=False))
    return tuple(one for one in gaps if one is not None)


def _value(share: Share | None) -> float | None:
    return None if share is None else share.share


def _gap(
    measure: str, values: Mapping[str, float | None], *, more_is_better: bool
) -> ZoneGap | None:
    """Gap of one measure; equals are taken in order of zone."""
    known = {zone: value for zone, value in sorted(values.items()) if value is not None}
    if len(known) < 2:
        return None
    low, high = min(known, key=known.__getitem__), max(known, key=known.__getitem__)
    best, worst = (high, low) if more_is_better else (low, high)
    return ZoneGap(measure=measure, best=best, worst=worst, gap=known[high] - known[low])


def _hidden(kind: str, group: str) -> GroupMeasures:
    return GroupMeasures(
        kind=kind,
        group=group,
        shown=False,
        clients=None,
        covered=None,
        on_time=None,
        critical_on_time=None,
        known=None,
        near=None,
        distinct=None,
        excess=None,
    )


def _shown(kind: str, group: str, those: Sequence[ClientMeasures]) -> GroupMeasures:
    due = sum(one.punctuality.due for one in those)
    return GroupMeasures(
        kind=kind,
        group=group,
        shown=True,
        clients=len(those),
        covered=Share(
            numerator=due - sum(one.punctuality.unallocated for one in those), denominator=due
        ),
        on_time=pooled(one.punctuality.on_time for one in those),
        critical_on_time=pooled(one.punctuality.critical_on_time for one in those),
        known=pooled(one.faces.known for one in those),
        near=pooled(one.near for one in those),
        distinct=nearest_rank([one.distinct for one in those if one.distinct is not None], 500),
        excess=nearest_rank([one.excess for one in those if one.excess is not None], 500),
    )
