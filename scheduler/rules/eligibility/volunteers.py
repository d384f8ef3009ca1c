"""E6: volunteers give no personal care and no medication.

Formula: fails where the worker is a volunteer and the visit's kind is personal or medication.
Worked: a volunteer on a social visit passes, on a medication visit fails.
"""

from __future__ import annotations

from collections.abc import Hashable

from scheduler.domain.carer import Carer, WorkerType
from scheduler.domain.client import CallKind
from scheduler.rules.eligibility.need import Need

CODE = "E6"
REASON = "volunteer"

REGULATED = frozenset({CallKind.PERSONAL, CallKind.MEDICATION})
"""Kinds of call a volunteer may not make."""


def looks_at(need: Need) -> Hashable:
    """Whether the visit is of a regulated kind."""
    return need.kind in REGULATED


def fails(need: Need, carer: Carer) -> bool:
    """Whether a volunteer would give regulated care."""
    return carer.worker_type is WorkerType.VOLUNTEER and need.kind in REGULATED


def breach(need: Need, carer: Carer) -> str:
    """The breach in words."""
    return f"Carer {carer.id} is a volunteer and may not give {need.kind} care."
