"""Hours, pay and miles of small rotas, each figure by hand."""

from __future__ import annotations

import pytest

from scheduler.domain.carer import ContractKind
from scheduler.domain.horizon import Horizon
from scheduler.domain.rota import Break, Rota
from scheduler.domain.travel import Mode
from scheduler.domain.units import CarerId
from scheduler.domain.week import Week
from scheduler.measures.figures import Share
from scheduler.measures.workload import METRES_A_MILE, Workload, mileage_pence, totals, workloads
from scheduler.referee import judge
from tests.builders import (
    MONDAY,
    a_break,
    a_carer,
    a_contract,
    a_rota,
    a_travel,
    a_visit,
    a_week,
    clock,
    home_of,
    place_of,
)
from tests.builders_rules import PAY

MINUTE, HOUR = 60, 3600


def work_of(week: Week, rota: Rota, carer: str = "A") -> Workload:
    """Workload of one carer."""
    return workloads(week, rota, judge(week, rota))[CarerId(carer)]


def a_morning(
    contract: dict[str, object] | None = None, breaks: tuple[Break, ...] = ()
) -> Workload:
    """Half an hour at c1 at 09:00, at c2 at 10:00 and again at 13:00.

    The leg of ten minutes ends with 2 minutes to the door and 5 spare.
    """
    visits = (
        a_visit("v1", "c1", at="09:00"),
        a_visit("v2", "c2", at="10:00"),
        a_visit("v3", "c2", at="13:00"),
    )
    places = (place_of("c1"), place_of("c2"), home_of("A"))
    week = a_week(
        *visits,
        carers=[a_carer(contract=a_contract(**(contract or {})))],
        travel=a_travel(places, stop=2 * MINUTE),
    )
    return work_of(week, a_rota(week, dict.fromkeys(("v1", "v2", "v3"), "A"), breaks=breaks))


def test_the_parts_of_a_day_add_up_to_its_work() -> None:
    """90 contact + 10 driving + 7 door and spare + 13 waiting = 120; 150 are free time."""
    day = a_morning()
    assert day.contact == 90 * MINUTE
    assert day.travel == 10 * MINUTE
    assert day.access_and_buffer == 7 * MINUTE
    assert day.waiting == 13 * MINUTE
    assert day.work == 120 * MINUTE
    assert day.free_time == 150 * MINUTE
    assert day.longest_span == 4 * HOUR + 30 * MINUTE
    assert (day.visits, day.days_worked, day.commute) == (3, 1, 20 * MINUTE)


def test_breaks_in_paid_gaps_are_taken_from_the_waiting() -> None:
    """Ten minutes from 09:47 leave 3 of waiting; the break at 11:00 lies in free time."""
    day = a_morning(
        breaks=(
            a_break("A", place_of("c2"), clock("09:47"), minutes=10),
            a_break("A", place_of("c2"), clock("11:00"), minutes=20),
        )
    )
    assert (day.waiting, day.paid_breaks, day.breaks) == (3 * MINUTE, 10 * MINUTE, 30 * MINUTE)
    assert (
        day.contact + day.travel + day.access_and_buffer + day.waiting + day.paid_breaks == day.work
    )


def test_what_a_contract_does_not_pay_is_unpaid() -> None:
    """Waiting unpaid: 13 of 120 minutes; contact only: 30 of them."""
    assert a_morning().unpaid == 0
    assert a_morning({"pays_waiting": False}).unpaid == 13 * MINUTE
    contact_only = a_morning({"pays_waiting": False, "pays_travel": False})
    assert contact_only.unpaid == 30 * MINUTE
    assert contact_only.pay_pence == 1950
    assert contact_only.pence_an_hour == 975
    assert contact_only.below_floor


