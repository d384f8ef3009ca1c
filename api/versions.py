"""Changing what somebody else may have changed meanwhile."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import Depends, Header, Response

from api.problems import Problem


async def wanted_version(
    if_match: Annotated[
        str | None,
        Header(alias="If-Match", description='Version last seen, as its ETag: "3".'),
    ] = None,
) -> int:
    """The version the caller has seen and means to change.

    Raises
    ------
    Problem
        ``version-needed`` if none is given.
    """
    found = re.fullmatch(r'(?:W/)?"?(\d{1,9})"?', if_match or "")
    if found is None:
        raise Problem("version-needed", 'Send the version you saw as If-Match, such as "3".')
    return int(found[1])


IfMatch = Annotated[int, Depends(wanted_version)]


def demand_version(wanted: int, version: int, current: Any, proposed: Any = None) -> None:
    """Refuse a change of something that is no longer as the caller saw it.

    Raises
    ------
    Problem
        ``conflict`` with both versions.
    """
    if wanted != version:
        raise Problem(
            "conflict",
            f"This is version {version}, and you saw version {wanted}.",
            current=current,
            proposed=proposed,
        )


def stamp(response: Response, version: int) -> None:
    """Say the version of what is answered."""
    response.headers["ETag"] = f'"{version}"'
