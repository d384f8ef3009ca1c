"""The rota as a table: one row for each carer of each visit, and the breaks beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.write.cells import Cell, csv_bytes
from data.write.clock import iso, minutes
from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.referee.legs import Leg
from scheduler.referee.rounds import Round, Stop

ROTA_COLUMNS = (
    "visit_id",
    "client_id",
    "carer_id",
    "start",
    "end",
    "call",
    "day",
    "part",
    "carers_needed",
    "agreed_start",
    "minutes_from_agreed",
    "travel_min_before",
    "leg_estimated",
)
BREAK_COLUMNS = ("carer_id", "place", "start", "end")


def rota_csv(week: Week, rounds: Sequence[Round]) -> bytes:
    """Every carer's part of every visit, by carer and start.

    ``travel_min_before`` (parking included) and ``leg_estimated`` are empty at the first
    visit of a spell of work. ``part`` is 1 for the first carer, 2 for the second.
    """
    return csv_bytes(ROTA_COLUMNS, _rows(week, rounds))


def _rows(week: Week, rounds: Sequence[Round]) -> Iterator[list[Cell]]:
    """Rows in order of carer and start."""
    for one in sorted(rounds, key=lambda one: (one.carer, one.begins)):
        for number, stop in enumerate(one.stops):
            yield _row(week, one, stop, one.legs[number - 1] if number else None)


def _row(week: Week, one: Round, stop: Stop, leg: Leg | None) -> list[Cell]:
    """One carer's part of one visit."""
    visit = week.visit[stop.visit]
    return [
        stop.visit,
        stop.client,
        one.carer,
        iso(week.horizon, stop.start),
        iso(week.horizon, stop.end),
        visit.call,
        week.horizon.date_of(visit.day).isoformat(),
        stop.part + 1,
        visit.carers,
        iso(week.horizon, visit.agreed),
        minutes(stop.start - visit.agreed),
        None if leg is None else minutes(leg.drive + leg.stop),
        None if leg is None else ("yes" if leg.estimated else "no"),
    ]


def breaks_csv(week: Week, rota: Rota) -> bytes:
    """Planned rest breaks, by carer and start."""
    ordered = sorted(rota.breaks, key=lambda one: (one.carer, one.start))
    return csv_bytes(
        BREAK_COLUMNS,
        (
            (one.carer, one.place, iso(week.horizon, one.start), iso(week.horizon, one.end))
            for one in ordered
        ),
    )
