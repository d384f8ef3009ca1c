"""Instances of every set small enough to be worked by hand, as their files would hold them."""

from __future__ import annotations

from typing import Any

HOUR = 3600


def a_week_visit(number: int, hour: int, carers: int = 1) -> dict[str, Any]:
    """Half an hour at place ``number``, preferred on the hour, half an hour either way."""
    start = hour * HOUR
    return {
        "id": number,
        "client": number,
        "loc": number,
        "day": 0,
        "carers": carers,
        "duration": 1800,
        "pref_start": start,
        "win_start": start - 1800,
        "win_end": start + 1800,
        "skills": [],
    }


def a_tiny_week() -> dict[str, Any]:
    """Two carers, three visits of which one needs both; every leg takes ten minutes."""
    shift = {"id": 0, "day": 0, "start": 6 * HOUR, "end": 14 * HOUR}
    carer = {"home": 0, "skills": [], "contract_s": 4 * HOUR, "max_s": 8 * HOUR}
    return {
        "name": "tiny",
        "travel_seconds": [[0 if a == b else 600 for b in range(4)] for a in range(4)],
        "carers": [{"id": row, **carer, "shifts": [shift]} for row in (0, 1)],
        "visits": [a_week_visit(1, 8), a_week_visit(2, 9, carers=2), a_week_visit(3, 10)],
        "weights": {
            "unassigned_per_s": 60,
            "travel_per_s": 1,
            "deviation_per_s": 0.5,
            "deviation_grace_s": 900,
            "extra_carer": 1800,
            "over_contract_per_s": 1,
        },
    }


def a_tiny_hhcrsp() -> dict[str, Any]:
    """Two clients 10.5 and 20.25 from the office and 5.125 from each other; two carers.

    The second client needs both services at once.
    """
    services = [{"service": "s1", "duration": 4.0}, {"service": "s2", "duration": 4.0}]
    return {
        "central_offices": [{"id": "d"}],
        "services": [{"id": "s1", "default_duration": 5.0}, {"id": "s2", "default_duration": 9.0}],
        "caregivers": [{"id": "c1", "abilities": ["s1"]}, {"id": "c2", "abilities": ["s2"]}],
        "patients": [
            {
                "id": "p1",
                "time_window": [10.0, 20.0],
                "required_caregivers": [{"service": "s1", "duration": None}],
            },
            {
                "id": "p2",
                "time_window": [12.0, 18.0],
                "required_caregivers": services,
                "synchronization": {"type": "simultaneous"},
            },
        ],
        "distances": [[0.0, 10.5, 20.25], [10.5, 0.0, 5.125], [20.25, 5.125, 0.0]],
    }


WEIGHTS = {
    "travel_time": 1,
    "total_tardiness": 2,
    "highest_tardiness": 3,
    "total_waiting_time": 4,
    "total_extra_time": 5,
    "max_idle_time": 6,
    "caregiver_preferences": 7,
    "optional_patients": 8,
    "missed_lunch_break": 9,
}


def a_uhhc_client(row: int, *windows: tuple[int, int], **more: Any) -> dict[str, Any]:
    """Client ``p<row>`` at place ``row``: twenty minutes of service s0, unless ``more`` differs."""
    return {
        "id": f"p{row}",
        "distance_matrix_index": row,
        "required_services": [{"service": "s0", "duration": 20}],
        "time_windows": [{"start": start, "end": end} for start, end in windows],
        "optional": False,
        **more,
    }


def a_tiny_uhhc(**weights: int | str | None) -> dict[str, Any]:
    """Two carers, five clients, ten minutes between any two places; windows bind the ends.

    ``weights`` replaces some of ``WEIGHTS``.
    """
    carer = {"departing_point": "d0", "arrival_point": "d0"}
    shift = {"start": 0, "end": 200}
    return {
        "metadata": {
            "time_window_met": "at_service_end",
            "origin": "generated",
            "cost_components": {**WEIGHTS, **weights},
        },
        "distances": [[0 if a == b else 10 for b in range(6)] for a in range(6)],
        "terminal_points": [{"id": "d0", "distance_matrix_index": 0}],
        "services": [{"id": "s0", "default_duration": 20}, {"id": "s1", "default_duration": 30}],
        "lunch_breaks": {"start": 60, "end": 120, "min_duration": 30},
        "caregivers": [
            {"id": "c1", "abilities": ["s0"], "lunch_break": True, "working_shift": shift, **carer},
            {
                "id": "c2",
                "abilities": ["s1"],
                "lunch_break": False,
                "working_shift": shift,
                **carer,
            },
        ],
        "patients": [
            a_uhhc_client(1, (20, 40), (100, 130)),
            a_uhhc_client(2, (50, 60)),
            a_uhhc_client(3, (0, 30), (120, 150)),
            a_uhhc_client(
                4,
                (100, 200),
                required_services=[{"service": "s1"}],
                preferred_caregivers=["c1"],
            ),
            a_uhhc_client(5, (0, 100), optional=True),
        ],
    }
