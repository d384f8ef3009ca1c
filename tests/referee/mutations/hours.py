"""Breaches about work, rest and pay: W1 to W6, C1, L1 to L3, P1."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scheduler.domain.carer import AgeBand
from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from tests.builders import DAY, HOUR, MINUTE, a_past_visit
from tests.referee.mutations.registry import (
    breaks,
    by_day,
    minutes,
    pick,
    planned,
    singles,
    spans,
    with_carer,
    with_contract,
    with_limits,
    with_visit,
)

Outcome = tuple[Week, Rota]
ADULTS = list("ABDFG")
"""Adults who did not opt out of the average and work by day."""


def _care(week: Week, rota: Rota, carer: str) -> int:
    """Seconds of care, which work can never be less than."""
    return sum(end - start for start, end, _ in spans(week, rota, carer))


@breaks("W1")
def hard_weeks_before(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """The weeks before leave a minute less, or hours less, than this week's care alone."""
    carer, n = pick(rng, ADULTS), int(rng.integers(1, 17))
    spare = _care(week, rota, carer) - minutes(rng, 1, 20)
    first = (n + 1) * 48 * HOUR - spare - (n - 1) * 48 * HOUR
    return with_carer(week, carer, worked_before=(first, *(48 * HOUR,) * (n - 1))), rota


@breaks("W1")
def opt_out_withdrawn(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """C had opted out and worked sixteen long weeks."""
    long = (51 * HOUR + minutes(rng, 0, 600),) * 16
    return with_carer(week, "C", worked_before=long, opted_out_48=False), rota


@breaks("W2")
def late_then_early(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """The last visit of a day ends less than eleven hours before the next day's first."""
    days = {
        (carer.id, day): (spans_of[day][-1], spans_of[day + 1][0])
        for carer in week.carers
        for spans_of in (by_day(week, rota, carer.id),)
        for day in spans_of
        if day + 1 in spans_of
    }
    before, after = pick(rng, list(days.values()))
    lasts = before[1] - before[0]
    start = after[0] - 11 * HOUR + minutes(rng, 1, 60) - lasts
    shifts = tuple(replace(s, end=max(s.end, s.day * DAY + 30 * HOUR)) for s in week.shifts)
    shifts = tuple(s for s in shifts if s.carer != "H") + week.shifts_of["H"]
    return replace(week, shifts=shifts), planned(rota, before[2], start=start)


@breaks("W2")
def came_off_a_late_shift(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """The history ends less than eleven hours before the first visit."""
    carer = pick(rng, ["B", "C", "D", "F", "G"])
    first = spans(week, rota, carer)[0][0]
    ended = first - 11 * HOUR + minutes(rng, 1, 60)
    past = replace(a_past_visit("plain", carer), start=ended - 30 * MINUTE)
    return replace(week, history=(*week.history, past)), rota


@breaks("W3")
def seven_days_running(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """Seven visits about noon on seven days: never 24 hours without work.

    A visit lasts at least 20 minutes, and two starts differ by at most 10 more than a day.
    """
    carer = pick(rng, [one.id for one in week.carers])
    chosen = rng.permutation(len(singles(week, rota)))[:7]
    for day, index in enumerate(chosen):
        one = singles(week, rota)[int(index)]
        start = day * DAY + 12 * HOUR + minutes(rng, -5, 5)
        rota = planned(rota, one.visit, carers=(carer,), start=start)
    return week, rota


@breaks("W4")
def one_long_visit(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """The only visit of G's Monday lasts more than six hours."""
    return with_visit(week, "G00", length=6 * HOUR + minutes(rng, 1, 120)), rota


@breaks("W4")
def no_gap_left(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """Five visits of 80 minutes, each at most 19 minutes idle after the one before.

    400 minutes of care alone are more than six hours.
    """
    carer, day = pick(rng, [("B", 0), ("A", 2), ("C", 2)])
    chosen = [span for span in by_day(week, rota, carer)[day] if span[2].startswith(carer)]
    start = chosen[0][0]
    place = None
    for _, _, visit in chosen:
        here = week.visit[visit].place
        start += 15 * MINUTE * (place not in (None, here))
        start += minutes(rng, 0, 19) * (place is not None)
        week = with_visit(week, visit, length=80 * MINUTE)
        rota = planned(rota, visit, start=start)
        start, place = start + 80 * MINUTE, here
    return week, rota


@breaks("W5")
def night_too_long(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A night of 7 h 30 min of work becomes longer than eight hours."""
    night = pick(rng, [f"night{day}b" for day in (0, 2, 4)])
    return with_visit(week, night, length=210 * MINUTE + minutes(rng, 31, 80)), rota


@breaks("W6")
def a_child_works_a_long_day(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """E, under 18, gets a visit of more than eight hours."""
    one = pick(rng, spans(week, rota, "E"))
    return with_visit(week, one[2], length=8 * HOUR + minutes(rng, 1, 60)), rota


@breaks("W6")
def a_child_works_a_long_week(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """The longest week of the young is less than the care E or another child gives."""
    carer = pick(rng, list("ABCDEFG"))
    most = _care(week, rota, carer) - minutes(rng, 1, 20)
    rules = replace(week.rules, under_18=replace(week.rules.under_18, most_a_week=most))
    return with_carer(replace(week, rules=rules), carer, age_band=AgeBand.UNDER_18), rota


@breaks("C1")
def contract_exceeded(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """The contract allows less than the care planned."""
    carer = pick(rng, [one.id for one in week.carers])
    most = _care(week, rota, carer) - minutes(rng, 1, 20)
    return with_contract(week, carer, most=most), rota


@breaks("L1")
def too_many_days(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A carer declares fewer days than are planned."""
    carer = pick(rng, [one.id for one in week.carers])
    worked = len(by_day(week, rota, carer))
    return with_limits(week, carer, days=int(rng.integers(0, worked))), rota


@breaks("L2")
def too_many_visits(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A carer declares fewer visits a day than are planned on some day."""
    carer = pick(rng, [one.id for one in week.carers])
    most = max(len(day) for day in by_day(week, rota, carer).values())
    return with_limits(week, carer, visits_a_day=int(rng.integers(0, most))), rota


@breaks("L2")
def too_many_visits_given(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """F declares six a day and gets seven."""
    for index, one in enumerate(singles(week, rota)[:7]):
        start = 8 * HOUR + minutes(rng, 0, 5) + index * 80 * MINUTE
        rota = planned(rota, one.visit, carers=("F",), start=start)
    return week, rota


@breaks("L3")
def too_long_a_span(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """A carer declares a shorter day than some day planned."""
    carer = pick(rng, [one.id for one in week.carers])
    longest = max(day[-1][1] - day[0][0] for day in by_day(week, rota, carer).values())
    return with_limits(week, carer, span=longest - minutes(rng, 1, 20)), rota


@breaks("P1")
def paid_below_the_floor(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """Every second worked is paid at 1000 to 1270 pence; the floor is 1271."""
    carer = pick(rng, list("ABCDGH"))
    return with_contract(week, carer, hourly_pence=int(rng.integers(1000, 1271))), rota


@breaks("P1")
def travel_and_waiting_unpaid(week: Week, rota: Rota, rng: np.random.Generator) -> Outcome:
    """B and C give care for at most seven tenths of their work, at 1300 to 1800 pence.

    1800 * 0.7 = 1260 < 1271.
    """
    carer = pick(rng, ["B", "C"])
    unpaid = {"pays_travel": False, "pays_waiting": False}
    return with_contract(week, carer, hourly_pence=int(rng.integers(1300, 1801)), **unpaid), rota
