"""A small judged week for the papers: two carers, four clients, two days, one visit left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from data.write.day_sheets import DaySheet, day_sheets
from data.write.labels import Labels
from data.write.papers import Making, Papers, WhyNot
from scheduler.domain.client import Rag
from scheduler.domain.rota import Rota
from scheduler.domain.units import CarerId, ClientId, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.measures import Floor, measure, measure_history
from scheduler.referee import judge, rounds
from tests.builders import (
    DAY,
    a_break,
    a_carer,
    a_client,
    a_past_visit,
    a_place,
    a_rota,
    a_visit,
    a_week,
    clock,
    critical,
    home_of,
    place_of,
)

WRITTEN = datetime(2026, 5, 30, 9, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script> Ada"
LABELS = Labels(
    clients={ClientId("c1"): HOSTILE, ClientId("c2"): "Bob #strong[Sample]"},
    carers={CarerId("A"): "Ann Alpha", CarerId("B"): "Ben Beta"},
    places={place_of("c1"): "Oakham LE15"},
)


def monday() -> list[Visit]:
    """One day of visits: c1 critical in the morning, c2 by two carers, c4 for nobody."""
    return [
        a_visit("v1", "c1", at="08:00", call="breakfast", critical=critical()),
        a_visit("v2", "c2", at="09:00", call="breakfast", carers=2, minutes=45),
        a_visit("v3", "c3", at="10:15", call="check", minutes=15),
        a_visit("v4", "c1", at="12:15", call="lunch"),
        a_visit("v5", "c2", at="13:00", call="lunch", carers=2),
        a_visit("v6", "c3", at="17:00", call="tea"),
        a_visit("v7", "c4", at="09:00", call="breakfast"),
    ]


def next_day(visit: Visit) -> Visit:
    """The same visit a day later."""
    return replace(
        visit,
        id=type(visit.id)(f"{visit.id}-next"),
        day=visit.day + 1,
        agreed=visit.agreed + DAY,
        earliest=visit.earliest + DAY,
        latest=visit.latest + DAY,
    )


def the_week() -> Week:
    """The week itself, with places that lie apart."""
    visits = [*monday(), *(next_day(visit) for visit in monday())]
    homes = [*(place_of(f"c{n}") for n in range(1, 5)), home_of("A"), home_of("B")]
    return a_week(
        *visits,
        carers=[a_carer("A"), a_carer("B")],
        clients=[
            a_client("c1", rag=Rag.RED, zone="Melton"),
            a_client("c2", has_pets=True, zone="Melton"),
            a_client("c3", zone="Oakham"),
            a_client("c4", rag=Rag.AMBER),
        ],
        places=tuple(
            a_place(home, lat=52.6 + 0.03 * row, lon=-0.9 + 0.05 * row)
            for row, home in enumerate(homes)
        ),
        history=[a_past_visit("c1", carer, day=-day) for day, carer in enumerate("ABAB", 1)],
    )


def the_rota(week: Week) -> Rota:
    """A mornings and evenings, B the double-ups, a break for A at 11:00 on Monday."""
    return a_rota(
        week,
        {
            "v1": "A",
            "v2": ("A", "B"),
            "v3": "A",
            "v4": "A",
            "v5": ("B", "A"),
            "v6": "A",
            "v1-next": "B",
            "v2-next": ("A", "B"),
            "v3-next": "B",
            "v5-next": ("B", "A"),
        },
        breaks=[a_break("A", place_of("c1"), clock("11:00"))],
    )


def the_papers(rota: Rota | None = None, labels: Labels = LABELS) -> Papers:
    """Everything the papers are made from; the small rota unless another is given."""
    week = the_week()
    made = the_rota(week) if rota is None else rota
    verdict = judge(week, made)
    least = Floor(least=2, found=2, proven=True)
    return Papers(
        week=week,
        rota=made,
        verdict=verdict,
        sheets=day_sheets(week, made, verdict.rounds),
        measures=measure(week, made, {ClientId("c2"): least}, verdict=verdict),
        before=measure_history(week),
        labels=labels,
        written=WRITTEN,
        reasons={VisitId("v7"): WhyNot(counts={"off": 1, "busy": 1}, relaxation="If so, B could.")},
        notes=("Availability of A was confirmed 20 days ago.",),
        making=Making(
            cost=verdict.cost,
            first_legal_s=0.1,
            seconds=1.0,
            iterations=10,
            seed=1,
            peak_memory_mb=100.0,
            build="core",
        ),
        on_call="Planner on duty, 01632 960123",
    )


def the_sheets(week: Week, rota: Rota) -> tuple[DaySheet, ...]:
    """Its day sheets."""
    return day_sheets(week, rota, rounds(week, rota))
