"""How much a week can bear: who could step in, where time is left, who must not fall ill."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from api.jobs.kinds.kind import Asked, Kind, RotaId, Seed, Steps
from api.jobs.task import Settle, Task
from data.disruption.robust import robust_json
from scheduler.domain.errors import InputError
from scheduler.domain.units import CarerId
from scheduler.planning.desk import desk_of
from scheduler.planning.repair import Effort
from scheduler.planning.robust import Without, backups, slack, without_each
from scheduler.referee import judge


class RobustAsked(Asked):
    """A rota, and whom to do without in turn."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"rota_id": "rota_3f2a", "without": ["K05"]}]}
    )

    rota_id: RotaId
    without: list[str] = Field(
        default_factory=list, max_length=1000, description="Carers; by default each in turn."
    )
    iterations: Steps = 60_000
    seed: Seed = 1


class RobustResult(BaseModel):
    """As robust.json of the command line; ``carers`` counts those done without."""

    carers: int
    found: dict[str, Any]


def run(task: Task) -> Settle:
    """Backups, slack, and the week really planned again without each carer."""
    asked = RobustAsked.model_validate(task.claim.asked)
    laid = task.laid(asked.rota_id)
    week, rota = laid.given.week, laid.rota
    unknown = [one for one in asked.without if one not in week.carer]
    if unknown:
        raise InputError(f"No carer of this period has the id {', '.join(unknown)}.")
    effort = Effort(
        iterations=asked.iterations,
        seed=asked.seed,
        threads=task.settings.threads,
        halt=task.halt,
    )
    stepping_in, free = backups(desk_of(week, rota)), slack(week, judge(week, rota))
    chosen = [CarerId(one) for one in asked.without] or None
    found: list[Without] = []
    for one in without_each(week, rota, chosen, effort):
        if task.ended is not None:
            break
        found.append(one)
    task.keeping()
    said = json.loads(robust_json(stepping_in, free, found))

    def settle(_session: Session) -> RobustResult:
        return RobustResult(carers=len(found), found=said)

    return settle


ROBUST = Kind(name="robust", asked=RobustAsked, result=RobustResult, run=run)
