"""Visits that nobody makes."""

from __future__ import annotations

from scheduler.domain.client import Rag
from scheduler.domain.units import Points
from scheduler.domain.visit import Visit
from scheduler.referee.case import Case


def harm(case: Case, visit: Visit) -> Points:
    """``harm_flat[rag]`` + ``harm_a_minute[rag]`` * carers * (length // 60)."""
    prices, rag = case.week.rules.prices, case.week.client[visit.client].rag
    return prices.harm_flat[rag] + prices.harm_a_minute[rag] * visit.carers * (visit.length // 60)


def _matters_most(case: Case, visit: Visit) -> bool:
    return visit.critical is not None or case.week.client[visit.client].rag is Rag.RED


def critical_left_out(case: Case) -> Points:
    """Harm of unallocated visits that are critical or whose client is red."""
    return sum(harm(case, v) for v in case.unallocated if _matters_most(case, v))


def left_out(case: Case) -> Points:
    """Harm of the other unallocated visits."""
    return sum(harm(case, v) for v in case.unallocated if not _matters_most(case, v))
