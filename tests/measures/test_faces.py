"""Windows, known faces, new faces, main carer and the Swedish count, each by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from scheduler.domain.rota import Rota
from scheduler.domain.units import CarerId, ClientId
from scheduler.domain.week import Week
from scheduler.measures.attendance import Attendance, attendances
from scheduler.measures.definitions import STANDARD
from scheduler.measures.faces import (
    distinct_carers,
    known_share,
    main_carer_share,
    most_distinct,
    new_faces,
    service_distinct,
    service_window,
)
from scheduler.measures.figures import Share
from tests.builders import a_carer, a_past_visit, a_rota, a_visit, a_week

C1 = ClientId("c1")
HOUR, DAY = 3600, 86400
WEEK = range(7)


def seen(*who: tuple[int, str]) -> tuple[Attendance, ...]:
    """Attendances by day and carer, an hour apart within a day."""
    ordered = sorted(who, key=lambda one: one[0])
    return tuple(
        Attendance(carer=CarerId(carer), day=day, start=day * DAY + (8 + place % 12) * HOUR)
        for place, (day, carer) in enumerate(ordered)
    )


def test_a_window_includes_its_last_day_and_no_more_than_its_length() -> None:
    """Days -7 to 6 are 14 days: the carer of day -8 is outside."""
    met = seen((-8, "A"), (-7, "B"), (0, "C"), (6, "D"), (7, "E"))
    assert distinct_carers(met, last=6, days=14) == 3
    assert distinct_carers(met, last=6, days=19) == 4
    assert distinct_carers(met, last=-20, days=14) is None


def test_the_worst_window_may_end_before_the_period_does() -> None:
    """Ending on day 0 the 3 days see A, B, C; ending on day 2 only C: at most 3."""
    met = seen((-2, "A"), (-1, "B"), (0, "C"), (2, "C"))
    assert distinct_carers(met, last=2, days=3) == 1
    assert most_distinct(met, range(3), days=3) == 3


def test_history_changes_the_count_of_a_window() -> None:
    """The same rota by one carer counts 1 without history and 2 with another's visit in it."""
    visit = a_visit(day=6)
    fresh = a_week(visit)
    after_another = a_week(visit, history=(a_past_visit(carer="B", day=-7),))
    counts = [
        distinct_carers(attendances(week, a_rota(week, {"v1": "A"}))[C1], last=6, days=14)
        for week in (fresh, after_another)
    ]
    assert counts == [1, 2]


def test_known_means_often_enough_within_the_days_before() -> None:
    """Two visits in the history make the third unknown still and the fourth known."""
    met = seen((-28, "A"), (-1, "A"), (0, "A"), (1, "A"))
    assert known_share(met, WEEK, known_after=3, known_days=28) == Share(numerator=0, denominator=2)
    assert known_share(met, WEEK, known_after=3, known_days=29) == Share(numerator=1, denominator=2)
    assert known_share(met, WEEK, known_after=2, known_days=28) == Share(numerator=2, denominator=2)


def test_a_visit_does_not_make_its_own_carer_known() -> None:
    """Visits at the same moment or later count for nothing yet: both first ones are unknown."""
    met = tuple(Attendance(carer=CarerId(name), day=0, start=HOUR) for name in "AB")
    assert known_share(met, WEEK, known_after=1, known_days=28).numerator == 0


def test_new_faces_are_those_never_met_in_the_history() -> None:
    """A was there once, long ago; B is new and counted once though planned twice."""
    met = seen((-200, "A"), (0, "A"), (1, "B"), (2, "B"))
    assert new_faces(met, WEEK) == 1


def test_the_main_carer_can_reach_the_whole_at_double_ups() -> None:
    """Of two visits, one a double-up with the main carer, the main carer is at one."""
    met = tuple(
        Attendance(carer=CarerId(name), day=0, start=start * HOUR)
        for name, start in (("A", 8), ("B", 8), ("B", 12))
    )
    assert main_carer_share(met, WEEK, CarerId("A")) == Share(numerator=1, denominator=2)
    assert main_carer_share(met, WEEK, None) is None


def service(
    week: Week, rota: Rota | None = None, due: Sequence[tuple[int, int]] = ()
) -> int | None:
    """The Swedish count of client c1, with the window known for everybody."""
    known = attendances(week, rota or Rota(assignments=()))
    last = 6 if rota else -1
    window = service_window(known, last, STANDARD.service_days)
    return service_distinct(week, known[C1], due, window, STANDARD)


def fortnight(clocks: dict[str, str], days: Sequence[int] = range(-14, 0)) -> Week:
    """History of some calls, each by its own carer, on some days of the last fortnight."""
    return a_week(
        a_visit(),
        history=tuple(
            a_past_visit(carer=who, day=day, at=at) for day in days for at, who in clocks.items()
        ),
    )


def test_two_visits_a_day_for_a_fortnight_are_counted() -> None:
    """Two carers, 28 visits from 07:00 to 22:00 both included: 2."""
    assert service(fortnight({"07:00": "A", "22:00": "B"})) == 2


def test_clients_with_fewer_than_two_visits_a_day_are_left_out() -> None:
    """One visit a day is not in the measure, nor is a second one at night."""
    assert service(fortnight({"09:00": "A"})) is None
    assert service(fortnight({"09:00": "A", "22:30": "B"})) is None


def test_carers_of_the_night_are_not_counted() -> None:
    """A third visit at 06:30 leaves the count at 2."""
    assert service(fortnight({"06:30": "C", "09:00": "A", "18:00": "B"})) == 2


def test_a_double_up_is_one_visit_and_two_carers() -> None:
    """One double-up a day is 14 visits, too few; with one more single visit it is 28: 3."""
    pair = [a_past_visit(carer=who, day=day) for day in range(-14, 0) for who in "AB"]
    more = [a_past_visit(carer="C", day=day, at="18:00") for day in range(-14, 0)]
    assert service(a_week(a_visit(), history=tuple(pair))) is None
    assert service(a_week(a_visit(), history=(*pair, *more))) == 3


def test_people_away_are_left_out_and_people_with_free_weekends_are_not() -> None:
    """Three visits on one missing Tuesday: away. None on either Saturday or Sunday: not."""
    calls = {"08:00": "A", "12:00": "B", "18:00": "A"}
    assert service(fortnight(calls, [day for day in range(-14, 0) if day != -6])) is None
    assert service(fortnight(calls, [day for day in range(-14, 0) if day % 7 < 5])) == 2


def test_a_visit_nobody_makes_does_not_mean_away() -> None:
    """Two visits a day for a week, one day of them unallocated: still counted."""
    visits = [a_visit(f"v{day}-{at}", day=day, at=at) for day in WEEK for at in ("09:00", "18:00")]
    past = tuple(
        a_past_visit(carer="B", day=day, at=at) for day in range(-7, 0) for at in ("09:00", "18:00")
    )
    week = a_week(*visits, history=past, carers=[a_carer("A"), a_carer("B")])
    rota = a_rota(week, {one.id: "A" for one in visits if one.day != 3})
    due = [(one.day, one.agreed) for one in visits]
    assert service(week, rota, due) == 2
    assert service(week, rota, [one for one in due if one[0] != 3]) is None


@pytest.mark.parametrize(("first", "expected"), [(-60, (-7, 14)), (-3, (-3, 10)), (2, (2, 5))])
def test_the_window_is_as_long_as_records_reach(first: int, expected: tuple[int, int]) -> None:
    """Fourteen days to day 6 begin on day -7, or with the first record of anybody."""
    window = service_window({C1: seen((first, "A"))}, last=6, days=14)
    assert (window.first, window.days) == expected
