"""Jobs as they are sent; ids only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from api.jobs.states import EventKind, State
from api.store import Job


class JobOut(BaseModel):
    """One job."""

    id: str
    kind: str
    state: State
    asked: dict[str, Any] = Field(description="What was asked, with the tables it was asked of.")
    asked_hash: str = Field(description="SHA-256 of kind and question; the record has it too.")
    most_seconds: int = Field(description="Seconds an attempt may take.")
    made_by: str
    created_at: datetime
    started_at: datetime | None = Field(description="When the latest attempt began.")
    ended_at: datetime | None
    attempt: int = Field(description="Which try this is; above 1 it was resumed.")
    saved: bool = Field(description="Whether a best so far is saved.")
    cancel_at: datetime | None
    cancelled_by: str | None
    reason: str | None = Field(description="Why it failed, or ended before its time.")
    result: dict[str, Any] | None = Field(
        description="By kind; rotas are kept as drafts and named by id. Of a failed job the "
        "errors, as in problem details."
    )


class EventOut(BaseModel):
    """What happened to a job; its id is that of the server-sent event."""

    at: datetime
    kind: EventKind
    body: dict[str, Any] = Field(
        description="Of progress: phase, elapsed_s, iterations, cost by tier, left_out, faces, and "
        "whether the best so far is saved by now; of a week being planned also travel_h, "
        "known_share and, once it is known, bound: the least left_out and faces of any rota."
    )


def job_out(row: Job) -> JobOut:
    """A job as it stands."""
    names = set(JobOut.model_fields) - {"saved"}
    values = {name: getattr(row, name) for name in names}
    return JobOut.model_validate({**values, "saved": row.checkpoint is not None})
