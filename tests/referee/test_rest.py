"""W1, W2 and W3: the average week, daily rest and weekly rest."""

from __future__ import annotations

import pytest

from scheduler.domain.carer import AgeBand
from scheduler.domain.visit import Visit
from scheduler.referee import judge
from tests.builders import HOUR, a_carer, a_past_visit, a_rota, a_visit, a_week, clock
from tests.builders_rules import the_rules
from tests.referee.checks import codes_of


def daily(days: range, at: str, minutes: int = 30) -> tuple[Visit, ...]:
    """One visit a day."""
    return tuple(a_visit(f"v{day}", at=at, day=day, minutes=minutes) for day in days)


def all_by_a(visits: tuple[Visit, ...]) -> dict[str, str]:
    """Everything is made by A."""
    return {visit.id: "A" for visit in visits}


@pytest.mark.parametrize(("days", "found"), [(4, ()), (5, ("W1",))])
def test_the_week_with_the_weeks_before_keeps_the_average(
    days: int, found: tuple[str, ...]
) -> None:
    """Two weeks of 60 hours leave 3 x 48 - 120 = 24 hours: four visits of 6 hours, not five."""
    visits = daily(range(days), "08:00", 360)
    week = a_week(*visits, carers=(a_carer(worked_before=(60 * HOUR, 60 * HOUR)),))
    assert codes_of(week, all_by_a(visits)) == found


def test_one_may_opt_out_of_the_average() -> None:
    """The same five visits, by a carer who opted out."""
    visits = daily(range(5), "08:00", 360)
    carer = a_carer(worked_before=(60 * HOUR, 60 * HOUR), opted_out_48=True)
    assert codes_of(a_week(*visits, carers=(carer,)), all_by_a(visits)) == ()


def test_only_the_newest_weeks_enter_the_average() -> None:
    """Over two weeks, one of 40 hours leaves 56; the older one of 90 no longer counts."""
    visits = daily(range(5), "08:00", 360)
    week = a_week(
        *visits,
        carers=(a_carer(worked_before=(40 * HOUR, 90 * HOUR)),),
        rules=the_rules(adult={"average_weeks": 2}),
    )
    assert codes_of(week, all_by_a(visits)) == ()


def test_an_earlier_block_is_a_week_before_the_next() -> None:
    """With 6 hours a week on average over two weeks, 12 hours in the first block leave none.

    The first block alone breaks the rule too: 12 > 6. The second: 12 + 6 > 2 x 6.
    """
    visits = (*daily(range(2), "08:00", 360), a_visit("v9", day=9, at="08:00", minutes=360))
    rules = the_rules(adult={"average_week": 6 * HOUR, "average_weeks": 2})
    week = a_week(*visits, days=14, rules=rules)
    assert codes_of(week, all_by_a(visits)) == ("W1", "W1")
    assert codes_of(week, {"v0": "A", "v9": "A"}) == ()


@pytest.mark.parametrize(("at", "found"), [("09:00", ()), ("08:59", ("W2",))])
def test_eleven_hours_lie_between_two_days(at: str, found: tuple[str, ...]) -> None:
    """Monday ends at 22:00; eleven hours later it is 09:00."""
    visits = (a_visit("v1", at="21:30"), a_visit("v2", at=at, day=1))
    assert codes_of(a_week(*visits), all_by_a(visits)) == found


@pytest.mark.parametrize(("at", "found"), [("09:00", ()), ("08:59", ("W2",))])
def test_the_last_end_before_the_period_counts(at: str, found: tuple[str, ...]) -> None:
    """Sunday ended at 22:00, after a visit to somebody else."""
    history = (a_past_visit("c9", "A", day=-1, at="21:30"), a_past_visit("c9", "A", day=-3))
    week = a_week(a_visit("v1", at=at), history=history)
    assert codes_of(week, {"v1": "A"}) == found


def test_the_young_rest_longer() -> None:
    """From 21:30 to 09:00 are eleven and a half hours; under 18 twelve are due."""
    visits = (a_visit("v1", at="21:00"), a_visit("v2", at="09:00", day=1))
    young = a_carer(age_band=AgeBand.UNDER_18)
    assert codes_of(a_week(*visits), all_by_a(visits)) == ()
    assert codes_of(a_week(*visits, carers=(young,)), all_by_a(visits)) == ("W2",)


def test_seven_days_in_a_row_leave_no_weekly_rest() -> None:
    """Between 12:30 and the next 12:00 lie 23.5 hours; without the seventh day 35.5."""
    visits = daily(range(7), "12:00")
    week = a_week(*visits)
    assert codes_of(week, all_by_a(visits)) == ("W3",)
    assert codes_of(week, all_by_a(visits[:6])) == ()


def test_the_edge_of_the_block_closes_the_last_gap() -> None:
    """In fourteen days 21:00 on day 5 to 08:00 on day 7 are 35 hours, of which 27 lie in the
    first block; from 08:30 on day 6 only 15.5.
    """
    early = daily(range(6), "12:00")
    week = a_week(*daily(range(14), "12:00"), days=14)
    first_six = all_by_a(early)
    assert codes_of(week, first_six | {"v7": "A"}) == ()
    (found,) = judge(week, a_rota(week, first_six | {"v6": "A", "v8": "A"})).breaches
    assert (found.code, found.day) == ("W3", 0)


def test_the_second_block_has_a_rest_of_its_own() -> None:
    """Work on each of days 7 to 13 breaks the block that begins on day 7."""
    visits = daily(range(7, 14), "12:00")
    week = a_week(*visits, days=14)
    (found,) = judge(week, a_rota(week, all_by_a(visits))).breaches
    assert (found.code, found.day, found.value) == ("W3", 7, 23 * HOUR + 1800)


def test_work_that_reaches_into_the_block_counts() -> None:
    """A night that ended at 07:30 on day 0 leaves 23.5 hours before 07:00 on day 1; from the
    edge of the block it would be 31.
    """
    visits = daily(range(1, 7), "07:00")
    night = a_past_visit("c9", "A", day=-1, at="23:30", minutes=480)
    assert codes_of(a_week(*visits), all_by_a(visits)) == ()
    assert codes_of(a_week(*visits, history=(night,)), all_by_a(visits)) == ("W3",)


def test_a_short_block_asks_for_no_weekly_rest() -> None:
    """Five days are planned and worked."""
    visits = daily(range(5), "12:00")
    assert codes_of(a_week(*visits, days=5), all_by_a(visits)) == ()


def test_rest_is_counted_from_the_last_end_of_the_day() -> None:
    """The later of two visits decides: 22:00, although the first ended at 12:30."""
    visits = (a_visit("v1", at="12:00"), a_visit("v2", at="21:30"), a_visit("v3", day=1))
    assert codes_of(a_week(*visits), all_by_a(visits), {"v3": clock("08:45", 1)}) == ("W2",)
