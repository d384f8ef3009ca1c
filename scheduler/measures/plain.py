"""Measures as plain JSON: objects, lists, numbers, text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TypeAlias

from scheduler.measures.figures import Share

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

DECIMALS = 6
"""Places a share or index is rounded to; the counts beside it are exact."""


def plain(value: object) -> Json:
    """``value`` as JSON: dataclasses by field, keys as text, a share beside its counts.

    Raises
    ------
    TypeError
        If something in it has no plain form.
    """
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {**found, "share": plain(value.share)} if isinstance(value, Share) else found
    raise TypeError(f"A {type(value).__name__} has no plain form.")
