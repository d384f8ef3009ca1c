"""E8: a short visit of personal care is made by somebody the client knows.

Formula: fails where the visit is short personal care, the client has a team or a history,
and the carer is in neither. Worked: 20 minutes of personal care, team K1: K1 passes, K2
fails; with no team and no history both pass.
"""

from __future__ import annotations

from collections.abc import Hashable

from scheduler.domain.carer import Carer
from scheduler.rules.eligibility.need import Need

CODE = "E8"
REASON = "stranger"


def looks_at(need: Need) -> Hashable:
    """Who is known, where it matters."""
    return need.known if need.short and need.known else None


def fails(need: Need, carer: Carer) -> bool:
    """Whether a stranger would make a short visit."""
    return need.short and bool(need.known) and carer.id not in need.known


def breach(need: Need, carer: Carer) -> str:
    """The breach in words."""
    return f"Carer {carer.id} would make a short visit and is not known to client {need.client}."
