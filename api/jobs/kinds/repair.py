"""Mending a rota in force: ranked options, each a draft rota, each with whom it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from api.jobs.kinds.kind import (
    Asked,
    Kind,
    RotaId,
    Seed,
    Steps,
    Threads,
    aware_moment,
    snapshot_of,
)
from api.jobs.task import Settle, Task
from api.rotas import judged, keep_rota
from api.rotas.judged import Judged
from data.disruption import EVENT_FORMS, fact_rows, read_event
from data.tables import Given
from scheduler.domain.rota import Stage
from scheduler.planning.repair import Effort, Option, Situation, repair, situation_of


class RepairAsked(Asked):
    """What has happened to a rota, and when."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "rota_id": "rota_3f2a",
                    "at": "2026-12-01T06:10:00+00:00",
                    "events": ["absent:K05"],
                }
            ]
        }
    )

    rota_id: RotaId
    at: datetime = Field(description="Now: what began before is past and never moves.")
    events: list[str] = Field(default_factory=list, max_length=100, description=EVENT_FORMS)
    iterations: Steps = 60_000
    seed: Seed = 1
    threads: Threads | None = None


class OptionMade(BaseModel):
    """One way of mending it, kept as a draft rota."""

    rota_id: str
    best_at: list[str]
    legal: bool
    cost: list[int]
    left_out: list[str] = Field(description="Visits nobody makes.")
    red_left_out: int
    moved: int = Field(description="Visits that change though they need not have.")
    touched_clients: list[str]
    new_faces: int
    asks: list[str] = Field(description="Carers who have to agree to more.")
    more_travel_s: int
    more_paid_s: int


class RepairResult(BaseModel):
    """The options, the best first."""

    broken: list[str] = Field(description="Visits that cannot stay as they are.")
    options: list[OptionMade]


def run(task: Task) -> Settle:
    """Every option found, judged in the week it needs."""
    asked = RepairAsked.model_validate(task.claim.asked)
    situation, given = _situation(task, asked)
    effort = Effort(
        iterations=asked.iterations,
        seed=asked.seed,
        threads=asked.threads or task.settings.threads,
        halt=task.halt,
    )
    options = repair(situation, effort)
    task.keeping()
    kept = [_judged(given, one) for one in options]

    def settle(session: Session) -> RepairResult:
        made = [
            _made(session, task, asked, option, one)
            for option, one in zip(options, kept, strict=True)
        ]
        return RepairResult(broken=sorted(situation.broken), options=made)

    return settle


def _situation(task: Task, asked: RepairAsked) -> tuple[Situation, Given]:
    """Where the rota stands, by the tables as they are now and all that has happened to it."""
    laid = task.laid(asked.rota_id)
    horizon = laid.given.week.horizon
    given = task.given(snapshot_of(task), horizon.first_day, horizon.days)
    week = replace(
        given.week,
        pins=laid.given.week.pins,
        run_pins=laid.given.week.run_pins,
        reference=laid.rota,
    )
    now = aware_moment(horizon, asked.at)
    events = [read_event(text, horizon, now) for text in asked.events]
    stage = Stage.PUBLISHED if laid.rota.stage is Stage.DRAFT else laid.rota.stage
    made = {one.visit for one in laid.rota.assignments}
    situation = situation_of(
        week,
        laid.rota,
        now,
        events,
        facts=laid.facts,
        stage=stage,
        left_open=[visit.id for visit in laid.given.week.visits if visit.id not in made],
    )
    return situation, given


def _judged(given: Given, option: Option) -> Judged:
    """An option before the referee, in the week its facts lead to."""
    return judged(replace(given, week=option.week), option.rota, least={}, prove=False)


def _made(
    session: Session, task: Task, asked: RepairAsked, option: Option, found: Judged
) -> OptionMade:
    row = keep_rota(
        session,
        found,
        snapshot_id=snapshot_of(task),
        made_by=task.claim.made_by,
        name="; ".join(kind.value for kind in option.kinds),
        parent_id=asked.rota_id,
        facts=fact_rows(option.week.horizon, option.facts),
    )
    knock_on = option.knock_on
    figures: dict[str, Any] = {
        "red_left_out": knock_on.red_left_out,
        "moved": knock_on.touched,
        "new_faces": len(knock_on.new_faces),
        "more_travel_s": knock_on.travel,
        "more_paid_s": knock_on.paid,
    }
    carers: Sequence[str] = sorted({ask.carer for ask in option.asks})
    return OptionMade(
        rota_id=row.id,
        best_at=[kind.value for kind in option.kinds],
        legal=found.legal,
        cost=list(found.cost),
        left_out=list(knock_on.left_out),
        touched_clients=sorted(knock_on.clients),
        asks=list(carers),
        **figures,
    )


REPAIR = Kind(name="repair", asked=RepairAsked, result=RepairResult, run=run)
