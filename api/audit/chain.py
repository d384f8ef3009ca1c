"""Whether the decision record is whole."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.digest import BEGINNING, digest_of
from api.store.records import AuditClient, AuditRow


@dataclass(frozen=True, slots=True)
class Broken:
    """The first row that is not as it was written, and what is wrong with it."""

    number: int
    why: str


def verify(session: Session, newest: str | None = None) -> Broken | None:
    """The first fault of a tenant's record, or nothing.

    Parameters
    ----------
    newest
        Digest of a row that must be in the record, kept elsewhere: without one, a record
        cut short at its end looks whole.
    """
    previous, number, seen = BEGINNING, 0, newest is None
    named = _named(session)
    for row in session.scalars(select(AuditRow).order_by(AuditRow.number)).yield_per(500):
        number += 1
        if row.number != number:
            return Broken(number, "a row is missing")
        if row.previous != previous:
            return Broken(number, "it does not follow the row before it")
        if digest_of(row) != row.digest:
            return Broken(number, "it was changed after it was written")
        if named.get(number, set()) != set(row.clients):
            return Broken(number, "its index of clients was changed")
        previous = row.digest
        seen = seen or previous == newest
    return None if seen else Broken(number, "the record ends before the digest kept elsewhere")


def _named(session: Session) -> dict[int, set[str]]:
    """Clients by number of row, as the index has them."""
    found: dict[int, set[str]] = {}
    for one in session.scalars(select(AuditClient)).yield_per(1000):
        found.setdefault(one.number, set()).add(one.client_id)
    return found
