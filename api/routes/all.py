"""Every route, by what it is about. A route without a permission does not pass the tests."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import (
    audit,
    book,
    calendars,
    exports,
    feeds,
    fhir,
    fhir_times,
    grants,
    holds,
    imports,
    imports_check,
    jobs,
    jobs_ask,
    keys,
    maps,
    moves,
    offers,
    oidc,
    operation,
    people,
    questions,
    rotas,
    rotas_change,
    rotas_saves,
    rotas_take,
    rules,
    scenarios,
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
    book.router,
    imports.router,
    imports_check.router,
    exports.router,
    rotas.router,
    rotas_change.router,
    rotas_saves.router,
    jobs.router,
    jobs_ask.router,
    rotas_take.router,
    moves.router,
    questions.router,
    maps.router,
    offers.router,
    holds.router,
    scenarios.router,
    rules.router,
)

WITHOUT_PREFIX: tuple[APIRouter, ...] = (
    operation.router,
    calendars.router,
    fhir.router,
    fhir_times.router,
)
"""Addresses that others fix, or that people's calendars keep: they have no version in them."""
