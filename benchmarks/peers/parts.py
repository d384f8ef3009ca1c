"""A day's visits for solvers without double-ups and with hard windows only.

Each carer's part of a visit stands alone. Parts of a double-up are pinned to one start, so that
two carers come together though the solver knows nothing of it; the starts are set free again
afterwards. The first pass has the whole windows (narrower ones left visits out on the tight
days of this set); later passes keep each visit near the start it had, the only way such a
solver can heed the preferred one.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.peers.days import Day

NEAR_S = 1_800
TRIED_S = (0, -1_800, 1_800, -3_600, 3_600)
ENOUGH_SPELLS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One carer's part of a visit: when it may start, in seconds of the day."""

    visit: int
    opens: int
    closes: int


def parts_of(asked: Day, near: int = NEAR_S) -> list[Part]:
    """Parts of a day's visits, those of a double-up side by side.

    Parameters
    ----------
    near
        Seconds by which a visit may leave its start of the pass before, away from the
        preferred one.
    """
    return [part for visit in asked.visits for part in _parts(asked, visit, near)]


def without_one(asked: Day, part: Part) -> int:
    """Seconds charged where this part is left out.

    A double-up made by one carer counts as left out, so each of its parts has the price of both.
    """
    return round(asked.care.weights["unassigned_per_s"] * asked.care.care_seconds(part.visit))


def _parts(asked: Day, visit: int, near: int) -> list[Part]:
    row, start = asked.care.visits[visit], asked.starts.get(visit)
    preferred, grace = row["pref_start"], asked.care.weights["deviation_grace_s"]
    if row["carers"] > 1:
        pinned = _pin(asked, visit) if start is None else start
        return [Part(visit=visit, opens=pinned, closes=pinned)] * row["carers"]
    if start is None:
        return [Part(visit=visit, opens=row["win_start"], closes=row["win_end"])]
    opens = min(preferred - grace, start) - near
    closes = max(preferred + grace, start) + near
    return [
        Part(
            visit=visit,
            opens=int(max(row["win_start"], opens)),
            closes=int(min(row["win_end"], closes)),
        )
    ]


def _pin(asked: Day, visit: int) -> int:
    """A start for a double-up: near the preferred one, where several carers could come.

    Where nobody came in the passes before, another start is tried in each.
    """
    care, row = asked.care, asked.care.visits[visit]
    spells = [spell for spell in asked.spells if care.fits(spell, visit)]
    able = {
        start: sum(care.earliest(one, visit) <= start <= care.latest(one, visit) for one in spells)
        for start in (row["pref_start"] + tried for tried in TRIED_S)
        if row["win_start"] <= start <= row["win_end"]
    }
    enough = [start for start, count in able.items() if count >= ENOUGH_SPELLS]
    best = [start for start, count in able.items() if count == max(able.values())]
    starts = enough or best
    return int(starts[asked.attempt % len(starts)])
