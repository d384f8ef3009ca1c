"""Keys by which a program acts as a person: shown once, revocable."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session as Transaction

from api.audit import Decision, record
from api.auth.caller import Caller, requires
from api.auth.people import wrong
from api.auth.roles import Permission
from api.auth.tokens import hash_of, new_token
from api.once import DoOnce
from api.pages import After, Limit, Page, cut, mark, place
from api.parts import WithParts
from api.problems import not_found
from api.store import ApiKey, Person, now

router = APIRouter(prefix="/keys", tags=["keys"])
SignedIn = Annotated[Caller, Depends(requires(Permission.BE_SIGNED_IN))]


class KeyOut(BaseModel):
    """A key, without the key."""

    key_id: str
    person_id: str
    label: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class MadeKey(KeyOut):
    """A key just made."""

    key: str | None = Field(description="Shown this once; a repeated call has null here.")


class NewKey(BaseModel):
    """A key to make."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"label": "nightly export"}]}
    )

    label: str = Field(min_length=1, max_length=100, description="What it is for.")
    expires_at: AwareDatetime | None = None
    person_id: str | None = Field(
        default=None, max_length=40, description="Whose; a manager may make one for another."
    )


@router.get("", summary="Keys")
def keys(
    caller: SignedIn,
    parts: WithParts,
    person_id: Annotated[str | None, Query(max_length=40)] = None,
    limit: Limit = 100,
    after: After = None,
) -> Page[KeyOut]:
    """One's own; a manager's list has everybody's."""
    query = select(ApiKey).order_by(ApiKey.created_at, ApiKey.id).limit(limit + 1)
    if not caller.may(Permission.MANAGE_PEOPLE):
        query = query.where(ApiKey.person_id == caller.person)
    if person_id is not None:
        query = query.where(ApiKey.person_id == person_id)
    began = place(after, 1)
    with parts.store.read(caller.tenant) as session:
        last = session.get(ApiKey, str(began[0])) if began else None
        if last is not None:
            query = query.where(
                tuple_(ApiKey.created_at, ApiKey.id) > tuple_(last.created_at, last.id)
            )
        found, more = cut(session.scalars(query).all(), limit)
    return Page(items=[shown(one) for one in found], next=mark(found[-1].id) if more else None)


@router.post("", status_code=201, summary="Make a key", response_model=MadeKey)
def new_key(asked: NewKey, caller: SignedIn, once: DoOnce) -> JSONResponse:
    """It acts as the person, until it expires or is revoked."""
    owner = asked.person_id or caller.person
    token = new_token("key_")

    def make(session: Transaction) -> MadeKey:
        if owner != caller.person and not caller.may(Permission.MANAGE_PEOPLE):
            raise not_found("person", owner)
        if session.get(Person, owner) is None:
            raise not_found("person", owner)
        if asked.expires_at is not None and asked.expires_at <= now():
            raise wrong("expires_at", "This is past.")
        row = ApiKey(
            token_hash=hash_of(token),
            person_id=owner,
            label=asked.label,
            expires_at=asked.expires_at,
        )
        session.add(row)
        session.flush()
        _record(session, caller, "make key", row)
        return MadeKey(**shown(row).model_dump(), key=token)

    return once.do(caller, make, secret=("key",))


@router.delete("/{key_id}", status_code=204, summary="Revoke a key")
def revoke(key_id: str, caller: SignedIn, parts: WithParts) -> None:
    """One's own, or, for a manager, anybody's; it stops working at once."""
    with parts.store.write(caller.tenant) as session:
        found = session.get(ApiKey, key_id)
        own = found is not None and found.person_id == caller.person
        if found is None or not (own or caller.may(Permission.MANAGE_PEOPLE)):
            raise not_found("key", key_id)
        if found.revoked_at is None:
            found.revoked_at = now()
            _record(session, caller, "revoke key", found)


def shown(row: ApiKey) -> KeyOut:
    """A key as it is listed."""
    return KeyOut(
        key_id=row.id,
        person_id=row.person_id,
        label=row.label,
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )


def _record(session: Transaction, caller: Caller, action: str, row: ApiKey) -> None:
    decision = Decision(
        action=action, object_kind="key", object_id=row.id, reason=f"of {row.person_id}"
    )
    record(session, caller.person, caller.role, decision)
