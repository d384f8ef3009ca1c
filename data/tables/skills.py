"""Skills as they stand in one cell."""

from __future__ import annotations

from typing import Any

from data.tables.cells import words, wrong
from data.tables.clock import a_date
from scheduler.domain.carer import Skill

LEVELS = {"1": 1, "2": 2, "3": 3, "aware": 1, "practical": 2, "lead": 3}


def held(value: Any) -> tuple[Skill, ...]:
    """Skills of a carer: ``medication:2:2027-03-31;hoist:1``, level and last day optional."""
    return tuple(_one(part, dated=True) for part in words(value))


def needed(value: Any) -> tuple[tuple[str, int], ...]:
    """Skills a call needs: ``medication:2;hoist:2``; without a level, 1."""
    return tuple(
        (one.name, one.level) for one in (_one(part, dated=False) for part in words(value))
    )


def _one(part: str, *, dated: bool) -> Skill:
    """One skill of the list."""
    pieces = [piece.strip() for piece in part.split(":")]
    if not pieces[0] or len(pieces) > (3 if dated else 2):
        raise wrong(
            "This is not a list of skills.",
            "Maybe write name:level" + (":last day;" if dated else ";") + " and so on.",
        )
    level = LEVELS.get(pieces[1].lower()) if len(pieces) > 1 and pieces[1] else 1
    if level is None:
        raise wrong("The level of a skill is 1 (aware), 2 (practical) or 3 (lead).")
    expires = a_date(pieces[2]) if len(pieces) > 2 and pieces[2] else None
    return Skill(name=" ".join(pieces[0].lower().split()), level=level, expires=expires)
