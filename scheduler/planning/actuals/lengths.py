"""Whether visits are as long as they need to be, from how long they really lasted (PL18).

Quantiles of what was observed, never means: a clock left running moves a mean and not a
quantile. Attendances that cannot be care are set aside and counted; what rests on one carer
is said and not proposed. Nothing is ever proposed below the length bought.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.units import CarerId, Day, Seconds
from scheduler.measures.figures import nearest_rank
from scheduler.planning.actuals.records import (
    Attendance,
    Booked,
    Observation,
    carers_of,
    holds_without_any_one,
    rounded_up,
)
from scheduler.rules.accounts import LearningRules


class Finding(StrEnum):
    """What the records of one call say."""

    LONGER = "longer"
    SHORTER = "shorter"
    AS_PLANNED = "as planned"
    LEFT_EARLY = "shorter than bought"
    FEW_VISITS = "too few visits"
    FEW_DAYS = "too few days"
    FEW_CARERS = "too few carers"
    ONE_CARER = "rests on one carer"
    SET_ASIDE = "too many records cannot be right"


PROPOSED = (Finding.LONGER, Finding.SHORTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthFinding:
    """What is known of one call, and what follows; seconds unless named otherwise.

    Parameters
    ----------
    proposed
        The length proposed; ``None`` where nothing is.
    visits, days, carers
        Visits counted, days from the first to the last of them, different carers.
    set_aside
        Attendances that cannot be care: too short or too long by far, or ending before they
        begin.
    p20, median, needed, p90
        Quantiles of the visits counted; ``needed`` is at the quantile of the rule pack.
    """

    booked: Booked
    finding: Finding
    proposed: Seconds | None
    visits: int
    days: int
    carers: int
    set_aside: int
    p20: float | None
    median: float | None
    needed: float | None
    p90: float | None


def length_findings(
    attendances: Iterable[Attendance], rules: LearningRules
) -> tuple[LengthFinding, ...]:
    """What the records say of every call in them, by key."""
    found: dict[Booked, list[Attendance]] = defaultdict(list)
    for one in attendances:
        found[one.booked].append(one)
    return tuple(
        _finding(booked, found[booked], rules) for booked in sorted(found, key=lambda one: one.key)
    )


def is_care(one: Attendance, rules: LearningRules) -> bool:
    """Whether the attendance is a measure of care at all."""
    planned = one.booked.planned
    return planned * rules.shortest_permille <= one.lasts * 1000 <= planned * rules.longest_permille


def _finding(booked: Booked, records: Sequence[Attendance], rules: LearningRules) -> LengthFinding:
    kept = [one for one in records if is_care(one, rules)]
    seen = _visits(kept)
    lasts = [value for _, value in seen]
    days = {one.day for one in kept}
    needed = nearest_rank(lasts, rules.quantile_permille)
    span = max(days) - min(days) + 1 if days else 0
    what, proposed = _judged(booked, seen, rules)
    if len(records) - len(kept) > len(records) * rules.aside_permille / 1000:
        what, proposed = Finding.SET_ASIDE, None
    elif proposed is not None and span < rules.days:
        what, proposed = Finding.FEW_DAYS, None
    return LengthFinding(
        booked=booked,
        finding=what,
        proposed=proposed,
        visits=len(seen),
        days=span,
        carers=carers_of(seen),
        set_aside=len(records) - len(kept),
        p20=nearest_rank(lasts, 200),
        median=nearest_rank(lasts, 500),
        needed=needed,
        p90=nearest_rank(lasts, 900),
    )


def _visits(kept: Iterable[Attendance]) -> list[Observation]:
    """How long each visit lasted: of a double-up the longer attendance, with who made it."""
    longest: dict[tuple[Day, int], tuple[int, CarerId]] = {}
    for one in kept:
        key = (one.day, one.agreed)
        longest[key] = max(longest.get(key, (0, one.carer)), (one.lasts, one.carer))
    return [(carer, lasts) for _, (lasts, carer) in sorted(longest.items())]


def _judged(
    booked: Booked, seen: Sequence[Observation], rules: LearningRules
) -> tuple[Finding, Seconds | None]:
    """What the visits say, and the length proposed if they say enough."""

    def needed(values: list[int]) -> float:
        return nearest_rank(values, rules.quantile_permille) or 0

    def too_short(values: list[int]) -> bool:
        return needed(values) * 1000 > booked.planned * (1000 + rules.over_permille)

    def too_long(values: list[int]) -> bool:
        return rounded_up(needed(values), rules.step) <= booked.planned - rules.step

    values = [value for _, value in seen]
    if len(seen) < rules.visits:
        return Finding.FEW_VISITS, None
    wrong = too_short if too_short(values) else too_long
    if not wrong(values):
        return Finding.AS_PLANNED, None
    if wrong is too_long and booked.planned <= booked.commissioned:
        return Finding.LEFT_EARLY, None
    if carers_of(seen) < rules.carers:
        return Finding.FEW_CARERS, None
    if not holds_without_any_one(seen, wrong):
        return Finding.ONE_CARER, None
    enough = max(booked.commissioned, rounded_up(needed(values), rules.step))
    return (Finding.LONGER if wrong is too_short else Finding.SHORTER), enough
