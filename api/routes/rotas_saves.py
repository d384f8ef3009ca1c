"""Who saved a rota since one looked: how two planners at the same rota hear of each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Annotated

import anyio
from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field
from sqlalchemy import func, select

from api.auth import Caller, Permission, requires
from api.parts import Parts, WithParts
from api.rotas.find import rota_at
from api.store import AuditRow, Person
from scheduler.domain.rota import Stage

router = APIRouter(prefix="/rotas/{rota_id}", tags=["rotas"])
Sees = Annotated[Caller, Depends(requires(Permission.SEE_ROTAS))]
POLL_S = 0.5
LONGEST_WAIT_S = 25
MOST_SAVES = 100
SAVES = ("move visits", "pin", "unpin", "rename rota", "publish", "freeze")
"""Decisions that make another version of a rota."""


class SaveOut(BaseModel):
    """One saving of a rota."""

    at: datetime
    person_id: str
    login: str = Field(description="How the person signs in; empty where nobody is known.")
    action: str
    visits: list[str] = Field(description="Visits moved; empty where none was.")


class SavesOut(BaseModel):
    """How a rota stands, and who saved it since ``after``."""

    version: int
    stage: Stage
    mark: int = Field(description="Send it as 'after' to hear of what comes after this.")
    saves: list[SaveOut] = Field(description="The oldest first; none where no 'after' was sent.")


@router.get("/saves", summary="Who saved a rota meanwhile")
async def saves(
    rota_id: str,
    request: Request,
    caller: Sees,
    parts: WithParts,
    version: Annotated[
        int | None, Query(ge=0, description="The version one has: wait for another.")
    ] = None,
    after: Annotated[
        int | None, Query(ge=0, description="The 'mark' of the answer before.")
    ] = None,
    wait: Annotated[
        int, Query(ge=0, le=LONGEST_WAIT_S, description="Seconds to wait for another version.")
    ] = 0,
) -> SavesOut:
    """At once, or as soon as there is another version than one has, within the time to wait.

    A browser asks again when it is answered, so that it is told within a second; nothing is held
    in memory for it, and any process of the service may answer.
    """
    until = anyio.current_time() + wait
    look = partial(_looked, parts, caller, rota_id, after)
    while True:
        found = await anyio.to_thread.run_sync(look)
        if found.version != version or anyio.current_time() >= until:
            return found
        if parts.stopping.is_set() or await request.is_disconnected():
            return found
        await anyio.sleep(POLL_S)


def _looked(parts: Parts, caller: Caller, rota_id: str, after: int | None) -> SavesOut:
    """How it stands now; the mark is read first, so that nothing falls between two answers."""
    with parts.store.read(caller.tenant) as session:
        mark = session.scalar(select(func.max(AuditRow.number))) or 0
        row = rota_at(session, caller, rota_id, whole=False)
        version, stage = row.version, Stage(row.stage)
        found: Sequence[tuple[AuditRow, str | None]] = ()
        if after is not None:
            query = (
                select(AuditRow, Person.login)
                .join(Person, Person.id == AuditRow.who, isouter=True)
                .where(
                    AuditRow.number > after,
                    AuditRow.number <= mark,
                    AuditRow.object_kind == "rota",
                    AuditRow.object_id == rota_id,
                    AuditRow.action.in_(SAVES),
                )
                .order_by(AuditRow.number)
                .limit(MOST_SAVES)
            )
            found = session.execute(query).tuples().all()
    return SavesOut(
        version=version, stage=stage, mark=mark, saves=[_save(one, who) for one, who in found]
    )


def _save(row: AuditRow, login: str | None) -> SaveOut:
    moves = row.options.get("moves", []) if isinstance(row.options, dict) else []
    return SaveOut(
        at=row.at,
        person_id=row.who,
        login=login or "",
        action=row.action,
        visits=[str(one["visit_id"]) for one in moves],
    )
