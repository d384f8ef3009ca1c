"""What a report is built of: tables, and pictures that are tables too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of text.

    Parameters
    ----------
    numbers
        Columns set flush right.
    poor
        Rows that need somebody's eye; they also say so in words.
    kind
        "sortable" for a table whose rows may be reordered, "broad" for one with long texts.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()
    poor: frozenset[int] = frozenset()
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture and the same facts as a table, for those who cannot or would not see it."""

    id: str
    title: str
    picture: Markup
    table: Table
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One figure of the week in large type; ``was`` says what it is measured against."""

    label: str
    value: str
    was: str = ""
    poor: bool = False


def columns(first: int, last: int) -> frozenset[int]:
    """Column numbers from ``first`` to ``last``, both included."""
    return frozenset(range(first, last + 1))
