"""Everything the papers of one planned week are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from data.write.day_sheets import DaySheet
from data.write.labels import Labels
from scheduler.domain.rota import Rota
from scheduler.domain.units import CarerId, Points, VisitId
from scheduler.domain.week import Week
from scheduler.measures.proven import Proven
from scheduler.measures.summary import HistoryMeasures, Measures
from scheduler.referee import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How a rota was made.

    Parameters
    ----------
    cost
        Points by tier as the engine counted them; the referee counts for itself.
    first_legal_s, seconds
        Until the first whole legal rota, and altogether.
    peak_memory_mb
        Most memory the process held, in millions of bytes.
    """

    cost: tuple[Points, ...]
    first_legal_s: float
    seconds: float
    iterations: int
    seed: int
    peak_memory_mb: float
    build: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why nobody makes a visit, and what would help.

    Parameters
    ----------
    counts
        Carers by the word for what keeps each of them away.
    relaxation
        The cheapest single change that would help, in a sentence.
    carers
        Who could then make the visit; empty where only cover from outside helps.
    """

    counts: Mapping[str, int]
    relaxation: str = ""
    carers: tuple[CarerId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """One judged week, with the names to show and the people to ring.

    Parameters
    ----------
    making
        ``None`` for a rota that was made elsewhere.
    proven
        What no rota of the week can do better; ``None`` where this one breaks a hard rule, or
        nobody waits for it, as when a rota is mended.
    written
        Aware date and time stamped on everything.
    """

    week: Week
    rota: Rota
    verdict: Verdict
    sheets: tuple[DaySheet, ...]
    measures: Measures
    before: HistoryMeasures
    labels: Labels
    written: datetime
    reasons: Mapping[VisitId, WhyNot] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    making: Making | None = None
    proven: Proven | None = None
    on_call: str = ""
