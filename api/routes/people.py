"""Persons of a provider: who they are to it, and whether they may come in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, SecretStr
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session as Transaction

from api.auth.caller import Caller, requires
from api.auth.people import (
    By,
    Standing,
    add_person,
    change_person,
    find_person,
    kept_of,
    set_password,
)
from api.auth.roles import Permission, Role
from api.once import DoOnce
from api.pages import After, Limit, Page, cut, mark, place
from api.parts import WithParts
from api.problems import not_found
from api.store import Person
from api.versions import IfMatch, demand_version, stamp

router = APIRouter(prefix="/people", tags=["people"])
Manager = Annotated[Caller, Depends(requires(Permission.MANAGE_PEOPLE))]


class PersonOut(BaseModel):
    """Somebody who signs in."""

    person_id: str
    login: str
    role: Role
    subject_id: str | None
    funder: str | None
    active: bool
    has_password: bool
    created_at: datetime
    version: int


class NewPerson(BaseModel):
    """Somebody to be let in; set a password afterwards."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"login": "k01", "role": "carer", "subject_id": "K01"}]},
    )

    login: str = Field(min_length=1, max_length=200, pattern=r"^[^\s\x00-\x1f]+$")
    role: Role
    subject_id: str | None = Field(default=None, max_length=100)
    funder: str | None = Field(default=None, max_length=100)


class Change(BaseModel):
    """What somebody is from now on; what is left out stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"active": False}]})

    role: Role | None = None
    subject_id: str | None = Field(default=None, max_length=100)
    funder: str | None = Field(default=None, max_length=100)
    active: bool | None = None

    def to(self, person: Person) -> Standing:
        """The person's standing after the change."""
        given = self.model_dump(exclude_unset=True)
        role, active = given.get("role"), given.get("active")
        return Standing(
            role=Role(person.role) if role is None else role,
            subject_id=given.get("subject_id", person.subject_id),
            funder=given.get("funder", person.funder),
            active=person.active if active is None else active,
        )


class NewPassword(BaseModel):
    """A password in place of the one before."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"password": "correct horse battery"}]}
    )

    password: SecretStr = Field(min_length=1, max_length=1000)


@router.get("", summary="Persons")
def people(
    caller: Manager,
    parts: WithParts,
    role: Role | None = None,
    active: Annotated[bool | None, Query(description="Only those who may come in.")] = None,
    limit: Limit = 100,
    after: After = None,
) -> Page[PersonOut]:
    """By login."""
    query = select(Person).order_by(Person.login, Person.id).limit(limit + 1)
    if role is not None:
        query = query.where(Person.role == role)
    if active is not None:
        query = query.where(Person.active.is_(active))
    began = place(after, 2)
    if began is not None:
        query = query.where(tuple_(Person.login, Person.id) > tuple_(*(str(v) for v in began)))
    with parts.store.read(caller.tenant) as session:
        found, more = cut(session.scalars(query).all(), limit)
    onward = mark(found[-1].login, found[-1].id) if more else None
    return Page(items=[shown(one) for one in found], next=onward)


@router.post("", status_code=201, summary="Let somebody in", response_model=PersonOut)
def new_person(asked: NewPerson, caller: Manager, once: DoOnce) -> JSONResponse:
    """They can sign in as soon as a password is set."""
    standing = Standing(role=asked.role, subject_id=asked.subject_id, funder=asked.funder)

    def make(session: Transaction) -> PersonOut:
        return shown(add_person(session, by(caller), asked.login, standing))

    return once.do(caller, make)


@router.get("/{person_id}", summary="A person")
def person(person_id: str, caller: Manager, parts: WithParts, response: Response) -> PersonOut:
    """With the version that a change has to name."""
    with parts.store.read(caller.tenant) as session:
        found = session.get(Person, person_id)
    if found is None:
        raise not_found("person", person_id)
    stamp(response, found.version)
    return shown(found)


@router.patch("/{person_id}", summary="Change or deactivate a person")
def change(
    person_id: str,
    asked: Change,
    wanted: IfMatch,
    caller: Manager,
    parts: WithParts,
    response: Response,
) -> PersonOut:
    """Whoever is changed is signed out; who is deactivated loses keys and feeds as well."""
    with parts.store.write(caller.tenant) as session:
        found = find_person(session, person_id)
        proposed = asked.model_dump(mode="json", exclude_unset=True)
        demand_version(wanted, found.version, shown(found).model_dump(mode="json"), proposed)
        change_person(session, by(caller), found, asked.to(found))
    stamp(response, found.version)
    return shown(found)


@router.put("/{person_id}/password", status_code=204, summary="Set a person's password")
def password(person_id: str, asked: NewPassword, caller: Manager, parts: WithParts) -> None:
    """Every session of the person ends."""
    with parts.store.read(caller.tenant) as session:
        known = session.get(Person, person_id)
    if known is None:
        raise not_found("person", person_id)
    kept = kept_of(asked.password.get_secret_value(), known.login)
    with parts.store.write(caller.tenant) as session:
        set_password(session, by(caller), find_person(session, person_id), kept)


def by(caller: Caller) -> By:
    """The caller, as accountable for what they do."""
    return By(person=caller.person, role=caller.role)


def shown(person: Person) -> PersonOut:
    """A person as a manager sees them."""
    return PersonOut(
        person_id=person.id,
        login=person.login,
        role=Role(person.role),
        subject_id=person.subject_id,
        funder=person.funder,
        active=person.active,
        has_password=person.password is not None,
        created_at=person.created_at,
        version=person.version,
    )
