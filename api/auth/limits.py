"""How often: sign-ins counted in the database, requests in this process."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from api.problems import Problem
from api.settings import Settings
from api.store import Attempt, Store, now

MINUTE = timedelta(minutes=1)
FROM_ANYWHERE = 10
"""Wrong passwords for one login from all addresses, as a multiple of those from one."""
FOR_ANYBODY = 40
"""Wrong passwords from one address for all logins, as a multiple of those for one login."""


class Limits:
    """Refuses what comes too often.

    Sign-ins are counted in the database, so that several processes count together and a
    restart forgets nothing: for one login from one address, so that nobody can lock another
    out from elsewhere; for one login from everywhere; and for one address. Requests are
    counted by person or address in this process.
    """

    def __init__(self, settings: Settings, store: Store) -> None:
        self._store = store
        self._sign_ins = settings.sign_ins_a_minute
        self._requests = RateLimitItemPerMinute(settings.requests_a_minute)
        self._window = MovingWindowRateLimiter(MemoryStorage())

    def request(self, subject: str) -> None:
        """Count one request of a person or address.

        Raises
        ------
        Problem
            ``too-many`` when the minute's are used up.
        """
        if not self._window.hit(self._requests, subject):
            raise too_many()

    def sign_in(self, login: str, address: str) -> Try:
        """One try to sign in, counted as wrong until ``right`` says otherwise.

        It is counted before the password is looked at: however many are sent at once, no
        more than the limit are tried.

        Raises
        ------
        Problem
            ``too-many`` when too many were wrong within a minute.
        """
        here, anywhere = _subject("login", login, address), _subject("login", login)
        anybody = _subject("address", address)
        most = {
            here: self._sign_ins,
            anywhere: self._sign_ins * FROM_ANYWHERE,
            anybody: self._sign_ins * FOR_ANYBODY,
        }
        with self._store.write(None) as session:
            _one_at_a_time(session, anywhere)
            session.execute(delete(Attempt).where(Attempt.at < now() - 10 * MINUTE))
            if any(_count(session, subject) >= limit for subject, limit in most.items()):
                raise too_many()
            rows = [Attempt(subject=subject, at=now()) for subject in (here, anywhere)]
            session.add_all(rows)
            session.flush()
            return Try(self._store, anybody, [row.id for row in rows])


class Try:
    """One try to sign in."""

    def __init__(self, store: Store, address: str, rows: list[int]) -> None:
        self._store = store
        self._address = address
        self._rows = rows

    def right(self) -> None:
        """It was the right password: the try no longer counts."""
        with self._store.write(None) as session:
            session.execute(delete(Attempt).where(Attempt.id.in_(self._rows)))

    def wrong(self) -> None:
        """It counts against the address as well."""
        with self._store.write(None) as session:
            session.add(Attempt(subject=self._address, at=now()))


def too_many() -> Problem:
    """What is said to somebody who asks too often."""
    return Problem("too-many", "Wait a minute and try again.", headers={"Retry-After": "60"})


def _count(session: Session, subject: str) -> int:
    """Tries within the last minute."""
    query = select(func.count()).where(Attempt.subject == subject, Attempt.at > now() - MINUTE)
    return session.scalar(query) or 0


def _one_at_a_time(session: Session, subject: str) -> None:
    """Count tries for one login one after another; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        lock = select(func.hashtextextended(subject, 0)).scalar_subquery()
        session.execute(select(func.pg_advisory_xact_lock(lock)))


def _subject(kind: str, *words: str) -> str:
    """What is counted: nobody reads from the table who tried to sign in, or from where."""
    said = "\n".join((kind, *(word.strip().lower() for word in words)))
    return hashlib.sha256(said.encode()).hexdigest()
