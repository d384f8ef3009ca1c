"""Several plans of one week, none of which beats another."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from api.jobs.kinds.kind import Kind, Period, Searching, begun, snapshot_of, threads_of
from api.jobs.kinds.solve import searched
from api.jobs.task import Settle, Task
from api.rotas import judged, keep_rota
from data.write.plans.figures import figures_of
from scheduler.planning.floors import floors
from scheduler.planning.frontier import Effort, frontier

BASE = "base"


class FrontierAsked(Period, Searching):
    """Plans to choose from; seconds or iterations are the effort of the base plan."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"seconds": 60, "plans": 5}]})

    plans: int = Field(default=5, ge=2, le=20, description="Plans wanted at least.")


class PlanMade(BaseModel):
    """One plan, kept as a draft rota."""

    name: str
    rota_id: str
    legal: bool
    direction: str
    trade: str = Field(description="What it gives and costs beside the base plan, in words.")
    best: list[str] = Field(description="Aims in which no other plan is better.")
    cost: list[int]
    figures: dict[str, Any] = Field(description="What is compared, by name.")


class FrontierResult(BaseModel):
    """The plans, the base plan first where it is among them."""

    plans: list[PlanMade]
    shortfall: str = Field(description="Why there are fewer than were wanted; else empty.")


def run(task: Task) -> Settle:
    """The base plan searched for, or given; then the others from it."""
    asked = FrontierAsked.model_validate(task.claim.asked)
    given, start = begun(task, asked)
    base = start if task.before is None or task.before.phase != BASE else task.before.rota
    if base is None:
        base = searched(task, given, asked, None, BASE).rota
    effort = Effort(
        seconds=asked.seconds,
        iterations=asked.iterations,
        seed=asked.seed,
        threads=threads_of(task, asked),
        halt=task.halt,
    )
    found = frontier(
        given.week,
        base,
        effort=effort,
        plans=asked.plans,
        watch=lambda progress: task.tell(progress, "others"),
    )
    task.keeping()
    least = {} if task.ended else floors(given.week)
    kept = [(plan, judged(given, plan.rota, least=least, prove=False)) for plan in found.plans]

    def settle(session: Session) -> FrontierResult:
        made = []
        for plan, one in kept:
            row = keep_rota(
                session,
                one,
                snapshot_id=snapshot_of(task),
                made_by=task.claim.made_by,
                name=f"{plan.name}: {plan.direction}",
                parent_id=asked.rota_id,
            )
            made.append(
                PlanMade(
                    name=plan.name,
                    rota_id=row.id,
                    legal=one.legal,
                    direction=plan.direction,
                    trade=plan.trade,
                    best=list(plan.best),
                    cost=list(one.cost),
                    figures={str(key): value for key, value in figures_of(plan.outcome).items()},
                )
            )
        return FrontierResult(plans=made, shortfall=found.shortfall)

    return settle


FRONTIER = Kind(name="frontier", asked=FrontierAsked, result=FrontierResult, run=run)
