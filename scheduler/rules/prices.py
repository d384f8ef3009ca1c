"""What each thing worth avoiding costs, and in which tier; see docs/OBJECTIVE.md.

Tiers are compared in order: a lower tier never buys a higher one. Points are only ever
added within a tier.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from scheduler.domain.client import Rag
from scheduler.domain.rota import Stage
from scheduler.domain.units import Points


class Tier(IntEnum):
    """Order in which two rotas are compared."""

    SAFETY = 0
    LAW = 1
    COVERAGE = 2
    PERSON = 3
    CARER = 4
    COST = 5
    STABILITY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """Points of each term of docs/OBJECTIVE.md, section by section.

    Parameters
    ----------
    harm_flat, harm_a_minute
        Cost of leaving a visit out, by RAG: flat, and per carer-minute of planned length.
    break_missing
        Per carer and day without a due rest break.
    late, early
        Per second outside the grace, by call name; ``""`` is every other call.
    face, crowd, over_cap, stranger, acquaintance, returning
        Continuity: each distinct carer; squared excess over the usual team; squared excess
        over the cap in the rolling window; each carer never met; of the others each met too
        seldom, and each who has not come within the window.
    avoid, not_preferred, other_gender, other_language
        Per carer's part of a visit.
    uneven
        Per second of spread of one call's starts beyond what counts as steady.
    short_hours, long_week, long_span
        Per second: of contracted hours not given, of a week above the warning, of a day
        above the span.
    awkward
        Per second of an idle gap beyond the ordinary paid gap, while not yet free time.
    split, extra_day
        Each split of a day; each day worked beyond the target.
    travel, commute, waiting, near
        Per second: driven between visits; free-flow between home and work; idle and paid;
        between planned and agreed start.
    moved_carer, moved_time
        Per carer of the reference rota who no longer makes a visit, and per visit moved
        by more than ``moved_grace`` seconds, by stage of the reference.
    guide
        What one point of each tier weighs in the search's own energy. Only the search uses
        it, to find its way; rotas are compared tier by tier.
    """

    harm_flat: Mapping[Rag, Points]
    harm_a_minute: Mapping[Rag, Points]
    break_missing: Points
    late: Mapping[str, Points]
    early: Mapping[str, Points]
    face: Points
    crowd: Points
    over_cap: Points
    stranger: Points
    acquaintance: Points
    returning: Points
    avoid: Points
    not_preferred: Points
    other_gender: Points
    other_language: Points
    uneven: Points
    short_hours: Points
    long_week: Points
    long_span: Points
    awkward: Points
    split: Points
    extra_day: Points
    travel: Points
    commute: Points
    waiting: Points
    near: Points
    moved_carer: Mapping[Stage, Points]
    moved_time: Mapping[Stage, Points]
    moved_grace: int
    guide: tuple[int, ...]
