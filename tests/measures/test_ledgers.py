"""Ledgers of money and law, each figure by hand, and all of them against the referee."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.domain.carer import AgeBand, ContractKind
from scheduler.domain.rota import Rota
from scheduler.domain.units import CarerId
from scheduler.domain.week import Week
from scheduler.measures.ledgers import (
    Change,
    ShiftChange,
    average_weeks,
    guaranteed_hours,
    pay_days,
    shift_changes,
    strains,
)
from scheduler.measures.workload import rate_needed, workloads
from scheduler.referee import judge
from tests.builders import (
    DAY,
    HOUR,
    MINUTE,
    a_carer,
    a_contract,
    a_past_visit,
    a_rota,
    a_shift,
    a_visit,
    a_week,
    clock,
)
from tests.builders_rules import PAY
from tests.strategies import assignments_of, weeks

FLOOR = PAY.floor_pence[AgeBand.ADULT]


def five_contact_hours_in_seven(hourly_pence: int) -> tuple[Week, Rota]:
    """Five visits of an hour with 30 minutes of unpaid way and waiting between each two."""
    visits = [
        a_visit(f"v{n}", f"c{n}", at=f"{8 + n * 3 // 2:02d}:{n % 2 * 30:02d}", minutes=60)
        for n in range(5)
    ]
    contract = a_contract(hourly_pence=hourly_pence, pays_travel=False, pays_waiting=False)
    week = a_week(*visits, carers=[a_carer(contract=contract)])
    return week, a_rota(week, {one.id: "A" for one in visits})


def test_thirteen_pounds_for_five_of_seven_hours_are_below_the_floor() -> None:
    """13 x 5 / 7 = 9.29 an hour, under 12.71; 12.71 x 7 / 5 = 17.794, so 17.80 are needed."""
    week, rota = five_contact_hours_in_seven(1300)
    found = workloads(week, rota, judge(week, rota))[CarerId("A")]
    assert (found.contact, found.work) == (5 * HOUR, 7 * HOUR)
    assert found.pence_an_hour == pytest.approx(928.57, abs=0.01)
    assert found.below_floor
    assert found.rate_needed_pence == 1780
    assert 1779 < FLOOR * 7 / 5 <= 1780


@pytest.mark.parametrize(("pence", "is_breach"), [(1779, True), (1780, False)])
def test_the_rate_needed_is_the_least_that_the_referee_lets_pass(
    pence: int, is_breach: bool
) -> None:
    """One penny less is a breach."""
    assert ("P1" in judge(*five_contact_hours_in_seven(pence)).codes()) is is_breach


def test_nothing_paid_needs_no_rate() -> None:
    """No rate helps where no time is paid."""
    assert rate_needed(HOUR, 0, FLOOR) is None


@st.composite
def weeks_and_rotas(draw: st.DrawFn) -> tuple[Week, Rota]:
    """Any week and any rota of some of its visits, legal or not."""
    week = draw(weeks())
    made = [draw(assignments_of(one)) for one in week.visits if draw(st.booleans())]
    return week, Rota(assignments=tuple(made))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks_and_rotas())
def test_days_add_up_to_the_referees_ledger(case: tuple[Week, Rota]) -> None:
    """To the second, whatever the rota; a salaried carer's top-up belongs to no day."""
    week, rota = case
    verdict = judge(week, rota)
    days = pay_days(week, rota, verdict)
    for carer in week.carer:
        own = [one for one in days if one.carer == carer]
        books = [one for one in verdict.ledgers if one.carer == carer]
        assert sum(one.contact for one in own) == sum(one.care for one in books)
        assert sum(one.travel for one in own) == sum(one.drive for one in books)
        assert sum(one.access_and_buffer for one in own) == sum(
            one.stops + one.buffers for one in books
        )
        assert sum(one.waiting + one.paid_breaks for one in own) == sum(
            one.waiting for one in books
        )
        assert sum(one.free_time for one in own) == sum(one.free_time for one in books)
        assert sum(one.work for one in own) == sum(one.work for one in books)
        assert sum(one.metres for one in own) == sum(one.metres for one in books)
        assert sum(one.paid for one in own) == sum(one.paid for one in books)


def one_day_of_work(hours: int, **carer: Any) -> tuple[Week, Rota]:
    """One visit of so many hours."""
    week = a_week(a_visit(minutes=60 * hours), carers=[a_carer(**carer)])
    return week, a_rota(week, {"v1": "A"})


def test_the_average_week_carries_sixteen_weeks_forward() -> None:
    """16 weeks of 50 and 14 now: 814 / 17 = 47.88; after that 48 x 17 - 764 = 52 are left."""
    week, rota = one_day_of_work(14, worked_before=(50 * HOUR,) * 16)
    (found,) = average_weeks(week, judge(week, rota))
    assert (found.opening_weeks, found.opening) == (16, 800 * HOUR)
    assert found.average == 814 * HOUR // 17
    assert not found.over
    assert found.next_week == (48 * 17 - 15 * 50 - 14) * HOUR


