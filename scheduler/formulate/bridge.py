"""One block of care, translated whole; docs/OBJECTIVE.md in the words of solver.model."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.errors import InputError
from scheduler.domain.units import MINUTE
from scheduler.domain.week import Week
from scheduler.formulate.continuity import groups
from scheduler.formulate.legs import legs
from scheduler.formulate.order import in_canonical_order
from scheduler.formulate.pairs import pairs
from scheduler.formulate.people import DAYS_A_WEEK, carers, duties
from scheduler.formulate.reference import Reference, reference
from scheduler.formulate.rows import Rows, ints, longs, rows_of
from scheduler.formulate.tasks import links, tasks, units
from scheduler.rules.prices import Tier
from solver.model import Ints, Problem, Term

TIER_OF_TERM = {
    Term.BREAK_MISSING: Tier.LAW,
    Term.LATE: Tier.PERSON,
    Term.EARLY: Tier.PERSON,
    Term.FACES: Tier.PERSON,
    Term.WINDOW_FACES: Tier.PERSON,
    Term.STRANGER: Tier.PERSON,
    Term.DISLIKE: Tier.PERSON,
    Term.UNEVEN: Tier.PERSON,
    Term.SHORT_HOURS: Tier.CARER,
    Term.LONG_WEEK: Tier.CARER,
    Term.LONG_SPAN: Tier.CARER,
    Term.AWKWARD: Tier.CARER,
    Term.SPLIT: Tier.CARER,
    Term.EXTRA_DAY: Tier.CARER,
    Term.TRAVEL: Tier.COST,
    Term.COMMUTE: Tier.COST,
    Term.WAITING: Tier.COST,
    Term.NEAR: Tier.COST,
    Term.GREATEST_LATE: Tier.COST,
    Term.OVERTIME: Tier.COST,
    Term.GREATEST_IDLE: Tier.COST,
}
"""Tier of each term but ``MOVED``, whose tier depends on how settled the reference is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulation:
    """A week in the engine's terms.

    Parameters
    ----------
    week
        The week in canonical order (``order.py``), which is that of the rows.
    unavoidable : length of ``Tier``
        Points by tier that every rota of this week has and the engine is not told of; the
        cost of a rota is the engine's plus these.
    """

    week: Week
    problem: Problem
    rows: Rows
    unavoidable: tuple[int, ...]


def formulate(week: Week) -> Formulation:
    """Translate one block of at most seven days for the engine.

    Raises
    ------
    InputError
        If the period is longer than a block, or travel times or limits are missing.
    """
    if week.horizon.days > DAYS_A_WEEK:
        raise InputError(
            f"{week.horizon.days} days are more than one block of {DAYS_A_WEEK}.\n"
            "Maybe plan longer periods week after week."
        )
    ordered = in_canonical_order(week)
    rows = rows_of(ordered)
    kept = reference(ordered, rows)
    return Formulation(
        week=ordered,
        problem=_problem(ordered, rows, kept),
        rows=rows,
        unavoidable=tuple(kept.unavoidable if tier is kept.tier else 0 for tier in Tier),
    )


def _problem(week: Week, rows: Rows, kept: Reference) -> Problem:
    rules, prices = week.rules, week.rules.prices
    return Problem(
        **legs(week, rows),
        **tasks(week, rows),
        **units(week, rows),
        **kept.arrays,
        **links(week, rows),
        **duties(week, rows),
        **carers(week),
        **pairs(week, rows),
        **groups(week, rows),
        block_start=0,
        block_end=week.horizon.end,
        grid=MINUTE,
        free_gap=rules.pay.free_gap,
        paid_gap=rules.pay.paid_gap,
        night_counts_from=rules.night.counts_from,
        night_most=rules.night.most,
        moved_grace=prices.moved_grace,
        break_missing=prices.break_missing,
        short_hours=prices.short_hours,
        long_week=prices.long_week,
        long_span=prices.long_span,
        awkward=prices.awkward,
        split=prices.split,
        extra_day=prices.extra_day,
        travel=prices.travel,
        commute=prices.commute,
        waiting=prices.waiting,
        greatest_late=0,
        overtime=0,
        greatest_idle=0,
        tier_of_term=_tier_of_term(kept.tier),
        tiers=len(Tier),
        guide=longs(prices.guide),
    )


def _tier_of_term(moved: Tier) -> Ints:
    tiers = TIER_OF_TERM | {Term.MOVED: moved}
    return ints(tiers[term] for term in Term)
