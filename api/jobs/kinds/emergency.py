"""A plan for the carers who are left: red visits first."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlalchemy.orm import Session

from api.jobs.kinds.kind import Asked, Kind, RotaId, Seed, Steps
from api.jobs.task import Settle, Task
from api.rotas import judged, keep_rota
from data.disruption import fact_rows
from scheduler.domain.client import Rag
from scheduler.domain.units import CarerId
from scheduler.planning.repair import Effort
from scheduler.planning.robust import emergency
from scheduler.planning.robust.emergency import most_needed


class EmergencyAsked(Asked):
    """Who is left: so many of those most needed, or these; one of the two."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"rota_id": "rota_3f2a", "carers": 12}]}
    )

    rota_id: RotaId
    carers: int | None = Field(default=None, ge=1)
    only: list[str] = Field(default_factory=list, max_length=2000)
    iterations: Steps = 600_000
    seed: Seed = 1

    @model_validator(mode="after")
    def _one_way(self) -> EmergencyAsked:
        if (self.carers is None) == (not self.only):
            raise ValueError("Say how many carers are left, or which; one of the two.")
        return self


class EmergencyResult(BaseModel):
    """The plan, kept as a draft rota, and how far those who are left reach."""

    rota_id: str
    legal: bool
    cost: list[int]
    carers: list[str]
    red_left_out: int
    amber_left_out: int
    green_left_out: int
    rules_used: int = Field(description="Windows widened and calls made one, as agreed.")


def run(task: Task) -> Settle:
    """Rules agreed for emergencies, used step by step and only while visits are left out."""
    asked = EmergencyAsked.model_validate(task.claim.asked)
    laid = task.laid(asked.rota_id)
    week, rota = laid.given.week, laid.rota
    carers = asked.carers
    left = [CarerId(one) for one in asked.only] if carers is None else None
    effort = Effort(
        iterations=asked.iterations,
        seed=asked.seed,
        threads=task.settings.threads,
        halt=task.halt,
    )
    chosen = most_needed(week, rota, carers or 0) if left is None else tuple(left)
    plan = emergency(week, rota, chosen, effort)
    task.keeping()
    found = judged(replace(laid.given, week=plan.week), plan.rota, least={}, prove=False)
    facts = fact_rows(plan.week.horizon, (*laid.facts, *plan.facts))

    def settle(session: Session) -> EmergencyResult:
        row = keep_rota(
            session,
            found,
            snapshot_id=laid.snapshot_id,
            made_by=task.claim.made_by,
            name="emergency",
            parent_id=asked.rota_id,
            facts=facts,
        )
        return EmergencyResult(
            rota_id=row.id,
            legal=found.legal,
            cost=list(found.cost),
            carers=list(plan.carers),
            red_left_out=plan.red_left_out,
            amber_left_out=plan.left_out_by(Rag.AMBER),
            green_left_out=plan.left_out_by(Rag.GREEN),
            rules_used=len(plan.rules_used),
        )

    return settle


EMERGENCY = Kind(name="emergency", asked=EmergencyAsked, result=EmergencyResult, run=run)