def test_few_weeks_are_averaged_over_few() -> None:
    """90 and 8: 49 on average is over 48, and says so even of somebody who opted out."""
    week, rota = one_day_of_work(8, worked_before=(90 * HOUR,), opted_out_48=True)
    verdict = judge(week, rota)
    (found,) = average_weeks(week, verdict)
    assert (found.average, found.over, found.opted_out) == (49 * HOUR, True, True)
    assert "W1" not in verdict.codes()


@pytest.mark.parametrize(
    ("least", "weeks_before", "offered"),
    [(0, 11, True), (0, 10, False), (20, 11, True), (21, 11, False)],
)
def test_low_hours_over_twelve_whole_weeks_would_be_offered(
    least: int, weeks_before: int, offered: bool
) -> None:
    """Zero or low hours, at most 20 a week by contract, and 12 weeks on record."""
    contract = a_contract(least=least * HOUR)
    week, rota = one_day_of_work(10, worked_before=(25 * HOUR,) * weeks_before, contract=contract)
    (found,) = guaranteed_hours(week, judge(week, rota))
    assert found.kind is ContractKind.BANK
    assert found.weeks == weeks_before + 1
    assert found.worked == (25 * weeks_before + 10) * HOUR
    assert found.would_be_offered is offered


def changes(old: dict[str, str], new: dict[str, str], **more: Any) -> tuple[ShiftChange, ...]:
    """Changes of a two-carer day, published ten days before its midnight."""
    visits = [a_visit("v1", at="09:00"), a_visit("v2", at="11:00"), a_visit("v3", at="15:00")]
    people = [a_carer("A"), a_carer("B")]
    shifts = [a_shift(name, 0) for name in "AB"]
    week = a_week(*visits, carers=people, shifts=shifts)
    first, then = a_rota(week, old), a_rota(week, new, more.get("starts"))
    published = -more.get("days", 10) * DAY
    return shift_changes(week, judge(week, first), judge(week, then), published)


def test_a_shift_taken_away_is_cancelled_with_the_pay_it_would_have_earned() -> None:
    """Half an hour at 13.00 is 6.50; ten days and nine hours are short of fourteen days."""
    (found,) = changes({"v1": "A", "v2": "B"}, {"v2": "B"})
    assert (found.carer, found.change) == ("A", Change.CANCELLED)
    assert found.notice == 10 * DAY + 9 * HOUR
    assert (found.missed, found.short) == (14, True)
    assert (found.work_before, found.work_after, found.lost_pence) == (30 * MINUTE, 0, 650)
    assert found.taken == ("v1",)


@pytest.mark.parametrize(
    ("old", "new", "starts", "expected"),
    [
        ({"v1": "A", "v2": "A"}, {"v1": "A"}, {}, Change.CURTAILED),
        ({"v1": "A"}, {"v1": "A"}, {"v1": clock("09:20")}, Change.MOVED),
        ({"v1": "A"}, {"v1": "A", "v3": "A"}, {}, Change.EXTENDED),
        ({}, {"v1": "A"}, {}, Change.ADDED),
    ],
)
def test_each_kind_of_change_is_told_from_the_others(
    old: dict[str, str], new: dict[str, str], starts: dict[str, int], expected: Change
) -> None:
    """Less work is curtailed; the same work at other times is moved."""
    assert [one.change for one in changes(old, new, starts=starts)] == [expected]


def test_long_notice_is_no_short_notice() -> None:
    """Thirty days miss none of the options, twenty the one of three weeks."""
    long, shorter = (changes({"v1": "A"}, {}, days=days)[0] for days in (30, 20))
    assert (long.missed, long.short) == (None, False)
    assert (shorter.missed, shorter.short) == (21, False)


def test_the_same_rota_changes_nothing() -> None:
    """No row where nobody's work differs."""
    assert changes({"v1": "A", "v2": "B"}, {"v2": "B", "v1": "A"}) == ()


def test_splits_and_days_running_count_the_days_before() -> None:
    """Days -2 and -1 were worked, 0 to 4 are: seven running; a gap of 5:10 splits day 0."""
    visits = [a_visit(f"v{day}", day=day) for day in range(5)]
    late = a_visit("late", at="15:00")
    week = a_week(*visits, late, history=tuple(a_past_visit(day=day) for day in (-4, -2, -1)))
    rota = a_rota(week, {one.id: "A" for one in (*visits, late)})
    (found,) = strains(week, judge(week, rota))
    assert (found.splits, found.most_splits, found.split_days) == (1, 1, 1)
    assert (found.days_worked, found.running) == (5, 7)
    assert found.longest_span == 6 * HOUR + 30 * MINUTE
    assert found.over == ("running",)
