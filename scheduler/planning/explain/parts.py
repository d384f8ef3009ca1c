"""The price of a change in parts that add up to it exactly, and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.domain.units import Points
from scheduler.rules.prices import Tier
from solver.model import Problem, Term
from solver.quote import WhatIf

TIER_WORDS = {
    Tier.SAFETY: "safety",
    Tier.LAW: "the law",
    Tier.COVERAGE: "visits made",
    Tier.PERSON: "the person",
    Tier.CARER: "the carers",
    Tier.COST: "cost",
    Tier.STABILITY: "stability",
}
TERM_WORDS = {
    Term.BREAK_MISSING: "rest breaks missing",
    Term.LATE: "starting late",
    Term.EARLY: "starting early",
    Term.FACES: "how many carers come",
    Term.WINDOW_FACES: "carers beyond those agreed for a fortnight",
    Term.STRANGER: "carers the person does not know",
    Term.DISLIKE: "the person's wishes",
    Term.UNEVEN: "a call made at uneven times",
    Term.MOVED: "changes to what was told",
    Term.SHORT_HOURS: "contracted hours not given",
    Term.LONG_WEEK: "a long week",
    Term.LONG_SPAN: "a long day",
    Term.AWKWARD: "awkward gaps",
    Term.SPLIT: "split days",
    Term.EXTRA_DAY: "days worked",
    Term.TRAVEL: "travel between visits",
    Term.COMMUTE: "the way from and to home",
    Term.WAITING: "waiting",
    Term.NEAR: "minutes off the agreed time",
    Term.GREATEST_LATE: "the greatest lateness",
    Term.OVERTIME: "overtime",
    Term.GREATEST_IDLE: "the longest idle time",
}
LEFT_OUT = "visits nobody makes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one rule adds to the price of a change; negative where it gains.

    Parameters
    ----------
    rule
        Name of the term in docs/OBJECTIVE.md.
    """

    tier: Tier
    rule: str
    words: str
    points: Points


def parts_of(problem: Problem, found: WhatIf) -> tuple[Part, ...]:
    """Every part that is not nothing, the highest tier first."""
    terms = (
        Part(
            tier=Tier(int(problem.tier_of_term[term])),
            rule=term.name.lower(),
            words=TERM_WORDS[term],
            points=points,
        )
        for term, points in found.terms.items()
    )
    left = (
        Part(
            tier=tier,
            rule="critical_left_out" if tier is Tier.SAFETY else "left_out",
            words=LEFT_OUT,
            points=points,
        )
        for tier, points in zip(Tier, found.left_out, strict=True)
        if points
    )
    return tuple(sorted((*terms, *left), key=lambda one: (one.tier, -abs(one.points), one.rule)))


def cost_of_parts(parts: Iterable[Part]) -> tuple[Points, ...]:
    """Points by tier; two changes are compared by these, first tier first."""
    totals = [0] * len(Tier)
    for one in parts:
        totals[one.tier] += one.points
    return tuple(totals)


def price_in_words(parts: Iterable[Part]) -> str:
    """Such as "worse by 320 points for the person (starting late +320)".

    The first tier that differs decides; the lower ones follow only where all above are equal.
    """
    given = tuple(parts)
    cost = cost_of_parts(given)
    tier = next((one for one in Tier if cost[one]), None)
    if tier is None:
        return "neither better nor worse"
    side = "worse" if cost[tier] > 0 else "better"
    own = [one for one in given if one.tier is tier]
    listed = ", ".join(f"{one.words} {one.points:+,}" for one in own)
    return f"{side} by {abs(cost[tier]):,} points for {TIER_WORDS[tier]} ({listed})"
