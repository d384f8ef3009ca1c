"""Single sign-on, where the service is told of an issuer; else these addresses lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.auth.cookies import open_session
from api.parts import Parts, WithParts
from api.problems import Problem

if TYPE_CHECKING:
    from api.auth.oidc import OpenIdProvider

router = APIRouter(prefix="/session/oidc", tags=["session"])
REMEMBERED = "__Host-carerota-oidc"
PLAIN_REMEMBERED = "carerota-oidc"
MINUTES = 10
HOME = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=/"><title>carerota</title>
<p><a href="/">Go on</a></p></html>"""
"""The browser goes on from a page of our own: after a chain of redirects that another site
began it would not send the session's cookie."""


@router.get("", status_code=302, summary="Sign in with single sign-on", response_model=None)
def begin(request: Request, parts: WithParts) -> RedirectResponse:
    """To the issuer, with state, nonce and PKCE."""
    address, begun = _provider(parts).begin(_back(request))
    answer = RedirectResponse(address, 302)
    secure = parts.settings.secure_cookies
    answer.set_cookie(
        REMEMBERED if secure else PLAIN_REMEMBERED,
        begun.text(),
        max_age=60 * MINUTES,
        secure=secure,
        httponly=True,
        samesite="lax",
        path="/",
    )
    return answer


@router.get(
    "/back", name="oidc_back", summary="Back from single sign-on", response_class=HTMLResponse
)
def back(
    request: Request,
    parts: WithParts,
    code: Annotated[str, Query(max_length=4000)] = "",
    state: Annotated[str, Query(max_length=400)] = "",
) -> HTMLResponse:
    """Opens a session for the person whose login the issuer vouches for; makes nobody."""
    provider = _provider(parts)
    from api.auth.oidc import person_of

    name = REMEMBERED if parts.settings.secure_cookies else PLAIN_REMEMBERED
    claims = provider.finish(code, state, request.cookies.get(name, ""), _back(request))
    answer = HTMLResponse(HOME)
    with parts.store.write(None) as session:
        person = person_of(session, claims)
        open_session(session, request, answer, parts.settings, person)
    answer.delete_cookie(name, secure=parts.settings.secure_cookies, httponly=True, path="/")
    return answer


def _back(request: Request) -> str:
    return str(request.url_for("oidc_back"))


def _provider(parts: Parts) -> OpenIdProvider:
    if parts.settings.oidc_issuer is None:
        raise Problem("not-found", "There is no single sign-on here.")
    from api.auth.oidc import OpenIdProvider

    return OpenIdProvider(parts.settings)
