"""In which direction a search looks for another plan: what concerns are worth in minutes of travel.

A rota is usually compared tier by tier, so nothing below the person's tier ever buys anything
of it. A direction joins the tiers below coverage and says what a face, a first meeting, a
minute of lateness and a minute of waiting are worth, each in driving. Safety, law and coverage
stay above, compared first, as ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scheduler.domain.rota import Stage
from scheduler.domain.units import MINUTE
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, formulate
from scheduler.formulate.bridge import TIER_OF_TERM
from scheduler.formulate.rows import ints, longs
from scheduler.rules.prices import Prices, Tier
from solver.model import Term

TRADED = Tier.PERSON
"""First of the tiers that a direction joins; those above it are never traded."""

FINENESS = 8
"""Points are multiplied by this, so that small worths are not rounded away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """What each concern is worth, in minutes of travel between visits.

    Parameters
    ----------
    face, meeting
        A further distinct carer of a client; a carer the client has never met.
    late, waiting
        A minute of lateness beyond the grace; a minute of waiting.
    rest
        What wishes and carers' days weigh beside their weight in the search's own guide.
    after
        Name of the direction from whose plan this one starts; ``""`` is the base plan.
    """

    name: str
    face: float
    meeting: float
    late: float
    waiting: float
    rest: float = 1.0
    after: str = ""


DIRECTIONS = (
    Direction(name="shorter ways", face=20, meeting=150, late=4, waiting=0.1, rest=0.2),
    Direction(name="fewer paid hours", face=20, meeting=150, late=4, waiting=1.2, rest=0.2),
    Direction(name="fewer faces", face=1800, meeting=1200, late=20, waiting=0.75),
    Direction(name="familiar carers", face=150, meeting=12000, late=20, waiting=0.75),
    Direction(name="agreed times", face=60, meeting=300, late=250, waiting=0.75),
    Direction(
        name="shortest ways",
        face=4,
        meeting=30,
        late=0.8,
        waiting=0.1,
        rest=0.03,
        after="shorter ways",
    ),
    Direction(
        name="fewest paid hours",
        face=4,
        meeting=30,
        late=0.8,
        waiting=1.2,
        rest=0.03,
        after="fewer paid hours",
    ),
    Direction(name="faces before times", face=300, meeting=1200, late=2, waiting=1),
)
"""What is tried first, in this order: less driving leaves room for visits left out, so ways lead.

The figures only say where to look. They price nothing: every plan is judged at the week's own
prices, and shown beside the others.
"""

FACES = (5.0, 20.0, 80.0, 320.0)
MEETINGS = (30.0, 200.0, 1200.0)
LATENESS = (1.0, 4.0, 20.0, 100.0)
WAITING = (0.25, 0.75, 2.0)
"""What directions beyond the named ones are drawn from."""


def further(seed: int) -> Iterator[Direction]:
    """Directions without end beyond the named ones, the same for one seed."""
    chance = np.random.default_rng(seed)
    number = 0
    while True:
        number += 1
        yield Direction(
            name=f"mixture {number}",
            face=float(chance.choice(FACES)),
            meeting=float(chance.choice(MEETINGS)),
            late=float(chance.choice(LATENESS)),
            waiting=float(chance.choice(WAITING)),
        )


def towards(week: Week, direction: Direction) -> Formulation:
    """The week as a search in this direction sees it.

    Its costs mean nothing outside the search: a plan found is judged by the week's own prices.

    Raises
    ------
    InputError
        As ``formulate``.
    """
    prices, factors = week.rules.prices, _factors(week.rules.prices, direction)
    given = formulate(replace(week, rules=replace(week.rules, prices=_times(prices, factors))))
    joined = {term: min(tier, TRADED) for term, tier in TIER_OF_TERM.items()}
    joined[Term.MOVED] = TRADED
    return replace(
        given,
        problem=replace(
            given.problem,
            tier_of_term=ints(joined[term] for term in Term),
            guide=longs(_guide(prices, factors)),
        ),
    )


FACES_PRICES = ("face", "crowd", "over_cap")
MEETING_PRICES = ("stranger", "acquaintance", "returning")
TIME_PRICES = ("late", "early", "uneven", "near")
WISH_PRICES = ("avoid", "not_preferred", "other_gender", "other_language")
CARER_PRICES = ("short_hours", "long_week", "long_span", "awkward", "split", "extra_day")
ROAD_PRICES = ("travel", "commute")


def _factors(prices: Prices, direction: Direction) -> dict[str, int]:
    """How many times over each price counts; prices of one concern keep their proportions."""
    driven = prices.travel or 1
    minute = driven * MINUTE * FINENESS
    rate = {
        tier: max(1, round(direction.rest * FINENESS * prices.guide[tier]))
        for tier in (Tier.PERSON, Tier.CARER)
    }

    def scaled(worth: float, price: int) -> int:
        return max(1, round(worth / price)) if price else 1

    groups = (
        (FACES_PRICES, scaled(direction.face * minute, prices.face)),
        (MEETING_PRICES, scaled(direction.meeting * minute, prices.stranger)),
        (TIME_PRICES, scaled(direction.late * driven * FINENESS, prices.late[""])),
        (("waiting",), scaled(direction.waiting * driven * FINENESS, prices.waiting)),
        (ROAD_PRICES, FINENESS),
        (WISH_PRICES, rate[Tier.PERSON]),
        (CARER_PRICES, rate[Tier.CARER]),
    )
    return {name: factor for names, factor in groups for name in names}


def _times(prices: Prices, factors: Mapping[str, int]) -> Prices:
    """Every traded price so many times over; a promise changed weighs as a wish does."""
    changed: dict[str, Any] = {}
    for name, factor in factors.items():
        price = getattr(prices, name)
        several = isinstance(price, Mapping)
        changed[name] = {k: p * factor for k, p in price.items()} if several else price * factor
    for name in ("moved_carer", "moved_time"):
        changed[name] = {
            stage: points * FINENESS * prices.guide[_tier_of_changes(stage)]
            for stage, points in getattr(prices, name).items()
        }
    return replace(prices, **changed)


def _tier_of_changes(stage: Stage) -> Tier:
    return Tier.STABILITY if stage is Stage.DRAFT else Tier.PERSON


def _guide(prices: Prices, factors: Mapping[str, int]) -> list[int]:
    """Weights of the tiers: those never traded stay as far above the rest as they were."""
    lift = max(FINENESS, -(-max(factors.values()) // prices.guide[TRADED]))
    return [prices.guide[tier] * lift if tier < TRADED else 1 for tier in Tier]
