"""From a planning period to a judged and measured week on paper."""

from __future__ import annotations

import resource
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from data.tables import Given
from data.write.day_sheets import day_sheets
from data.write.labels import labels_of
from data.write.papers import Making, Papers, WhyNot
from scheduler.domain.rota import Rota
from scheduler.domain.units import ClientId, VisitId
from scheduler.domain.week import Week
from scheduler.measures.floor import Floor
from scheduler.measures.summary import measure, measure_history
from scheduler.planning.floors import floors
from scheduler.planning.proven import proven
from scheduler.planning.reasons import Reason, reasons
from scheduler.planning.week import Planned, plan_week
from scheduler.referee import judge
from solver.solve import Watch

BYTES_A_KIBIBYTE = 1024
BYTES_A_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard to search; ``iterations``, where given, replaces ``seconds``."""

    seconds: float
    iterations: int | None
    seed: int
    threads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How papers are written: ids alone or names, and whom to ring."""

    pseudonyms: bool
    on_call: str


def planned(given: Given, effort: Effort, watch: Watch) -> Planned:
    """The best rota found within the effort."""
    return plan_week(
        given.week,
        seconds=effort.seconds,
        iterations=effort.iterations,
        seed=effort.seed,
        threads=effort.threads,
        watch=watch,
    )


def papers_for(
    given: Given,
    rota: Rota,
    style: Style,
    making: Planned | None = None,
    *,
    least: Mapping[ClientId, Floor] | None = None,
    prove: bool = True,
    known: Mapping[VisitId, WhyNot] | None = None,
) -> Papers:
    """Judge and measure a rota, whoever made it, and lay out its papers.

    Parameters
    ----------
    least
        Floors of the week, where a caller with several rotas of it already has them.
    prove
        Whether to say what no rota can do better, which takes seconds.
    known
        Reasons found before, of visits left out for which nothing has changed.
    """
    week = given.week
    verdict = judge(week, rota)
    return Papers(
        week=week,
        rota=rota,
        verdict=verdict,
        sheets=day_sheets(week, rota, verdict.rounds),
        measures=measure(week, rota, floors(week) if least is None else least, verdict=verdict),
        before=measure_history(week),
        labels=labels_of(given, pseudonyms=style.pseudonyms),
        written=datetime.now(UTC).astimezone(ZoneInfo(week.horizon.zone)),
        reasons=_why_not(week, rota, known or {}),
        notes=given.notes,
        making=None if making is None else _making(making),
        proven=proven(week, rota) if prove and verdict.is_legal else None,
        on_call=style.on_call,
    )


def _why_not(week: Week, rota: Rota, known: Mapping[VisitId, WhyNot]) -> Mapping[VisitId, WhyNot]:
    """Reasons for the visits nobody makes."""
    made = {one.visit for one in rota.assignments}
    wanted = {one.id for one in week.visits} - made - set(known)
    found = why_nots(reasons(week, rota, wanted) if wanted else ())
    return {**{visit: why for visit, why in known.items() if visit not in made}, **found}


def why_nots(found: Iterable[Reason]) -> dict[VisitId, WhyNot]:
    """Reasons as papers show them."""
    return {
        one.visit: WhyNot(
            counts={why.value: count for why, count in one.counts.items()},
            relaxation=one.relaxation.sentence,
            carers=one.relaxation.carers,
        )
        for one in found
    }


def _making(made: Planned) -> Making:
    """How the rota was made, with the memory the process needed at most."""
    return Making(
        cost=made.cost,
        first_legal_s=round(made.first_legal_s, 3),
        seconds=round(made.seconds, 3),
        iterations=made.iterations,
        seed=made.seed,
        peak_memory_mb=round(peak_memory_mb(), 1),
        build=made.version,
    )


def peak_memory_mb() -> float:
    """Most memory this process has held, in millions of bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * BYTES_A_KIBIBYTE / BYTES_A_MEGABYTE
