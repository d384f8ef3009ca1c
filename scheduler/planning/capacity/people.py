"""Changes of the team: somebody new, somebody with guaranteed hours, somebody trained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from statistics import median_low

from scheduler.domain.carer import Carer, Contract, ContractKind, Limits, Shift, Skill
from scheduler.domain.travel import UNREACHABLE, Mode
from scheduler.domain.units import HOUR, MINUTE, CarerId, Day, Seconds, ShiftId
from scheduler.domain.week import Week
from scheduler.formulate.people import DAYS_A_WEEK
from scheduler.planning.capacity.asked import Asked
from scheduler.planning.words import WEEKDAYS, clock

NEWCOMER = CarerId("new-carer")
PRACTICAL = 2
"""Level of skill of somebody who does the work without help."""

MARGIN = 15 * MINUTE
"""By how much a shift begins before the band and lasts beyond its last call."""

Changed = tuple[Week, str]
"""A week with somebody changed, and what that assumes."""


def newcomer(week: Week, asked: Asked, mode: Mode) -> Changed:
    """One more carer, who lives at the first door and works the band on the usual days a week.

    The days are those on which the fewest carers have a shift then. The skills are those asked
    for and those at least half of all carers hold; the pay is the median of theirs.
    """
    days = _scarcest_days(week, asked)[: week.rules.working.target_days]
    home, half = asked.doors[0].place, len(week.carers) / 2
    held = Counter(name for one in week.carers for name in {skill.name for skill in one.skills})
    levels = {name: PRACTICAL for name, count in held.items() if count >= half} | {
        name: max(level, PRACTICAL) for name, level in asked.skills
    }
    shifts = [_shift(week, asked, NEWCOMER, day) for day in sorted(days)]
    shifts = [replace(one, start_place=home, end_place=home) for one in shifts]
    carer = Carer(
        id=NEWCOMER,
        home=home,
        modes=(mode,),
        skills=tuple(Skill(name=name, level=level) for name, level in sorted(levels.items())),
        contract=Contract(
            kind=ContractKind.CONTRACTED,
            most=_a_week(week, sum(one.end - one.start for one in shifts)),
            hourly_pence=median_low(one.contract.hourly_pence for one in week.carers),
        ),
        limits=Limits(days=len(days)),
        dbs_expires=week.horizon.date_of(week.horizon.days) + timedelta(days=365),
    )
    changed = replace(week, carers=(*week.carers, carer), shifts=(*week.shifts, *shifts))
    return changed, f"works {_days(week, days)}, {_span(week, shifts[0])}"


def _a_week(week: Week, seconds: Seconds) -> Seconds:
    """Hours of a whole week of which a shorter period has its share, this many seconds."""
    return -(-seconds * DAYS_A_WEEK // week.horizon.days)


def guaranteed(week: Week, asked: Asked) -> Changed | None:
    """A bank carer with the skill gets guaranteed hours and in return two more shifts.

    Of those with two free days and declared days to spare, the one who lives nearest.
    """
    order = _scarcest_days(week, asked)
    for carer in _nearest_first(week, asked, week.carers):
        busy = {shift.day for shift in week.shifts_of[carer.id]}
        free = [day for day in order if day not in busy][:2]
        if carer.contract.kind is ContractKind.BANK and len(free) == 2 and _holds(carer, asked):
            return _with_shifts(week, asked, carer, free)
    return None


def _with_shifts(week: Week, asked: Asked, carer: Carer, days: list[Day]) -> Changed:
    shifts = [_shift(week, asked, carer.id, day) for day in sorted(days)]
    shifts = [replace(one, start_place=carer.home, end_place=carer.home) for one in shifts]
    more = sum(one.end - one.start for one in shifts)
    least = carer.contract.least + more
    longer = replace(
        carer,
        contract=replace(
            carer.contract,
            kind=ContractKind.CONTRACTED,
            least=least,
            most=max(least, min(carer.contract.most + more, 7 * 24 * HOUR)),
        ),
        limits=replace(carer.limits, days=min(6, carer.limits.days + len(days))),
    )
    changed = replace(
        week,
        carers=tuple(longer if one.id == carer.id else one for one in week.carers),
        shifts=(*week.shifts, *shifts),
    )
    said = (
        f"{carer.id}, of the bank, is guaranteed {more // HOUR} hours a week and works "
        f"{_days(week, days)}, {_span(week, shifts[0])}, as well."
    )
    return changed, said


def trained(week: Week, asked: Asked) -> Changed | None:
    """The nearest carer who lacks a skill asked for, and works the band on most days, learns it.

    ``None`` where no skill is asked for, or nobody lacks it.
    """
    lacking = [carer for carer in week.carers if not _holds(carer, asked)]
    if not lacking:
        return None
    working = {carer.id: _days_in_band(week, asked, carer.id) for carer in lacking}
    most = max(working.values())
    carer = next(
        iter(_nearest_first(week, asked, [one for one in lacking if working[one.id] == most]))
    )
    others = tuple(one for one in carer.skills if one.name not in dict(asked.skills))
    learned = tuple(Skill(name=name, level=level) for name, level in asked.skills)
    changed = replace(
        week,
        carers=tuple(
            replace(one, skills=(*others, *learned)) if one.id == carer.id else one
            for one in week.carers
        ),
    )
    names = " and ".join(name for name, _ in asked.skills)
    return changed, f"{carer.id} is trained: {names}."


def _holds(carer: Carer, asked: Asked) -> bool:
    """Whether a carer holds every skill asked for, at its level."""
    levels = {skill.name: skill.level for skill in carer.skills}
    return all(levels.get(name, 0) >= level for name, level in asked.skills)


def _scarcest_days(week: Week, asked: Asked) -> list[Day]:
    """Days of the call, those with the fewest carers on shift in the band first."""
    count = {
        day: sum(_touches(week, asked, shift, day) for shift in week.shifts)
        for day in asked.days(week)
    }
    return sorted(count, key=lambda day: (count[day], day))


def _touches(week: Week, asked: Asked, shift: Shift, day: Day) -> bool:
    first, last = asked.band.on(week, day)
    return shift.start <= last and first + asked.length <= shift.end


def _days_in_band(week: Week, asked: Asked, carer: CarerId) -> int:
    return sum(
        any(_touches(week, asked, shift, day) for shift in week.shifts_of[carer])
        for day in asked.days(week)
    )


def _nearest_first(week: Week, asked: Asked, carers: Iterable[Carer]) -> list[Carer]:
    """Carers by the way from home to the nearest door, by their own mode; then by id."""
    doors = [week.travel.rows[door.place] for door in asked.doors]

    def way(carer: Carer) -> Seconds:
        matrix = week.travel.by_mode.get(carer.modes[0])
        if matrix is None:
            return UNREACHABLE
        return int(matrix.seconds[week.travel.rows[carer.home], doors].min())

    return sorted(carers, key=lambda one: (way(one), one.id))


def _shift(week: Week, asked: Asked, carer: CarerId, day: Day) -> Shift:
    """A shift over the whole band of a day; its places are still the first door's."""
    first, last = asked.band.on(week, day)
    place = asked.doors[0].place
    return Shift(
        id=ShiftId(f"{carer}+{day}"),
        carer=carer,
        day=day,
        start=max(week.horizon.midnight(day), first - MARGIN),
        end=last + asked.length + MARGIN,
        start_place=place,
        end_place=place,
    )


def _days(week: Week, days: Iterable[Day]) -> str:
    return ", ".join(WEEKDAYS[week.horizon.weekday(day)] for day in sorted(days))


def _span(week: Week, shift: Shift) -> str:
    return f"{clock(week.horizon, shift.start)} to {clock(week.horizon, shift.end)}"
