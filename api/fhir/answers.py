"""How FHIR answers and refuses: pages of resources, failures as OperationOutcome."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from api.fhir.resources import MEDIA_TYPE, Resource, bundle, outcome
from api.pages import mark, place
from api.problems import Problem, not_found

ISSUES = {400: "invalid", 401: "login", 403: "forbidden", 404: "not-found", 422: "invalid"}
ISSUES |= {429: "throttled", 503: "transient"}


class FhirResponse(JSONResponse):
    """A FHIR resource."""

    media_type = MEDIA_TYPE


class FhirRoute(APIRoute):
    """A route whose failures are FHIR's own: an OperationOutcome with our stable code in it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Answer problems as outcomes."""
        handle = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except Problem as problem:
                return _failed(problem)
            except RequestValidationError as error:
                names = {".".join(str(one) for one in found["loc"]) for found in error.errors()}
                words = f"Look at {', '.join(sorted(names))}."
                return _failed(Problem("bad-input", words))

        return answered


def _failed(problem: Problem) -> Response:
    words = problem.detail or problem.title
    body = outcome(ISSUES.get(problem.status, "processing"), problem.code, words)
    return FhirResponse(body, problem.status, headers=problem.headers)


_ANY: dict[str, Any] = {MEDIA_TYPE: {"schema": {"type": "object"}}}
Count = Annotated[int, Query(alias="_count", ge=1, le=200, description="Most on a page.")]
After = Annotated[str | None, Query(alias="_after", max_length=400, description="Page to go on.")]
Id = Annotated[str | None, Query(alias="_id", max_length=64)]
Word = Annotated[str | None, Query(max_length=200)]
Dates = Annotated[list[str] | None, Query(max_length=4)]


def fhir_router() -> APIRouter:
    """Routes that answer and fail as FHIR wants it."""
    return APIRouter(
        prefix="/fhir",
        tags=["fhir"],
        route_class=FhirRoute,
        default_response_class=FhirResponse,
        responses={"4XX": {"content": _ANY, "description": "An OperationOutcome."}},
    )


def only(resources: Sequence[Resource], known_as: str, kind: str) -> Resource:
    """The one of an id, which has to be there."""
    for one in resources:
        if one["id"] == known_as:
            return one
    raise not_found(kind, known_as)


def cut_page(
    request: Request, resources: Sequence[Resource], limit: int, after: str | None
) -> Resource:
    """A page of a list that is whole in memory."""
    began = place(after, 1)
    first = 0 if began is None else _number(began[0])
    more = mark(first + limit) if first + limit < len(resources) else None
    return one_page(request, resources[first : first + limit], len(resources), more)


def _number(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise Problem("bad-input", "'_after' is none of ours.")
    return value


def one_page(
    request: Request, resources: Sequence[Resource], total: int, further: str | None
) -> Resource:
    """A bundle with the addresses of this page and the next."""
    base = base_of_fhir(request)
    here = f"{base}/{request.url.path.rpartition('/')[2]}"
    links = {"self": _address(here, request, None)}
    if further is not None:
        links["next"] = _address(here, request, further)
    return bundle(base, resources, total, links)


def _address(here: str, request: Request, after: str | None) -> str:
    asked = [(name, value) for name, value in request.query_params.multi_items()]
    if after is not None:
        asked = [*(one for one in asked if one[0] != "_after"), ("_after", after)]
    return f"{here}?{urlencode(asked)}" if asked else here


def base_of_fhir(request: Request) -> str:
    """Where these doors are."""
    return f"{str(request.base_url).rstrip('/')}/fhir"
