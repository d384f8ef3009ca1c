"""The independent check of a finished rota.

It reads a week and a rota and implements docs/OBJECTIVE.md from its text. It shares no
code with what plans, so that neither can hide the other's mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.referee.breaches import (
    assigned,
    eligibility,
    hours,
    pay,
    pinned_runs,
    presence,
    rest,
    rest_breaks,
    times,
)
from scheduler.referee.case import Case
from scheduler.referee.cost import by_tier, terms_of
from scheduler.referee.verdict import Breach, Verdict, in_order

HARD_RULES: tuple[Callable[[Case], Iterator[Breach]], ...] = (
    assigned.two_person,
    assigned.once_only,
    presence.availability,
    presence.legs_fit,
    presence.longest_leg,
    times.gap_rules,
    times.agreed_window,
    times.time_critical,
    eligibility.may_not_make,
    rest.average_week,
    rest.daily_rest,
    rest.weekly_rest,
    rest_breaks.room_for_break,
    hours.night_work,
    hours.most_work,
    hours.contract,
    hours.declared_days,
    hours.declared_visits,
    hours.declared_span,
    pay.wage_floor,
    assigned.pins,
    pinned_runs.pinned_runs,
    rest_breaks.planned_breaks,
)


def judge(week: Week, rota: Rota) -> Verdict:
    """Every breach and every term of the cost of a rota.

    Nothing in a rota makes this raise: what makes no sense is a breach. The cost of a
    rota with breaches is an indication only.

    Parameters
    ----------
    week
        What was given.
    rota
        What was planned, by whomever.
    """
    case = Case(week, rota)
    terms = terms_of(case)
    return Verdict(
        breaches=_breaches(case),
        cost=by_tier(terms),
        terms=terms,
        rounds=case.rounds,
        ledgers=case.ledgers,
    )


def breaches(week: Week, rota: Rota) -> tuple[Breach, ...]:
    """What ``judge`` finds broken, without the cost: for those who ask nothing but whether."""
    return _breaches(Case(week, rota))


def _breaches(case: Case) -> tuple[Breach, ...]:
    return in_order(one for rule in HARD_RULES for one in rule(case))
