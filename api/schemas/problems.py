"""Which problems a route may answer with, for the description of the service."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from api.problems import MEDIA_TYPE, TITLES, ProblemDetails

EVERY_ROUTE = ("bad-request", "not-signed-in", "forbidden", "bad-input", "too-many", "not-ready")
"""What any route may answer with."""


def problems(*codes: str) -> dict[int | str, dict[str, Any]]:
    """Answers by status, each with the stable codes it may carry."""
    by_status: dict[int, list[str]] = defaultdict(list)
    for code in dict.fromkeys((*EVERY_ROUTE, *codes)):
        by_status[TITLES[code][0]].append(code)
    return {
        status: {
            "model": ProblemDetails,
            "description": "; ".join(f"`{code}`: {TITLES[code][1]}" for code in found) + ".",
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
        }
        for status, found in sorted(by_status.items())
    }
