"""E3: where the care plan requires a gender, the carer's is recorded and the same.

Formula: fails where ``gender_must`` is set and ``carer.gender != gender_must``.
Worked: female required, nothing recorded: fails.
"""

from __future__ import annotations

from collections.abc import Hashable

from scheduler.domain.carer import Carer
from scheduler.rules.eligibility.need import Need

CODE = "E3"
REASON = "gender"


def looks_at(need: Need) -> Hashable:
    """Only the gender required."""
    return need.gender_must


def fails(need: Need, carer: Carer) -> bool:
    """Whether the carer's gender differs from the one required, or is not recorded."""
    return need.gender_must is not None and carer.gender is not need.gender_must


def breach(need: Need, carer: Carer) -> str:
    """The breach in words."""
    return f"Client {need.client} needs a {need.gender_must} carer; carer {carer.id} is not."
