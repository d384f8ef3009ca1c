"""The peak against counting minute by minute, and what it says of weeks worked by hand."""

from __future__ import annotations

from datetime import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching

from scheduler.domain.errors import InputError
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.planning.peak import Between, Group, Quarter, peak
from tests.builders import (
    DAY,
    MINUTE,
    a_carer,
    a_client,
    a_gap,
    a_rota,
    a_shift,
    a_skill,
    a_visit,
    a_week,
    clock,
    critical,
)

STEPS = (-15, 15, -30, 30, -60, 60)
WAY = 15
"""Minutes of every way in the small weeks: ten, and five to spare."""


@st.composite
def small_weeks(draw: st.DrawFn) -> Week:
    """One day of up to five visits and four carers, of whom some hold a skill some visits need."""
    carers, shifts = [], []
    for name in "ABCD"[: draw(st.integers(1, 4))]:
        skills = (a_skill("hoist"),) if draw(st.booleans()) else ()
        carers.append(a_carer(name, skills=skills))
        begins = draw(st.sampled_from(["07:00", "08:00", "09:10"]))
        shifts.append(a_shift(name, 0, begins, draw(st.sampled_from(["09:30", "11:00"]))))
    visits = [
        a_visit(
            f"v{number}",
            f"c{number}",
            at=f"{draw(st.integers(7, 9)):02d}:{draw(st.sampled_from([0, 10, 25, 40])):02d}",
            minutes=draw(st.sampled_from([15, 30, 45])),
            carers=draw(st.sampled_from([1, 1, 2])),
            skills=(("hoist", 1),) if draw(st.booleans()) else (),
        )
        for number in range(draw(st.integers(1, 5)))
    ]
    return a_week(*visits, carers=carers, shifts=shifts, days=1)


def able(week: Week, visit: Visit, start: int) -> list[int]:
    """Carers with the skill and a shift that holds the visit."""
    skills = {name for name, _ in visit.skills}
    return [
        row
        for row, carer in enumerate(week.carers)
        if skills <= {skill.name for skill in carer.skills}
        and any(
            shift.start <= start and start + visit.length <= shift.end
            for shift in week.shifts_of[carer.id]
        )
    ]


def most(edges: list[list[int]], carers: int) -> int:
    """Most rows that can each have a carer of their own."""
    if not edges:
        return 0
    table = np.zeros((len(edges), carers), dtype=np.int8)
    for row, some in enumerate(edges):
        table[row, some] = 1
    return int((maximum_bipartite_matching(csr_matrix(table), perm_type="column") >= 0).sum())


def margin(week: Week, starts: dict[str, int], skill: str, minute: int) -> int | None:
    """Carers to spare at one minute; nothing where nobody is busy."""
    moment, count = minute * MINUTE, len(week.carers)
    busy = [
        able(week, visit, starts[visit.id])
        for visit in week.visits
        for _ in range(visit.carers)
        if starts[visit.id] - way(week) * MINUTE <= moment < starts[visit.id] + visit.length
    ]
    if not busy:
        return None
    there = [
        row
        for row, carer in enumerate(week.carers)
        if (not skill or skill in {one.name for one in carer.skills})
        and any(shift.start <= moment < shift.end for shift in week.shifts_of[carer.id])
    ]
    served = most(busy, count)
    return most([*busy, *[there] * count], count) - served - (len(busy) - served)


def way(week: Week) -> int:
    """Minutes of the way to each visit: none where there is no other door to come from."""
    return WAY if len(week.visits) > 1 else 0


def worst(week: Week, starts: dict[str, int], skill: str) -> tuple[int, int]:
    """Fewest to spare in the day, and seconds with so few."""
    found = [margin(week, starts, skill, minute) for minute in range(24 * 60)]
    least = min(one for one in found if one is not None)
    return least, found.count(least) * MINUTE


def by_trying_everything(week: Week, skill: str) -> list[tuple[int, int, int, str, int]]:
    """Every move of every visit that helps, most relief first."""
    starts = {visit.id: visit.agreed for visit in week.visits}
    least, seconds = worst(week, starts, skill)
    found = []
    for visit in week.visits:
        for by in STEPS:
            then, for_so_long = worst(week, starts | {visit.id: visit.agreed + by * MINUTE}, skill)
            freed = then - least
            eased = seconds - (for_so_long if freed == 0 else 0)
            if freed > 0 or (freed == 0 and eased > 0):
                found.append((-freed, -eased, abs(by) * MINUTE, visit.id, by * MINUTE))
    return sorted(found)


