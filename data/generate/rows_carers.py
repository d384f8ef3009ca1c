"""Carers and when they can work, as rows of their tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.generate.calendar import CYCLE_EPOCH
from data.generate.cells import clock, yes_or_no
from data.generate.rhythms import WEEKDAYS
from data.generate.team import Away, InventedCarer


def carer_row(carer: InventedCarer, hours: Mapping[int, float]) -> dict[str, str]:
    """One row of carers.

    Parameters
    ----------
    hours
        Hours worked by weeks before the first day, 1 for the last.
    """
    rhythm = carer.rhythm
    return {
        "carer_id": carer.id,
        "first_name": carer.first_name,
        "last_name": carer.last_name,
        "postcode": carer.door.postcode,
        "lat": f"{carer.door.lat:.5f}",
        "lon": f"{carer.door.lon:.5f}",
        "settlement": carer.door.settlement,
        "modes": carer.modes,
        "gender": carer.gender,
        "skills": ";".join(
            f"{name}:{level}:{last.isoformat()}" for name, (level, last) in carer.skills.items()
        ),
        "languages": carer.language,
        "contract": carer.contract,
        "min_hours": f"{carer.min_hours:g}",
        "max_hours": f"{carer.max_hours:g}",
        "hourly_rate": f"{carer.hourly_pence / 100:.2f}",
        "pays_travel": "yes",
        "pays_waiting": "yes",
        "worker_type": "carer",
        "age_band": carer.age_band,
        "opt_out_48": yes_or_no(carer.opted_out),
        "weeks_hours": ";".join(
            f"{hours.get(week, 0.0):.1f}" for week in range(1, max(hours, default=1) + 1)
        ),
        "max_days": str(rhythm.most_days),
        "max_visits_day": "",
        "max_span_hours": str(rhythm.span_hours or ""),
        "declared_on": carer.declared_on.isoformat(),
        "dbs_expires": carer.dbs_expires.isoformat(),
        "avoids_pets": yes_or_no(carer.avoids_pets),
        "avoids_smoke": yes_or_no(carer.avoids_smoke),
    }


def availability_rows(
    carers: Sequence[InventedCarer], away: Sequence[Away]
) -> list[dict[str, str]]:
    """Rows of availability: the rhythm of each carer, then who is away."""
    rows = []
    for carer in carers:
        first, second = carer.rhythm.days
        weeks = [("", first)] if first == second else [("1", first), ("2", second)]
        for week, days in weeks:
            for start, end in carer.rhythm.spells:
                row = _row(carer.id, "available")
                row |= {"weekdays": ";".join(WEEKDAYS[day] for day in days)}
                row |= {"from": clock(start), "to": clock(end)}
                if week:
                    row |= {"weeks": week, "cycle": "2", "cycle_start": CYCLE_EPOCH.isoformat()}
                rows.append(row)
    for one in away:
        row = _row(one.carer, one.kind)
        row |= {"from_date": one.first.isoformat(), "to_date": one.last.isoformat()}
        if one.hours:
            row |= {"from": clock(one.hours[0]), "to": clock(one.hours[1])}
        rows.append(row)
    return rows


def _row(carer: str, kind: str) -> dict[str, str]:
    """An empty row of availability."""
    columns = ("weekdays", "from_date", "to_date", "from", "to", "weeks", "cycle", "cycle_start")
    return {"carer_id": carer, "kind": kind, **dict.fromkeys(columns, "")}
