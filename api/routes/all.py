"""Every route, by what it is about. A route without a permission does not pass the tests."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import imports, jobs, jobs_ask, rotas, rotas_change, session, tables

ROUTERS: tuple[APIRouter, ...] = (
    session.router,
    tables.router,
    imports.router,
    rotas.router,
    rotas_change.router,
    jobs.router,
    jobs_ask.router,
)