def test_five_paid_hours_in_seven_fall_below_the_floor() -> None:
    """P4: 13.00 pounds by 5 contact hours over 7 hours of work are 9.29 an hour."""
    starts = ("08:00", "09:30", "11:00", "12:30", "14:00")
    visits = [a_visit(f"v{at}", at=at, minutes=60) for at in starts]
    contact_only = a_contract(pays_travel=False, pays_waiting=False)
    week = a_week(*visits, carers=[a_carer(contract=contact_only)])
    day = work_of(week, a_rota(week, {visit.id: "A" for visit in visits}))
    assert (day.contact, day.work, day.pay_pence) == (5 * HOUR, 7 * HOUR, 6500)
    assert day.pence_an_hour == pytest.approx(929, abs=0.5)
    assert (day.floor_pence, day.below_floor) == (1271, True)


def test_contracted_hours_are_met_week_by_week_and_not_by_another_week() -> None:
    """2 hours agreed a week: half an hour and then 3 hours make 2.5 of 4, not 3.5."""
    short = a_visit("v1")
    long = a_visit("v2", day=8, minutes=180)
    contract = a_contract(kind=ContractKind.CONTRACTED, least=2 * HOUR)
    horizon = Horizon(first_day=MONDAY, days=14)
    week = a_week(short, long, carers=[a_carer(contract=contract)], days=14, horizon=horizon)
    day = work_of(week, a_rota(week, {"v1": "A", "v2": "A"}))
    assert day.contracted == Share(numerator=5 * HOUR // 2, denominator=4 * HOUR)


def test_totals_add_up_and_name_the_lowest() -> None:
    """A works for 13 pounds and B for 12; B has 1 of 2 agreed hours, C no agreement."""
    people = [
        a_carer("A", contract=a_contract(least=HOUR)),
        a_carer("B", contract=a_contract(least=2 * HOUR, hourly_pence=1200)),
        a_carer("C"),
    ]
    week = a_week(a_visit("v1", "c1", minutes=60), a_visit("v2", "c2", minutes=60), carers=people)
    rota = a_rota(week, {"v1": "A", "v2": "B"})
    found = totals(tuple(workloads(week, rota, judge(week, rota)).values()))
    assert found.contact_hours == 2
    assert found.contracted == Share(numerator=2 * HOUR, denominator=3 * HOUR)
    assert (found.met, found.shortfall) == (Share(numerator=1, denominator=2), HOUR)
    assert (found.lowest, found.below_floor, found.pay_pence) == (1200, 1, 2500)


def test_miles_are_those_between_clients() -> None:
    """A leg of 10 minutes is 5 km: 3.107 miles, 140 pence at 45 a mile."""
    week = a_week(a_visit("v1", "c1"), a_visit("v2", "c2", at="10:00"))
    day = work_of(week, a_rota(week, {"v1": "A", "v2": "A"}))
    assert day.miles == pytest.approx(5000 / METRES_A_MILE)
    assert day.mileage_pence == 140


def test_the_second_rate_holds_after_the_threshold() -> None:
    """10,000 miles at 45 pence and 10 at 25; walking earns nothing, nor does no mode."""
    assert mileage_pence(PAY, Mode.CAR, 10_010.0) == 450_250
    assert mileage_pence(PAY, Mode.WALK, 100.0) == 0
    assert mileage_pence(PAY, None, 100.0) == 0


def test_a_carer_without_visits_has_an_empty_week() -> None:
    """No work, and no pay by the hour to speak of."""
    week = a_week(a_visit())
    day = work_of(week, a_rota(week, {}))
    assert (day.work, day.pence_an_hour, day.longest_span, day.below_floor) == (0, None, 0, False)


def test_a_carer_paid_for_every_minute_earns_the_rate_itself() -> None:
    """35 minutes at 1271 are 741.4 pence, paid as 741; that is still 1271 an hour, the floor."""
    week = a_week(
        a_visit("v1", "c1", minutes=35), carers=[a_carer(contract=a_contract(hourly_pence=1271))]
    )
    load = work_of(week, a_rota(week, {"v1": "A"}))
    assert (load.pay_pence, load.pence_an_hour) == (741, 1271)
    assert not load.below_floor
