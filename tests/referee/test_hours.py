"""W5, W6, C1, L1, L2 and L3: how much work a day and a week may hold."""

from __future__ import annotations

import pytest

from scheduler.domain.carer import AgeBand, Limits
from scheduler.referee import judge
from tests.builders import HOUR, MINUTE, a_carer, a_contract, a_rota, a_shift, a_visit, a_week
from tests.builders_rules import the_rules
from tests.referee.checks import codes_of

BOTH = {"v1": "A", "v2": "A"}
NIGHT = (a_shift(begins="21:00", ends="31:00"),)


@pytest.mark.parametrize(
    ("minutes", "rest", "found"),
    [(220, "26:00", ()), (230, "26:10", ()), (240, "26:20", ("W5",))],
)
def test_a_night_holds_eight_hours_of_work(minutes: int, rest: str, found: tuple[str, ...]) -> None:
    """Twice 220 minutes with 20 idle between are 7 h 40 min, twice 230 just 8 hours, and
    twice 240 are 8 h 20 min.
    """
    visits = (
        a_visit("v1", at="22:00", minutes=minutes),
        a_visit("v2", at=rest, minutes=minutes),
    )
    assert codes_of(a_week(*visits, shifts=NIGHT), BOTH) == found


def test_a_long_day_is_no_night() -> None:
    """8 h 20 min from 08:00: nothing of it lies between 23:00 and 06:00."""
    visits = (a_visit("v1", at="08:00", minutes=240), a_visit("v2", at="12:20", minutes=240))
    assert codes_of(a_week(*visits), BOTH) == ()


@pytest.mark.parametrize(("counts", "found"), [(3, ("W5",)), (4, ())])
def test_a_night_counts_from_some_hours(counts: int, found: tuple[str, ...]) -> None:
    """From 18:00 to 02:20 of the next day, 3 h 20 min lie after 23:00."""
    visits = (a_visit("v1", at="18:00", minutes=240), a_visit("v2", at="22:20", minutes=240))
    week = a_week(
        *visits,
        shifts=(a_shift(begins="18:00", ends="27:00"),),
        rules=the_rules(night={"counts_from": counts * HOUR}),
    )
    assert codes_of(week, BOTH) == found


def test_the_hours_before_dawn_are_of_the_night_before() -> None:
    """From 02:00 to 10:20 four hours lie before 06:00."""
    visits = (a_visit("v1", at="02:00", minutes=240), a_visit("v2", at="06:20", minutes=240))
    week = a_week(*visits, shifts=(a_shift(begins="01:00", ends="12:00"),))
    assert codes_of(week, BOTH) == ("W5",)


YOUNG = a_carer(age_band=AgeBand.UNDER_18)


@pytest.mark.parametrize(("minutes", "found"), [(210, ()), (211, ("W6",))])
def test_the_young_work_eight_hours_a_day(minutes: int, found: tuple[str, ...]) -> None:
    """08:00 to 12:00 and from 12:30: with 210 minutes just eight hours."""
    visits = (a_visit("v1", at="08:00", minutes=240), a_visit("v2", at="12:30", minutes=minutes))
    assert codes_of(a_week(*visits, carers=(YOUNG,)), BOTH) == found


@pytest.mark.parametrize(("days", "found"), [(4, ()), (5, ("W6",))])
def test_the_young_have_a_longest_week(days: int, found: tuple[str, ...]) -> None:
    """Four hours a day make 16 and 20 hours; 18 are allowed here."""
    visits = [a_visit(f"v{day}", day=day, at="08:00", minutes=240) for day in range(days)]
    rules = the_rules(under_18={"most_a_week": 18 * HOUR})
    week = a_week(*visits, carers=(YOUNG,), rules=rules)
    assert codes_of(week, {visit.id: "A" for visit in visits}) == found


@pytest.mark.parametrize(("minutes", "found"), [(60, ()), (61, ("C1",))])
def test_a_contract_has_a_longest_week(minutes: int, found: tuple[str, ...]) -> None:
    """Two hours are agreed; an hour on each of two days reaches them."""
    visits = (a_visit("v1", minutes=60), a_visit("v2", day=1, minutes=minutes))
    carer = a_carer(contract=a_contract(most=2 * HOUR))
    assert codes_of(a_week(*visits, carers=(carer,)), BOTH) == found


@pytest.mark.parametrize(("extra", "found"), [(0, ()), (1, ("C1",))])
def test_a_short_block_has_its_share_of_the_contract(extra: int, found: tuple[str, ...]) -> None:
    """Of seven hours and a second three days get 25201 * 3 // 7 = 10800 s."""
    visit = a_visit("v1", minutes=180)
    visit = a_visit("v1", length=visit.length + extra)
    carer = a_carer(contract=a_contract(most=7 * HOUR + 1))
    assert codes_of(a_week(visit, days=3, carers=(carer,)), {"v1": "A"}) == found


def test_a_free_hour_is_no_work() -> None:
    """09:00-09:30 and 10:30-11:00 with an hour free between: one hour of work is agreed.

    At 10:29 the gap is 59 minutes, paid waiting, and the work 1 h 59 min.
    """
    visits = (a_visit("v1", at="09:00"), a_visit("v2", at="10:30"))
    week = a_week(*visits, carers=(a_carer(contract=a_contract(most=HOUR)),))
    assert codes_of(week, BOTH) == ()
    assert codes_of(week, BOTH, {"v2": visits[1].agreed - MINUTE}) == ("C1",)


def test_more_days_than_declared_break_l1() -> None:
    """Two visits on one day are one day; on two days they are one too many."""
    carer = a_carer(limits=Limits(days=1))
    same = a_week(a_visit("v1"), a_visit("v2", at="12:00"), carers=(carer,))
    apart = a_week(a_visit("v1"), a_visit("v2", day=1), carers=(carer,))
    assert codes_of(same, BOTH) == ()
    assert codes_of(apart, BOTH) == ("L1",)


def test_more_visits_a_day_than_declared_break_l2() -> None:
    """One a day is declared."""
    carer = a_carer(limits=Limits(days=7, visits_a_day=1))
    same = a_week(a_visit("v1"), a_visit("v2", at="12:00"), carers=(carer,))
    apart = a_week(a_visit("v1"), a_visit("v2", day=1), carers=(carer,))
    assert codes_of(same, BOTH) == ("L2",)
    assert codes_of(apart, BOTH) == ()


@pytest.mark.parametrize(("at", "found"), [("18:30", ()), ("18:31", ("L3",))])
def test_a_longer_day_than_declared_breaks_l3(at: str, found: tuple[str, ...]) -> None:
    """From 09:00 to 19:00 are ten hours, over both shifts of the day."""
    carer = a_carer(limits=Limits(days=7, span=10 * HOUR))
    shifts = (a_shift(ends="12:00"), a_shift(begins="16:00"))
    week = a_week(a_visit("v1"), a_visit("v2", at=at), carers=(carer,), shifts=shifts)
    assert codes_of(week, BOTH) == found


def test_a_breach_of_a_week_names_the_first_day_of_its_block() -> None:
    """In fourteen days, two hours on day 9 exceed a contract of one: the block from day 7."""
    carer = a_carer(contract=a_contract(most=HOUR))
    week = a_week(a_visit("v1", day=9, minutes=120), carers=(carer,), days=14)
    (found,) = judge(week, a_rota(week, {"v1": "A"})).breaches
    assert (found.code, found.day, found.value, found.limit) == ("C1", 7, 2 * HOUR, HOUR)
