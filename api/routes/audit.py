"""The decision record, read: by page, checked, and one client's whole history."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field
from sqlalchemy import Select, select

from api.audit import Decision, record, verify
from api.audit.history import History, as_said, as_table, as_told, history_of, newest_digest
from api.auth.caller import Caller, requires
from api.auth.roles import Permission
from api.pages import After, Limit, Page, cut, mark, place_number
from api.parts import WithParts
from api.problems import not_found
from api.store import AuditClient, AuditRow, now

router = APIRouter(prefix="/audit", tags=["audit"])
Auditor = Annotated[Caller, Depends(requires(Permission.SEE_AUDIT))]
Historian = Annotated[Caller, Depends(requires(Permission.SEE_HISTORY_OF_CLIENT))]


class DecisionOut(BaseModel):
    """One row of the record."""

    number: int
    at: datetime
    who: str
    role: str
    action: str
    object_kind: str
    object_id: str
    clients: list[str]
    input_hash: str | None
    options: Any
    reason: str
    previous: str
    digest: str


class Wholeness(BaseModel):
    """Whether the record is as it was written."""

    whole: bool
    rows: int = Field(description="Number of the last row.")
    newest: str | None = Field(description="Digest of the last row; keep it elsewhere.")
    broken_at: int | None = None
    why: str | None = None


class HistoryOut(BaseModel):
    """What was decided about a client, oldest first."""

    client_id: str
    made_at: datetime
    whole: bool = Field(description="Whether the record it is drawn from is as it was written.")
    newest: str | None
    rows: list[DecisionOut]


class Form(StrEnum):
    """How a history is written."""

    JSON = "json"
    CSV = "csv"


class Filters:
    """What of the record is asked for."""

    def __init__(
        self,
        who: Annotated[str | None, Query(max_length=40)] = None,
        action: Annotated[str | None, Query(max_length=60)] = None,
        object_kind: Annotated[str | None, Query(max_length=30)] = None,
        object_id: Annotated[str | None, Query(max_length=120)] = None,
        client_id: Annotated[str | None, Query(max_length=100)] = None,
        since: Annotated[AwareDatetime | None, Query()] = None,
        until: Annotated[AwareDatetime | None, Query()] = None,
    ) -> None:
        self.equal = {
            AuditRow.who: who,
            AuditRow.action: action,
            AuditRow.object_kind: object_kind,
            AuditRow.object_id: object_id,
        }
        self.client_id = client_id
        self.since = since
        self.until = until

    def narrow(self, query: Select[AuditRow]) -> Select[AuditRow]:
        """Only what is asked for."""
        for column, value in self.equal.items():
            if value is not None:
                query = query.where(column == value)
        if self.since is not None:
            query = query.where(AuditRow.at >= self.since)
        if self.until is not None:
            query = query.where(AuditRow.at < self.until)
        if self.client_id is not None:
            named = select(AuditClient.number).where(AuditClient.client_id == self.client_id)
            query = query.where(AuditRow.number.in_(named))
        return query


@router.get("", summary="Decisions")
def decisions(
    caller: Auditor,
    parts: WithParts,
    filters: Annotated[Filters, Depends()],
    limit: Limit = 100,
    after: After = None,
) -> Page[DecisionOut]:
    """Newest first."""
    query = filters.narrow(select(AuditRow)).order_by(AuditRow.number.desc()).limit(limit + 1)
    began = place_number(after)
    if began is not None:
        query = query.where(AuditRow.number < began)
    with parts.store.read(caller.tenant) as session:
        found, more = cut(session.scalars(query).all(), limit)
    onward = mark(found[-1].number) if more else None
    return Page(items=[DecisionOut(**as_said(one)) for one in found], next=onward)


@router.get("/verify", summary="Whether the record is whole")
def wholeness(
    caller: Auditor,
    parts: WithParts,
    newest: Annotated[
        str | None, Query(pattern="^[0-9a-f]{64}$", description="A digest kept elsewhere.")
    ] = None,
) -> Wholeness:
    """Every row is computed anew; a digest kept elsewhere shows a record cut short."""
    with parts.store.read(caller.tenant) as session:
        broken = verify(session, newest)
        last = select(AuditRow.number).order_by(AuditRow.number.desc()).limit(1)
        rows = session.scalars(last).one_or_none() or 0
        digest = newest_digest(session)
    return Wholeness(
        whole=broken is None,
        rows=rows,
        newest=digest,
        broken_at=broken.number if broken else None,
        why=broken.why if broken else None,
    )


@router.get(
    "/clients/{client_id}",
    summary="One client's whole history",
    response_model=HistoryOut,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
def history(
    client_id: str,
    caller: Historian,
    parts: WithParts,
    form: Annotated[Form, Query(description="How it is written.")] = Form.JSON,
) -> Response:
    """In order, with reasons; that it was taken out is itself recorded, and stands in it."""
    with parts.store.write(caller.tenant) as session:
        if history_of(session, client_id, now()) is None:
            raise not_found("client", client_id)
        decision = Decision(
            action="export history",
            object_kind="client",
            object_id=client_id,
            clients=[client_id],
            options={"form": form.value},
        )
        record(session, caller.person, caller.role, decision)
        found = history_of(session, client_id, now())
    assert found is not None
    return _written(found, form)


def _written(found: History, form: Form) -> Response:
    if form is Form.CSV:
        return Response(
            as_table(found),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="history.csv"'},
        )
    body = HistoryOut(
        client_id=found.client_id,
        made_at=found.made_at,
        whole=found.broken is None,
        newest=found.newest,
        rows=[DecisionOut(**row) for row in as_told(found)],
    )
    return JSONResponse(body.model_dump(mode="json"))
