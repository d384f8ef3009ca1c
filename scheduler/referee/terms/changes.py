"""Departures from the rota now in force."""

from __future__ import annotations

from scheduler.domain.rota import Assignment, Rota, Stage
from scheduler.domain.units import Points
from scheduler.referee.case import Case


def moved(case: Case) -> Points:
    """Departures from a published or frozen reference."""
    reference = case.week.reference
    settled = reference is not None and reference.stage is not Stage.DRAFT
    return _departures(case, reference) if settled and reference is not None else 0


def drift(case: Case) -> Points:
    """Departures from a draft reference."""
    reference = case.week.reference
    draft = reference is not None and reference.stage is Stage.DRAFT
    return _departures(case, reference) if draft and reference is not None else 0


def _departures(case: Case, reference: Rota) -> Points:
    """For each reference assignment whose visit is in the week: ``moved_carer`` for each
    carer who does not make it, ``moved_time`` if allocated and more than ``moved_grace`` away.
    """
    return sum(
        _departure(case, reference.stage, before)
        for before in reference.assignments
        if before.visit in case.week.visit
    )


def _departure(case: Case, stage: Stage, before: Assignment) -> Points:
    prices, now = case.week.rules.prices, case.made.get(before.visit)
    if now is None:
        return prices.moved_carer[stage] * len(before.carers)
    gone = [carer for carer in before.carers if carer not in now.carers]
    late_or_early = abs(now.start - before.start) > prices.moved_grace
    return prices.moved_carer[stage] * len(gone) + prices.moved_time[stage] * late_or_early
