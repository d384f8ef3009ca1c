"""K1 for runs: a carer's day or shift that must stay as the reference rota has it."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.carer import Shift
from scheduler.domain.rota import Assignment, RunPin
from scheduler.domain.units import VisitId
from scheduler.referee.case import Case
from scheduler.referee.verdict import About, Breach, breach
from scheduler.referee.wording import at


def pinned_runs(case: Case) -> Iterator[Breach]:
    """K1: of the reference visits of a pinned run, one that is assigned is made by another
    carer or at another start; or the carer makes a visit in the run that is not of it.
    """
    reference = case.week.reference
    for run in case.week.run_pins:
        shifts = [
            shift
            for shift in case.week.shifts
            if shift.carer == run.carer
            and shift.day == run.day
            and (run.shift is None or shift.id == run.shift)
        ]
        before = {} if reference is None else _run(reference.assignments, run, shifts)
        now = _run(case.known_assignments, run, shifts)
        for visit, one in sorted(before.items()):
            made = case.made.get(visit)
            if made is not None and (run.carer not in made.carers or made.start != one.start):
                yield _broken(case, run, visit, f"has moved from {at(case.week, one.start)}")
        for visit in sorted(set(now) - set(before)):
            yield _broken(case, run, visit, "was added")


def _run(
    assignments: tuple[Assignment, ...], run: RunPin, shifts: list[Shift]
) -> dict[VisitId, Assignment]:
    """Assignments of the run's carer that start on one of its shifts."""
    return {
        one.visit: one
        for one in assignments
        if run.carer in one.carers and any(s.start <= one.start < s.end for s in shifts)
    }


def _broken(case: Case, run: RunPin, visit_id: VisitId, what: str) -> Breach:
    visit = case.week.visit[visit_id]
    return breach(
        "K1",
        f"The run of {run.carer} is pinned, but visit {visit.id} {what}.",
        About(visits=(visit.id,), carers=(run.carer,), clients=(visit.client,), day=run.day),
    )
