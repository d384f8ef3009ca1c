"""How like real homecare a set of tables is: the figures behind it, counted from its rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from statistics import median

import numpy as np

from data.generate.rhythms import SLOT
from data.generate.rows import RawTables, Rows
from data.generate.week_of_rows import DAYS, Due, busy_grid, free_grid, visits_due

TRAVEL_A_CONTACT_HOUR = 12.6
"""Minutes: 3.06 miles a visit (United Kingdom, 2017-18) at 25 miles an hour, 35 minutes a visit."""

TRAVEL_A_VISIT = 8
"""Minutes on the way, at the door and spare, as rotas of the bundled sample need."""

PEAK = (450, 510)
"""07:30 to 08:30, minutes after 00:00."""

Figures = dict[str, float]


def calibration(tables: RawTables, first_day: date) -> Figures:
    """Counts, shares (of 1), hours and minutes that describe a sample.

    Parameters
    ----------
    first_day
        Monday of the week to be planned.
    """
    due = visits_due(tables["demand"], first_day)
    figures = _demand_figures(due) | _call_figures(due, len(tables["clients"]))
    figures |= _team_figures(tables["carers"], figures["contact_hours"])
    figures |= _peak_figures(due, tables, first_day)
    figures |= _past_figures(tables, due, first_day)
    return {name: round(float(figure), 4) for name, figure in figures.items()}


def _demand_figures(due: list[Due]) -> Figures:
    """Visits, hours, lengths and shares."""
    lengths = Counter(int(one.row["length_min"]) for one in due)
    shares = {f"share_{length}_min": number / len(due) for length, number in lengths.items()}
    return {
        "visits": len(due),
        "carer_visits": sum(len(one.parts) for one in due),
        "contact_hours": sum(sum(one.parts) for one in due) / 60,
        "mean_length_min": sum(k * n for k, n in lengths.items()) / len(due),
        **dict(sorted(shares.items())),
        "double_up_share": sum(len(one.parts) == 2 for one in due) / len(due),
        "time_critical_share": sum(bool(one.row["critical_reason"]) for one in due) / len(due),
    }


def _call_figures(due: list[Due], clients: int) -> Figures:
    """Calls a day by client, and the share of breakfasts agreed at the peak."""
    calls = Counter(
        one.row["client_id"] for one in due if one.day == 0 and one.row["weekdays"] == "daily"
    )
    mix = Counter(calls.values())
    breakfasts = [one.start for one in due if one.row["call"] == "breakfast"]
    at_peak = sum(PEAK[0] <= start <= PEAK[1] for start in breakfasts)
    return {
        **{f"share_{n}_calls_a_day": mix[n] / clients for n in range(1, 5)},
        "breakfast_share_0730_0830": at_peak / len(breakfasts),
    }


def _team_figures(carers: Rows, contact_hours: float) -> Figures:
    """Contracts, hours on offer and ways of travelling."""
    contracts = Counter(row["contract"] for row in carers)
    wanted = contact_hours * (1 + TRAVEL_A_CONTACT_HOUR / 60)
    return {
        "carers": len(carers),
        **{
            f"share_{name}": contracts[name] / len(carers)
            for name in ("salaried", "contracted", "bank")
        },
        "share_without_car": sum("car" not in row["modes"] for row in carers) / len(carers),
        "greatest_hours": sum(float(row["max_hours"]) for row in carers),
        "contracted_hours": sum(float(row["min_hours"]) for row in carers),
        "hours_on_offer_for_each_needed": sum(float(row["max_hours"]) for row in carers) / wanted,
    }


def _peak_figures(due: list[Due], tables: RawTables, first_day: date) -> Figures:
    """Carers busy and available when it is tightest, at the agreed times."""
    busy = busy_grid(due, TRAVEL_A_VISIT)
    free = free_grid(tables, first_day)
    peak = slice(PEAK[0] // SLOT, PEAK[1] // SLOT)
    margin = free[:, peak].mean(axis=1) / busy[:, peak].mean(axis=1)
    crowded = busy > 0.5 * busy.max()
    return {
        "greatest_carers_busy": busy.max(),
        "carers_busy_0730_0830": busy[:, peak].mean(),
        "carers_free_0730_0830": free[:, peak].mean(),
        "least_margin_0730_0830": margin.min(),
        "mean_margin_0730_0830": margin.mean(),
        "least_margin_when_busy": (free[crowded] / busy[crowded]).min(),
    }


def _past_figures(tables: RawTables, due: list[Due], first_day: date) -> Figures:
    """Faces met in the last 14 days, and how complete the past is."""
    history = tables["history"]
    since = (first_day - timedelta(days=14)).isoformat()
    faces: defaultdict[str, set[str]] = defaultdict(set)
    for row in history:
        if row["date"] >= since:
            faces[row["client_id"]].add(row["carer_id"])
    double = {one.row["client_id"] for one in due if len(one.parts) == 2}
    visits = Counter(one.row["client_id"] for one in due)
    single = [
        len(faces[client])
        for client, number in visits.items()
        if number >= 2 * DAYS and client not in double
    ]
    days = len({row["date"] for row in history})
    expected = sum(len(one.parts) for one in due) / DAYS * days
    return {
        "clients": len(tables["clients"]),
        "history_days": days,
        "history_carer_visits": len(history),
        "history_complete": len(history) / expected,
        "distinct_14d_median": median(single),
        "distinct_14d_p90": float(np.quantile(single, 0.9, method="inverted_cdf")),
        "distinct_14d_worst": max(single),
    }


def faces_of(tables: RawTables, client: str, first_day: date, days: int) -> int:
    """Distinct carers of one client in the last ``days`` days before ``first_day``."""
    since = (first_day - timedelta(days=days)).isoformat()
    return len(
        {
            row["carer_id"]
            for row in tables["history"]
            if row["client_id"] == client and row["date"] >= since
        }
    )
