"""Private addresses of calendars: who holds the token sees one carer's or client's visits."""

from __future__ import annotations

from sqlalchemy import select

from api.auth.tokens import hash_of
from api.problems import Problem
from api.store import FeedToken, Person, Store, now


def feed_of(store: Store, token: str) -> FeedToken:
    """The feed behind a token, looked up anew at every request.

    Raises
    ------
    Problem
        ``not-found`` if it never was, was revoked, has expired, or its maker was let go.
    """
    with store.read(None) as session:
        found = session.scalars(
            select(FeedToken).where(
                FeedToken.token_hash == hash_of(token),
                FeedToken.revoked_at.is_(None),
                FeedToken.expires_at > now(),
            )
        ).one_or_none()
        maker = session.get(Person, found.made_by) if found is not None else None
        if found is None or maker is None or not maker.active:
            raise Problem("not-found", "There is no such feed.")
        return found
