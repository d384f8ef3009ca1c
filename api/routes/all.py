"""Every route, by what it is about. A route without a permission does not pass the tests."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import (
    audit,
    feeds,
    grants,
    imports,
    jobs,
    jobs_ask,
    keys,
    oidc,
    people,
    rotas,
    rotas_change,
    session,
    tables,
)

ROUTERS: tuple[APIRouter, ...] = (
    session.router,
    oidc.router,
    people.router,
    keys.router,
    grants.router,
    feeds.router,
    audit.router,
    tables.router,
    imports.router,
    rotas.router,
    rotas_change.router,
    jobs.router,
    jobs_ask.router,
)
