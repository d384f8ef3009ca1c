"""Questions with plain answers: what is agreed about visits, and when carers may work."""

from __future__ import annotations

from typing import Any

from api.desk.weeks import Base, laid_at
from scheduler.domain.units import MINUTE


def visits_at(base: Base, tenant: str, rota_id: str) -> list[dict[str, Any]]:
    """Every visit of a rota's period; why one is time-critical stays with the provider."""
    week = laid_at(base, tenant, rota_id).given.week
    at = week.horizon.instant
    return [
        {
            "visit_id": one.id,
            "client_id": one.client,
            "call": one.call,
            "date": week.horizon.date_of(one.day),
            "agreed": at(one.agreed),
            "earliest": at(one.earliest),
            "latest": at(one.latest),
            "length_min": one.length / MINUTE,
            "carers": one.carers,
            "time_critical": one.critical is not None,
            "risk": week.client[one.client].rag.value,
            "zone": week.client[one.client].zone,
        }
        for one in week.visits
    ]


def shifts_at(base: Base, tenant: str, rota_id: str) -> list[dict[str, Any]]:
    """Every shift of a rota's period."""
    week = laid_at(base, tenant, rota_id).given.week
    at = week.horizon.instant
    return [
        {"shift_id": one.id, "carer_id": one.carer, "start": at(one.start), "end": at(one.end)}
        for one in week.shifts
    ]
