"""Visits made from packages of care."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from data.expand import Absent, CallTemplate, Cancelled, GapRule, Recurrence, expand_calls
from scheduler.domain.units import ClientId
from tests.data.expand.patterns import MONDAY, a_call, a_week, at, recurrences

C1 = ClientId("C1")
SPRING = date(2027, 3, 28)
AUTUMN = date(2026, 10, 25)


def single(on: date, start: str, **changes: object) -> CallTemplate:
    """One call on one date."""
    return a_call(start, when=Recurrence(first=on, last=on), single=True, **changes)


def test_a_daily_call_is_seven_visits_with_readable_ids() -> None:
    """Agreed at eight, half an hour either way, each on its own day."""
    visits = expand_calls([a_call()], a_week()).visits
    assert [visit.id for visit in visits] == [f"C1-breakfast-2026-06-0{day}" for day in range(1, 8)]
    assert [visit.agreed for visit in visits] == [at("08:00") + 86_400 * day for day in range(7)]
    assert visits[0].earliest == at("07:30")
    assert visits[0].latest == at("08:30")


def test_two_calls_of_one_name_have_two_ids() -> None:
    """The later one is numbered; a name with spaces is tidied."""
    calls = [a_call("14:00", call="sit with"), a_call("10:00", call="sit with")]
    ids = [visit.id for visit in expand_calls(calls, a_week(days=1)).visits]
    assert ids == ["C1-sit_with-2026-06-01", "C1-sit_with-2026-06-01-2"]


def test_clock_times_are_kept_when_the_clocks_change() -> None:
    """The spring Sunday has 23 hours, the autumn one 25: eight o'clock comes 7 and 9 hours in."""
    for sunday, hours in ((SPRING, 7), (AUTUMN, 9)):
        visit = expand_calls([a_call()], a_week(sunday, 2)).visits
        assert visit[0].agreed == hours * 3600
        assert visit[0].latest - visit[0].earliest == 3600
        assert visit[0].length == 1800
        assert visit[1].agreed - visit[0].agreed == 86_400


def test_an_hour_that_is_skipped_or_repeated_makes_one_visit() -> None:
    """01:30 is skipped in spring, and comes twice in autumn: the first counts."""
    for sunday, moment in ((SPRING, 5400), (AUTUMN, 5400)):
        visits = expand_calls([a_call("01:30")], a_week(sunday, 1)).visits
        assert [visit.agreed for visit in visits] == [moment]


def test_a_client_who_is_away_has_no_visits() -> None:
    """Away from the 3rd to the 4th, both included; away without end, for good."""
    two_days = Absent(client=C1, first=date(2026, 6, 3), last=date(2026, 6, 4))
    days = {visit.day for visit in expand_calls([a_call()], a_week(), absent=[two_days]).visits}
    assert days == {0, 1, 4, 5, 6}
    gone = Absent(client=C1, first=date(2026, 6, 6))
    assert len(expand_calls([a_call()], a_week(), absent=[gone]).visits) == 5
    other = Absent(client=ClientId("C2"), first=MONDAY)
    assert len(expand_calls([a_call()], a_week(), absent=[other]).visits) == 7


def test_a_cancellation_takes_one_visit_away() -> None:
    """Only that call, on that date; one that meets no call is told."""
    calls = [a_call(), a_call("12:00", call="lunch")]
    tuesday = Cancelled(client=C1, call="lunch", on=date(2026, 6, 2))
    supper = Cancelled(client=C1, call="supper", on=date(2026, 6, 2))
    later = Cancelled(client=C1, call="supper", on=date(2026, 7, 2))
    expanded = expand_calls(calls, a_week(), cancelled=[tuesday, supper, later])
    assert len(expanded.visits) == 13
    assert "C1-lunch-2026-06-02" not in {visit.id for visit in expanded.visits}
    assert expanded.idle_cancellations == (supper,)


