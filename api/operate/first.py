"""What somebody who starts the service for the first time has to know."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.engine import make_url

from api.auth import Role
from api.store import Person, Store, Tenant

HINT = """Nobody can sign in yet. In another terminal, on the same database:
  carerota tenant add "Name of the provider"
  carerota people add LOGIN --tenant TENANT --role manager
or, to look around with the sample week:
  carerota seed-demo"""


def hint(store: Store) -> str:
    """How to add the first manager; empty where somebody can sign in."""
    query = select(Person.id).where(Person.role == Role.MANAGER, Person.active)
    with store.read(None) as session:
        return "" if session.scalars(query.limit(1)).first() else HINT


def name_of(url: str) -> str:
    """The database as it may be shown: without a password."""
    return make_url(url).render_as_string(hide_password=True)


def has_tenant(store: Store, tenant: str) -> bool:
    """Whether there is such a provider."""
    with store.read(None) as session:
        return session.get(Tenant, tenant) is not None
