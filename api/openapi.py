"""The description of the service: how to sign in, and what each route may refuse, by its code.

What a route may refuse follows from its form: who may not ask, an address that names nothing, a
version that is missing or old, a body that cannot be read. So it is worked out here, for every
route alike, and no route can forget it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts

from api.auth.caller import COOKIE, KEY_HEADER
from api.problems import MEDIA_TYPE, TITLES, ProblemDetails

PROBLEM = "#/components/schemas/ProblemDetails"
SIGNING_IN = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "As `POST /api/v1/session` sets it; for browsers of this site.",
    },
    "key": {
        "type": "apiKey",
        "in": "header",
        "name": KEY_HEADER,
        "description": "A key by which a program acts as a person.",
    },
}
CHANGING = frozenset({"post", "put", "patch", "delete"})


def describe(app: FastAPI) -> None:
    """Let ``app`` describe itself in full."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _described(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    parts = found.setdefault("components", {})
    parts["securitySchemes"] = SIGNING_IN
    schemas = parts.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    own = ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(own.pop("$defs"))
    schemas["ProblemDetails"] = own
    for route in iter_route_contexts(app.routes):
        dependant = getattr(route, "dependant", None)
        path = getattr(route, "path_format", "")
        for method, operation in found["paths"].get(path, {}).items():
            if dependant is not None and method.upper() in (route.methods or ()):
                _complete(dependant, method, operation)
    return found


def _complete(dependant: Dependant, method: str, operation: dict[str, Any]) -> None:
    """Who may ask, and what is answered where it cannot be done."""
    signed_in = _needs_somebody(dependant)
    operation["security"] = [{"session": []}, {"key": []}] if signed_in else []
    answers = operation["responses"]
    if "4XX" in answers:
        answers.pop("422", None)
        return
    for status, codes in sorted(_refusals(method, operation, signed_in=signed_in).items()):
        answers[str(status)] = {
            "description": "; ".join(f"`{code}`: {TITLES[code][1]}" for code in codes) + ".",
            "content": {MEDIA_TYPE: {"schema": {"$ref": PROBLEM}}},
        }


def _refusals(method: str, operation: dict[str, Any], *, signed_in: bool) -> dict[int, list[str]]:
    """Codes by status that an operation of this form may answer with."""
    found: dict[int, list[str]] = defaultdict(list)
    for code in _codes(method, operation, signed_in=signed_in):
        found[TITLES[code][0]].append(code)
    return found


def _codes(method: str, operation: dict[str, Any], *, signed_in: bool) -> Iterator[str]:
    parameters = operation.get("parameters", ())
    yield from ("bad-request", "forbidden", "not-found", "too-many", "not-ready")
    if signed_in or method == "post":
        yield "not-signed-in"
    if parameters or "requestBody" in operation:
        yield "bad-input"
    if "requestBody" in operation:
        yield from ("too-large", "unsupported")
    if method in CHANGING:
        yield from ("conflict", "wrong-state", "quota")
    if any(one["name"] == "Idempotency-Key" for one in parameters):
        yield "repeat-differs"
    if any(one["name"] == "If-Match" for one in parameters):
        yield "version-needed"


def _needs_somebody(dependant: Dependant) -> bool:
    """Whether a route asks who is calling: one of its dependencies names a permission."""
    return any(
        hasattr(one.call, "permission") or _needs_somebody(one) for one in dependant.dependencies
    )
