"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, SecretStr
from sqlalchemy import select

from api.auth.caller import COOKIE, PLAIN_COOKIE, Caller, requires
from api.auth.passwords import is_right
from api.auth.roles import MAY, Permission, Role
from api.auth.tokens import hash_of, new_token
from api.parts import WithParts
from api.problems import Problem
from api.store import Person, Session, now

router = APIRouter(prefix="/session", tags=["session"])
SignedIn = Annotated[Caller, Depends(requires(Permission.BE_SIGNED_IN))]


class SignIn(BaseModel):
    """Who wants to come in."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"login": "planner", "password": "long and secret"}]}
    )

    login: str = Field(min_length=1, max_length=200)
    password: SecretStr = Field(min_length=1, max_length=1000)


class Me(BaseModel):
    """Who is signed in, and what they may do."""

    person_id: str
    tenant_id: str
    role: Role
    subject_id: str | None = None
    may: list[Permission]


@router.post("", status_code=200, summary="Sign in")
def sign_in(asked: SignIn, request: Request, response: Response, parts: WithParts) -> Me:
    """Open a session; it is kept in a cookie that no script can read."""
    parts.limits.sign_in(asked.login)
    with parts.store.read(None) as session:
        person = session.scalars(
            select(Person).where(Person.login == asked.login.strip().lower())
        ).one_or_none()
    kept = person.password if person is not None and person.active else None
    if not is_right(asked.password.get_secret_value(), kept) or person is None:
        parts.limits.sign_in_failed(asked.login)
        raise Problem("not-signed-in", "The login or the password is wrong.")
    token = new_token()
    length = parts.settings.session_length
    with parts.store.write(person.tenant_id) as session:
        session.add(
            Session(token_hash=hash_of(token), person_id=person.id, expires_at=now() + length)
        )
    secure = parts.settings.secure_cookies
    response.set_cookie(
        COOKIE if secure else PLAIN_COOKIE,
        token,
        max_age=round(length.total_seconds()),
        secure=secure,
        httponly=True,
        samesite="strict",
        path="/",
    )
    return Me(
        person_id=person.id,
        tenant_id=person.tenant_id,
        role=Role(person.role),
        subject_id=person.subject_id,
        may=sorted(MAY[Role(person.role)]),
    )


@router.get("", summary="Who is signed in")
def me(caller: SignedIn, parts: WithParts) -> Me:
    """The person behind the session or key."""
    with parts.store.read(caller.tenant) as session:
        person = session.get_one(Person, caller.person)
    return Me(
        person_id=caller.person,
        tenant_id=caller.tenant,
        role=caller.role,
        subject_id=person.subject_id,
        may=sorted(MAY[caller.role]),
    )


@router.delete("", status_code=204, summary="Sign out")
def sign_out(caller: SignedIn, request: Request, response: Response, parts: WithParts) -> None:
    """End the session."""
    token = request.cookies.get(COOKIE) or request.cookies.get(PLAIN_COOKIE) or ""
    with parts.store.write(caller.tenant) as session:
        found = session.get(Session, hash_of(token))
        if found is not None:
            found.revoked_at = now()
    for name in (COOKIE, PLAIN_COOKIE):
        response.delete_cookie(name, secure=name == COOKIE, httponly=True, samesite="strict")
