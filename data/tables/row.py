"""What every row of every table shares, and how a column is described."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Row(BaseModel):
    """One row of a table, its cells read and typed.

    Parameters
    ----------
    row
        The row as the spreadsheet shows it; 0 for rows that come from no file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: int = 0


def column(
    sentence: str, *, called: str = "", also: str = "", like: str = "", private: bool = False
) -> Any:
    """A column that must be filled in.

    Parameters
    ----------
    sentence
        What it says, in one plain sentence.
    called
        Its header, where that is not the name of the attribute.
    also
        Other headers for it, separated by semicolons.
    like
        An example.
    private
        True where it names a person: messages never repeat it.
    """
    return Field(description=sentence, json_schema_extra=_extra(called, also, like, private))


def optional(
    sentence: str,
    default: Any = None,
    *,
    called: str = "",
    also: str = "",
    like: str = "",
    private: bool = False,
) -> Any:
    """A column that may be left out or empty, which then means ``default``."""
    return Field(
        default=default, description=sentence, json_schema_extra=_extra(called, also, like, private)
    )


def _extra(called: str, also: str, like: str, private: bool) -> dict[str, Any]:
    """What a column carries beside its sentence."""
    return {
        "called": called,
        "also": [word.strip() for word in also.split(";") if word.strip()],
        "like": like,
        "private": private,
    }
