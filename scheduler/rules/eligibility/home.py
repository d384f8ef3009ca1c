"""E7: pets and smoke in the home, where a carer must avoid them.

Formula: fails where (``has_pets`` and ``avoids_pets``) or (``smokes`` and ``avoids_smoke``).
Worked: a cat, and a carer with an allergy: fails; a cat, and a carer who avoids smoke: passes.
"""

from __future__ import annotations

from collections.abc import Hashable

from scheduler.domain.carer import Carer
from scheduler.rules.eligibility.need import Need

CODE = "E7"
REASON = "home"


def looks_at(need: Need) -> Hashable:
    """Pets and smoke."""
    return (need.has_pets, need.smokes)


def fails(need: Need, carer: Carer) -> bool:
    """Whether the home has what the carer avoids."""
    return (need.has_pets and carer.avoids_pets) or (need.smokes and carer.avoids_smoke)


def breach(need: Need, carer: Carer) -> str:
    """The breach in words."""
    what = "pets" if need.has_pets and carer.avoids_pets else "smoke"
    return f"Carer {carer.id} avoids {what}, which the home of client {need.client} has."
