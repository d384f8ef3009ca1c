"""E1: each required skill is held, at its level, on the visit's day.

Formula: fails where some required (name, level) has no skill of that name with
``skill.level >= level`` and (``skill.expires`` absent or ``skill.expires >= date``).
Worked: medication 2 is asked on 3 June; medication 2 expiring on 2 June fails, on 3 June not.
"""

from __future__ import annotations

from collections.abc import Hashable

from scheduler.domain.carer import Carer
from scheduler.rules.eligibility.need import Need

CODE = "E1"
REASON = "skill"


def looks_at(need: Need) -> Hashable:
    """The skills asked, and the day if any is."""
    return (need.skills, need.on) if need.skills else ()


def lacking(need: Need, carer: Carer) -> tuple[tuple[str, int], ...]:
    """Required skills, with their levels, that the carer does not hold that day."""
    return tuple(
        (name, level)
        for name, level in need.skills
        if not any(
            skill.name == name
            and skill.level >= level
            and (skill.expires is None or skill.expires >= need.on)
            for skill in carer.skills
        )
    )


def fails(need: Need, carer: Carer) -> bool:
    """Whether a required skill is missing, below level or expired."""
    return bool(need.skills) and bool(lacking(need, carer))


def breach(need: Need, carer: Carer) -> str:
    """The breach in words."""
    what = ", ".join(f"{name} at level {level}" for name, level in lacking(need, carer))
    return f"Carer {carer.id} does not hold {what} on {need.on.isoformat()}."
