"""The ways of mending a rota side by side."""

from __future__ import annotations

from collections.abc import Sequence

from data.write.cells import Cell, csv_bytes
from data.write.clock import minutes
from scheduler.planning.repair.options import Option
from scheduler.rules.prices import Tier

COLUMNS = (
    *("option", "best_at", "unallocated", "unallocated_red", "others", "others_touched"),
    *("others_touched_percent", "clients_touched", "new_faces", "carers_asked", "travel_min_more"),
    *("paid_min_more", "pay_pence_more", *(f"cost_{tier.name.lower()}" for tier in Tier)),
)


def options_csv(options: Sequence[Option]) -> bytes:
    """A row for each option, the best first."""
    return csv_bytes(COLUMNS, (_row(number, one) for number, one in enumerate(options, start=1)))


def _row(number: int, one: Option) -> list[Cell]:
    knock_on = one.knock_on
    return [
        number,
        "; ".join(one.kinds),
        len(knock_on.left_out),
        knock_on.red_left_out,
        knock_on.others,
        knock_on.touched,
        knock_on.touched_permille / 10,
        len(knock_on.clients),
        len(knock_on.new_faces),
        len({ask.carer for ask in one.asks}),
        minutes(knock_on.travel),
        minutes(knock_on.paid),
        knock_on.pay_pence,
        *one.verdict.cost,
    ]
