"""Whether a table of figures has the shape of a rule pack: keys, members and units."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from enum import Enum
from typing import get_args, get_type_hints


def unknown_keys(kind: type, plain: Mapping[str, object], under: str = "") -> Iterator[str]:
    """One sentence for each key that ``kind``, a dataclass, does not have."""
    types = get_type_hints(kind)
    for key, value in plain.items():
        if key not in types:
            near = get_close_matches(key, types, n=1)
            yield f"{under}{key}: is not known." + (f" Maybe {near[0]}." if near else "")
        elif is_dataclass(types[key]) and isinstance(value, Mapping):
            yield from unknown_keys(types[key], value, f"{under}{key}.")


def incomplete_maps(thing: object, under: str = "") -> Iterator[str]:
    """One sentence for each table by enumeration that lacks a member."""
    for key, kind in get_type_hints(type(thing)).items():
        value = getattr(thing, key)
        if is_dataclass(kind):
            yield from incomplete_maps(value, f"{under}{key}.")
            continue
        missing = [str(member) for member in _members_wanted(kind) if member not in value]
        if missing:
            yield f"{under}{key}: lacks {', '.join(missing)}."


def wrong_units(
    kind: type, plain: Mapping[str, object], timed: Collection[str], under: str = ""
) -> Iterator[str]:
    """One sentence for each duration without a unit of time, and each number with one."""
    types = get_type_hints(kind)
    for one in fields(kind):
        name = f"{under}{one.name}"
        value = plain.get(one.name)
        if value is None or one.name in ("prices", "sources", "traffic"):
            continue
        if is_dataclass(types[one.name]) and isinstance(value, Mapping):
            yield from wrong_units(types[one.name], value, timed, f"{name}.")
        elif "Seconds" in str(one.type) and name not in timed:
            yield f"{name}: has no unit of time; write for example 20 min."
        elif "Seconds" not in str(one.type) and name in timed:
            yield f"{name}: is not a time; write a bare number."


def _members_wanted(kind: object) -> tuple[Enum, ...]:
    """Members a mapping by enumeration must have; nothing for any other type."""
    first = next(iter(get_args(kind)), None)
    return tuple(first) if isinstance(first, type) and issubclass(first, Enum) else ()
