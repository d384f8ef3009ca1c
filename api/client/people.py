"""Who may come in, what they see, and what they decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.client.wire import API, Json, Versioned, Wire


class Session:
    """Signing in with a password; a program has a key instead."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def sign_in(self, login: str, password: str) -> Json:
        """Open a session, kept in a cookie of this client."""
        body = {"login": login, "password": password}
        found: Json = self._wire.change("POST", f"{API}/session", body)
        return found

    def me(self) -> Json:
        """Who is signed in, and what they may do."""
        found: Json = self._wire.get(f"{API}/session")
        return found

    def sign_out(self) -> None:
        """End the session."""
        self._wire.change("DELETE", f"{API}/session")

    def password(self, old: str, new: str) -> None:
        """Change one's own password."""
        body = {"old": old, "password": new}
        self._wire.change("PUT", f"{API}/session/password", body)


class People:
    """Persons of the provider, for its managers."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def list(self, **filters: Any) -> Iterator[Json]:
        """By login; of one ``role``, or only the ``active``."""
        return self._wire.pages(f"{API}/people", **filters)

    def get(self, person_id: str) -> Versioned:
        """One person."""
        return self._wire.versioned(f"{API}/people/{person_id}")

    def add(self, login: str, role: str, **more: Any) -> Json:
        """Let somebody in."""
        found: Json = self._wire.create(f"{API}/people", {"login": login, "role": role, **more})
        return found

    def change(self, person_id: str, version: int, **what: Any) -> Json:
        """Another role or standing."""
        found: Json = self._wire.change("PATCH", f"{API}/people/{person_id}", what, version)
        return found

    def password(self, person_id: str, password: str) -> None:
        """Set a password; every session of the person ends."""
        path = f"{API}/people/{person_id}/password"
        self._wire.change("PUT", path, {"password": password})


class Given:
    """What is made, listed and revoked and never changed: keys, grants, feeds."""

    def __init__(self, wire: Wire, kind: str) -> None:
        self._wire = wire
        self._path = f"{API}/{kind}"

    def list(self, **filters: Any) -> Iterator[Json]:
        """Those one may see."""
        return self._wire.pages(self._path, **filters)

    def make(self, **what: Any) -> Json:
        """Make one; a secret in the answer is shown this once."""
        found: Json = self._wire.create(self._path, what)
        return found

    def revoke(self, known_as: str) -> None:
        """It stops working at once."""
        self._wire.change("DELETE", f"{self._path}/{known_as}")


class Audit:
    """The decision record."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def list(self, **filters: Any) -> Iterator[Json]:
        """Newest first; by who, action, object, client, since and until."""
        return self._wire.pages(f"{API}/audit", **filters)

    def verify(self, newest: str | None = None) -> Json:
        """Whether the record is whole."""
        found: Json = self._wire.get(f"{API}/audit/verify", newest=newest)
        return found

    def history(self, client_id: str) -> Json:
        """One client's whole history."""
        found: Json = self._wire.get(f"{API}/audit/clients/{client_id}")
        return found

    def history_csv(self, client_id: str) -> bytes:
        """The same as a table."""
        return self._wire.bytes(f"{API}/audit/clients/{client_id}", form="csv")
