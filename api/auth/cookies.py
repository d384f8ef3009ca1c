"""Opening and ending the sessions of a browser."""

from __future__ import annotations

from fastapi import Request, Response
from sqlalchemy.orm import Session as Transaction

from api.auth.caller import COOKIE, PLAIN_COOKIE
from api.auth.tokens import hash_of, new_token
from api.settings import Settings
from api.store import Person, Session, now


def open_session(
    session: Transaction, request: Request, response: Response, settings: Settings, person: Person
) -> None:
    """A new token at every sign-in; what the browser had before is worth nothing after."""
    end_session(session, request)
    token = new_token()
    length = settings.session_length
    session.add(
        Session(
            token_hash=hash_of(token),
            tenant_id=person.tenant_id,
            person_id=person.id,
            expires_at=now() + length,
        )
    )
    secure = settings.secure_cookies
    response.set_cookie(
        COOKIE if secure else PLAIN_COOKIE,
        token,
        max_age=round(length.total_seconds()),
        secure=secure,
        httponly=True,
        samesite="strict",
        path="/",
    )


def end_session(session: Transaction, request: Request) -> None:
    """The session of the request's cookie, if it has one, is over."""
    for name in (COOKIE, PLAIN_COOKIE):
        found = session.get(Session, hash_of(request.cookies.get(name, "")))
        if found is not None and found.revoked_at is None:
            found.revoked_at = now()


def forget_cookie(response: Response) -> None:
    """Let the browser drop the token."""
    for name in (COOKIE, PLAIN_COOKIE):
        response.delete_cookie(name, secure=name == COOKIE, httponly=True, samesite="strict")
