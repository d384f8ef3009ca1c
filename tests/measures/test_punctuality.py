"""Punctuality of small rotas, each figure by hand."""

from __future__ import annotations

from scheduler.domain.week import Week
from scheduler.measures.definitions import STANDARD
from scheduler.measures.figures import Share
from scheduler.measures.punctuality import (
    Punctuality,
    deviations,
    median_absolute_deviation,
    punctuality,
)
from tests.builders import a_rota, a_visit, a_week, critical

MINUTE = 60


def of(week: Week, minutes_late: dict[str, int]) -> Punctuality:
    """Punctuality where carer A makes the named visits so many minutes late."""
    starts = {
        visit.id: visit.agreed + minutes_late[visit.id] * MINUTE
        for visit in week.visits
        if visit.id in minutes_late
    }
    rota = a_rota(week, dict.fromkeys(minutes_late, "A"), starts)
    return punctuality(week.visits, deviations(week, rota), week.rules.visits, STANDARD)


def test_shares_within_fifteen_and_thirty_minutes() -> None:
    """15 late, 16 late, 30 early and 31 early: one in 15, three in 30; one visit unmade."""
    week = a_week(*(a_visit(f"v{i}", day=i, slack=60) for i in range(5)))
    found = of(week, {"v0": 15, "v1": 16, "v2": -30, "v3": -31})
    assert (found.due, found.unallocated) == (5, 1)
    assert found.on_time == Share(numerator=1, denominator=4)
    assert found.within_late_call == Share(numerator=3, denominator=4)
    assert found.late == Share(numerator=1, denominator=4)
    assert found.early == Share(numerator=2, denominator=4)
    assert (found.worst_late, found.worst_early) == (16 * MINUTE, 31 * MINUTE)
    assert found.deviation.median == 16 * MINUTE


def test_time_critical_visits_are_counted_apart() -> None:
    """Of three critical visits one is on time, one 20 minutes late, one made by nobody."""
    week = a_week(
        *(a_visit(f"v{i}", day=i, critical=critical()) for i in range(3)), a_visit("v9", day=4)
    )
    found = of(week, {"v0": 0, "v1": 20, "v9": 25})
    assert found.critical_on_time == Share(numerator=1, denominator=2)
    assert found.critical_unallocated == 1


def test_steadiness_is_about_the_same_time_and_not_the_agreed_one() -> None:
    """Always 20 minutes late is steady; 0, 5 and 30 late lie 5 from their median of 5."""
    visits = [
        a_visit(f"{call}{day}", call=call, at=at, day=day)
        for call, at in (("tea", "16:00"), ("bed", "20:00"))
        for day in range(3)
    ]
    late = {"tea0": 20, "tea1": 20, "tea2": 20, "bed0": 0, "bed1": 5, "bed2": 30}
    found = of(a_week(*visits), late)
    assert (found.steadiness.count, found.steadiness.least) == (2, 0)
    assert found.steadiness.greatest == 5 * MINUTE


def test_the_median_distance_from_the_median() -> None:
    """0, 60 and 600 lie 60, 0 and 540 from 60: the median distance is 60."""
    assert median_absolute_deviation([0, 60, 600]) == 60


def test_no_visits_have_no_punctuality() -> None:
    """Shares of nothing are unknown, and nothing is late."""
    found = of(a_week(), {})
    assert (found.on_time.share, found.deviation.median, found.worst_late) == (None, None, 0)
