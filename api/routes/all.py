"""Every route, by what it is about. A route without a permission does not pass the tests."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import (
    holds,
    imports,
    moves,
    offers,
    questions,
    rotas,
    rotas_change,
    rotas_take,
    scenarios,
    session,
    tables,
)

ROUTERS: tuple[APIRouter, ...] = (
    session.router,
    tables.router,
    imports.router,
    rotas.router,
    rotas_change.router,
    rotas_take.router,
    moves.router,
    questions.router,
    offers.router,
    holds.router,
    scenarios.router,
)
