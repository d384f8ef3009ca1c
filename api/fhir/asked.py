"""Search parameters of FHIR R4, read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from api.fhir.ids import own_id
from api.fhir.resources import SYSTEM
from api.problems import FieldError, Problem

ZONE = ZoneInfo("Europe/London")
_DATE = re.compile(r"(eq|ge|gt|le|lt|sa|eb)?(\d{4}-\d\d-\d\d(?:T[0-9:.]+(?:Z|[+-]\d\d:\d\d))?)")
Span = tuple[datetime, datetime]

_MEANS: Mapping[str, Callable[[Any, Span], Any]] = {
    "eq": lambda start, span: (start >= span[0]) & (start < span[1]),
    "ge": lambda start, span: start >= span[0],
    "gt": lambda start, span: start >= span[1],
    "sa": lambda start, span: start >= span[1],
    "le": lambda start, span: start < span[1],
    "lt": lambda start, span: start < span[0],
    "eb": lambda start, span: start < span[0],
}


def when(start: Any, asked: list[str], name: str = "date") -> list[Any]:
    """Conditions on when something begins; ``start`` is a column or a moment.

    Raises
    ------
    Problem
        ``bad-input`` if it is no date of FHIR's with a known prefix.
    """
    return [_when(start, one, name) for one in asked]


def person(asked: str | None, kind: str, ours: str, name: str) -> str | None:
    """Id of the person meant by ``Patient/C1``, ``C1`` or ``urn:carerota:client|C1``.

    Raises
    ------
    Problem
        ``bad-input`` if another system's identifier is given.
    """
    if asked is None:
        return None
    system, bar, value = asked.rpartition("|")
    if bar:
        if system not in ("", f"{SYSTEM}:{ours}"):
            raise wrong(name, f"Identifiers here are of the system {SYSTEM}:{ours}.")
        return value
    return own_id(asked.removeprefix(f"{kind}/")) or ""


def wrong(name: str, words: str) -> Problem:
    """One parameter that cannot be read."""
    return Problem(
        "bad-input", words, errors=[FieldError(file="query", column=name, message=words)]
    )


def _when(start: Any, asked: str, name: str) -> Any:
    found = _DATE.fullmatch(asked)
    try:
        if found is None:
            raise ValueError(asked)
        moment = datetime.fromisoformat(found[2])
    except ValueError as bad:
        raise wrong(name, "Give a date, as in ge2026-11-30, or a time with its offset.") from bad
    if "T" in found[2]:
        span = (moment, moment + timedelta(seconds=1))
    else:
        first = moment.replace(tzinfo=ZONE)
        span = (first, (moment + timedelta(days=1)).replace(tzinfo=ZONE))
    return _MEANS[found[1] or "eq"](start, span)
