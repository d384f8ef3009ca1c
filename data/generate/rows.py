"""The county as the rows of its tables: every cell is text, just as it is written to CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from data.generate.cells import clock, yes_or_no
from data.generate.clients import InventedClient
from data.generate.county import Sample
from data.generate.packages import EVERY_DAY, InventedCall
from data.generate.past import hours_by_week
from data.generate.rhythms import WEEKDAYS
from data.generate.rows_carers import availability_rows, carer_row

Rows: TypeAlias = list[dict[str, str]]
RawTables: TypeAlias = dict[str, Rows]
"""Rows of cells by name of the table: clients, demand, carers, availability, history, pairs."""

FORTNIGHT_START = 28
"""Days before the first day on which fortnightly calls began to be counted."""


def tables_of(sample: Sample) -> RawTables:
    """All six tables of a sample."""
    county = sample.county
    hours = hours_by_week(sample.past.attendances, county.first_day)
    return {
        "clients": [_client(one) for one in county.clients],
        "demand": [
            *(
                _call(call, number, county.first_day)
                for number, call in enumerate(county.calls, start=1)
            ),
            *_single_rows(county.clients, county.calls, county.first_day, county.named),
        ],
        "carers": [carer_row(one, hours.get(one.id, {})) for one in county.carers],
        "availability": availability_rows(county.carers, county.away),
        "history": [
            {
                "date": one.on.isoformat(),
                "client_id": one.client,
                "carer_id": one.carer,
                "start": clock(one.start),
                "end": clock(one.end),
            }
            for one in sample.past.attendances
        ],
        "pairs": [
            {
                "client_id": one.client,
                "carer_id": one.carer,
                "kind": one.kind,
                "from": one.since.isoformat() if one.since else "",
                "to": "",
            }
            for one in sample.agreements
        ],
    }


def _client(client: InventedClient) -> dict[str, str]:
    """One row of clients."""
    rutland = client.door.at.zone == "Rutland"
    return {
        "client_id": client.id,
        "first_name": client.first_name,
        "last_name": client.last_name,
        "postcode": client.door.postcode,
        "lat": f"{client.door.lat:.5f}",
        "lon": f"{client.door.lon:.5f}",
        "settlement": client.door.settlement,
        "zone": client.door.at.zone,
        "band": client.door.band,
        "rag": client.rag,
        "gender_must": client.gender_must,
        "gender_prefer": client.gender_prefer,
        "languages": client.language,
        "team": ";".join(client.team),
        "main_carer": client.team[0] if client.team else "",
        "cap": str(client.cap) if client.cap else "",
        "faces_weight": str(client.faces_weight) if client.faces_weight > 1 else "",
        "pets": yes_or_no(client.pets),
        "smokes": yes_or_no(client.smokes),
        "funder": "Rutland" if rutland else "Leicestershire",
        "contract_pack": "",
    }


def _call(call: InventedCall, number: int, first_day: date) -> dict[str, str]:
    """One row of demand; reviews of time-critical calls fall in the next half year."""
    review = first_day + timedelta(days=14 + number * 37 % 160)
    cycle = call.week is not None
    return {
        "client_id": call.client,
        "call": call.name,
        "weekdays": call.weekdays,
        "weeks": str(call.week) if cycle else "",
        "cycle": "2" if cycle else "",
        "cycle_start": (first_day - timedelta(days=FORTNIGHT_START)).isoformat() if cycle else "",
        "start": clock(call.start),
        "before_min": str(call.before),
        "after_min": str(call.after),
        "length_min": str(call.length),
        "carers": str(call.carers),
        "second_length_min": str(call.second_length or ""),
        "kind": call.kind,
        "critical_reason": call.reason,
        "critical_review": review.isoformat() if call.reason else "",
        "skills": ";".join(call.skills),
        "gap_after_call": call.gap_after,
        "gap_min_min": str(call.gap_least or ""),
        "gap_max_min": "",
        "place_end": "",
        "from": "",
        "to": "",
        "date": "",
        "cancel": "",
    }


def _single_rows(
    clients: Sequence[InventedClient],
    calls: Sequence[InventedCall],
    first_day: date,
    named: str | None,
) -> Rows:
    """One lunch cancelled and one outing added on the Thursday, so that the week is not flat."""
    on = first_day + timedelta(days=3)
    busy = {call.client for call in calls if call.weekdays == WEEKDAYS[on.weekday()]}
    single = [c for c in clients if not c.double and c.id != named and c.id not in busy]
    lunch = next(
        call
        for call in calls
        if call.name == "lunch"
        and call.weekdays == EVERY_DAY
        and not call.reason
        and call.client in {one.id for one in single}
    )
    guest = next(one for one in single if one.calls_a_day == 1 or one.id != lunch.client)
    town = guest.door.at
    outing = InventedCall(
        client=guest.id,
        name="outing",
        wished=840,
        start=840,
        length=lunch.length,
        kind="social",
        before=60,
        after=60,
        weekdays="",
    )
    empty = dict.fromkeys(_call(lunch, 0, first_day), "")
    cancelled: Mapping[str, str] = {"client_id": lunch.client, "call": "lunch"}
    once = {"date": on.isoformat()}
    added = {**_call(outing, 0, first_day), "place_end": f"{town.lat:.5f},{town.lon:.5f}"}
    return [{**empty, **cancelled, **once, "cancel": "yes"}, {**added, **once}]
