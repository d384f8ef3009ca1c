"""What went wrong, as problem details (RFC 9457) with codes that do not change.

Every answer that is no success has this form::

    {"type": "urn:carerota:problem:conflict", "title": "Somebody saved first", "status": 409,
     "code": "conflict", "detail": "...", "errors": [{"file", "row", "column", ...}], ...}
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from data.tables.faults import Fault, TableFaults
from scheduler.domain.errors import InputError

MEDIA_TYPE = "application/problem+json"

TITLES = {
    "bad-request": (400, "The request cannot be read"),
    "not-signed-in": (401, "Sign in first"),
    "forbidden": (403, "This role may not do that"),
    "not-found": (404, "There is no such thing"),
    "not-allowed": (405, "This address does not do that"),
    "conflict": (409, "Somebody saved first"),
    "wrong-state": (409, "It is too late, or too early, for that"),
    "repeat-differs": (409, "This idempotency key was used for another request"),
    "too-large": (413, "The body is too large"),
    "unsupported": (415, "This kind of body is not read here"),
    "bad-input": (422, "Something given has to be mended"),
    "version-needed": (428, "Say which version you change"),
    "too-many": (429, "Too many requests"),
    "quota": (429, "The provider's quota is used up"),
    "failed": (500, "The service failed"),
    "not-ready": (503, "The service is not ready"),
}


class FieldError(BaseModel):
    """One thing to mend."""

    file: str = Field(default="", description="File or table; 'body' or 'query' for a request.")
    row: int = Field(default=0, description="Row as the spreadsheet shows it; 0 is the whole.")
    column: str = Field(default="", description="Column or field.")
    value: str = Field(default="", description="What stands there; never a person's name.")
    message: str = Field(description="What is wrong, in one sentence.")
    advice: str = Field(default="", description="What may help.")


class ProblemDetails(BaseModel):
    """An answer that is no success."""

    type: str = Field(examples=["urn:carerota:problem:bad-input"])
    title: str
    status: int
    code: str = Field(description="Stable; decide by this.", examples=["bad-input"])
    detail: str = ""
    errors: list[FieldError] = Field(default_factory=list)
    current: Any = Field(default=None, description="What stands now, where somebody saved first.")
    proposed: Any = Field(default=None, description="What this request wanted to save.")


class Problem(Exception):  # noqa: N818 -- the RFC's word
    """Raised wherever a request cannot be done; becomes problem details."""

    def __init__(
        self,
        code: str,
        detail: str = "",
        *,
        errors: Sequence[FieldError] = (),
        current: Any = None,
        proposed: Any = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status, self.title = TITLES[code]
        self.code = code
        self.detail = detail
        self.errors = list(errors)
        self.current = current
        self.proposed = proposed
        self.headers = headers

    def response(self) -> JSONResponse:
        """As it is sent."""
        body = ProblemDetails(
            type=f"urn:carerota:problem:{self.code}",
            title=self.title,
            status=self.status,
            code=self.code,
            detail=self.detail,
            errors=self.errors,
            current=self.current,
            proposed=self.proposed,
        )
        return JSONResponse(
            body.model_dump(mode="json", exclude_none=True),
            self.status,
            headers=self.headers,
            media_type=MEDIA_TYPE,
        )


def not_found(kind: str, name: str) -> Problem:
    """The same answer whether it never was, or belongs to somebody else."""
    return Problem("not-found", f"There is no {kind} {name}.")


def bad_input(error: InputError) -> Problem:
    """Every fault of what was given, by file, row and column."""
    if isinstance(error, TableFaults):
        return Problem("bad-input", errors=[field_error(one) for one in error.faults])
    lines = str(error).splitlines()
    return Problem("bad-input", lines[0] if lines else "", errors=_sentences(lines))


def field_error(fault: Fault) -> FieldError:
    """A fault of a table, as it is sent."""
    return FieldError(
        file=fault.file,
        row=fault.row,
        column=fault.column,
        value=fault.value,
        message=fault.message,
        advice=fault.advice,
    )


def _sentences(lines: Sequence[str]) -> list[FieldError]:
    """Sentences, each with the advice that follows it."""
    found: list[FieldError] = []
    for line in lines:
        if line.startswith("Maybe") and found:
            found[-1].advice = line
        elif line:
            found.append(FieldError(message=line))
    return found


def answer_with_problems(app: FastAPI) -> None:
    """Let every failure of ``app`` be answered as problem details."""

    @app.exception_handler(Problem)
    def _problem(_request: Request, error: Problem) -> JSONResponse:
        return error.response()

    @app.exception_handler(IntegrityError)
    def _saved_first(_request: Request, _error: IntegrityError) -> JSONResponse:
        return Problem("conflict", "Somebody saved at the same moment.").response()

    @app.exception_handler(DataError)
    def _not_kept(_request: Request, _error: DataError) -> JSONResponse:
        return Problem("bad-input", "Something given is too long or cannot be kept.").response()

    @app.exception_handler(InputError)
    def _input(_request: Request, error: InputError) -> JSONResponse:
        return bad_input(error).response()

    @app.exception_handler(StaleDataError)
    def _stale(_request: Request, _error: StaleDataError) -> JSONResponse:
        detail = "Somebody saved at the same moment; look at what stands now and try again."
        return Problem("conflict", detail).response()

    @app.exception_handler(RequestValidationError)
    def _validation(_request: Request, error: RequestValidationError) -> JSONResponse:
        errors = [
            FieldError(
                file=str(one["loc"][0]),
                column=".".join(str(part) for part in one["loc"][1:]),
                message=str(one["msg"]),
            )
            for one in error.errors()
        ]
        return Problem("bad-input", errors=errors).response()

    @app.exception_handler(HTTPException)
    def _http(_request: Request, error: HTTPException) -> JSONResponse:
        codes = {400: "bad-request", 404: "not-found", 405: "not-allowed", 415: "unsupported"}
        code = codes.get(error.status_code, "bad-request")
        problem = Problem(code, headers=dict(error.headers) if error.headers else None)
        return problem.response()
