"""How often: sign-ins counted in the database, requests in this process."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sqlalchemy import delete, func, select

from api.problems import Problem
from api.settings import Settings
from api.store import Attempt, Store, now

MINUTE = timedelta(minutes=1)


class Limits:
    """Refuses what comes too often.

    Failed sign-ins are counted by login in the database, so that several processes count
    together and a restart forgets nothing; requests are counted by person or address.
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

    def sign_in(self, login: str) -> None:
        """Refuse to try another password where too many were wrong within a minute."""
        since = now() - MINUTE
        with self._store.read(None) as session:
            query = select(func.count()).where(
                Attempt.subject == _subject(login), Attempt.at > since
            )
            wrong = session.scalar(query) or 0
        if wrong >= self._sign_ins:
            raise too_many()

    def sign_in_failed(self, login: str) -> None:
        """Count a wrong password, and forget those that no longer matter."""
        with self._store.write(None) as session:
            session.execute(delete(Attempt).where(Attempt.at < now() - 10 * MINUTE))
            session.add(Attempt(subject=_subject(login), at=now()))


def too_many() -> Problem:
    """What is said to somebody who asks too often."""
    return Problem("too-many", "Wait a minute and try again.", headers={"Retry-After": "60"})


def _subject(login: str) -> str:
    """A login as it is counted: nobody reads from the table who tried to sign in."""
    return hashlib.sha256(("sign-in " + login.strip().lower()).encode()).hexdigest()
