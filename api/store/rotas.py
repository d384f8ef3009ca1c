"""Rotas: who makes which visit, how settled it is, and what must not change."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import TenantRow, key_column
from api.store.types import Instant, Json, now


class RotaRow(TenantRow):
    """One rota of one period.

    Parameters
    ----------
    stage
        ``draft``, ``published`` or ``frozen``; a named person moves it on.
    snapshot_id
        The tables it was planned from.
    parent_id
        The rota it was made from, where there is one.
    cost, measures, making
        By tier; measures with their definitions' version; seed, iterations, seconds, version
        of the engine, enough to repeat it.
    facts
        What has happened since the tables were snapped, as ``data.disruption`` writes it; the
        rota rests on it whatever becomes of its visits.
    legal
        Whether the referee found no hard breach; no other rota is stored as published.
    replaced_at
        When another rota of the same days was published in its place.
    """

    __tablename__ = "rota"

    id: Mapped[str] = key_column("rota")
    name: Mapped[str] = mapped_column(String(200), default="")
    first_day: Mapped[date]
    days: Mapped[int]
    stage: Mapped[str] = mapped_column(String(10), default="draft")
    snapshot_id: Mapped[str] = mapped_column(String(64))
    parent_id: Mapped[str | None] = mapped_column(String(40))
    cost: Mapped[list[Any]] = mapped_column(Json, default=list)
    measures: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    making: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    facts: Mapped[list[Any]] = mapped_column(Json, default=list)
    legal: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    published_by: Mapped[str | None] = mapped_column(String(40))
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    frozen_by: Mapped[str | None] = mapped_column(String(40))
    frozen_at: Mapped[datetime | None] = mapped_column(Instant)
    replaced_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's own form
    __table_args__ = (Index("ix_rota_period", "tenant_id", "first_day", "stage"),)


class AssignmentRow(TenantRow):
    """One part of one visit of a rota; ``carer_id`` is empty where nobody makes it.

    ``start`` of an unallocated part is the time agreed; ``reason`` then says why and what
    would help. ``travel_s`` is the way to it in this rota, the door and time kept spare
    included; ``new_face`` is true where the two meet for the first time.
    """

    __tablename__ = "assignment"

    rota_id: Mapped[str] = mapped_column(
        ForeignKey("rota.id", ondelete="CASCADE"), primary_key=True
    )
    visit_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(String(100))
    carer_id: Mapped[str | None] = mapped_column(String(100))
    start: Mapped[datetime] = mapped_column("starts_at", Instant)
    end: Mapped[datetime] = mapped_column("ends_at", Instant)
    reason: Mapped[dict[str, Any] | None] = mapped_column(Json)
    travel_s: Mapped[int | None]
    new_face: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        Index("ix_assignment_carer", "tenant_id", "carer_id", "starts_at"),
        Index("ix_assignment_client", "tenant_id", "client_id", "starts_at"),
    )


class BreakRow(TenantRow):
    """A rest break of a carer in a rota."""

    __tablename__ = "rest_break"

    rota_id: Mapped[str] = mapped_column(
        ForeignKey("rota.id", ondelete="CASCADE"), primary_key=True
    )
    carer_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    start: Mapped[datetime] = mapped_column("starts_at", Instant, primary_key=True)
    end: Mapped[datetime] = mapped_column("ends_at", Instant)
    place_id: Mapped[str] = mapped_column(String(120))


class PinRow(TenantRow):
    """What must not change in a rota: a visit's carers, team or start, or a carer's run."""

    __tablename__ = "pin"

    id: Mapped[str] = key_column("pin")
    rota_id: Mapped[str] = mapped_column(ForeignKey("rota.id", ondelete="CASCADE"), index=True)
    visit_id: Mapped[str | None] = mapped_column(String(120))
    carers: Mapped[list[Any]] = mapped_column(Json, default=list)
    team: Mapped[list[Any]] = mapped_column(Json, default=list)
    start: Mapped[datetime | None] = mapped_column("starts_at", Instant)
    run_carer_id: Mapped[str | None] = mapped_column(String(100))
    run_day: Mapped[date | None]
    run_shift_id: Mapped[str | None] = mapped_column(String(120))
    made_by: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
