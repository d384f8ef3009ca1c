"""Logs as lines of JSON; ids only, never a name, a token or a word about somebody's health."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from typing import TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

MOST_FRAMES = 12


def set_up_logs(level: int = logging.INFO, file: TextIO = sys.stderr) -> None:
    """One line of JSON an event, to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            where_it_failed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=file),
        cache_logger_on_first_use=False,
    )


def where_it_failed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """What was raised and where, without what it said.

    The message of an exception may quote what somebody typed, or, from a database, the row
    it refused; so may a line of source. Kind, file and line are enough to find the fault.
    """
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["failed"] = _chain(error)
    return event


def _chain(error: BaseException) -> list[str]:
    """The exception and those that led to it, each with where it was raised."""
    found: list[str] = []
    seen: set[int] = set()
    here: BaseException | None = error
    while here is not None and id(here) not in seen:
        seen.add(id(here))
        found.append(type(here).__qualname__)
        frames = traceback.extract_tb(here.__traceback__)[-MOST_FRAMES:]
        found += [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]
        here = here.__cause__ or here.__context__
    return found
