"""What a client lets a member of the family see: scoped, consented, and only for a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session as Transaction

from api.audit import Decision, record
from api.auth.caller import Caller, requires
from api.auth.exists import is_in_tables
from api.auth.people import wrong
from api.auth.roles import Permission, Role, Scope
from api.once import DoOnce
from api.pages import After, Limit, Page, cut, mark, place
from api.parts import WithParts
from api.problems import not_found
from api.store import Grant, Person, now

router = APIRouter(prefix="/grants", tags=["grants"])
Seer = Annotated[Caller, Depends(requires(Permission.SEE_GRANTS))]
Giver = Annotated[Caller, Depends(requires(Permission.GIVE_GRANTS))]
MOST_DAYS = 366


class Consent(StrEnum):
    """Who consented, as what; never a name."""

    CLIENT = "client"
    ATTORNEY = "attorney"
    DEPUTY = "deputy"
    BEST_INTERESTS = "best interests"


class GrantOut(BaseModel):
    """A grant; it is never changed, only revoked and given anew."""

    grant_id: str
    person_id: str
    client_id: str
    scopes: list[Scope]
    consented_by: Consent
    consented_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class NewGrant(BaseModel):
    """What somebody of the family is to see."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "person_id": "person_0123456789abcdef01234567",
                    "client_id": "C001",
                    "scopes": ["times", "carers"],
                    "consented_by": "client",
                    "days": 90,
                }
            ]
        },
    )

    person_id: str = Field(max_length=40, description="A person of the role family.")
    client_id: str = Field(max_length=100)
    scopes: set[Scope] = Field(
        min_length=1, description="times: visits and when; carers: who comes; requests: ask."
    )
    consented_by: Consent = Field(
        description="The client, an attorney, a court's deputy, or a best-interests decision."
    )
    consented_at: AwareDatetime | None = Field(default=None, description="Now, if left out.")
    days: int | None = Field(
        default=None, ge=1, le=MOST_DAYS, description="How long it lasts, from now."
    )


@router.get("", summary="Grants")
def grants(
    caller: Seer,
    parts: WithParts,
    client_id: Annotated[str | None, Query(max_length=100)] = None,
    person_id: Annotated[str | None, Query(max_length=40)] = None,
    limit: Limit = 100,
    after: After = None,
) -> Page[GrantOut]:
    """The office sees all, a client those they gave, the family those they have."""
    query = _visible(caller).order_by(Grant.consented_at, Grant.id).limit(limit + 1)
    if client_id is not None:
        query = query.where(Grant.client_id == client_id)
    if person_id is not None:
        query = query.where(Grant.person_id == person_id)
    began = place(after, 1)
    with parts.store.read(caller.tenant) as session:
        last = session.get(Grant, str(began[0])) if began else None
        if last is not None:
            query = query.where(
                tuple_(Grant.consented_at, Grant.id) > tuple_(last.consented_at, last.id)
            )
        found, more = cut(session.scalars(query).all(), limit)
    return Page(items=[shown(one) for one in found], next=mark(found[-1].id) if more else None)


@router.post("", status_code=201, summary="Grant", response_model=GrantOut)
def new_grant(asked: NewGrant, caller: Giver, once: DoOnce, parts: WithParts) -> JSONResponse:
    """By the client, or by the office on the word of whoever may consent."""
    length = timedelta(days=asked.days or parts.settings.family_days)

    def make(session: Transaction) -> GrantOut:
        _demand_sound(session, caller, asked)
        row = Grant(
            person_id=asked.person_id,
            client_id=asked.client_id,
            scopes=sorted(asked.scopes),
            consented_by=asked.consented_by.value,
            consented_at=asked.consented_at or now(),
            expires_at=now() + length,
        )
        session.add(row)
        session.flush()
        _record(session, caller, "give grant", row)
        return shown(row)

    return once.do(caller, make)


@router.delete("/{grant_id}", status_code=204, summary="Revoke a grant")
def revoke(grant_id: str, caller: Giver, parts: WithParts) -> None:
    """By the client or the office; the family sees nothing from the next request on."""
    with parts.store.write(caller.tenant) as session:
        found = session.get(Grant, grant_id)
        if found is None or not caller.sees_client(found.client_id):
            raise not_found("grant", grant_id)
        if found.revoked_at is None:
            found.revoked_at = now()
            _record(session, caller, "revoke grant", found)


def shown(row: Grant) -> GrantOut:
    """A grant as it is listed."""
    return GrantOut(
        grant_id=row.id,
        person_id=row.person_id,
        client_id=row.client_id,
        scopes=[Scope(one) for one in row.scopes],
        consented_by=Consent(row.consented_by),
        consented_at=row.consented_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )


def _visible(caller: Caller) -> Select[Grant]:
    if caller.role is Role.FAMILY:
        return select(Grant).where(Grant.person_id == caller.person)
    if caller.clients is None:
        return select(Grant)
    return select(Grant).where(Grant.client_id.in_(caller.clients))


def _demand_sound(session: Transaction, caller: Caller, asked: NewGrant) -> None:
    """A client of theirs, somebody of the family, and a consent that is not to come."""
    if not caller.sees_client(asked.client_id):
        raise not_found("client", asked.client_id)
    if caller.clients is None and not is_in_tables(session, "clients", asked.client_id):
        raise not_found("client", asked.client_id)
    person = session.get(Person, asked.person_id)
    if person is None or person.role != Role.FAMILY or not person.active:
        raise wrong("person_id", "This is nobody of the role family.")
    if caller.role is Role.CLIENT and asked.consented_by is not Consent.CLIENT:
        raise wrong("consented_by", "A client consents for themselves.")
    if asked.consented_at is not None and asked.consented_at > now():
        raise wrong("consented_at", "This is still to come.")


def _record(session: Transaction, caller: Caller, action: str, row: Grant) -> None:
    decision = Decision(
        action=action,
        object_kind="grant",
        object_id=row.id,
        clients=[row.client_id],
        options={"scopes": row.scopes, "person": row.person_id},
        reason=f"consent: {row.consented_by}",
    )
    record(session, caller.person, caller.role, decision)
