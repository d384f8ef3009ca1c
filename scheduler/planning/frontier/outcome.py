"""What a finished rota gives people and costs, in whole figures a planner can compare.

Everything here is the referee's or the measures', from the rota alone; nothing is the
engine's own opinion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.rota import Rota
from scheduler.domain.units import HOUR, MINUTE, ClientId
from scheduler.domain.week import Week
from scheduler.measures.figures import Share
from scheduler.measures.punctuality import deviations
from scheduler.measures.summary import Measures, measure
from scheduler.referee import Verdict, judge
from scheduler.rules.prices import Tier


class Aim(StrEnum):
    """What is compared; of each, less is better.

    ``FACES`` adds up the distinct carers of each client in the period; ``UNFAMILIAR`` counts
    carer-visits by somebody the client does not know by then; ``OFF_TIME`` adds up the
    distance of every planned start from the agreed one; ``TRAVEL`` is between visits, ``PAID``
    all time paid; the last three in minutes.
    """

    FACES = "faces"
    UNFAMILIAR = "unfamiliar_visits"
    OFF_TIME = "minutes_from_agreed"
    TRAVEL = "travel_minutes"
    PAID = "paid_minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """What is never traded, each the less the better.

    Parameters
    ----------
    breaches
        Hard rules broken, by code.
    safety, law, coverage
        Points of the three first tiers.
    left_out
        Visits nobody makes.
    """

    breaches: Mapping[str, int]
    safety: int
    law: int
    coverage: int
    left_out: int

    @property
    def figures(self) -> tuple[int, ...]:
        """Each part as a figure; breaches added up."""
        return sum(self.breaches.values()), self.safety, self.law, self.coverage, self.left_out

    def is_within(self, base: Protected) -> bool:
        """Whether nothing protected is worse than in ``base``, each part by itself."""
        return (
            all(count <= base.breaches.get(code, 0) for code, count in self.breaches.items())
            and self.safety <= base.safety
            and self.law <= base.law
            and self.coverage <= base.coverage
            and self.left_out <= base.left_out
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One rota judged and measured.

    Parameters
    ----------
    aims
        Figure of every ``Aim``.
    known, on_time
        Carer-visits by somebody the client knows by then; visits within the grace of their
        agreed start.
    faces
        Distinct carers of each client in the period, of those somebody visits.
    """

    verdict: Verdict
    measures: Measures
    protected: Protected
    aims: Mapping[Aim, int]
    known: Share
    on_time: Share
    faces: Mapping[ClientId, int]

    @property
    def point(self) -> tuple[int, ...]:
        """What is protected and the aims, in order: one plan beats another over all of them."""
        return (*self.protected.figures, *(self.aims[aim] for aim in Aim))


def outcome_of(week: Week, rota: Rota) -> Outcome:
    """Judge and measure one rota."""
    verdict = judge(week, rota)
    found = measure(week, rota, verdict=verdict)
    known, work = found.continuity.known, found.work
    faces = {
        client: int(one.distinct)
        for client, one in found.clients.items()
        if one.distinct is not None
    }
    return Outcome(
        verdict=verdict,
        measures=found,
        protected=Protected(
            breaches=Counter(verdict.codes()),
            safety=verdict.cost[Tier.SAFETY],
            law=verdict.cost[Tier.LAW],
            coverage=verdict.cost[Tier.COVERAGE],
            left_out=found.punctuality.unallocated,
        ),
        aims={
            Aim.FACES: sum(faces.values()),
            Aim.UNFAMILIAR: known.denominator - known.numerator,
            Aim.OFF_TIME: _minutes(_off_time(week, rota)),
            Aim.TRAVEL: _minutes(work.travel_hours * HOUR),
            Aim.PAID: _minutes(work.paid_hours * HOUR),
        },
        known=known,
        on_time=found.punctuality.on_time,
        faces=faces,
    )


def _off_time(week: Week, rota: Rota) -> int:
    """Seconds between planned and agreed start, all visits added up."""
    return sum(map(abs, deviations(week, rota).values()))


def _minutes(seconds: float) -> int:
    """Whole minutes, half a minute up."""
    return int(seconds / MINUTE + 0.5)
