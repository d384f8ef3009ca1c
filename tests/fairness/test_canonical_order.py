"""The engine is handed the same arrays, whatever ids and order a week comes with."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.domain.carer import Carer, ContractKind
from scheduler.domain.client import Client
from scheduler.domain.visit import Critical, Visit
from scheduler.domain.week import Week
from scheduler.formulate import formulate
from solver.model import Problem
from tests.builders import a_carer, a_client, a_past_visit, a_place, a_visit, a_week
from tests.fairness.renamed_week import renamed_week
from tests.strategies import weeks

CLIENT_UNREAD = {"funder": "self", "contract_pack": "gold", "zone": "elsewhere"}
VISIT_UNREAD = {"critical": Critical(reason="other", review=date(2027, 1, 1))}


def spread_out(week: Week) -> Week:
    """The week with every place at coordinates of its own, as doors have."""
    places = tuple(replace(one, lat=52 + row / 100) for row, one in enumerate(week.places))
    return replace(week, places=places)


def same(one: Problem, other: Problem) -> bool:
    """Whether two problems hold the same numbers in the same rows."""
    pairs = [(value, other.arrays()[name]) for name, value in one.arrays().items()]
    return one.scalars() == other.scalars() and all(
        a.shape == b.shape and np.array_equal(a, b) for a, b in pairs
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks().map(spread_out), st.integers(0, 1000))
def test_ids_and_order_change_no_row(week: Week, seed: int) -> None:
    """Whatever the week, the engine cannot tell it from itself under other ids."""
    assert same(formulate(week).problem, formulate(renamed_week(week, seed).week).problem)


@pytest.mark.parametrize("seed", range(8))
def test_equal_people_stay_matched_with_whom_they_know(seed: int) -> None:
    """Two equal clients at one address, two equal carers: each client knows one of them.

    Neither pair can be told apart alone; were both put in an order of their own, a client
    could stand beside the other's carer.
    """
    visits = [a_visit(f"v{n}{day}", f"c{n}", day=day) for n in (1, 2) for day in range(3)]
    home = a_place("home")
    week = a_week(
        *(replace(visit, place=home.id, place_end=home.id) for visit in visits),
        clients=[a_client("c1", place=home.id), a_client("c2", place=home.id)],
        carers=[a_carer("A", home=home.id), a_carer("B", home=home.id)],
        history=tuple(
            a_past_visit(client, carer, day=-1) for client, carer in (("c1", "A"), ("c2", "B"))
        ),
    )
    assert same(formulate(week).problem, formulate(renamed_week(week, seed).week).problem)


def test_twenty_equal_carers_are_no_trouble() -> None:
    """New carers without a history, alike in everything: any order is the same problem."""
    week = a_week(a_visit(), a_visit("v2", "c2"), carers=[a_carer(f"K{n}") for n in range(20)])
    assert same(formulate(week).problem, formulate(renamed_week(week, 3).week).problem)


def rich_week() -> Week:
    """Three clients and three carers who differ, so that no tie needs breaking."""
    visits = [
        a_visit(
            f"v{n}{day}", f"c{n}", at=f"{8 + n:02d}:00", day=day, critical=VISIT_UNREAD["critical"]
        )
        for n in range(3)
        for day in range(3)
    ]
    carers = [a_carer(name, opted_out_48=name == "A") for name in "ABC"]
    return spread_out(a_week(*visits, carers=carers))


def test_who_pays_and_what_carers_earn_change_no_row() -> None:
    """Funder, contract, zone, the reason of a critical need, pay: none reaches the engine."""
    week = rich_week()
    for turn, name in enumerate(("c0", "c1", "c2")):
        one = replace(week.client[name], **{k: f"{v}{turn}" for k, v in CLIENT_UNREAD.items()})
        people = tuple(one if client.id == name else client for client in week.clients)
        assert same(formulate(week).problem, formulate(replace(week, clients=people)).problem)
    dear = [
        replace(
            one,
            contract=replace(
                one.contract, kind=ContractKind.SALARIED, hourly_pence=900 + 100 * turn
            ),
            declared_on=date(2026, 1, 1 + turn),
        )
        for turn, one in enumerate(week.carers)
    ]
    assert same(formulate(week).problem, formulate(replace(week, carers=tuple(dear))).problem)
    other = Critical(reason="something else", review=date(2028, 1, 1))
    told = tuple(replace(one, critical=other) for one in week.visits)
    assert same(formulate(week).problem, formulate(replace(week, visits=told)).problem)


READ = {
    Client: {
        *("id", "place", "band", "rag", "gender_must", "gender_prefer", "languages", "team"),
        *("main_carer", "cap", "faces_weight", "times_weight", "has_pets", "smokes"),
    },
    Carer: {
        *("id", "home", "modes", "gender", "skills", "languages", "contract", "limits"),
        *("worker_type", "age_band", "opted_out_48", "worked_before", "dbs_expires"),
        *("avoids_pets", "avoids_smoke"),
    },
    Visit: {
        *("id", "client", "call", "day", "agreed", "earliest", "latest", "length", "carers"),
        *("second_length", "kind", "critical", "skills", "place", "place_end"),
    },
}
UNREAD = {
    Client: {"zone", "funder", "contract_pack"},
    Carer: {"declared_on", "miles_before"},
    Visit: set[str](),
}


@pytest.mark.parametrize("kind", [Client, Carer, Visit])
def test_every_field_is_known_to_be_read_or_not(kind: type[Client | Carer | Visit]) -> None:
    """A new field of a person or visit must be thought about here and in likeness.py."""
    assert {field.name for field in fields(kind)} == READ[kind] | UNREAD[kind]
