"""P1: pay for the hours worked stays above the wage floor."""

from __future__ import annotations

import pytest

from scheduler.domain.carer import AgeBand, ContractKind
from scheduler.referee import judge
from tests.builders import HOUR, a_carer, a_contract, a_rota, a_visit, a_week
from tests.referee.checks import codes_of

BOTH = {"v1": "A", "v2": "A"}
TWO_CLIENTS = (a_visit("v1", "c1", at="09:00"), a_visit("v2", "c2", at="09:45"))


def test_unpaid_travel_can_bring_pay_below_the_floor() -> None:
    """Two half hours of care and a quarter of an hour between: 1300 * 60 // 75 = 1040 < 1271."""
    unpaid = a_carer(contract=a_contract(pays_travel=False))
    assert codes_of(a_week(*TWO_CLIENTS), BOTH) == ()
    week = a_week(*TWO_CLIENTS, carers=(unpaid,))
    (found,) = judge(week, a_rota(week, BOTH)).breaches
    assert (found.code, found.value, found.limit) == ("P1", 1040, 1271)


def test_a_rate_of_contact_that_covers_travel_is_lawful() -> None:
    """1589 * 60 / 75 = 1271.2 pence an hour; 1588 would be 1270.4."""
    for pence, found in ((1589, ()), (1588, ("P1",))):
        carer = a_carer(contract=a_contract(pays_travel=False, hourly_pence=pence))
        assert codes_of(a_week(*TWO_CLIENTS, carers=(carer,)), BOTH) == found


def test_unpaid_waiting_counts_too() -> None:
    """Ten minutes idle at one address: 1300 * 60 // 70 = 1114; a free hour is no work."""
    carer = a_carer(contract=a_contract(pays_waiting=False))
    short = (a_visit("v1", at="09:00"), a_visit("v2", at="09:40"))
    long = (a_visit("v1", at="09:00"), a_visit("v2", at="10:30"))
    assert codes_of(a_week(*short, carers=(carer,)), BOTH) == ("P1",)
    assert codes_of(a_week(*long, carers=(carer,)), BOTH) == ()


def test_a_salary_is_paid_whether_worked_or_not() -> None:
    """Two contracted hours at 1300 pence for 75 minutes of work."""
    terms = a_contract(kind=ContractKind.SALARIED, least=2 * HOUR, pays_travel=False)
    week = a_week(*TWO_CLIENTS, carers=(a_carer(contract=terms),))
    verdict = judge(week, a_rota(week, BOTH))
    assert verdict.codes() == ()
    assert verdict.ledgers[0].pay_pence == 2600


@pytest.mark.parametrize(
    ("band", "found"), [(AgeBand.ADULT, ("P1",)), (AgeBand.YOUNG, ()), (AgeBand.UNDER_18, ())]
)
def test_the_floor_depends_on_age(band: AgeBand, found: tuple[str, ...]) -> None:
    """1085 pence are enough from 18 to 20, and not from 21."""
    carer = a_carer(contract=a_contract(hourly_pence=1085), age_band=band)
    assert codes_of(a_week(a_visit("v1"), carers=(carer,)), {"v1": "A"}) == found


def test_five_paid_hours_in_seven_fail() -> None:
    """The worked example: 13 pounds for 5 hours of contact in 7 hours worked are 928 pence.

    Five visits of an hour at one address each, half an hour idle between: 5 + 4 * 0.5 = 7.
    """
    visits = [a_visit(f"v{i}", at="12:00", slack=600, minutes=60) for i in range(5)]
    starts = {f"v{i}": 8 * HOUR + i * 90 * 60 for i in range(5)}
    carer = a_carer(contract=a_contract(pays_travel=False, pays_waiting=False))
    week = a_week(*visits, carers=(carer,))
    (found,) = judge(week, a_rota(week, {v.id: "A" for v in visits}, starts)).breaches
    assert (found.code, found.value) == ("P1", 928)
