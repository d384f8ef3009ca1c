"""A row of the record as one client may read it: nothing in it names another client."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

ANOTHER = "another client"
SPEAKING = ("object_id", "options", "reason")
"""Columns that may name anybody; in the others an id that is a number would be found in a time."""


def about(said: Mapping[str, Any], client_id: str) -> dict[str, Any]:
    """A row about several people, told to one: what concerns others alone is left out.

    Parameters
    ----------
    said
        The row, by column; ``clients`` holds the ids of all it concerns.
    """
    others = [one for one in said["clients"] if one != client_id]
    if not others:
        return dict(said)
    naming_others, naming_own = _naming(others), _naming([client_id])
    told = {name: _told(said[name], naming_others, naming_own) for name in SPEAKING}
    return {**said, **told, "clients": [one for one in said["clients"] if one == client_id]}


def _naming(ids: Iterable[str]) -> re.Pattern[str]:
    """Any of the ids as a whole word, such as at the beginning of a visit's id."""
    longest_first = sorted(ids, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _told(value: Any, others: re.Pattern[str], own: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return others.sub(ANOTHER, value)
    if isinstance(value, Mapping):
        return {
            key: _told(one, others, own) for key, one in value.items() if not others.search(key)
        }
    if isinstance(value, list):
        return [_told(one, others, own) for one in value if _concerns(one, others, own)]
    return value


def _concerns(item: Any, others: re.Pattern[str], own: re.Pattern[str]) -> bool:
    text = item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
    return own.search(text) is not None or others.search(text) is None
