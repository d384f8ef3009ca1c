"""Floors from real availability, each worked by hand, and against every legal small rota."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scheduler.domain.carer import Carer, Limits
from scheduler.domain.client import Gender
from scheduler.domain.horizon import Horizon
from scheduler.domain.units import ClientId, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.measures.floor import Floor, excess
from scheduler.planning.floors import floors
from tests.builders import (
    MONDAY,
    a_carer,
    a_client,
    a_contract,
    a_past_visit,
    a_shift,
    a_visit,
    a_week,
    critical,
)

C1 = ClientId("c1")
HOUR = 3600
FOUR_CALLS = ("07:30", "12:00", "16:30", "21:00")


def a_package(days: int = 7, carers: int = 1, clocks: tuple[str, ...] = FOUR_CALLS) -> list[Visit]:
    """Half-hour calls at fixed minutes, the same every day."""
    return [
        a_visit(f"v{day}-{at}", at=at, day=day, slack=0, carers=carers)
        for day in range(days)
        for at in clocks
    ]


def five_day_carers(count: int) -> list[Carer]:
    """Carers who work five days in seven, at most 13 hours from first start to last end."""
    return [a_carer(f"K{number}", limits=Limits(days=5, span=13 * HOUR)) for number in range(count)]


def floor_of(week: Week) -> Floor:
    """Floor of the only client."""
    return floors(week)[C1]


def test_four_calls_a_day_need_three_carers_and_six_for_double_ups() -> None:
    """7 days want 14 carer-days, double 28, of 5 each: 3 and 6 (REQUIREMENTS section 8)."""
    for carers, least in ((1, 3), (2, 6)):
        week = a_week(*a_package(carers=carers), carers=five_day_carers(8))
        assert floor_of(week) == Floor(least=least, found=least, proven=True, legal=least)


def test_one_call_a_day_needs_two_carers_and_three_for_double_ups() -> None:
    """7 days of 5 each: 2; 14 carer-days of 5 each: 3."""
    for carers, least in ((1, 2), (2, 3)):
        week = a_week(*a_package(carers=carers, clocks=("09:00",)), carers=five_day_carers(5))
        assert floor_of(week).least == least


def test_a_fortnight_counts_days_in_each_block_of_seven() -> None:
    """Fourteen single calls are 7 in each block, of 5 a carer: still 2, not 3."""
    week = a_week(
        *a_package(days=14, clocks=("09:00",)),
        carers=five_day_carers(4),
        days=14,
        horizon=Horizon(first_day=MONDAY, days=14),
    )
    assert floor_of(week).least == 2


def test_shifts_decide_and_not_the_law() -> None:
    """A carer who is there only on Monday and one only on Tuesday make a floor of 2."""
    people = [a_carer("A"), a_carer("B")]
    visits = a_package(days=2, clocks=("09:00",))
    apart = [a_shift("A", 0), a_shift("B", 1)]
    assert floor_of(a_week(*visits, carers=people, shifts=apart)).least == 2
    assert floor_of(a_week(*visits, carers=people)).least == 1


def test_a_visit_must_fit_the_shift_at_some_start_of_its_window() -> None:
    """A 30-minute visit agreed for 21:45 fits a shift until 22:00 only if 21:30 is allowed."""
    late = a_visit("v1", at="21:45", slack=15)
    fixed = a_visit("v1", at="21:45", slack=0)
    assert floor_of(a_week(late)).least == 1
    assert floor_of(a_week(fixed)).without_carer == (VisitId("v1"),)


def test_a_critical_visit_has_its_narrow_window() -> None:
    """Critical within 15 minutes, not 30: agreed for 21:50 it cannot end by 22:00."""
    assert floor_of(a_week(a_visit(at="21:50"))).without_carer == ()
    week = a_week(a_visit(at="21:50", critical=critical()))
    assert floor_of(week).without_carer == (VisitId("v1"),)


def test_only_the_eligible_count() -> None:
    """Women who work 3 days of 7 must be three, though with a man of 5 days two will do."""
    people = [
        *(a_carer(f"F{i}", gender=Gender.FEMALE, limits=Limits(days=3)) for i in range(3)),
        a_carer("M1", gender=Gender.MALE),
    ]
    visits = a_package(clocks=("09:00",))
    anybody = a_week(*visits, carers=people)
    women = a_week(*visits, carers=people, clients=[a_client(gender_must=Gender.FEMALE)])
    assert (floor_of(anybody).least, floor_of(women).least) == (2, 3)


def test_a_visit_nobody_can_make_is_left_out_of_the_question() -> None:
    """One carer cannot make a double-up; the other visit still has a floor of 1."""
    week = a_week(a_visit("v1", carers=2), a_visit("v2", at="12:00"))
    assert floor_of(week) == Floor(
        least=1, found=1, proven=True, legal=1, without_carer=(VisitId("v1"),)
    )


def test_visits_no_team_can_share_have_no_floor() -> None:
    """Two visits at the same minute and one carer: certain that no team makes both."""
    week = a_week(a_visit("v1", slack=0), a_visit("v2", slack=0))
    assert floor_of(week) == Floor(least=None, found=None, proven=True)


def test_rest_after_the_last_work_in_the_history() -> None:
    """Work until 23:00 on Sunday leaves no 11 hours before 09:00 on Monday."""
    late = (a_past_visit(carer="A", day=-1, at="22:30"),)
    week = a_week(a_visit(slack=0), history=late)
    assert floor_of(week).without_carer == (VisitId("v1"),)
    assert floor_of(replace(week, history=())).least == 1


def test_contracted_hours_are_a_limit() -> None:
    """Four half-hour visits and one hour a week each: 2 carers."""
    people = [a_carer(name, contract=a_contract(most=HOUR)) for name in "ABC"]
    assert floor_of(a_week(*a_package(days=1), carers=people)).least == 2


def test_hours_worked_before_are_a_limit_unless_opted_out() -> None:
    """One week of 95.5 hours leaves half an hour under an average of 48: 2 carers for 1 h."""
    people = [a_carer(name, worked_before=(95 * HOUR + HOUR // 2,)) for name in "ABC"]
    free = [replace(one, opted_out_48=True) for one in people]
    visits = a_package(days=1, clocks=("09:00", "12:00"))
    assert floor_of(a_week(*visits, carers=people)).least == 2
    assert floor_of(a_week(*visits, carers=free)).least == 1


def test_a_client_without_visits_needs_nobody() -> None:
    """Nothing wanted, nobody needed."""
    week = a_week(a_visit(), clients=[a_client("c1"), a_client("c2")])
    assert floors(week)[ClientId("c2")].least == 0


def test_excess_is_distinct_minus_floor() -> None:
    """Five carers over a floor of three are two too many; the unknown stays unknown."""
    floor = Floor(least=3, found=3, proven=True)
    assert excess(5, floor) == 2
    assert excess(None, floor) is None
    assert excess(5, None) is None
    assert excess(5, Floor(least=None, found=None, proven=True)) is None


def test_expired_checks_make_nobody_able() -> None:
    """A records check that ended the day before the period allows no visit."""
    week = a_week(a_visit(), carers=[a_carer(dbs_expires=date(2026, 5, 31))])
    assert floor_of(week).without_carer == (VisitId("v1"),)


def test_long_days_are_legal_but_not_usual() -> None:
    """Without declared limits two carers could alternate days of 14 hours; usual is 13: 3."""
    week = a_week(*a_package(), carers=[a_carer(name) for name in "ABCD"])
    assert floor_of(week) == Floor(least=3, found=3, proven=True, legal=2)


def test_seven_days_in_seven_are_legal_but_not_usual() -> None:
    """One carer may come every day by law; five days in seven are usual: 2."""
    week = a_week(*a_package(clocks=("09:00",)), carers=[a_carer("A"), a_carer("B")])
    assert floor_of(week) == Floor(least=2, found=2, proven=True, legal=1)


def test_a_client_only_long_days_can_serve_has_a_legal_floor_alone() -> None:
    """One carer for a whole day of 14 hours: no usual team, and a legal one of 1."""
    week = a_week(*a_package(days=1), carers=[a_carer("A")])
    assert floor_of(week) == Floor(least=None, found=None, proven=True, legal=1)
