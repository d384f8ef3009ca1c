"""E2: a criminal-records check is on file and accepted on the visit's day.

Formula: fails where ``dbs_expires`` is absent or ``dbs_expires < date``.
Worked: a check accepted until 2 June fails on 3 June.
"""

from __future__ import annotations

from collections.abc import Hashable

from scheduler.domain.carer import Carer
from scheduler.rules.eligibility.need import Need

CODE = "E2"
REASON = "dbs"


def looks_at(need: Need) -> Hashable:
    """Only the day."""
    return need.on


def fails(need: Need, carer: Carer) -> bool:
    """Whether the check is absent or past."""
    return carer.dbs_expires is None or carer.dbs_expires < need.on


def breach(need: Need, carer: Carer) -> str:
    """The breach in words."""
    state = "is not on file" if carer.dbs_expires is None else f"ended on {carer.dbs_expires}"
    return f"Carer {carer.id}: the criminal-records check needed on {need.on} {state}."
