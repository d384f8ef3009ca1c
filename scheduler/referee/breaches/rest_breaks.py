"""W4 and B1: a due rest break has room, and planned breaks are real."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scheduler.domain.rota import Break
from scheduler.domain.units import CarerId, PlaceId, Seconds
from scheduler.referee.case import Case
from scheduler.referee.gaps import has_room, is_due, rooms
from scheduler.referee.ledger import WorkingDay, limits_of
from scheduler.referee.verdict import About, Breach, breach
from scheduler.referee.wording import at, on, spell


def room_for_break(case: Case) -> Iterator[Breach]:
    """W4: a rest break is due and no gap is as long as one."""
    for day in case.days:
        if is_due(case, day) and not has_room(case, day):
            least = limits_of(case.week, case.week.carer[day.carer]).break_length
            longest = max((closes - opens for opens, closes, _ in rooms(day)), default=0)
            yield breach(
                "W4",
                f"Carer {day.carer} works {spell(day.work)} on {on(case.week, day.day)} "
                f"without a gap of {spell(least)} for a rest break.",
                About(carers=(day.carer,), day=day.day),
                value=max(0, longest),
                limit=least,
            )


def planned_breaks(case: Case) -> Iterator[Breach]:
    """B1: a planned break is not inside a gap of its carer, or too short; or the rota plans
    breaks and one that is due, and has room, is missing.
    """
    planned: dict[CarerId, list[Break]] = defaultdict(list)
    for one in case.rota.breaks:
        planned[one.carer].append(one)
        yield from _faults(case, one)
    if not case.rota.breaks:
        return
    for day in case.days:
        if is_due(case, day) and has_room(case, day):
            taken = any(_is_sound(case, one, (day,)) for one in planned[day.carer])
            if not taken:
                yield breach(
                    "B1",
                    f"Carer {day.carer} works {spell(day.work)} on {on(case.week, day.day)} "
                    f"and no rest break is planned.",
                    About(carers=(day.carer,), day=day.day),
                )


def _faults(case: Case, one: Break) -> Iterator[Breach]:
    days = case.days_of.get(one.carer, ())
    if _is_sound(case, one, days):
        return
    carer = case.week.carer.get(one.carer)
    least = 0 if carer is None else limits_of(case.week, carer).break_length
    lasts: Seconds = one.end - one.start
    when = f"{at(case.week, one.start)} to {at(case.week, one.end)}"
    fault = (
        f"is shorter than {spell(least)}"
        if lasts < least
        else "is not inside a gap between two visits"
    )
    yield breach(
        "B1",
        f"Carer {one.carer}'s break at {one.place}, {when}, {fault}.",
        About(carers=(one.carer,), day=case.week.horizon.day_of(one.start)),
        value=lasts,
        limit=least,
    )


def _is_sound(case: Case, one: Break, days: tuple[WorkingDay, ...]) -> bool:
    """Whether a break is long enough and inside a gap of one of ``days``, at its place."""
    carer = case.week.carer.get(one.carer)
    if carer is None or one.end - one.start < limits_of(case.week, carer).break_length:
        return False
    return any(
        opens <= one.start and one.end <= closes and _fits(case, one.place, place)
        for day in days
        for opens, closes, place in rooms(day)
    )


def _fits(case: Case, planned: PlaceId, place: PlaceId | None) -> bool:
    return planned in case.week.place if place is None else planned == place
