"""Private calendar addresses: made by whom they show or by the office, shown once, revocable."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Select, and_, or_, select, tuple_
from sqlalchemy.orm import Session as Transaction

from api.audit import Decision, record
from api.auth.caller import Caller, requires
from api.auth.exists import is_in_tables
from api.auth.roles import Permission
from api.auth.tokens import hash_of, new_token
from api.once import DoOnce
from api.pages import After, Limit, Page, cut, mark, place
from api.parts import WithParts
from api.problems import not_found
from api.store import FeedToken, now

router = APIRouter(prefix="/feeds", tags=["feeds"])
Holder = Annotated[Caller, Depends(requires(Permission.HAVE_FEEDS))]
MOST_DAYS = 366


class FeedKind(StrEnum):
    """Whose visits a feed shows."""

    CARER = "carer"
    CLIENT = "client"

    @property
    def table(self) -> str:
        """The table that lists them."""
        return f"{self.value}s"


class FeedOut(BaseModel):
    """A feed, without its token."""

    feed_id: str
    kind: FeedKind
    subject_id: str
    made_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class MadeFeed(FeedOut):
    """A feed just made."""

    token: str | None = Field(description="Shown this once; a repeated call has null here.")


class NewFeed(BaseModel):
    """A feed to make."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"kind": "carer", "subject_id": "K01", "days": 180}]},
    )

    kind: FeedKind
    subject_id: str = Field(min_length=1, max_length=100, description="The carer or client.")
    days: int = Field(default=180, ge=1, le=MOST_DAYS)


@router.get("", summary="Feeds")
def feeds(
    caller: Holder, parts: WithParts, limit: Limit = 100, after: After = None
) -> Page[FeedOut]:
    """Those of oneself, whoever made them; the office sees all."""
    query = _visible(caller).order_by(FeedToken.created_at, FeedToken.id).limit(limit + 1)
    began = place(after, 1)
    with parts.store.read(caller.tenant) as session:
        last = session.get(FeedToken, str(began[0])) if began else None
        if last is not None:
            query = query.where(
                tuple_(FeedToken.created_at, FeedToken.id) > tuple_(last.created_at, last.id)
            )
        found, more = cut(session.scalars(query).all(), limit)
    return Page(items=[shown(one) for one in found], next=mark(found[-1].id) if more else None)


@router.post("", status_code=201, summary="Make a feed", response_model=MadeFeed)
def new_feed(asked: NewFeed, caller: Holder, once: DoOnce) -> JSONResponse:
    """Whoever has the token sees the visits, without signing in; it expires."""
    token = new_token("feed_")

    def make(session: Transaction) -> MadeFeed:
        _demand_sees(session, caller, asked.kind, asked.subject_id)
        row = FeedToken(
            token_hash=hash_of(token),
            kind=asked.kind.value,
            subject_id=asked.subject_id,
            made_by=caller.person,
            expires_at=now() + timedelta(days=asked.days),
        )
        session.add(row)
        session.flush()
        _record(session, caller, "make feed", row)
        return MadeFeed(**shown(row).model_dump(), token=token)

    return once.do(caller, make, secret=("token",))


@router.delete("/{feed_id}", status_code=204, summary="Revoke a feed")
def revoke(feed_id: str, caller: Holder, parts: WithParts) -> None:
    """By whom it shows, or by the office; calendars get nothing from then on."""
    with parts.store.write(caller.tenant) as session:
        found = session.get(FeedToken, feed_id)
        if found is None or not _is_seen(caller, FeedKind(found.kind), found.subject_id):
            raise not_found("feed", feed_id)
        if found.revoked_at is None:
            found.revoked_at = now()
            _record(session, caller, "revoke feed", found)


def shown(row: FeedToken) -> FeedOut:
    """A feed as it is listed."""
    return FeedOut(
        feed_id=row.id,
        kind=FeedKind(row.kind),
        subject_id=row.subject_id,
        made_by=row.made_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )


def _is_seen(caller: Caller, kind: FeedKind, subject: str) -> bool:
    sees = caller.sees_carer if kind is FeedKind.CARER else caller.sees_client
    return sees(subject)


def _demand_sees(session: Transaction, caller: Caller, kind: FeedKind, subject: str) -> None:
    """Their own, or, for the office, somebody in the tables."""
    everybody = caller.clients is None
    if not _is_seen(caller, kind, subject) or (
        everybody and not is_in_tables(session, kind.table, subject)
    ):
        raise not_found(kind.value, subject)


def _visible(caller: Caller) -> Select[FeedToken]:
    query = select(FeedToken)
    if caller.clients is None or caller.carers is None:
        return query
    return query.where(
        or_(
            and_(FeedToken.kind == FeedKind.CARER, FeedToken.subject_id.in_(caller.carers)),
            and_(FeedToken.kind == FeedKind.CLIENT, FeedToken.subject_id.in_(caller.clients)),
        )
    )


def _record(session: Transaction, caller: Caller, action: str, row: FeedToken) -> None:
    decision = Decision(
        action=action,
        object_kind="feed",
        object_id=row.id,
        clients=[row.subject_id] if row.kind == FeedKind.CLIENT else [],
        reason=f"of {row.kind} {row.subject_id}",
    )
    record(session, caller.person, caller.role, decision)
