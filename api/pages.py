"""Long lists, one page after another."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

from api.problems import FieldError, Problem

Item = TypeVar("Item")
MOST_ON_A_PAGE = 1000
MOST_NUMBER = 2**31


class Page(BaseModel, Generic[Item]):
    """Part of a list, in a fixed order."""

    items: list[Item]
    next: str | None = Field(default=None, description="Give as 'after' for more; null: no more.")


Limit = Annotated[int, Query(ge=1, le=MOST_ON_A_PAGE, description="Most items on a page.")]
After = Annotated[str | None, Query(max_length=400, description="'next' of the page before.")]


def mark(*values: Any) -> str:
    """Where a page ended, as a word to give back."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def place(after: str | None, count: int) -> list[Any] | None:
    """Where the page before ended: ``count`` values, or nothing at the beginning.

    Raises
    ------
    Problem
        ``bad-input`` if it is no mark of ours.
    """
    if after is None:
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (binascii.Error, ValueError, UnicodeDecodeError):
        found = None
    if (
        not isinstance(found, list)
        or len(found) != count
        or not all(isinstance(one, str | int) and not isinstance(one, bool) for one in found)
    ):
        raise _not_ours()
    return found


def place_number(after: str | None) -> int | None:
    """Where the page before ended, for a list ordered by one whole number.

    Raises
    ------
    Problem
        ``bad-input`` if it is no mark of ours.
    """
    found = place(after, 1)
    if found is None:
        return None
    if not isinstance(found[0], int) or abs(found[0]) >= MOST_NUMBER:
        raise _not_ours()
    return found[0]


def instant_of(value: Any) -> datetime:
    """The moment in a mark.

    Raises
    ------
    Problem
        ``bad-input`` if there is none.
    """
    found = None
    with suppress(ValueError):
        found = datetime.fromisoformat(str(value))
    if found is None or found.tzinfo is None:
        raise _not_ours()
    return found


def cut(items: Sequence[Item], limit: int) -> tuple[Sequence[Item], bool]:
    """The page, and whether more follows, of one item more than asked for."""
    return items[:limit], len(items) > limit


def _not_ours() -> Problem:
    error = FieldError(file="query", column="after", message="This is not a 'next' of ours.")
    return Problem("bad-input", errors=[error])
