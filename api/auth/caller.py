"""Who is calling: from a session cookie or an API key to a role and a scope."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request
from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from api.auth.roles import MAY, NEEDS, OFFICE, Permission, Role, Scope
from api.auth.tokens import hash_of
from api.parts import parts_of
from api.problems import Problem
from api.store.book import BookRow
from api.store.people import ApiKey, Grant, Person, Session
from api.store.types import now

COOKIE = "__Host-carerota"
PLAIN_COOKIE = "carerota"
"""Name of the cookie where the service is tried without TLS."""
KEY_HEADER = "X-API-Key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The person a request comes from.

    Parameters
    ----------
    clients
        Clients whose care the person sees; ``None`` is all.
    carers
        Carers whose runs the person sees; ``None`` is all.
    funder
        The commissioner's word in the clients' column of that name.
    grants
        What each client lets this member of the family see; ``None`` for every other role.
    by_cookie
        Whether a browser sent the request, so that another site could have made it do so.
    """

    tenant: str
    person: str
    role: Role
    clients: frozenset[str] | None = frozenset()
    carers: frozenset[str] | None = frozenset()
    funder: str | None = None
    grants: Mapping[str, frozenset[Scope]] | None = None
    by_cookie: bool = False

    def may(self, permission: Permission) -> bool:
        """Whether the role is allowed it."""
        return permission in MAY[self.role]

    def sees_client(self, client: str) -> bool:
        """Whether the client is within the person's scope."""
        return self.clients is None or client in self.clients

    def sees_carer(self, carer: str) -> bool:
        """Whether the carer is within the person's scope."""
        return self.carers is None or carer in self.carers

    def knows_who_comes(self, client: str) -> bool:
        """Whether the person may learn which carers come to a client they see."""
        return self.grants is None or Scope.CARERS in self.grants.get(client, ())

    def narrowed(self, permission: Permission) -> Caller:
        """The caller with those clients only who granted what ``permission`` needs."""
        needed = NEEDS.get(permission)
        if self.grants is None or needed is None:
            return self
        clients = frozenset(one for one, scopes in self.grants.items() if needed in scopes)
        return replace(self, clients=clients)


def requires(permission: Permission) -> Callable[[Request], Caller]:
    """Dependency that gives the caller, if their role is allowed ``permission``."""

    def allowed(request: Request) -> Caller:
        caller = caller_of(request)
        if not caller.may(permission):
            raise Problem("forbidden", f"A {caller.role} may not {permission}.")
        return caller.narrowed(permission)

    allowed.permission = permission  # type: ignore[attr-defined]
    return allowed


def caller_of(request: Request) -> Caller:
    """The caller, looked up anew at every request: a revoked session is gone at once.

    Raises
    ------
    Problem
        ``not-signed-in`` if there is none.
    """
    known: Caller | None = getattr(request.state, "caller", None)
    if known is None:
        known = _looked_up(request)
        request.state.caller = known
    return known


def _looked_up(request: Request) -> Caller:
    parts = parts_of(request)
    key = request.headers.get(KEY_HEADER)
    cookie = request.cookies.get(COOKIE) or request.cookies.get(PLAIN_COOKIE)
    with parts.store.read(None) as session:
        person = _by_key(session, key) if key else _by_cookie(session, cookie)
        if person is None or not person.active:
            if key or cookie:
                parts.limits.request(f"address {address_of(request.scope)}")
            raise Problem("not-signed-in")
        caller = _scoped(session, person, by_cookie=key is None)
    parts.limits.request(f"person {caller.person}")
    return caller


def address_of(scope: Mapping[str, Any]) -> str:
    """Where a request comes from, as the server below us says."""
    client = scope.get("client")
    return str(client[0]) if client else "unknown"


def _by_key(session: Transaction, key: str) -> Person | None:
    found = session.scalars(select(ApiKey).where(ApiKey.token_hash == hash_of(key))).one_or_none()
    if found is None or found.revoked_at is not None:
        return None
    if found.expires_at is not None and found.expires_at <= now():
        return None
    return session.get(Person, found.person_id)


def _by_cookie(session: Transaction, cookie: str | None) -> Person | None:
    if not cookie:
        return None
    found = session.get(Session, hash_of(cookie))
    if found is None or found.revoked_at is not None or found.expires_at <= now():
        return None
    return session.get(Person, found.person_id)


def _scoped(session: Transaction, person: Person, *, by_cookie: bool) -> Caller:
    """The caller with what they see: all, themselves, or those who let them."""
    role = Role(person.role)
    scope: dict[str, Any] = {}
    own = frozenset({person.subject_id} if person.subject_id else ())
    if role in OFFICE:
        scope = {"clients": None, "carers": None}
    elif role is Role.CARER:
        scope = {"carers": own}
    elif role is Role.CLIENT:
        scope = {"clients": own}
    elif role is Role.FAMILY:
        grants = _granted(session, person)
        scope = {"clients": frozenset(grants), "grants": grants}
    elif role is Role.COMMISSIONER:
        scope = {"clients": _funded(session, person), "funder": person.funder}
    return Caller(
        tenant=person.tenant_id, person=person.id, role=role, by_cookie=by_cookie, **scope
    )


def _granted(session: Transaction, person: Person) -> dict[str, frozenset[Scope]]:
    """Clients who let this member of the family see their care today, and what of it."""
    grants = session.scalars(
        select(Grant).where(
            Grant.tenant_id == person.tenant_id,
            Grant.person_id == person.id,
            Grant.revoked_at.is_(None),
            Grant.expires_at > now(),
        )
    )
    found: dict[str, frozenset[Scope]] = {}
    for one in grants:
        scopes = frozenset(Scope(scope) for scope in one.scopes)
        found[one.client_id] = found.get(one.client_id, frozenset()) | scopes
    return found


def _funded(session: Transaction, person: Person) -> frozenset[str]:
    """Clients whose care the commissioner pays for."""
    rows = session.scalars(
        select(BookRow).where(BookRow.tenant_id == person.tenant_id, BookRow.table == "clients")
    )
    paid = person.funder or ""
    return frozenset(row.key for row in rows if paid and row.cells.get("funder") == paid)
