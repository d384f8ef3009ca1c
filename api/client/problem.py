"""What the service says when something cannot be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing to mend: where it stands, what is wrong, what may help."""

    file: str = ""
    row: int = 0
    column: str = ""
    value: str = ""
    message: str = ""
    advice: str = ""


class ProblemError(Exception):
    """An answer that is no success.

    Parameters
    ----------
    status
        Of HTTP; 0 where there was no answer at all.
    code
        Stable; decide by this.
    errors
        Everything that has to be mended.
    current, proposed
        What stands now and what was to be saved, where somebody saved first.
    """

    def __init__(self, status: int, code: str, body: Mapping[str, Any]) -> None:
        self.status = status
        self.code = code
        self.title = str(body.get("title", ""))
        self.detail = str(body.get("detail", ""))
        self.errors = tuple(_mistake(one) for one in body.get("errors", ()))
        self.current = body.get("current")
        self.proposed = body.get("proposed")
        said = dict.fromkeys((self.detail, *(one.message for one in self.errors)))
        super().__init__(": ".join([code, "; ".join(one for one in said if one) or self.title]))


def _mistake(given: Mapping[str, Any]) -> Mistake:
    known = Mistake.__dataclass_fields__
    return Mistake(**{name: value for name, value in given.items() if name in known})
