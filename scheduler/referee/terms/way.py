"""Time under way and time waited."""

from __future__ import annotations

from scheduler.domain.units import Points
from scheduler.referee.case import Case


def travel(case: Case) -> Points:
    """``travel`` * drive for each leg in a shift."""
    return case.week.rules.prices.travel * sum(one.drive for one in case.ledgers)


def commute(case: Case) -> Points:
    """``commute`` * free-flow seconds to the first and from the last visit of each worked shift."""
    return case.week.rules.prices.commute * sum(one.commute for one in case.ledgers)


def waiting(case: Case) -> Points:
    """``waiting`` * idle for each idle gap < free_gap."""
    return case.week.rules.prices.waiting * sum(one.waiting for one in case.ledgers)
