"""A rota as it is kept: judged by the referee, measured, every visit in it or with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.papers import Style, papers_for
from api.rotas.ways import Ways, met_before, ways_of
from data.tables import Given
from data.write.measures_json import measures_json
from data.write.papers import WhyNot
from data.write.unallocated import Unallocated, unallocated
from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.units import ClientId, VisitId
from scheduler.domain.week import Week
from scheduler.measures.floor import Floor
from scheduler.planning.week import Planned

IDS_ONLY = Style(pseudonyms=True, on_call="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the store keeps of a rota; plain values, so that processes can pass it on.

    Parameters
    ----------
    assignments, breaks
        Rows of the store without tenant and rota.
    cost
        By tier, as the referee counts it.
    legal, breaches
        Whether there is no hard breach; each one in full.
    measures
        As ``measures.json`` has them.
    """

    first_day: str
    days: int
    stage: str
    assignments: tuple[dict[str, Any], ...]
    breaks: tuple[dict[str, Any], ...]
    cost: tuple[int, ...]
    legal: bool
    breaches: tuple[dict[str, Any], ...]
    measures: dict[str, Any]


def judged(
    given: Given,
    rota: Rota,
    making: Planned | None = None,
    *,
    least: Mapping[ClientId, Floor] | None = None,
    prove: bool = True,
    known: Mapping[VisitId, WhyNot] | None = None,
) -> Judged:
    """Judge and measure a rota, whoever made it.

    Parameters
    ----------
    least, prove, known
        As ``papers_for``: floors and reasons known already, and whether to prove anything.
    """
    papers = papers_for(given, rota, IDS_ONLY, making, least=least, prove=prove, known=known)
    measures = json.loads(measures_json(papers))
    week = given.week
    left_out = unallocated(week, rota, papers.reasons)
    ways = ways_of(papers.verdict.rounds)
    rows = [*_made(week, rota, ways), *_left_out(week, left_out)]
    return Judged(
        first_day=week.horizon.first_day.isoformat(),
        days=week.horizon.days,
        stage=rota.stage.value,
        assignments=tuple(rows),
        breaks=tuple(_breaks(week, rota)),
        cost=tuple(papers.verdict.cost),
        legal=papers.verdict.is_legal,
        breaches=tuple(measures["referee"]["breaches"]),
        measures=measures,
    )


def _made(week: Week, rota: Rota, ways: Ways) -> Iterator[dict[str, Any]]:
    """A row for each carer of each visit that is made; two people meet once for the first time."""
    met = set(met_before(week))
    for one in sorted(rota.assignments, key=lambda one: (one.start, one.visit)):
        for row in _parts(week, one):
            way = ways.get((one.visit, row["carer_id"]))
            pair = (row["client_id"], row["carer_id"])
            yield {**row, "travel_s": way, "new_face": pair not in met}
            met.add(pair)


def _parts(week: Week, one: Assignment) -> Iterator[dict[str, Any]]:
    visit = week.visit[one.visit]
    for part, carer in enumerate(one.carers):
        yield {
            "visit_id": visit.id,
            "part": part,
            "client_id": visit.client,
            "carer_id": carer,
            "start": week.horizon.instant(one.start),
            "end": week.horizon.instant(one.start + visit.length_of_part(part)),
            "reason": None,
        }


def _left_out(week: Week, lines: tuple[Unallocated, ...]) -> Iterator[dict[str, Any]]:
    """A row for each part of each visit nobody makes, with why and what to do next."""
    for line in lines:
        visit = line.visit
        for part in range(visit.carers):
            yield {
                "visit_id": visit.id,
                "part": part,
                "client_id": visit.client,
                "carer_id": None,
                "start": week.horizon.instant(visit.agreed),
                "end": week.horizon.instant(visit.agreed + visit.length_of_part(part)),
                "reason": {
                    "carers_by_reason": line.reasons,
                    "cheapest_relaxation": line.relaxation,
                    "next_action": line.next_action,
                    "harm": line.harm,
                },
                "travel_s": None,
                "new_face": False,
            }


def _breaks(week: Week, rota: Rota) -> Iterator[dict[str, Any]]:
    for one in rota.breaks:
        instants: dict[str, datetime] = {
            "start": week.horizon.instant(one.start),
            "end": week.horizon.instant(one.end),
        }
        yield {"carer_id": one.carer, "place_id": one.place, **instants}
