"""``pay-days.csv``: each carer's time day by day, exact to the second."""

from __future__ import annotations

from collections.abc import Sequence

from data.write.cells import csv_bytes
from data.write.clock import METRES_A_MILE, exact
from scheduler.domain.week import Week
from scheduler.measures.ledgers import PayDay

COLUMNS = (
    "carer_id",
    "date",
    "visits",
    "contact",
    "travel",
    "door_and_spare",
    "waiting",
    "paid_breaks",
    "work",
    "paid",
    "breaks_in_free_time",
    "free_time_unpaid",
    "miles",
)


def pay_days_csv(week: Week, days: Sequence[PayDay]) -> bytes:
    """A row for each working day; times as hours, minutes and seconds.

    Contact, travel, door and spare time, waiting and paid breaks add up to work.
    """
    return csv_bytes(
        COLUMNS,
        (
            [
                one.carer,
                week.horizon.date_of(one.day).isoformat(),
                one.visits,
                *(
                    exact(time)
                    for time in (
                        *(one.contact, one.travel, one.access_and_buffer, one.waiting),
                        *(one.paid_breaks, one.work, one.paid, one.free_breaks, one.free_time),
                    )
                ),
                f"{one.metres / METRES_A_MILE:.2f}",
            ]
            for one in days
        ),
    )