@settings(max_examples=25, deadline=None)
@given(small_weeks(), st.sampled_from(["", "hoist"]))
def test_moves_are_those_that_trying_everything_finds(week: Week, skill: str) -> None:
    """Same moves, same relief, same order as counting every minute of every move."""
    if skill and not any(carer.skills for carer in week.carers):
        return
    (day,) = peak(week, group=Group(skill=skill)).days
    starts = {visit.id: visit.agreed for visit in week.visits}
    assert (day.margin, day.seconds) == worst(week, starts, skill)
    found = [(-one.freed, -one.eased, abs(one.by), one.visit, one.by) for one in day.moves]
    assert found == by_trying_everything(week, skill)


def two_at_eight(**changes: object) -> Week:
    """Two carers, two visits of half an hour at 08:00."""
    return a_week(
        a_visit("v1", "c1", at="08:00", **changes),
        a_visit("v2", "c2", at="08:00"),
        carers=[a_carer("A"), a_carer("B")],
        days=1,
    )


def test_moving_one_of_two_frees_a_carer() -> None:
    """Nobody is to spare at 08:00; with one of the two an hour later one carer is."""
    found = peak(two_at_eight())
    assert found.days[0].margin == 0
    best = found.asks[0]
    assert (best.freed, abs(best.by), best.agreed) == (1, 60 * MINUTE, False)
    assert (best.earlier, best.later) == (30 * MINUTE, 30 * MINUTE)


def test_time_critical_calls_are_never_asked_about() -> None:
    """One of the two is time-critical: counted, and left alone."""
    found = peak(two_at_eight(critical=critical()))
    assert found.days[0].not_asked == 1
    assert {ask.client for ask in found.asks} == {"c2"}


def test_a_move_that_breaks_a_gap_rule_is_not_asked_for() -> None:
    """Of one person's two visits the first cannot come nearer the second."""
    week = a_week(
        a_visit("v1", "c1", at="08:00"),
        a_visit("v2", "c1", at="10:00"),
        a_visit("v3", "c2", at="08:00"),
        carers=[a_carer("A"), a_carer("B")],
        days=1,
        gaps=(a_gap("v1", "v2", 120),),
    )
    assert all(move.by < 0 for day in peak(week).days for move in day.moves if move.visit == "v1")


def row(quarters: tuple[Quarter, ...], at: str, group: Group, handed: int) -> Quarter:
    """One quarter hour of Monday."""
    return next(
        one for one in quarters if (one.begins, one.group, one.handed) == (clock(at), group, handed)
    )


def test_quarters_count_by_zone_skill_and_handedness() -> None:
    """At 08:00 a double-up with the hoist in North and a single visit in South need three."""
    north, south = a_client("c1", zone="North"), a_client("c2", zone="South")
    hoisted = (("hoist", 1),)
    week = a_week(
        a_visit("v1", "c1", at="08:00", carers=2, skills=hoisted),
        a_visit("v2", "c2", at="08:00"),
        clients=[north, south],
        carers=[a_carer(name, skills=(a_skill("hoist"),)) for name in "ABC"]
        + [a_carer("D"), a_carer("E")],
        days=1,
    )
    found = peak(week).quarters
    double = row(found, "08:00", Group(zone="North", skill="hoist"), 2)
    assert (double.visits, double.needed, double.there, double.spare) == (1, 2, 3, 0)
    single = row(found, "08:00", Group(skill="hoist"), 1)
    assert (single.visits, single.needed, single.spare) == (0, 0, 1)
    anybody = row(found, "08:00", Group(), 1)
    assert (anybody.needed, anybody.there, anybody.spare, anybody.short) == (1, 5, 2, 0)


def test_a_rota_is_looked_at_at_its_own_times() -> None:
    """One visit planned half an hour after it is agreed leaves one to spare at 08:00."""
    week = two_at_eight()
    rota = a_rota(week, {"v1": "A", "v2": "B"}, {"v1": clock("08:30")})
    assert peak(week, rota).days[0].margin == 1


def test_only_the_hours_asked_about_count() -> None:
    """Nothing is under way between ten and noon, so there is no peak and nobody to ask."""
    found = peak(two_at_eight(), between=Between(begins=time(10), ends=time(12)))
    assert found.days == ()
    assert found.asks == ()


@pytest.mark.parametrize(
    ("group", "said"),
    [(Group(zone="Atlantis"), "no zone Atlantis"), (Group(skill="magic"), "no skill magic")],
)
def test_what_is_not_there_is_named(group: Group, said: str) -> None:
    """An unknown zone or skill is refused, and the known ones are listed."""
    with pytest.raises(InputError, match=said):
        peak(two_at_eight(), group=group)


def test_hours_that_end_before_they_begin_are_refused() -> None:
    """From noon to ten there is no time."""
    with pytest.raises(InputError, match="is empty"):
        peak(two_at_eight(), between=Between(begins=time(12), ends=time(10)))


def test_the_day_is_a_day_long() -> None:
    """Quarter hours run from midnight to midnight where anybody is there."""
    found = {one.begins for one in peak(two_at_eight()).quarters}
    assert min(found) == clock("07:00")
    assert max(found) < DAY
