"""Signing in and out, and one's own password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, SecretStr
from sqlalchemy import select

from api.auth.caller import Caller, address_of, requires
from api.auth.cookies import end_session, forget_cookie, open_session
from api.auth.passwords import is_right
from api.auth.people import By, find_person, kept_of, set_password, wrong
from api.auth.roles import MAY, Permission, Role
from api.parts import Parts, WithParts
from api.problems import Problem
from api.store import Person

router = APIRouter(prefix="/session", tags=["session"])
SignedIn = Annotated[Caller, Depends(requires(Permission.BE_SIGNED_IN))]


class SignIn(BaseModel):
    """Who wants to come in."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"login": "planner", "password": "long and secret"}]}
    )

    login: str = Field(min_length=1, max_length=200)
    password: SecretStr = Field(min_length=1, max_length=1000)


class OwnPassword(BaseModel):
    """A password in place of the one before, which has to be known."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"old": "long and secret", "password": "correct horse battery"}]
        }
    )

    old: SecretStr = Field(min_length=1, max_length=1000)
    password: SecretStr = Field(min_length=1, max_length=1000)


class Me(BaseModel):
    """Who is signed in, and what they may do."""

    person_id: str
    login: str
    tenant_id: str
    role: Role
    subject_id: str | None = None
    may: list[Permission]


@router.post("", status_code=200, summary="Sign in")
def sign_in(asked: SignIn, request: Request, response: Response, parts: WithParts) -> Me:
    """Open a session; it is kept in a cookie that no script can read."""
    login = asked.login.strip().lower()
    tried = parts.limits.sign_in(login, address_of(request.scope))
    with parts.store.read(None) as session:
        person = session.scalars(select(Person).where(Person.login == login)).one_or_none()
    kept = person.password if person is not None and person.active else None
    if not is_right(asked.password.get_secret_value(), kept) or person is None:
        tried.wrong()
        raise Problem("not-signed-in", "The login or the password is wrong.")
    tried.right()
    with parts.store.write(None) as session:
        held = session.get(Person, person.id, with_for_update=True)
        if held is None or not held.active or held.password != kept:
            raise Problem("not-signed-in", "The login or the password is wrong.")
        open_session(session, request, response, parts.settings, held)
    return _me(held)


@router.get("", summary="Who is signed in")
def me(caller: SignedIn, parts: WithParts) -> Me:
    """The person behind the session or key."""
    return _me(_own(caller, parts))


@router.delete("", status_code=204, summary="Sign out")
def sign_out(caller: SignedIn, request: Request, response: Response, parts: WithParts) -> None:
    """End the session."""
    with parts.store.write(caller.tenant) as session:
        end_session(session, request)
    forget_cookie(response)


@router.put("/password", status_code=204, summary="Change one's own password")
def own_password(
    asked: OwnPassword, caller: SignedIn, request: Request, response: Response, parts: WithParts
) -> None:
    """Every session of the person ends; the browser that asked gets a new one."""
    person = _own(caller, parts)
    tried = parts.limits.sign_in(person.login, address_of(request.scope))
    if not is_right(asked.old.get_secret_value(), person.password):
        tried.wrong()
        raise wrong("old", "This is not the password.")
    tried.right()
    kept = kept_of(asked.password.get_secret_value(), person.login)
    with parts.store.write(caller.tenant) as session:
        held = find_person(session, caller.person)
        set_password(session, By(person=caller.person, role=caller.role), held, kept)
        if caller.by_cookie:
            session.flush()
            open_session(session, request, response, parts.settings, held)


def _own(caller: Caller, parts: Parts) -> Person:
    with parts.store.read(caller.tenant) as session:
        return session.get_one(Person, caller.person)


def _me(person: Person) -> Me:
    role = Role(person.role)
    return Me(
        person_id=person.id,
        login=person.login,
        tenant_id=person.tenant_id,
        role=role,
        subject_id=person.subject_id,
        may=sorted(MAY[role]),
    )
