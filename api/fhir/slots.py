"""How much of a carer's shift is taken; worked out by a process that keeps the week in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from api.desk.weeks import Base, Laid, laid_at
from api.fhir.resources import Stretch
from data.write.day_sheets import Piece, Spell, day_sheets
from scheduler.domain.units import CarerId, Moment
from scheduler.referee import judge

TAKEN = {
    Spell.VISIT: "busy",
    Spell.TRAVEL: "busy",
    Spell.COMMUTE: "busy",
    Spell.BREAK: "busy-unavailable",
}
"""Status of each part of a working day; waiting and time without work are free."""
KEPT = 4


def stretches_at(base: Base, tenant: str, rota_id: str) -> tuple[Stretch, ...]:
    """Every shift of a rota in stretches, by carer and time."""
    laid = laid_at(base, tenant, rota_id)
    return _of_version(base, tenant, rota_id, laid.version)


@lru_cache(maxsize=KEPT)
def _of_version(base: Base, tenant: str, rota_id: str, _version: int) -> tuple[Stretch, ...]:
    return tuple(stretches(laid_at(base, tenant, rota_id)))


def stretches(laid: Laid) -> Iterator[Stretch]:
    """Shifts cut where work begins and ends; visits outside a shift are stretches as well."""
    week = laid.given.week
    pieces: defaultdict[CarerId, list[Piece]] = defaultdict(list)
    for sheet in day_sheets(week, laid.rota, judge(week, laid.rota).rounds):
        pieces[sheet.carer] += [one for one in sheet.pieces if one.kind in TAKEN and one.lasts > 0]
    at = week.horizon.instant
    for carer in sorted({*pieces, *(one.carer for one in week.shifts)}):
        shifts = [(one.start, one.end) for one in week.shifts if one.carer == carer]
        taken = [(one.start, one.end, TAKEN[one.kind]) for one in pieces[carer]]
        for start, end, status in _cut(sorted(shifts), sorted(taken)):
            yield Stretch(carer_id=carer, start=at(start), end=at(end), status=status)


def _cut(
    shifts: Sequence[tuple[Moment, Moment]], taken: Sequence[tuple[Moment, Moment, str]]
) -> list[tuple[Moment, Moment, str]]:
    """What is taken, and the rest of the shifts, by time."""
    found = list(taken)
    for start, end in shifts:
        now = start
        for begins, ends, _ in taken:
            if ends <= now or begins >= end:
                continue
            if begins > now:
                found.append((now, begins, "free"))
            now = max(now, ends)
        if now < end:
            found.append((now, end, "free"))
    return sorted(found)
