"""A rota that nobody can be known from: for overseers and for study.

Ids are keyed by a secret made for this file alone and then forgotten, so that two files cannot be
laid side by side; days count from the first; starts are rounded to a quarter of an hour; places,
calls, reasons and words are left out; clients with fewer visits than ``FEWEST`` are left out too,
since few visits at odd times are somebody in particular.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Iterator

from data.write.cells import Cell, csv_bytes
from data.write.clock import minutes
from scheduler.domain.rota import Rota
from scheduler.domain.units import MINUTE
from scheduler.domain.week import Week

COLUMNS = ("client", "carer", "day", "start_min", "length_min", "carers", "made")
FEWEST = 5
QUARTER_MIN = 15


def pseudonymised(week: Week, rota: Rota) -> bytes:
    """A row for each part of each visit, in an order that tells nothing."""
    return csv_bytes(COLUMNS, sorted(_rows(week, rota), key=str))


def _rows(week: Week, rota: Rota) -> Iterator[tuple[Cell, ...]]:
    key = secrets.token_bytes(32)
    made = {one.visit: one for one in rota.assignments}
    visits = Counter(one.client for one in week.visits)
    for visit in week.visits:
        if visits[visit.client] < FEWEST:
            continue
        one = made.get(visit.id)
        clock = week.horizon.instant(visit.agreed if one is None else one.start)
        start = round((clock.hour * 60 + clock.minute) / QUARTER_MIN) * QUARTER_MIN
        length = minutes(-(-visit.length // (QUARTER_MIN * MINUTE)) * QUARTER_MIN * MINUTE)
        for part in range(visit.carers):
            yield (
                _alias(key, "client", visit.client),
                "" if one is None else _alias(key, "carer", one.carers[part]),
                visit.day + 1,
                start,
                length,
                visit.carers,
                "no" if one is None else "yes",
            )


def _alias(key: bytes, kind: str, known_as: str) -> str:
    """The same within a file, another in the next."""
    return hmac.new(key, f"{kind} {known_as}".encode(), hashlib.sha256).hexdigest()[:12]
