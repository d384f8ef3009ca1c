"""Whether the service lives and is ready, and what it measures."""

from __future__ import annotations

import hmac
import ipaddress
from typing import Any

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel

from api.operate.gauges import figures
from api.operate.health import what_is_wrong
from api.parts import Parts, WithParts
from api.problems import Problem, ProblemDetails

router = APIRouter(tags=["operation"])
NOT_READY: dict[int | str, dict[str, Any]] = {
    503: {"model": ProblemDetails, "description": "Not now; 'errors' says why."}
}
PASSED_ON = ("forwarded", "x-forwarded-for", "via", "x-real-ip")
"""Headers by which a proxy says that it asks for somebody else."""


class Well(BaseModel):
    """All is well."""

    status: str = "ok"


class FiguresResponse(Response):
    """Figures for Prometheus."""

    media_type = CONTENT_TYPE_LATEST


@router.get("/healthz", summary="Whether the process lives")
def alive() -> Well:
    """Says nothing about the database: a service that waits for it must not be restarted."""
    return Well()


@router.get("/readyz", summary="Whether requests can be answered", responses=NOT_READY)
def ready(parts: WithParts) -> Well:
    """The database answers in the form needed, work that waits is taken, and nobody stops us."""
    wrong = what_is_wrong(parts.store, parts.settings)
    if parts.stopping.is_set():
        wrong.append("The service stops.")
    if wrong:
        raise Problem("not-ready", " ".join(wrong))
    return Well()


@router.get(
    "/metrics",
    summary="Figures for Prometheus",
    response_class=FiguresResponse,
    responses={200: {"content": {CONTENT_TYPE_LATEST: {"schema": {"type": "string"}}}}},
)
def metrics(request: Request, parts: WithParts) -> Response:
    """To this machine itself, or with the token of the settings; to others it is not there."""
    if not (_has_token(request, parts) or _is_from_here(request)):
        raise Problem("not-found")
    return FiguresResponse(figures(parts.store))


def _has_token(request: Request, parts: Parts) -> bool:
    token = parts.settings.metrics_token
    if token is None:
        return False
    given = request.headers.get("authorization", "").encode()
    return hmac.compare_digest(given, f"Bearer {token.get_secret_value()}".encode())


def _is_from_here(request: Request) -> bool:
    """Whether a process of this machine asks, and not for somebody elsewhere."""
    if any(name in request.headers for name in PASSED_ON) or request.client is None:
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
