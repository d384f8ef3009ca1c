"""Planning a week."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import asdict

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from api.jobs.kinds.kind import Kind, Period, Searching, begun, snapshot_of, threads_of
from api.jobs.task import Settle, Task
from api.rotas import judged, keep_rota
from api.rotas.judged import Judged
from data.tables import Given
from data.write.papers import WhyNot
from scheduler.domain.rota import Rota
from scheduler.formulate import Formulation, formulate, solution_of
from scheduler.planning.glance import Glances, least_of
from scheduler.planning.week import Planned, plan_formulated
from solver.model import Solution
from solver.stop import Budget

LONG_SECONDS = 20.0
"""A search shorter than this is over before anybody could read how good it might get."""
LEAST_SECONDS = 1.0
"""What is left of a search that was all but done when its worker was lost."""


class SolveAsked(Period, Searching):
    """A week to be planned."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"seconds": 60, "name": "week 49"}]})

    name: str = Field(default="", max_length=200, description="What to call the rota.")


class SolveResult(BaseModel):
    """The rota found, kept as a draft."""

    rota_id: str
    legal: bool = Field(description="Whether the referee finds no hard breach.")
    cost: list[int] = Field(description="Points by tier, the most important first.")
    bound: list[int] | None = Field(description="What no rota can cost less than, where proved.")
    left_out: int = Field(description="Visits nobody makes.")
    seconds: float
    iterations: int


def run(task: Task) -> Settle:
    """Plan it: from the rota saved by an earlier attempt, the rota named, or nothing."""
    asked = SolveAsked.model_validate(task.claim.asked)
    given, start = begun(task, asked)
    planned = searched(task, given, asked, start)
    found = judged_at_once(task, given, planned)
    spent, steps = round(task.spent + planned.seconds, 2), task.steps + planned.iterations

    def settle(session: Session) -> SolveResult:
        row = keep_rota(
            session,
            found,
            snapshot_id=snapshot_of(task),
            made_by=task.claim.made_by,
            name=asked.name,
            parent_id=asked.rota_id,
        )
        return SolveResult(
            rota_id=row.id,
            legal=found.legal,
            cost=list(found.cost),
            bound=bound_of(found),
            left_out=len({one["visit_id"] for one in found.assignments if not one["carer_id"]}),
            seconds=spent,
            iterations=steps,
        )

    return settle


def searched(
    task: Task, given: Given, asked: Searching, start: Rota | None, phase: str = ""
) -> Planned:
    """The best rota found in what is left of the effort, every better one saved.

    Raises
    ------
    NothingFoundError
        If the job had to end before a first rota was whole.
    """
    formulation = formulate(given.week)
    begin = start if task.before is None else task.before.rota
    warm = None if begin is None else solution_of(formulation, begin)
    threads = threads_of(task, asked)
    glances = Glances(formulation)

    def keep(solution: Solution) -> None:
        task.note(**asdict(glances.of(solution)))
        task.keep(formulation, solution, phase)

    if asked.seconds is not None and asked.seconds >= LONG_SECONDS:
        threading.Thread(target=_told_bound, args=(task, formulation), daemon=True).start()
    planned = plan_formulated(
        formulation,
        _left(task, asked, threads),
        seed=asked.seed,
        threads=threads,
        watch=lambda progress: task.tell(progress, phase),
        keep=keep,
        halt=task.halt,
        warm=warm,
    )
    task.demand_something(found=warm is not None or planned.iterations > 0)
    task.keeping()
    return planned


def _told_bound(task: Task, formulation: Formulation) -> None:
    """Work out beside the search what no rota can do better, and let it be told with the rest."""
    task.note(bound=asdict(least_of(formulation)))


def judged_at_once(task: Task, given: Given, planned: Planned) -> Judged:
    """Judged with everything there is to say.

    Where the job has to end, by the referee and measured: why visits are left out took most of
    the seconds between a cancel and its end, and is told of each when it is asked for.
    """
    if task.ended is not None:
        untold = {visit.id: WhyNot(counts={}) for visit in given.week.visits}
        return judged(given, planned.rota, planned, least={}, prove=False, known=untold)
    return judged(given, planned.rota, planned)


def bound_of(found: Judged) -> list[int] | None:
    """What no rota of the week can cost less than, by tier."""
    proven = found.measures.get("proven")
    cost: Sequence[int] | None = None if proven is None else proven.get("cost")
    return None if cost is None else list(cost)


def _left(task: Task, asked: Searching, threads: int) -> Budget:
    """What earlier attempts have left of the effort."""
    if asked.iterations is not None:
        return Budget(iterations=max(1, asked.iterations - task.steps // threads))
    assert asked.seconds is not None
    return Budget(seconds=max(LEAST_SECONDS, asked.seconds - task.spent))


SOLVE = Kind(name="solve", asked=SolveAsked, result=SolveResult, run=run)