def test_a_call_is_moved_by_cancelling_and_adding() -> None:
    """The single visit of the same name stays; the recurring one goes."""
    monday = Cancelled(client=C1, call="breakfast", on=MONDAY)
    expanded = expand_calls([a_call(), single(MONDAY, "10:00")], a_week(days=1), cancelled=[monday])
    assert [visit.agreed for visit in expanded.visits] == [at("10:00")]
    alone = expand_calls([single(MONDAY, "10:00")], a_week(days=1), cancelled=[monday])
    assert alone.visits == ()


def test_a_cancellation_with_a_start_means_one_of_two() -> None:
    """Two calls of one name are told apart by their starts."""
    calls = [a_call("08:00"), a_call("09:30")]
    early = Cancelled(client=C1, call="breakfast", on=MONDAY, start=at("08:00"))
    visits = expand_calls(calls, a_week(days=1), cancelled=[early]).visits
    assert [visit.agreed for visit in visits] == [at("09:30")]


def test_gaps_join_the_visits_of_one_day() -> None:
    """Lunch four hours after the last breakfast before it, on days that have both."""
    rule = GapRule(after="breakfast", at_least=at("04:00"), at_most=at("06:00"))
    weekdays = Recurrence(weekdays=frozenset({0, 2}))
    calls = [
        a_call("12:30", call="lunch", gap=rule),
        a_call("07:00", when=weekdays),
        a_call("08:00", when=weekdays),
    ]
    gaps = expand_calls(calls, a_week()).gaps
    assert [(gap.first, gap.second) for gap in gaps] == [
        ("C1-breakfast-2026-06-01-2", "C1-lunch-2026-06-01"),
        ("C1-breakfast-2026-06-03-2", "C1-lunch-2026-06-03"),
    ]
    assert (gaps[0].at_least, gaps[0].at_most) == (14_400, 21_600)


def calls_of_a_package() -> st.SearchStrategy[list[CallTemplate]]:
    """Up to five calls of two clients."""
    return st.lists(
        st.builds(
            lambda when, start, client, call: (
                a_call(when=when, client=ClientId(client), call=call, before=600)
                if start is None
                else replace(a_call(when=when, client=ClientId(client), call=call), start=start)
            ),
            when=recurrences(),
            start=st.integers(0, 95).map(lambda quarter: quarter * 900),
            client=st.sampled_from(["C1", "C2"]),
            call=st.sampled_from(["tea", "bed"]),
        ),
        max_size=5,
    )


@settings(max_examples=60, deadline=None)
@given(calls_of_a_package(), st.integers(0, 6))
def test_seven_days_later_is_the_same_week(calls: list[CallTemplate], step: int) -> None:
    """Away from a clock change, a week and all its cycles moved by seven days changes nothing."""
    week = timedelta(days=7)
    first = MONDAY + timedelta(days=step)
    moved = [replace(c, when=replace(c.when, anchor=c.when.anchor + week)) for c in calls]
    before = expand_calls(calls, a_week(first)).visits
    after = expand_calls(moved, a_week(first + week)).visits
    assert [(v.client, v.call, v.day, v.agreed, v.latest) for v in before] == [
        (v.client, v.call, v.day, v.agreed, v.latest) for v in after
    ]


@settings(max_examples=60, deadline=None)
@given(calls_of_a_package())
def test_ids_are_never_used_twice_and_order_of_calls_does_not_matter(
    calls: list[CallTemplate],
) -> None:
    """The rows of a table may be sorted in any way."""
    visits = expand_calls(calls, a_week(days=14)).visits
    assert len({visit.id for visit in visits}) == len(visits)
    assert set(expand_calls(calls[::-1], a_week(days=14)).visits) == set(visits)


@settings(max_examples=30, deadline=None)
@given(calls_of_a_package(), st.dates(date(2026, 3, 1), date(2027, 4, 30)))
def test_two_weeks_are_the_weeks_planned_one_by_one(calls: list[CallTemplate], first: date) -> None:
    """Planning week after week makes the visits that planning both at once makes."""
    both = [visit.id for visit in expand_calls(calls, a_week(first, 14)).visits]
    weeks = [first, first + timedelta(days=7)]
    assert both == [v.id for day in weeks for v in expand_calls(calls, a_week(day)).visits]
