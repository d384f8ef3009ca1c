"""Single sign-on with an OpenID provider: its word for who somebody is, checked.

Authorization code with state, nonce and PKCE. What is remembered between the two requests
stands in a cookie of the browser that began, so that nobody can finish another's sign-in.
Needs the extra ``oidc``; nothing here is imported before a service is told of an issuer.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import httpx
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.auth.tokens import new_token
from api.problems import Problem
from api.settings import Settings
from api.store import Person

SCOPE = "openid email"
SIGNED_WITH = ["RS256", "ES256", "PS256", "EdDSA"]
"""Signatures taken; never none, and never one made with a secret both sides know."""
LEEWAY_S = 60
PATIENCE_S = 10.0
SUBJECT = "subject:"
"""Begins the login of a person known to the provider by its subject, not by e-mail."""


@dataclass(frozen=True, slots=True)
class Begun:
    """One sign-in under way: what has to come back, and what proves that we began it."""

    state: str
    nonce: str
    verifier: str

    def text(self) -> str:
        """As it stands in the cookie."""
        return ".".join((self.state, self.nonce, self.verifier))


class OpenIdProvider:
    """The issuer a service is told of."""

    def __init__(self, settings: Settings) -> None:
        self._issuer = (settings.oidc_issuer or "").rstrip("/")
        self._client = settings.oidc_client or ""
        secret = settings.oidc_secret
        self._secret = secret.get_secret_value() if secret is not None else None

    def begin(self, back: str) -> tuple[str, Begun]:
        """Where to send the browser, and what to remember; it comes back to ``back``."""
        begun = Begun(new_token(), new_token(), secrets.token_urlsafe(48))
        said = httpx.QueryParams(
            response_type="code",
            client_id=self._client,
            redirect_uri=back,
            scope=SCOPE,
            state=begun.state,
            nonce=begun.nonce,
            code_challenge=create_s256_code_challenge(begun.verifier),
            code_challenge_method="S256",
        )
        address = httpx.URL(self._about()["authorization_endpoint"])
        return str(address.copy_merge_params(said)), begun

    def finish(self, code: str, state: str, remembered: str, back: str) -> Mapping[str, Any]:
        """What the provider says about who came back.

        Raises
        ------
        Problem
            ``not-signed-in`` if any of it does not fit.
        """
        parts = remembered.split(".")
        if len(parts) != 3 or not secrets.compare_digest(parts[0].encode(), state.encode()):
            raise refused()
        begun = Begun(*parts)
        about = self._about()
        try:
            with OAuth2Client(self._client, self._secret, timeout=PATIENCE_S) as client:
                token = client.fetch_token(
                    about["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    redirect_uri=back,
                    code_verifier=begun.verifier,
                )
            return self._checked(str(token.get("id_token", "")), about["jwks_uri"], begun.nonce)
        except (OAuthError, JoseError, ValueError, httpx.HTTPError) as wrong:
            raise refused() from wrong

    def _checked(self, token: str, keys: str, nonce: str) -> Mapping[str, Any]:
        """Signature, issuer, audience, time and nonce."""
        found = jwt.decode(
            token,
            KeySet.import_key_set(cast("KeySetSerialization", _fetched(keys))),
            algorithms=SIGNED_WITH,
        )
        claims = dict(found.claims)
        demanded = jwt.JWTClaimsRegistry(
            leeway=LEEWAY_S,
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._client},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        demanded.validate(claims)
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", self._client) != self._client or (several and "azp" not in claims):
            raise refused()
        return claims

    def _about(self) -> Mapping[str, Any]:
        """What the issuer says of itself; it has to name itself as we were told."""
        try:
            about = _fetched(f"{self._issuer}/.well-known/openid-configuration")
            if str(about["issuer"]).rstrip("/") != self._issuer:
                raise Problem("not-ready", "Single sign-on names another issuer.")
            return about
        except (httpx.HTTPError, KeyError, ValueError) as wrong:
            raise Problem("not-ready", "Single sign-on does not answer.") from wrong


def person_of(session: Session, claims: Mapping[str, Any]) -> Person:
    """The person whose login is the verified e-mail, or ``subject:`` and the subject.

    Nobody is made here: whoever is not let in by a manager is not let in.

    Raises
    ------
    Problem
        ``not-signed-in`` if there is none.
    """
    logins = [SUBJECT + str(claims["sub"]).lower()]
    if claims.get("email_verified") is True and claims.get("email"):
        logins.append(str(claims["email"]).strip().lower())
    found = session.scalars(
        select(Person).where(Person.login.in_(logins), Person.active.is_(True))
    ).all()
    if len(found) != 1:
        raise refused()
    return found[0]


def refused() -> Problem:
    """The same answer whatever did not fit."""
    return Problem("not-signed-in", "Single sign-on did not let you in.")


def _fetched(address: str) -> dict[str, Any]:
    answer = httpx.get(address, timeout=PATIENCE_S)
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found
