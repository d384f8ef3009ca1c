"""``carerota people``: who may sign in; the first manager of a provider is made here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_store import Database, TenantId, known_tenant, opened, refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from api.store import Person

people = typer.Typer(no_args_is_help=True, help="Who may sign in.")
Login = Annotated[str, typer.Argument(help="What the person signs in with.")]
OPERATOR = "operator"
"""Stands in the record as whoever may use the command line on the database."""


@people.command("add")
def add(
    login: Login,
    tenant: TenantId,
    role: Annotated[str, typer.Option(help="manager, planner, carer, client, family, ...")],
    subject: Annotated[
        str | None, typer.Option(help="Which carer or client the person is.")
    ] = None,
    funder: Annotated[str | None, typer.Option(help="What a commissioner funds.")] = None,
    db: Database = None,
) -> None:
    """Let somebody in; the password is asked for, or read from standard input."""
    from api.auth.people import By, Standing, add_person, kept_of, set_password
    from api.auth.roles import Role

    if role not in list(Role):
        raise refused(f"There is no role {role}.", f"Maybe one of: {', '.join(Role)}.")
    standing = Standing(role=Role(role), subject_id=subject, funder=funder)
    by = By(person=OPERATOR, role=OPERATOR)
    with opened(db) as store:
        known_tenant(store, tenant)
        kept = kept_of(_password(), login)
        with store.write(tenant) as session:
            person = add_person(session, by, login, standing)
            set_password(session, by, person, kept)
            made = person.id
    typer.echo(made)


@people.command("list")
def listed(tenant: TenantId, db: Database = None) -> None:
    """Every person of a provider."""
    from sqlalchemy import select

    from api.store import Person

    with opened(db) as store:
        known_tenant(store, tenant)
        with store.read(tenant) as session:
            for one in session.scalars(select(Person).order_by(Person.login)):
                state = "" if one.active else "  not active"
                typer.echo(f"{one.id}  {one.role:<12}  {one.login}{state}")


@people.command("deactivate")
def deactivate(login: Login, tenant: TenantId, db: Database = None) -> None:
    """Let somebody in no more: sessions, keys and feeds end at once."""
    from api.auth.people import By, Standing, change_person
    from api.auth.roles import Role

    with opened(db) as store:
        known_tenant(store, tenant)
        with store.write(tenant) as session:
            person = _found(session, login)
            standing = Standing(
                role=Role(person.role),
                subject_id=person.subject_id,
                funder=person.funder,
                active=False,
            )
            change_person(session, By(person=OPERATOR, role=OPERATOR), person, standing)
            said = person.id
    typer.echo(f"{said} is not active.")


@people.command("password")
def password(login: Login, tenant: TenantId, db: Database = None) -> None:
    """Set a password; it is asked for, or read from standard input, and ends every session."""
    from api.auth.people import By, kept_of, set_password

    with opened(db) as store:
        known_tenant(store, tenant)
        with store.read(tenant) as session:
            _found(session, login)
        kept = kept_of(_password(), login)
        with store.write(tenant) as session:
            person = _found(session, login)
            set_password(session, By(person=OPERATOR, role=OPERATOR), person, kept)
            said = person.id
    typer.echo(f"{said} has another password.")


def _found(session: Session, login: str) -> Person:
    from sqlalchemy import select

    from api.auth.people import find_person
    from api.store import Person

    query = select(Person.id).where(
        Person.login == login.strip().lower(), Person.tenant_id == session.info["tenant"]
    )
    person_id = session.scalars(query).one_or_none()
    if person_id is None:
        raise refused("There is no person of this login.", "Maybe: carerota people list")
    return find_person(session, person_id)


def _password() -> str:
    """Never an argument: those stand in the list of processes and in the shell's history."""
    if sys.stdin.isatty():
        asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked
    return sys.stdin.readline().rstrip("\r\n")
