"""Every route of the service, and a body that each would read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from api.app import create_app
from api.auth.roles import Permission
from api.settings import Settings
from tests.api.service import sqlite_store

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One method of one address; ``permission`` is empty where none is asked for."""

    method: str
    path: str
    permission: Permission | None
    parameters: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def routes_of(app: FastAPI) -> Iterator[Route]:
    """Whatever the service answers to."""
    for found in iter_route_contexts(app.routes):
        dependant = getattr(found, "dependant", None)
        for method in sorted(set(found.methods or ("GET",)) & set(METHODS)):
            yield Route(
                method=method,
                path=found.path_format or found.path or "",
                permission=_permission(dependant) if dependant else None,
                parameters=tuple(one.name for one in dependant.path_params) if dependant else (),
            )


@cache
def described() -> tuple[tuple[Route, ...], Mapping[str, Any]]:
    """Every route, and the description the service gives of itself."""
    with tempfile.TemporaryDirectory() as folder, sqlite_store(Path(folder)) as store:
        app = create_app(Settings(), store)
        return tuple(routes_of(app)), app.openapi()


def body_for(route: Route) -> Any:
    """What the route says it reads: its own example, or as little as is asked for."""
    description = described()[1]
    operation = description["paths"].get(route.path, {}).get(route.method.lower(), {})
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    return None if schema is None else _example(schema, description)


def query_for(route: Route) -> dict[str, Any]:
    """What has to stand in the query."""
    description = described()[1]
    operation = description["paths"].get(route.path, {}).get(route.method.lower(), {})
    return {
        one["name"]: _example(one["schema"], description)
        for one in operation.get("parameters", ())
        if one["in"] == "query" and one.get("required")
    }


def _permission(dependant: Dependant) -> Permission | None:
    """What a route asks for, itself or through what it depends on."""
    found: Permission | None = getattr(dependant.call, "permission", None)
    for one in dependant.dependencies:
        found = found or _permission(one)
    return found


def _example(schema: Mapping[str, Any], description: Mapping[str, Any]) -> Any:
    if "$ref" in schema:
        kinds = description["components"]["schemas"]
        return _example(kinds[schema["$ref"].rsplit("/", 1)[-1]], description)
    for word in ("examples", "enum"):
        if schema.get(word):
            return schema[word][0]
    for word in ("example", "default", "const"):
        if word in schema:
            return schema[word]
    for word in ("anyOf", "oneOf", "allOf"):
        if schema.get(word):
            return _example(schema[word][0], description)
    return _plain(schema, description)


def _plain(schema: Mapping[str, Any], description: Mapping[str, Any]) -> Any:
    kind = schema.get("type")
    if kind == "object":
        given = schema.get("properties", {})
        return {name: _example(given[name], description) for name in schema.get("required", ())}
    if kind == "array":
        return [_example(schema["items"], description)] * schema.get("minItems", 0)
    texts = {"date": "2026-11-30", "date-time": "2026-11-30T07:30:00+00:00"}
    text = texts.get(schema.get("format", ""), "a" * max(1, schema.get("minLength", 1)))
    plain = {"integer": schema.get("minimum", 1), "number": schema.get("minimum", 1)}
    return plain.get(str(kind), True if kind == "boolean" else text)
