"""Clock times between which something is asked, as a planner writes them."""

from __future__ import annotations

from datetime import time

from scheduler.domain.errors import InputError
from scheduler.planning.peak import Between

MIDNIGHT = "24:00"


def hours_between(text: str) -> Between:
    """Hours such as "06:00-11:00"; "24:00" ends the day.

    Raises
    ------
    InputError
        If the text is none.
    """
    parts = [part.strip() for part in text.split("-")]
    try:
        begins, ends = parts
        return Between(
            begins=time.fromisoformat(begins.zfill(5)),
            ends=None if ends == MIDNIGHT else time.fromisoformat(ends.zfill(5)),
        )
    except ValueError:
        raise InputError(
            f"{text} are no hours of a day.\nMaybe write two clock times, such as 06:00-11:00."
        ) from None
