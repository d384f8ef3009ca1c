"""Minutes that ways between clients really take, where they take longer than planned (PL18).

The time from signing out at one client to signing in at the next is the way alone only where
nobody waited at the door: where the carer could not have been there before the agreed time.
All other journeys say nothing of the way and are passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scheduler.domain.units import CarerId, ClientId, Seconds
from scheduler.domain.week import Week
from scheduler.measures.figures import nearest_rank
from scheduler.planning.actuals.lengths import is_care
from scheduler.planning.actuals.records import (
    Attendance,
    Observation,
    carers_of,
    holds_without_any_one,
    rounded_up,
)
from scheduler.referee.legs import Roads, first_mode
from scheduler.rules.accounts import LearningRules

WEEK: Seconds = 7 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class LegFinding:
    """What the journeys from one client to the next say; seconds.

    Parameters
    ----------
    here, there
        From whom to whom.
    proposed
        Extra time proposed; ``None`` where nothing is.
    journeys, carers, set_aside
        Journeys counted, by how many carers, and those that held something else.
    extra, p80
        Beyond the planned way and door, without the buffer: at the quantile of the rule pack,
        and for four journeys of five.
    """

    here: ClientId
    there: ClientId
    proposed: Seconds | None
    journeys: int
    carers: int
    set_aside: int
    extra: float | None
    p80: float | None


def leg_findings(week: Week, attendances: Iterable[Attendance]) -> tuple[LegFinding, ...]:
    """What the records say of every way that was travelled without waiting, by client."""
    rules = week.rules.learning
    seen: dict[tuple[ClientId, ClientId], list[Observation]] = defaultdict(list)
    for here, there, carer, extra in _journeys(week, attendances):
        seen[here, there].append((carer, extra))
    return tuple(_finding(pair, seen[pair], rules) for pair in sorted(seen))


def _journeys(
    week: Week, attendances: Iterable[Attendance]
) -> Iterator[tuple[ClientId, ClientId, CarerId, Seconds]]:
    """Each journey without waiting: from, to, by whom, and seconds beyond the planned way."""
    roads, rules = Roads(week), week.rules.learning
    known = [
        one
        for one in attendances
        if one.carer in week.carer and one.booked.client in week.client and is_care(one, rules)
    ]
    ordered = sorted(known, key=lambda one: (one.carer, one.start, one.end))
    for before, after in pairwise(ordered):
        here, there = (week.client[one.booked.client].place for one in (before, after))
        if before.carer != after.carer or here == there or after.start < before.end:
            continue
        leave = before.end % WEEK
        mode = first_mode(week.carer[after.carer])
        leg = roads.between(mode, here, there, leave, leave)
        planned = leg.drive + leg.stop
        if before.end + planned >= after.agreed:
            extra = after.start - before.end - planned
            yield before.booked.client, after.booked.client, after.carer, extra


def _finding(
    pair: tuple[ClientId, ClientId], seen: Sequence[Observation], rules: LearningRules
) -> LegFinding:
    kept = [one for one in seen if one[1] <= rules.leg_longest]
    values = [extra for _, extra in kept]

    def slower(some: list[int]) -> bool:
        return (nearest_rank(some, rules.leg_quantile_permille) or 0) >= rules.leg_step

    extra = nearest_rank(values, rules.leg_quantile_permille)
    enough = len(kept) >= rules.legs and carers_of(kept) >= rules.carers
    proposed = enough and extra is not None and holds_without_any_one(kept, slower)
    return LegFinding(
        here=pair[0],
        there=pair[1],
        proposed=rounded_up(extra, rules.leg_step) if proposed and extra is not None else None,
        journeys=len(kept),
        carers=carers_of(kept),
        set_aside=len(seen) - len(kept),
        extra=extra,
        p80=nearest_rank(values, 800),
    )
