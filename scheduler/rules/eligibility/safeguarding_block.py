"""E5: a safeguarding block is never planned over, by anybody.

Formula: fails where a ``block_safeguarding`` pair of client and carer holds on the day.
Worked: held from day 0 to day 6; fails on day 6, not on day 7.
"""

from __future__ import annotations

from collections.abc import Hashable

from scheduler.domain.carer import Carer
from scheduler.rules.eligibility.need import Need

CODE = "E5"
REASON = "blocked"


def looks_at(need: Need) -> Hashable:
    """Only who is barred."""
    return need.barred


def fails(need: Need, carer: Carer) -> bool:
    """Whether a safeguarding block holds that day."""
    return carer.id in need.barred


def breach(need: Need, carer: Carer) -> str:
    """The breach in words; it says nothing of the cause."""
    return f"Carer {carer.id} may not attend client {need.client} on {need.on}."
