"""The cost of a rota: every term of docs/OBJECTIVE.md with its tier, in its order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scheduler.domain.units import Points
from scheduler.referee.case import Case
from scheduler.referee.terms import (
    changes,
    familiarity,
    left_out,
    punctuality,
    way,
    wishes,
    working_day,
    working_week,
)
from scheduler.rules.prices import Tier

TERMS: Mapping[str, tuple[Tier, Callable[[Case], Points]]] = {
    "critical_left_out": (Tier.SAFETY, left_out.critical_left_out),
    "break_missing": (Tier.LAW, working_day.break_missing),
    "left_out": (Tier.COVERAGE, left_out.left_out),
    "late": (Tier.PERSON, punctuality.late),
    "early": (Tier.PERSON, punctuality.early),
    "faces": (Tier.PERSON, familiarity.faces),
    "window_faces": (Tier.PERSON, familiarity.window_faces),
    "stranger": (Tier.PERSON, familiarity.stranger),
    "dislike": (Tier.PERSON, wishes.dislike),
    "uneven": (Tier.PERSON, punctuality.uneven),
    "moved": (Tier.PERSON, changes.moved),
    "short_hours": (Tier.CARER, working_week.short_hours),
    "long_week": (Tier.CARER, working_week.long_week),
    "long_span": (Tier.CARER, working_day.long_span),
    "awkward": (Tier.CARER, working_day.awkward),
    "split": (Tier.CARER, working_day.split),
    "extra_day": (Tier.CARER, working_week.extra_day),
    "travel": (Tier.COST, way.travel),
    "commute": (Tier.COST, way.commute),
    "waiting": (Tier.COST, way.waiting),
    "near": (Tier.COST, punctuality.near),
    "drift": (Tier.STABILITY, changes.drift),
}


def terms_of(case: Case) -> dict[str, Points]:
    """Points of every term by name, zeros included."""
    return {name: term(case) for name, (_, term) in TERMS.items()}


def by_tier(terms: Mapping[str, Points]) -> tuple[Points, ...]:
    """Points added up within each tier, in order of the tiers."""
    return tuple(
        sum(points for name, points in terms.items() if TERMS[name][0] is tier) for tier in Tier
    )
