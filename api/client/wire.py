"""Requests and answers, with what may safely be sent again sent again."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import uuid4

import httpx

from api.client.problem import ProblemError

Json = dict[str, Any]
API = "/api/v1"
PAGE = 200
TRY_AGAIN = frozenset({429, 502, 503, 504})
"""Statuses after which the same request may succeed a little later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often and how long a request is tried.

    Parameters
    ----------
    tries
        Times a request that may be repeated is sent at most.
    first_wait_s, longest_wait_s
        Seconds before the second try, doubled each time, and at most.
    """

    tries: int = 4
    first_wait_s: float = 0.2
    longest_wait_s: float = 5.0


@dataclass(frozen=True, slots=True)
class Versioned:
    """Something with the version it was seen in."""

    body: Json
    version: int


class Wire:
    """One service.

    Parameters
    ----------
    http
        Sends; its base address and headers are the service's.
    """

    def __init__(self, http: httpx.Client, patience: Patience) -> None:
        self.http = http
        self._patience = patience

    def get(self, path: str, **query: Any) -> Any:
        """What stands at an address, as JSON."""
        return self.send("GET", path, query=query).json()

    def bytes(self, path: str, **query: Any) -> bytes:
        """A file."""
        found: bytes = self.send("GET", path, query=query).content
        return found

    def versioned(self, path: str) -> Versioned:
        """What stands at an address, with its version."""
        answer = self.send("GET", path)
        return Versioned(answer.json(), _version(answer))

    def pages(self, path: str, **query: Any) -> Iterator[Json]:
        """Every item of a list, page after page."""
        after: str | None = None
        while True:
            page = self.get(path, **{"limit": PAGE, **query, "after": after})
            yield from page["items"]
            after = page["next"]
            if after is None:
                return

    def create(
        self, path: str, body: Any = None, *, files: Sequence[Any] = (), **query: Any
    ) -> Any:
        """A creating call: done once, however often it had to be sent."""
        headers = {"Idempotency-Key": uuid4().hex}
        answer = self.send("POST", path, query=query, body=body, files=files, headers=headers)
        return answer.json()

    def ask(self, path: str, body: Any, *, files: Sequence[Any] = (), **query: Any) -> Any:
        """A question too long for an address; sent again without harm."""
        return self.send("POST", path, query=query, body=body, files=files, again=True).json()

    def change(self, method: str, path: str, body: Any = None, version: int | None = None) -> Any:
        """A change of what was seen in a version; sent once, as it may have been made."""
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        answer = self.send(method, path, body=body, headers=headers)
        return answer.json() if answer.content else None

    def send(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        files: Sequence[Any] = (),
        headers: Mapping[str, str] | None = None,
        again: bool = False,
    ) -> httpx.Response:
        """One request, tried again where that does no harm.

        Raises
        ------
        ProblemError
            For every answer that is no success; of code ``no-answer`` if there was none.
        """
        given: dict[str, Any] = {
            "params": {name: one for name, one in (query or {}).items() if one is not None},
            "headers": dict(headers or {}),
        }
        if body is not None:
            given["json"] = body
        if files:
            given["files"] = list(files)
        safe = method == "GET" or again or "Idempotency-Key" in given["headers"]
        answer = self._tried(method, path, given, self._patience.tries if safe else 1)
        if answer.status_code >= 400:
            refuse(answer)
        return answer

    def _tried(self, method: str, path: str, given: dict[str, Any], tries: int) -> httpx.Response:
        wait = self._patience.first_wait_s
        for left in range(tries - 1, -1, -1):
            try:
                answer = self.http.request(method, path, **given)
            except httpx.TransportError as error:
                if not left:
                    raise ProblemError(0, "no-answer", {"detail": str(error)}) from error
            else:
                if answer.status_code not in TRY_AGAIN or not left:
                    return answer
                wait = max(wait, _asked_to_wait(answer))
            time.sleep(min(wait, self._patience.longest_wait_s))
            wait *= 2
        raise AssertionError("A request is tried once at least.")


def refuse(answer: httpx.Response) -> NoReturn:
    """An answer that is no success, as an error.

    Raises
    ------
    ProblemError
        Always.
    """
    try:
        body = answer.json()
    except ValueError:
        body = {}
    if not isinstance(body, dict):
        body = {}
    raise ProblemError(answer.status_code, str(body.get("code", "unknown")), body)


def _version(answer: httpx.Response) -> int:
    return int(answer.headers.get("ETag", '"0"').removeprefix("W/").strip('"'))


def _asked_to_wait(answer: httpx.Response) -> float:
    """Seconds the service asks to wait; none where it does not say so in seconds."""
    text = answer.headers.get("Retry-After", "")
    return float(text) if text.isdecimal() else 0.0
