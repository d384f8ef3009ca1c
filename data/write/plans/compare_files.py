"""Two rotas side by side as files: by visit, client and carer, notices, a page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from data.write.cells import Cell, csv_bytes
from data.write.clock import iso, minutes
from data.write.plans.compare_page import compare_page
from data.write.plans.figures import figures_of
from scheduler.domain.rota import Assignment
from scheduler.domain.week import Week
from scheduler.measures.plain import plain
from scheduler.planning.compare import CarerDifference, Change, ClientDifference, Comparison

VISIT_COLUMNS = (
    "visit_id",
    "client_id",
    "call",
    "changes",
    "told",
    "carers_before",
    "carers_after",
    "start_before",
    "start_after",
    "minutes_later",
)
CLIENT_COLUMNS = (
    "client_id",
    "faces_before",
    "faces_after",
    "come",
    "gone",
    "first_meetings",
    "known_before",
    "known_after",
    "carer_visits_before",
    "carer_visits_after",
    "minutes_from_agreed_before",
    "minutes_from_agreed_after",
    *(f"visits_{kind.name.lower()}" for kind in Change),
    "told",
)
CARER_COLUMNS = (
    "carer_id",
    *(
        f"{name}_{when}"
        for name in ("visits", "work_minutes", "travel_minutes", "paid_minutes", "pay_pence")
        for when in ("before", "after")
    ),
    "visits_gained",
    "visits_lost",
    "visits_moved",
    "visits_shifted",
    "days_gained",
    "days_lost",
    "told",
)
NOTICE_COLUMNS = ("to", "id", "line")


def compare_files(week: Week, found: Comparison, names: tuple[str, str]) -> dict[str, bytes]:
    """Relative path and content of every file; ``compare.json`` is last to appear.

    Parameters
    ----------
    names
        What the two rotas are called on the page.
    """
    return {
        "visits.csv": csv_bytes(VISIT_COLUMNS, _visits(week, found)),
        "clients.csv": csv_bytes(CLIENT_COLUMNS, map(_client, found.clients)),
        "carers.csv": csv_bytes(CARER_COLUMNS, (_carer(week, one) for one in found.carers)),
        "notices.csv": csv_bytes(NOTICE_COLUMNS, _notices(found)),
        "compare.html": compare_page(found, names),
        "compare.json": _json(found),
    }


def counts_by_name(counts: Mapping[Change, int]) -> dict[str, int]:
    """Visits by kind of change, under a name for programs."""
    return {kind.name.lower(): counts[kind] for kind in Change}


def _visits(week: Week, found: Comparison) -> Iterator[list[Cell]]:
    for one in found.visits:
        both = one.before is not None and one.after is not None
        yield [
            one.visit,
            one.client,
            week.visit[one.visit].call,
            " and ".join(kind.value for kind in Change if kind in one.kinds),
            _yes(one.is_real),
            *(_carers(given) for given in (one.before, one.after)),
            *(_start(week, given) for given in (one.before, one.after)),
            minutes(one.moved) if both else None,
        ]


def _client(one: ClientDifference) -> list[Cell]:
    return [
        one.client,
        *one.faces,
        " ".join(one.come),
        " ".join(one.gone),
        " ".join(one.strangers),
        *(share.numerator for share in one.known),
        *(share.denominator for share in one.known),
        *map(minutes, one.off_time),
        *(one.counts[kind] for kind in Change),
        _yes(one.is_real),
    ]


def _carer(week: Week, one: CarerDifference) -> list[Cell]:
    return [
        one.carer,
        *one.visits,
        *map(minutes, one.work),
        *map(minutes, one.travel),
        *map(minutes, one.paid),
        *one.pay_pence,
        one.gained,
        one.lost,
        one.moved,
        one.shifted,
        *(
            " ".join(week.horizon.date_of(day).isoformat() for day in days)
            for days in (one.days_gained, one.days_lost)
        ),
        _yes(one.is_real),
    ]


def _notices(found: Comparison) -> Iterator[Sequence[Cell]]:
    for kind, notices in (("client", found.client_notices), ("carer", found.carer_notices)):
        for notice in notices:
            for line in notice.lines:
                yield kind, notice.person, line


def _json(found: Comparison) -> bytes:
    """The counts and both rotas' figures, ids only."""
    made = {
        "trade": found.trade,
        "before": plain(figures_of(found.before)),
        "after": plain(figures_of(found.after)),
        "visits_same": found.same,
        "visits": counts_by_name(found.counts),
        "clients_told": len(found.client_notices),
        "carers_told": len(found.carer_notices),
        "clients": [
            {
                "client": one.client,
                "faces": plain(one.faces),
                "come": plain(one.come),
                "gone": plain(one.gone),
                "first_meetings": plain(one.strangers),
                "visits": counts_by_name(one.counts),
            }
            for one in found.clients
        ],
        "carers": [plain(one) for one in found.carers],
        "client_notices": plain(found.client_notices),
        "carer_notices": plain(found.carer_notices),
    }
    return (json.dumps(made, indent=1, ensure_ascii=False) + "\n").encode()


def _carers(given: Assignment | None) -> str:
    return "" if given is None else " ".join(given.carers)


def _start(week: Week, given: Assignment | None) -> str | None:
    return None if given is None else iso(week.horizon, given.start)


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"
