"""Who may come in, changed: the same rules for the routes and for the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session as Transaction

from api.audit import Decision, record
from api.auth.passwords import password_hash, what_is_weak
from api.auth.roles import Role
from api.problems import FieldError, Problem, not_found
from api.store import ApiKey, FeedToken, Person, Session, Tenant, now

HAS_SUBJECT = frozenset({Role.CARER, Role.CLIENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who is accountable for a change."""

    person: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What somebody is to the provider.

    ``subject_id`` is the carer or client the person is, and stands with those roles alone;
    ``funder`` is the word of a commissioner in the clients' column of that name.
    """

    role: Role
    subject_id: str | None = None
    funder: str | None = None
    active: bool = True


def add_person(session: Transaction, by: By, login: str, standing: Standing) -> Person:
    """Somebody new, who cannot sign in before a password is set.

    Raises
    ------
    Problem
        ``bad-input`` if the login is taken, or the role lacks what it needs.
    """
    _demand_whole(standing)
    login = login.strip().lower()
    _demand_free(session, login)
    person = Person(login=login, **_columns(standing))
    session.add(person)
    session.flush()
    _record(session, by, "add person", person.id, standing)
    return person


def change_person(session: Transaction, by: By, person: Person, standing: Standing) -> None:
    """Another role, or no longer active; whoever loses something is signed out everywhere.

    Raises
    ------
    Problem
        ``wrong-state`` if the provider would have no manager left.
    """
    _demand_whole(standing)
    if not _is_manager(standing) and person.role == Role.MANAGER and person.active:
        _demand_another_manager(session, person)
    for name, value in _columns(standing).items():
        setattr(person, name, value)
    person.version += 1
    revoke_all(session, person, keys=not standing.active)
    _record(session, by, "change person", person.id, standing)


def find_person(session: Transaction, person_id: str) -> Person:
    """A person of the tenant, held so that nobody else changes them meanwhile.

    Changes of people wait for each other, so that two managers cannot remove one another.
    """
    tenant = session.info["tenant"]
    session.get(Tenant, tenant, with_for_update={"key_share": True})
    person = session.get(Person, person_id, with_for_update=True)
    if person is None:
        raise not_found("person", person_id)
    return person


def kept_of(password: str, login: str) -> str:
    """What is kept of a new password; made before a transaction, for it takes its time.

    Raises
    ------
    Problem
        ``bad-input`` if it is weak.
    """
    weak = what_is_weak(password, login)
    if weak is not None:
        raise wrong("password", weak)
    return password_hash(password)


def set_password(session: Transaction, by: By, person: Person, kept: str) -> None:
    """Another password; every session opened with the old one ends."""
    person.password = kept
    person.version += 1
    revoke_all(session, person, keys=False)
    decision = Decision(action="set password", object_kind="person", object_id=person.id)
    record(session, by.person, by.role, decision)


def revoke_all(session: Transaction, person: Person, *, keys: bool) -> None:
    """End the sessions of a person; with ``keys`` also keys and feeds, for good."""
    kinds: Sequence[tuple[Any, Any]] = [(Session, Session.person_id)]
    if keys:
        kinds = [*kinds, (ApiKey, ApiKey.person_id), (FeedToken, FeedToken.made_by)]
    for kind, owner in kinds:
        session.execute(
            update(kind)
            .where(owner == person.id, kind.revoked_at.is_(None))
            .values(revoked_at=now())
        )
    if keys and person.subject_id is not None:
        session.execute(
            update(FeedToken)
            .where(
                FeedToken.kind == person.role,
                FeedToken.subject_id == person.subject_id,
                FeedToken.revoked_at.is_(None),
            )
            .values(revoked_at=now())
        )


def wrong(column: str, message: str) -> Problem:
    """One field to mend."""
    return Problem("bad-input", errors=[FieldError(file="body", column=column, message=message)])


def _columns(standing: Standing) -> dict[str, Any]:
    return {
        "role": standing.role.value,
        "subject_id": standing.subject_id,
        "funder": standing.funder,
        "active": standing.active,
    }


def _is_manager(standing: Standing) -> bool:
    return standing.active and standing.role is Role.MANAGER


def _demand_whole(standing: Standing) -> None:
    """A carer or client says which, a commissioner what they fund, and nobody else either."""
    needed = {
        "subject_id": standing.role in HAS_SUBJECT,
        "funder": standing.role is Role.COMMISSIONER,
    }
    for column, wanted in needed.items():
        if wanted and not getattr(standing, column):
            raise wrong(column, f"A {standing.role} has one.")
        if not wanted and getattr(standing, column):
            raise wrong(column, f"A {standing.role} has none.")


def _demand_free(session: Transaction, login: str) -> None:
    """Logins are unique in the service, so this looks beyond the tenant."""
    tenant = session.info["tenant"]
    session.info["tenant"] = None
    try:
        taken = session.scalar(select(func.count()).where(Person.login == login))
    finally:
        session.info["tenant"] = tenant
    if taken:
        raise wrong("login", "This login is taken.")


def _demand_another_manager(session: Transaction, person: Person) -> None:
    others = session.scalar(
        select(func.count()).where(
            Person.role == Role.MANAGER,
            Person.active.is_(True),
            Person.id != person.id,
            Person.tenant_id == person.tenant_id,
        )
    )
    if not others:
        raise Problem("wrong-state", "A provider keeps a manager: this is the last one.")


def _record(session: Transaction, by: By, action: str, person_id: str, to: Standing) -> None:
    said = f"{to.role}, {'active' if to.active else 'not active'}"
    clients = [to.subject_id] if to.role is Role.CLIENT and to.subject_id else []
    decision = Decision(
        action=action, object_kind="person", object_id=person_id, clients=clients, reason=said
    )
    record(session, by.person, by.role, decision)
