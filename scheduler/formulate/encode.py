"""A rota in rows: for warm starts, and for asking the engine's scorer what a rota costs."""

from __future__ import annotations

import numpy as np

from scheduler.domain.rota import Assignment, Pin, Rota
from scheduler.domain.units import CarerId, Moment
from scheduler.domain.visit import Visit
from scheduler.formulate.bridge import Formulation
from scheduler.formulate.rows import NOBODY
from scheduler.formulate.tasks import pins_of
from solver.model import Ints, Longs, Solution
from solver.score import score


def encode(formulation: Formulation, rota: Rota) -> tuple[Ints, Longs]:
    """Duty and start of each task, shapes (T,).

    An assignment that has no place in rows is left unallocated: an unknown visit or carer,
    too few or too many carers, or a part that no shift of its carer contains.
    """
    duty = np.full(len(formulation.problem.task_place), NOBODY, dtype=np.int32)
    start = formulation.problem.task_preferred.copy()
    pins = pins_of(formulation.week)
    for assignment in rota.assignments:
        parts = _duties(formulation, assignment, pins.get(assignment.visit, ()))
        if parts is not None:
            for task, row in zip(formulation.rows.tasks_of(assignment.visit), parts, strict=True):
                duty[task], start[task] = row, assignment.start
    return duty, start


def solution_of(formulation: Formulation, rota: Rota) -> Solution:
    """The rota as the engine would answer it, with its cost; legality is not looked at."""
    duty, start = encode(formulation, rota)
    cost = score(formulation.problem, duty, start).cost
    return Solution(duty=duty, release=start.copy(), start=start, cost=cost)


def _duties(
    formulation: Formulation, assignment: Assignment, pins: tuple[Pin, ...]
) -> list[int] | None:
    """Duty of each part, ``None`` if one has none."""
    rows, visit = formulation.rows, formulation.week.visit.get(assignment.visit)
    if visit is None or len(assignment.carers) != visit.carers:
        return None
    found = [
        _duty(formulation, carer, assignment.start, visit.length_of_part(part))
        for part, carer in enumerate(_in_order_of_pins(visit, assignment.carers, pins))
        if carer in rows.carers
    ]
    return found if len(found) == visit.carers and NOBODY not in found else None


def _in_order_of_pins(
    visit: Visit, carers: tuple[CarerId, ...], pins: tuple[Pin, ...]
) -> tuple[CarerId, ...]:
    """Carers with the pinned ones first, as their parts are kept for them.

    Only where the parts are equal, so that it makes no difference who makes which.
    """
    pinned = [carer for pin in pins for carer in pin.carers]
    if not pinned or visit.length_of_part(1) != visit.length:
        return carers
    return tuple(
        sorted(carers, key=lambda one: pinned.index(one) if one in pinned else len(pinned))
    )


def _duty(formulation: Formulation, carer: CarerId, start: Moment, length: int) -> int:
    for shift in formulation.week.shifts_of[carer]:
        if shift.start <= start and start + length <= shift.end:
            return formulation.rows.duties.row(shift.id)
    return NOBODY
