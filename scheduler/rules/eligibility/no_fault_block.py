"""E4: nobody is sent where either side has said no, without blame.

Formula: fails where a ``block_nofault`` pair of client and carer holds on the visit's day.
Worked: held from day 2; fails on days 2, 3, ..., not on day 1.
"""

from __future__ import annotations

from collections.abc import Hashable

from scheduler.domain.carer import Carer
from scheduler.rules.eligibility.need import Need

CODE = "E4"
REASON = "blocked"


def looks_at(need: Need) -> Hashable:
    """Only who is refused."""
    return need.refused


def fails(need: Need, carer: Carer) -> bool:
    """Whether a no-fault block holds that day."""
    return carer.id in need.refused


def breach(need: Need, carer: Carer) -> str:
    """The breach in words; it names no side and no cause."""
    return f"Client {need.client} and carer {carer.id} are not planned together on {need.on}."
