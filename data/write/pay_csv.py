"""The pay statement: what each carer is owed, and how that compares with the wage floor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from data.write.cells import Cell, csv_bytes
from data.write.clock import hours
from scheduler.domain.units import CarerId
from scheduler.domain.week import Week
from scheduler.measures.summary import CarerMeasures
from scheduler.measures.workload import Workload

COLUMNS = (
    "carer_id",
    "contract",
    "days_worked",
    "visits",
    "contact_hours",
    "travel_hours",
    "door_and_spare_hours",
    "waiting_hours",
    "paid_break_hours",
    "working_hours",
    "paid_hours",
    "all_break_hours",
    "free_hours_unpaid",
    "rate_an_hour",
    "pay",
    "miles",
    "mileage_pay",
    "effective_pay_an_hour",
    "wage_floor_an_hour",
    "at_or_above_floor",
    "rate_needed_for_floor",
)


def pay_csv(week: Week, carers: Mapping[CarerId, CarerMeasures]) -> bytes:
    """A row for every carer: hours to two places, money in pounds.

    Contact, travel, door and spare time, waiting and paid breaks add up to working hours.
    Every figure is the referee's.
    """
    return csv_bytes(COLUMNS, _rows(week, [one.workload for one in carers.values()]))


def _rows(week: Week, loads: list[Workload]) -> Iterator[list[Cell]]:
    """One row for each carer, by carer."""
    for one in sorted(loads, key=lambda load: load.carer):
        contract = week.carer[one.carer].contract
        working = (one.contact, one.travel, one.access_and_buffer, one.waiting, one.paid_breaks)
        others = (one.work, one.paid, one.breaks, one.free_time)
        yield [
            one.carer,
            contract.kind,
            one.days_worked,
            one.visits,
            *(f"{hours(time):.2f}" for time in (*working, *others)),
            pounds(contract.hourly_pence),
            pounds(one.pay_pence),
            f"{one.miles:.1f}",
            pounds(one.mileage_pence),
            "" if one.pence_an_hour is None else pounds(one.pence_an_hour),
            pounds(one.floor_pence),
            _floor_words(one),
            "" if one.rate_needed_pence is None else pounds(one.rate_needed_pence),
        ]


def _floor_words(one: Workload) -> str:
    """Whether the law is met; empty without work."""
    if one.pence_an_hour is None:
        return ""
    return "no" if one.below_floor else "yes"


def pounds(pence: float) -> str:
    """Pounds and whole pence, rounded down, "12.71": pay is never shown better than it is."""
    return f"{int(pence) / 100:.2f}"
