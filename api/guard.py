"""What every request passes before any route sees it, and every answer before it leaves."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.caller import COOKIE, KEY_HEADER, PLAIN_COOKIE, address_of
from api.auth.limits import Limits
from api.auth.tokens import new_token
from api.metrics import REQUESTS, SECONDS
from api.problems import Problem

ABOUT_PEOPLE = ("/api", "/fhir")
"""Addresses whose answers nothing on the way may keep."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
log = structlog.get_logger("carerota.request")


class Guard:
    """Plain ASGI, so that streams pass untouched.

    Parameters
    ----------
    app
        What is guarded.
    most_bytes
        Largest body taken; larger ones are refused before they are read.
    hosts
        Names the service answers to: ``*`` is any, ``*.example.org`` any below that one.
    limits
        Counts the requests of an address that say not who they are from; those of a person
        are counted where the person is found (``api.auth.caller``).
    """

    def __init__(self, app: ASGIApp, most_bytes: int, hosts: Sequence[str], limits: Limits) -> None:
        self.app = app
        self.most_bytes = most_bytes
        self.hosts = tuple(one.lower() for one in hosts)
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, pass on, and stamp the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        watch = _Watch(scope, send)
        problem = self._refused(scope)
        try:
            if problem is None:
                limited = _Limited(receive, self.most_bytes)
                await self.app(scope, limited, watch.send)
            else:
                await problem.response()(scope, receive, watch.send)
        except _TooLargeError:
            if not watch.status:
                await Problem("too-large").response()(scope, receive, watch.send)
        except Exception:
            log.exception("failed", request=watch.id, route=watch.route())
            if watch.status:
                raise
            await Problem("failed", f"Request {watch.id}.").response()(scope, receive, watch.send)
        finally:
            watch.ended()

    def _refused(self, scope: Scope) -> Problem | None:
        """Why a request goes no further, if it does not."""
        headers = Headers(scope=scope)
        if not _is_answered_to(headers.get("host", ""), self.hosts):
            return Problem("bad-request", "The service does not answer to this name.")
        if "\x00" in scope["path"] or b"%00" in scope.get("query_string", b""):
            return Problem("bad-request", "The address holds a letter that cannot be kept.")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit() and len(length) <= 18):
            return Problem("bad-request", "Content-Length is not a number.")
        if int(length) > self.most_bytes:
            return Problem("too-large", f"At most {self.most_bytes:,} bytes are taken.")
        if scope["method"] not in SAFE_METHODS and _sent_by_another_site(headers):
            return Problem("forbidden", "This was sent by another site.")
        return self._too_many(scope, headers)

    def _too_many(self, scope: Scope, headers: Headers) -> Problem | None:
        if _is_anonymous(headers):
            try:
                self.limits.request(f"address {address_of(scope)}")
            except Problem as problem:
                return problem
        return None


def _is_answered_to(host: str, hosts: Sequence[str]) -> bool:
    """Whether ``host``, as a request names it, is one of ours."""
    name = urlsplit(f"//{host}").hostname or ""
    return any(
        one in ("*", name) or (one.startswith("*.") and name.endswith(one[1:])) for one in hosts
    )


def _is_anonymous(headers: Headers) -> bool:
    """Whether nothing in the request says who sent it."""
    return KEY_HEADER.lower() not in headers and not _has_session(headers)


def _has_session(headers: Headers) -> bool:
    cookies = headers.get("cookie", "")
    return COOKIE in cookies or f"{PLAIN_COOKIE}=" in cookies


def _sent_by_another_site(headers: Headers) -> bool:
    """Whether a browser was made to send this by a page of somebody else's.

    Browsers say where a request comes from in ``Sec-Fetch-Site``, older ones in ``Origin``.
    A program that sends somebody's cookie says neither and is refused as well.
    """
    alone = _is_anonymous(headers) or KEY_HEADER.lower() in headers
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in (("same-origin", "none") if alone else ("same-origin",))
    origin = headers.get("origin")
    if origin is None:
        return not alone
    return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


class _TooLargeError(Exception):
    """More came than was allowed."""


class _Limited:
    """Receives a body, but no more of it than is allowed, whatever its length was said to be."""

    def __init__(self, receive: Receive, most_bytes: int) -> None:
        self.receive = receive
        self.left = most_bytes

    async def __call__(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise _TooLargeError
        return message


class _Watch:
    """One answer on its way out: stamped, timed, counted and logged by ids alone."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope = scope
        self._send = send
        self.id = new_token()[:16]
        self.status = 0
        self.began = time.monotonic()

    async def send(self, message: Message) -> None:
        """Stamp the headers."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers["X-Request-Id"] = self.id
            if self.scope["path"].startswith(ABOUT_PEOPLE):
                headers.setdefault("Cache-Control", "no-store")
        await self._send(message)

    def route(self) -> str:
        """The route's template: the address itself may hold an id or a token."""
        path = getattr(self.scope.get("route"), "path", "")
        prefixes: Iterable[str] = (self.scope.get("root_path", ""), path)
        return "".join(prefixes) or "none"

    def ended(self) -> None:
        """Count and log."""
        seconds = time.monotonic() - self.began
        route, method = self.route(), self.scope["method"]
        caller = getattr(Request(self.scope).state, "caller", None)
        REQUESTS.labels(method, route, str(self.status)).inc()
        SECONDS.labels(method, route).observe(seconds)
        log.info(
            "answered",
            request=self.id,
            method=method,
            route=route,
            status=self.status,
            ms=round(seconds * 1000, 1),
            person=getattr(caller, "person", None),
            tenant=getattr(caller, "tenant", None),
        )
