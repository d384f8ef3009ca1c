"""Breaches about where and when: A1 to A6, B1."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scheduler.domain.rota import Rota
from scheduler.domain.travel import UNREACHABLE
from scheduler.domain.units import PlaceId
from scheduler.domain.week import Week
from tests.builders import DAY, MINUTE
from tests.referee.mutations.registry import (
    assignment_of,
    breaks,
    by_day,
    follow_ups,
    minutes,
    of_client,
    pick,
    planned,
    singles,
    spans,
)

Outcome = tuple[Week, Rota]


@breaks("A1")
def past_the_end_of_the_shift(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A visit ends one to ninety minutes after its carer's shift."""
    one = pick(rng, singles(week, rota))
    start, end, _ = next(s for s in spans(week, rota, one.carers[0]) if s[2] == one.visit)
    shift = next(s for s in week.shifts_of[one.carers[0]] if s.start <= start < s.end)
    moved = shift.end - (end - start) + minutes(rng, 1, 90)
    return week, planned(rota, one.visit, start=moved)


@breaks("A1")
def on_a_day_off(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """Nobody has a shift on day 6."""
    one = pick(rng, rota.assignments)
    on = week.visit[one.visit].day
    return week, planned(rota, one.visit, start=one.start + (6 - on) * DAY)


@breaks("A1")
def shift_taken_away(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """The carer is on leave on the day of a visit."""
    one = pick(rng, rota.assignments)
    carer, day = pick(rng, one.carers), week.visit[one.visit].day
    left = tuple(s for s in week.shifts if not (s.carer == carer and s.day == day))
    return replace(week, shifts=left), rota


@breaks("A2")
def overlapping(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A visit starts before the one before it ends."""
    _, before, after = pick(rng, follow_ups(week, rota))
    return week, planned(rota, after, start=before[1] - minutes(rng, 1, 15))


@breaks("A2")
def leg_squeezed(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """Between two addresses ten minutes of driving and five spare are not kept."""
    apart = [
        (before, after)
        for _, before, after in follow_ups(week, rota)
        if week.visit[before[2]].place_end != week.visit[after].place
    ]
    before, after = pick(rng, apart)
    return week, planned(rota, after, start=before[1] + minutes(rng, 0, 14))


@breaks("A2")
def two_places_at_once(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A carer gets a second visit at the very time of one of theirs."""
    busy, other = pick(rng, singles(week, rota)), pick(rng, singles(week, rota))
    while busy.carers == other.carers:
        other = pick(rng, singles(week, rota))
    return week, planned(rota, other.visit, carers=busy.carers, start=busy.start)


def _with_leg(week: Week, carer: str, here: PlaceId, there: PlaceId, seconds: int) -> Week:
    """The week with one leg changed, for the mode the carer travels by."""
    mode = week.carer[carer].modes[0]
    matrix = week.travel.by_mode[mode]
    changed = matrix.seconds.copy()
    changed[week.travel.rows[here], week.travel.rows[there]] = seconds
    by_mode = {**week.travel.by_mode, mode: replace(matrix, seconds=changed)}
    return replace(week, travel=replace(week.travel, by_mode=by_mode))


@breaks("A3")
def leg_too_long(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A road is closed: 41 to 60 minutes are too long for every mode, isolated or not."""
    apart = [
        (carer, week.visit[before[2]].place_end, week.visit[after].place)
        for carer, before, after in follow_ups(week, rota)
        if week.visit[before[2]].place_end != week.visit[after].place
    ]
    carer, here, there = pick(rng, apart)
    return _with_leg(week, carer, here, there, minutes(rng, 41, 60)), rota


@breaks("A3")
def home_too_far(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """The first visit of a day is 56 to 90 minutes from home, or cannot be reached."""
    carer = pick(rng, [one.id for one in week.carers])
    first = pick(rng, [day[0] for day in by_day(week, rota, carer).values()])
    far = pick(rng, [minutes(rng, 56, 90), UNREACHABLE])
    place = week.visit[first[2]].place
    return _with_leg(week, carer, week.carer[carer].home, place, far), rota


@breaks("A4")
def doses_too_close(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """Less than 240 minutes lie between two starts."""
    gap = pick(rng, week.gaps)
    first = assignment_of(rota, gap.first).start
    return week, planned(rota, gap.second, start=first + gap.at_least - minutes(rng, 1, 60))


@breaks("A4")
def doses_too_far_apart(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """More than 300 minutes lie between two starts."""
    gap = pick(rng, week.gaps)
    second = assignment_of(rota, gap.second).start
    assert gap.at_most is not None
    return week, planned(rota, gap.first, start=second - gap.at_most - minutes(rng, 1, 60))


@breaks("A5")
def too_late(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A visit starts after its latest start."""
    visit = week.visit[pick(rng, rota.assignments).visit]
    return week, planned(rota, visit.id, start=visit.latest + minutes(rng, 1, 30))


@breaks("A5")
def too_early(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A visit starts before its earliest start."""
    visit = week.visit[pick(rng, rota.assignments).visit]
    return week, planned(rota, visit.id, start=visit.earliest - minutes(rng, 1, 30))


@breaks("A5")
def by_one_second(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A second outside either end."""
    visit = week.visit[pick(rng, rota.assignments).visit]
    start = pick(rng, [visit.earliest - 1, visit.latest + 1])
    return week, planned(rota, visit.id, start=start)


@breaks("A6")
def critical_late_or_early(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """Insulin 16 to 30 minutes from its time, which its window would allow."""
    visit = week.visit[pick(rng, of_client(week, rota, "insulin")).visit]
    moved = visit.agreed + pick(rng, [-1, 1]) * minutes(rng, 16, 30)
    return week, planned(rota, visit.id, start=moved)


@breaks("B1")
def break_cancelled(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A due break disappears from a rota that plans breaks."""
    gone = pick(rng, rota.breaks)
    return week, replace(rota, breaks=tuple(one for one in rota.breaks if one is not gone))


@breaks("B1")
def break_during_a_visit(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A break of twenty minutes begins one minute or more after its gap still has room."""
    old = pick(rng, rota.breaks)
    ends = next(
        start for start, _, _ in spans(week, rota, old.carer) if start >= old.start + 5 * MINUTE
    )
    late = ends - 20 * MINUTE + minutes(rng, 1, 19)
    moved = replace(old, start=late, end=late + 20 * MINUTE)
    return week, replace(rota, breaks=tuple(moved if b is old else b for b in rota.breaks))


@breaks("B1")
def break_too_short(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A break ends early."""
    old = pick(rng, rota.breaks)
    cut = replace(old, end=old.start + minutes(rng, 1, 19))
    return week, replace(rota, breaks=tuple(cut if b is old else b for b in rota.breaks))


@breaks("B1")
def break_of_another(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """The break of a day is written down for G, whose days are too short to hold it."""
    old = pick(rng, rota.breaks)
    given = replace(old, carer="G")
    return week, replace(rota, breaks=tuple(given if b is old else b for b in rota.breaks))
