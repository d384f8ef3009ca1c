"""The service, built from its parts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from api.auth.limits import Limits
from api.desk import Desk
from api.guard import Guard
from api.openapi import describe
from api.page import page_routes
from api.parts import Parts
from api.problems import answer_with_problems
from api.routes.all import ROUTERS, WITHOUT_PREFIX
from api.settings import Settings
from api.store import Store, migrate

PREFIX = "/api/v1"
ABOUT = """Rotas of homecare: tables in, rotas planned, judged, explained, mended and published.

Every answer that is no success is problem details (RFC 9457) with a stable `code`. Creating
calls take an `Idempotency-Key`; changes say in `If-Match` which version they change."""


def create_app(settings: Settings | None = None, store: Store | None = None) -> FastAPI:
    """The service.

    Parameters
    ----------
    settings, store
        What it is told and where it remembers; by default from the environment.
    """
    told = settings or Settings()
    kept = store or Store(told.database)
    migrate(kept)
    parts = Parts(settings=told, store=kept, limits=Limits(told, kept), desk=Desk(told.desks))

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        yield
        parts.desk.close()
        if store is None:
            kept.close()

    app = FastAPI(
        title="carerota",
        version=version("carerota"),
        description=ABOUT,
        lifespan=life,
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.parts = parts
    answer_with_problems(app)
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX)
    for router in WITHOUT_PREFIX:
        app.include_router(router)
    describe(app)
    app.router.routes.extend(page_routes())
    app.add_middleware(
        Guard, most_bytes=told.upload_bytes, hosts=told.allowed_hosts, limits=parts.limits
    )
    return app
