"""The rota now in force, in rows: what moving away from it costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from scheduler.domain.rota import Assignment, Stage
from scheduler.domain.week import Week
from scheduler.formulate.rows import NOBODY, Rows
from scheduler.rules.prices import Tier
from solver.model import Ints, Longs


class ReferenceArrays(TypedDict):
    """Fields of ``Problem`` about the reference rota."""

    unit_reference: Ints
    unit_reference_start: Longs
    unit_moved_carer: Longs
    unit_moved_time: Longs


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The reference in rows.

    Parameters
    ----------
    tier
        Tier of departures: stability for a draft, the person's once people were told.
    unavoidable
        Points for reference carers who are not in the week any more; no rota avoids them,
        so the engine is not told.
    """

    arrays: ReferenceArrays
    tier: Tier
    unavoidable: int


def reference(week: Week, rows: Rows) -> Reference:
    """Reference carers and starts of each unit, ``NOBODY`` where there are none."""
    count = len(rows.visits)
    arrays = ReferenceArrays(
        unit_reference=np.full((count, 2), NOBODY, dtype=np.int32),
        unit_reference_start=np.zeros(count, dtype=np.int64),
        unit_moved_carer=np.zeros(count, dtype=np.int64),
        unit_moved_time=np.zeros(count, dtype=np.int64),
    )
    stage = Stage.DRAFT if week.reference is None else week.reference.stage
    unavoidable = 0
    for assignment in () if week.reference is None else week.reference.assignments:
        if assignment.visit in rows.visits:
            gone = _enter(arrays, rows, week, assignment, stage)
            unavoidable += gone * week.rules.prices.moved_carer[stage]
    tier = Tier.STABILITY if stage is Stage.DRAFT else Tier.PERSON
    return Reference(arrays=arrays, tier=tier, unavoidable=unavoidable)


def _enter(
    arrays: ReferenceArrays, rows: Rows, week: Week, assignment: Assignment, stage: Stage
) -> int:
    """Fill one unit's row; returns how many of its carers are gone.

    Where all are gone a start may still be kept, and the engine reads it only beside a
    carer: any row then stands in, at no points.
    """
    prices, unit = week.rules.prices, rows.visits.row(assignment.visit)
    staying = [rows.carers.row(c) for c in assignment.carers if c in rows.carers][:2]
    arrays["unit_reference_start"][unit] = assignment.start
    arrays["unit_moved_time"][unit] = prices.moved_time[stage]
    if staying:
        arrays["unit_moved_carer"][unit] = prices.moved_carer[stage]
        arrays["unit_reference"][unit, : len(staying)] = staying
    elif len(rows.carers):
        arrays["unit_reference"][unit, 0] = 0
    return len(assignment.carers) - len(staying)
