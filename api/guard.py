"""What every request passes before any route sees it, and every answer before it leaves."""

from __future__ import annotations

import time
from collections.abc import Iterable
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.caller import COOKIE, KEY_HEADER, PLAIN_COOKIE
from api.auth.tokens import new_token
from api.metrics import REQUESTS, SECONDS
from api.problems import Problem

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
    """

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self.app = app
        self.most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, pass on, and stamp the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        watch = _Watch(scope, send)
        problem = _refused(Headers(scope=scope), scope["method"], self.most_bytes)
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


def _refused(headers: Headers, method: str, most_bytes: int) -> Problem | None:
    """Why a request goes no further, if it does not."""
    length = headers.get("content-length", "0")
    if not length.isdigit():
        return Problem("bad-request", "Content-Length is not a number.")
    if int(length) > most_bytes:
        return Problem("too-large", f"At most {most_bytes:,} bytes are taken.")
    if method not in SAFE_METHODS and _sent_by_another_site(headers):
        return Problem("forbidden", "This was sent by another site.")
    return None


def _sent_by_another_site(headers: Headers) -> bool:
    """Whether a browser was made to send this with somebody's cookie.

    Browsers say where a request comes from in ``Sec-Fetch-Site``, older ones in ``Origin``;
    a program that sends a cookie says neither and is refused as well.
    """
    cookies = headers.get("cookie", "")
    with_cookie = COOKIE in cookies or f"{PLAIN_COOKIE}=" in cookies
    if not with_cookie or KEY_HEADER.lower() in headers:
        return headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site != "same-origin"
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc != headers.get("host")


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
            if self.scope["path"].startswith("/api"):
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
