"""A rota of the store in the words of the domain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store import AssignmentRow, BreakRow, PinRow, RotaRow
from scheduler.domain.horizon import Horizon
from scheduler.domain.rota import Assignment, Break, Pin, Rota, RunPin, Stage
from scheduler.domain.units import CarerId, Moment, PlaceId, ShiftId, VisitId
from scheduler.domain.week import Week


def rota_of(session: Session, row: RotaRow, horizon: Horizon) -> Rota:
    """The rota: visits somebody makes, and breaks."""
    carers: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    start: dict[str, datetime] = {}
    query = select(AssignmentRow).where(
        AssignmentRow.rota_id == row.id, AssignmentRow.carer_id.is_not(None)
    )
    for one in session.scalars(query):
        carers[one.visit_id].append((one.part, str(one.carer_id)))
        start[one.visit_id] = one.start
    made = [
        Assignment(
            visit=VisitId(visit),
            carers=tuple(CarerId(carer) for _, carer in sorted(parts)),
            start=moment_of(horizon, start[visit]),
        )
        for visit, parts in carers.items()
    ]
    breaks = session.scalars(select(BreakRow).where(BreakRow.rota_id == row.id))
    return Rota(
        assignments=tuple(sorted(made, key=lambda one: (one.start, one.visit))),
        breaks=tuple(
            sorted((_break(horizon, one) for one in breaks), key=lambda one: (one.start, one.carer))
        ),
        stage=Stage(row.stage),
    )


def pins_of(
    session: Session, row: RotaRow, horizon: Horizon
) -> tuple[tuple[Pin, ...], tuple[RunPin, ...]]:
    """What must not change in the rota: visits and runs."""
    rows = session.scalars(select(PinRow).where(PinRow.rota_id == row.id).order_by(PinRow.id)).all()
    return (
        tuple(_pin(horizon, one) for one in rows if one.visit_id is not None),
        tuple(_run(horizon, one) for one in rows if one.visit_id is None),
    )


def told_of(session: Session, row: RotaRow) -> RotaRow | None:
    """The rota in force on the days of a draft: what people were told, if anything."""
    if row.stage != Stage.DRAFT:
        return None
    return session.scalars(
        select(RotaRow)
        .where(
            RotaRow.first_day == row.first_day,
            RotaRow.days == row.days,
            RotaRow.stage != Stage.DRAFT,
            RotaRow.replaced_at.is_(None),
            RotaRow.published_at.is_not(None),
        )
        .order_by(RotaRow.published_at.desc(), RotaRow.id)
        .limit(1)
    ).first()


def known_in(week: Week, rota: Rota) -> Rota:
    """What a rota says of the visits and carers of ``week``."""
    made = tuple(
        one
        for one in rota.assignments
        if one.visit in week.visit and all(carer in week.carer for carer in one.carers)
    )
    return replace(rota, assignments=made)


def reasons_of(session: Session, row: RotaRow) -> dict[VisitId, dict[str, Any]]:
    """Why nobody makes each visit left out, as it was kept."""
    query = select(AssignmentRow.visit_id, AssignmentRow.reason).where(
        AssignmentRow.rota_id == row.id, AssignmentRow.carer_id.is_(None)
    )
    return {
        VisitId(visit): reason for visit, reason in session.execute(query) if reason is not None
    }


def moment_of(horizon: Horizon, instant: datetime) -> Moment:
    """An instant as elapsed seconds of the period."""
    return round(instant.timestamp() - horizon.instant(0).timestamp())


def _break(horizon: Horizon, one: BreakRow) -> Break:
    return Break(
        carer=CarerId(one.carer_id),
        place=PlaceId(one.place_id),
        start=moment_of(horizon, one.start),
        end=moment_of(horizon, one.end),
    )


def _pin(horizon: Horizon, one: PinRow) -> Pin:
    return Pin(
        visit=VisitId(str(one.visit_id)),
        carers=tuple(CarerId(carer) for carer in one.carers),
        team=tuple(CarerId(carer) for carer in one.team),
        start=None if one.start is None else moment_of(horizon, one.start),
    )


def _run(horizon: Horizon, one: PinRow) -> RunPin:
    assert one.run_day is not None
    return RunPin(
        carer=CarerId(str(one.run_carer_id)),
        day=horizon.day_number(one.run_day),
        shift=None if one.run_shift_id is None else ShiftId(one.run_shift_id),
    )
