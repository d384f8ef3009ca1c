"""Figures for the day things go wrong: repairs, robust weeks, emergencies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.domain.client import Rag
from scheduler.domain.units import Points, Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairRules:
    """How a rota in force may be mended.

    Parameters
    ----------
    notice
        A visit somebody new is to make starts no earlier than this after the call.
    most_touched_permille
        Of the other visits of the days concerned, how many an option may touch.
    longer_shift
        How much earlier a carer may be asked to begin, or later to end.
    overtime
        Points a second of staying beyond the end of the shift that was agreed.
    no_reply_wait
        How long a carer stays at a door that nobody opens.
    """

    notice: Seconds
    most_touched_permille: int
    longer_shift: Seconds
    overtime: Points
    no_reply_wait: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class RobustRules:
    """What makes a week robust.

    Parameters
    ----------
    backups
        How many carers beside those planned should be able to step in for a client.
    slack_permille
        Share of carers' time that should be left free, by zone and time band.
    bands
        Time bands of the day by name: the clock time each begins; the last ends at midnight
        of the first band's begin on the next day.
    """

    backups: int
    slack_permille: int
    bands: Mapping[str, Seconds]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyRules:
    """What was agreed for days with too few carers, by RAG; 0 leaves visits as they are.

    Parameters
    ----------
    wider
        By how much a window may be widened on both sides.
    merge_within
        Two calls of one client and day may be made one where they are agreed at most this
        far apart.
    merged_permille
        Share of the shorter call that is added to the longer.
    """

    wider: Mapping[Rag, Seconds]
    merge_within: Mapping[Rag, Seconds]
    merged_permille: Mapping[Rag, int]
