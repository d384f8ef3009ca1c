"""The planner's page, served by the service itself: one document, and files that never change.

The page is built at install (``api/web``). All of it is read at the start, a few hundred kB, so
no address of a request ever becomes the path of a file.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.guard import HEADERS
from api.problems import Problem

BUILT = Path(__file__).parent / "web" / "dist"
FOLDER_VARIABLE = "CAREROTA_PAGE"
DOCUMENT = "index.html"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
NOT_BUILT = "The page was left out at install. Install again without CAREROTA_SKIP_WEB."
# Machines differ in what their tables of types hold, so ours are said here.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".json": "application/json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file of the page.

    Parameters
    ----------
    content, compressed
        As it is, and by gzip where that was made when the page was built.
    media_type, tag
        Its type; what tells this content from any other.
    lasts
        Whether its name holds a digest of it, so that it may be kept for ever.
    """

    content: bytes
    compressed: bytes | None
    media_type: str
    tag: str
    lasts: bool

    def answer(self, request: Request) -> Response:
        """As it is sent: nothing where the browser has it, compressed where it may be."""
        headers = {
            "Cache-Control": FOR_EVER if self.lasts else ASK_EACH_TIME,
            "ETag": self.tag,
            "Vary": "Accept-Encoding",
        }
        known = request.headers.get("if-none-match", "")
        if self.tag in (one.strip().removeprefix("W/") for one in known.split(",")):
            return Response(status_code=304, headers=headers)
        if self.compressed is not None and _takes_gzip(request):
            headers["Content-Encoding"] = "gzip"
            return Response(self.compressed, headers=headers, media_type=self.media_type)
        return Response(self.content, headers=headers, media_type=self.media_type)


def page_routes(folder: Path = BUILT) -> list[BaseRoute]:
    """The routes of the page built in ``folder``; a plain refusal where there is none."""
    assets = read_assets(folder)

    def document(request: Request) -> Response:
        found = assets.get(DOCUMENT)
        if found is None:
            return Problem("not-ready", NOT_BUILT).response()
        return found.answer(request)

    def file(request: Request) -> Response:
        found = assets.get(request.url.path.removeprefix("/"))
        return Problem("not-found").response() if found is None else found.answer(request)

    return [
        Route("/", document, name="page"),
        Route("/favicon.svg", file, name="page-icon"),
        Route("/assets/{name}", file, name="page-file"),
    ]


def read_assets(folder: Path) -> dict[str, Asset]:
    """Every file of the built page by its address; empty where the page is not built."""
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in TYPES]
    return {path.relative_to(folder).as_posix(): _read(path, folder) for path in paths}


def page_only() -> Starlette:
    """The page without a service, for its own tests: the folder is named by ``CAREROTA_PAGE``."""
    return page_app(Path(os.environ.get(FOLDER_VARIABLE, BUILT)))


def page_app(folder: Path) -> Starlette:
    """The page of a folder under the service's headers, its policy among them."""
    app = Starlette(routes=page_routes(folder))
    app.add_middleware(Stamped)
    return app


class Stamped:
    """The headers every answer of the service has, without who may ask how often."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stamp the answer as it leaves."""

        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, stamped)


def _read(path: Path, folder: Path) -> Asset:
    content = path.read_bytes()
    beside = path.with_name(f"{path.name}.gz")
    return Asset(
        content=content,
        compressed=beside.read_bytes() if beside.is_file() else None,
        media_type=TYPES[path.suffix],
        tag=f'"{hashlib.sha256(content).hexdigest()[:32]}"',
        lasts=path.parent != folder,
    )


def _takes_gzip(request: Request) -> bool:
    """Whether the browser says it reads gzip."""
    offered = request.headers.get("accept-encoding", "")
    return any(one.strip().startswith("gzip") and "q=0" not in one for one in offered.split(","))
