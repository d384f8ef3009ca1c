"""Pinned runs (K1): what they ask of single visits, so that the rest need only know pins."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.carer import Shift
from scheduler.domain.rota import Assignment, Pin, RunPin
from scheduler.domain.units import CarerId, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week


def pins_of_runs(week: Week) -> Iterator[Pin]:
    """A pin of carer and start for each visit of each pinned run."""
    for run in week.run_pins:
        for one in run_of(week, run):
            yield Pin(visit=one.visit, carers=(run.carer,), start=one.start)


def kept_out(week: Week) -> Iterator[tuple[VisitId, CarerId]]:
    """Visits that might be added to a pinned run, each with the carer who may not make it.

    A visit that some start within its window would put into a shift of the run is kept out
    whole, so that the engine need not know when.
    """
    for run in week.run_pins:
        own = {one.visit for one in run_of(week, run)}
        shifts = shifts_of_run(week, run)
        for visit in week.visits:
            if visit.id not in own and any(_may_touch(visit, shift) for shift in shifts):
                yield visit.id, run.carer


def run_of(week: Week, run: RunPin) -> list[Assignment]:
    """What the reference gives the carer on the shifts of the run, by start."""
    if week.reference is None:
        return []
    shifts = shifts_of_run(week, run)
    found = [
        one
        for one in week.reference.assignments
        if run.carer in one.carers
        and one.visit in week.visit
        and any(shift.start <= one.start < shift.end for shift in shifts)
    ]
    return sorted(found, key=lambda one: (one.start, one.visit))


def shifts_of_run(week: Week, run: RunPin) -> list[Shift]:
    """Shifts the run is made of."""
    return [
        shift
        for shift in week.shifts_of[run.carer]
        if shift.day == run.day and run.shift in (None, shift.id)
    ]


def _may_touch(visit: Visit, shift: Shift) -> bool:
    return visit.earliest < shift.end and shift.start < visit.latest + visit.length
