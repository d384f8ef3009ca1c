"""Why nobody makes a visit, and what the least would be that helps."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.domain.carer import Limits
from scheduler.domain.pair import PairKind
from scheduler.domain.rota import Rota
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.planning.greedy import greedy
from scheduler.planning.reasons import Reason, reasons
from scheduler.planning.relaxation import RelaxationKind, relaxed_rota, relaxed_week
from scheduler.planning.words import MEANING, Why
from scheduler.referee import judge
from tests.builders import (
    HOUR,
    a_carer,
    a_client,
    a_contract,
    a_gap,
    a_pair,
    a_past_visit,
    a_pin,
    a_rota,
    a_shift,
    a_visit,
    a_week,
    clock,
    critical,
)
from tests.strategies import weeks

NOBODY = Rota(assignments=())


def reason(week: Week, rota: Rota = NOBODY, visit: str = "v1") -> Reason:
    """Reason of one visit."""
    (found,) = reasons(week, rota, [week.visit[visit].id])  # type: ignore[index]
    return found


def why(visit: Visit, rota: dict[str, str] | None = None, **week: Any) -> Why:
    """What keeps carer A, the only one, from a visit."""
    given_week = a_week(visit, *week.pop("others", ()), **week)
    found = reason(given_week, a_rota(given_week, rota or {}), visit.id)
    (only,) = found.counts
    return only


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        ({}, Why.FREE),
        ({"shifts": [a_shift("A", 0, "12:00")]}, Why.OFF),
        ({"carers": [a_carer(dbs_expires=None)]}, Why.RECORDS_CHECK),
        ({"pairs": (a_pair("c1", "A", PairKind.BLOCK_NO_FAULT),)}, Why.BLOCKED),
        ({"pairs": (a_pair("c1", "A", PairKind.BLOCK_SAFEGUARDING),)}, Why.BLOCKED),
        ({"carers": [a_carer(contract=a_contract(most=600))]}, Why.HOURS),
        ({"carers": [a_carer(limits=Limits(days=0))]}, Why.HOURS),
        ({"minutes": {("home-A", "at-c1"): 50}}, Why.TRAVEL),
        ({"minutes": {("home-A", "at-c1"): None}}, Why.TRAVEL),
        (
            {"history": (a_past_visit("c9", "A", at="23:00"),), "clients": [a_client("c9")]},
            Why.REST,
        ),
        ({"pins": (a_pin("v1", "Z"),)}, Why.PINNED),
        ({"pins": (a_pin("v1", start=clock("04:00")),)}, Why.WINDOW),
    ],
)
def test_the_first_thing_in_the_way_is_named(week: dict[str, Any], expected: Why) -> None:
    """One carer, one visit, one thing wrong."""
    assert why(a_visit(at="09:00"), **week) is expected


def test_a_carer_with_other_visits_is_busy() -> None:
    """A is elsewhere from 08:30 to 10:00; the visit may start from 08:30 to 09:30."""
    other = a_visit("v2", "c2", at="08:30", minutes=90)
    assert why(a_visit("v1"), {"v2": "A"}, others=[other]) is Why.BUSY


def test_a_gap_rule_can_leave_no_start() -> None:
    """Four hours after a visit at 07:00 is after 09:30."""
    first = a_visit("v2", "c1", at="07:00", slack=0)
    found = why(a_visit("v1"), {"v2": "A"}, others=[first], gaps=(a_gap("v2", "v1", 240),))
    assert found is Why.WINDOW


def test_a_visit_that_would_take_the_only_break_is_refused_for_it() -> None:
    """From 08:00 to 14:30 with one gap, of an hour: half an hour in its middle ends that."""
    others = [
        a_visit("v2", "c1", at="08:00", minutes=180),
        a_visit("v3", "c1", at="12:00", minutes=150),
    ]
    visit = a_visit("v1", "c1", at="11:15", minutes=30, slack=0)
    assert why(visit, {"v2": "A", "v3": "A"}, others=others) is Why.BREAK


def test_one_free_carer_is_not_enough_for_two() -> None:
    """A is free and B off: A lacks a partner."""
    week = a_week(a_visit(carers=2), carers=[a_carer("A"), a_carer("B")], shifts=[a_shift("A")])
    found = reason(week)
    assert found.counts == {Why.OFF: 1, Why.PARTNER: 1}
    assert found.relaxation.kind is RelaxationKind.COVER


def test_counts_come_commonest_first_and_in_words() -> None:
    """Two are off, one has no check, and the sentence ends with what would help."""
    carers = [a_carer("A", dbs_expires=None), a_carer("B"), a_carer("C")]
    found = reason(a_week(a_visit(call="tea"), carers=carers, shifts=[a_shift("A")]))
    assert found.sentence == (
        "Nobody makes the Mon tea visit of client c1. "
        "Carers: 2 no shift at that time, 1 no criminal-records check that day. "
        "No single change is enough; it needs cover from outside the rota: one carer, "
        "Mon 09:00 to 09:30."
    )


def test_only_unallocated_visits_have_reasons_in_the_order_of_the_week() -> None:
    """Of three visits the second is made."""
    week = a_week(*(a_visit(f"v{n}", f"c{n}") for n in (1, 2, 3)))
    rota = a_rota(week, {"v2": "A"})
    assert [one.visit for one in reasons(week, rota)] == ["v1", "v3"]


def relaxed(week: Week, who: dict[str, str] | None = None) -> tuple[RelaxationKind, str]:
    """Kind and sentence of the relaxation for v1, shown to be legal."""
    rota = a_rota(week, who or {})
    found = reason(week, rota).relaxation
    changed = relaxed_week(week, found)
    assert judge(changed, relaxed_rota(week, rota, week.visits[0], found)).codes() == ()
    return found.kind, found.sentence


def test_nothing_has_to_change_for_a_carer_who_is_free() -> None:
    """A can come at the agreed time."""
    assert relaxed(a_week(a_visit())) == (
        RelaxationKind.NOTHING,
        "A could make it at 09:00 as things stand.",
    )


def test_a_window_is_widened_by_no_more_than_it_takes() -> None:
    """A is away from 08:00 to 09:25, and there fifteen minutes later: ten after 09:30."""
    away = a_visit("v2", "c2", at="08:00", minutes=85)
    assert relaxed(a_week(a_visit(), away), {"v2": "A"}) == (
        RelaxationKind.WINDOW,
        "If it could start at 09:40, 10 min later than its window allows, A could make it.",
    )


def test_a_critical_window_is_never_widened() -> None:
    """The same, but critical: what would help is another carer."""
    away = a_visit("v2", "c2", at="08:00", minutes=85)
    urgent = a_visit("v1", slack=15, critical=critical())
    assert relaxed(a_week(urgent, away), {"v2": "A"})[0] is RelaxationKind.COVER


def test_hours_may_rise_as_far_as_the_law_allows() -> None:
    """Twenty minutes agreed, thirty asked; and with no hours left in the average, no."""
    carer = a_carer(contract=a_contract(most=1200))
    assert relaxed(a_week(a_visit(), carers=[carer])) == (
        RelaxationKind.HOURS,
        "If A could work 0:30 a week instead of 0:20, A could make it at 09:00.",
    )
    tired = a_carer(contract=a_contract(most=1200), worked_before=(60 * HOUR,) * 16)
    assert relaxed(a_week(a_visit(), carers=[tired]))[0] is RelaxationKind.COVER


@pytest.mark.parametrize(
    ("shift", "sentence"),
    [
        (
            a_shift("A", 0, "09:50"),
            "If it could start at 09:50, 20 min later than its window allows, A could make it.",
        ),
        (
            a_shift("A", 0, "06:00", "09:10"),
            "If the Mon shift of A could end at 09:30 instead of 09:10, A could make it at 09:00.",
        ),
        (
            a_shift("A", 0, "10:15"),
            "If it could start at 10:15, 45 min later than its window allows, A could make it.",
        ),
    ],
)
def test_a_shift_or_the_window_gives_way_whichever_harms_less(shift: Any, sentence: str) -> None:
    """Windows come first up to half an hour, then shifts, then an hour either way."""
    slack = 0 if shift.end == clock("09:10") else 30
    week = a_week(a_visit(slack=slack, critical=critical() if slack == 0 else None), shifts=[shift])
    assert relaxed(week)[1] == sentence


def test_a_shift_grows_no_further_than_the_next_one() -> None:
    """A visit pinned to 08:50 needs the second shift ten minutes earlier, which the first
    leaves free if it ends at 08:45, but not if it ends at 08:55.
    """
    visit, pins = a_visit(at="08:50"), (a_pin("v1", start=clock("08:50")),)
    later = a_shift("A", 0, "09:00", "12:00")
    apart = a_week(visit, shifts=[a_shift("A", 0, "07:00", "08:45"), later], pins=pins)
    assert relaxed(apart)[1] == (
        "If the Mon shift of A could begin at 08:50 instead of 09:00, A could make it at 08:50."
    )
    close = a_week(visit, shifts=[a_shift("A", 0, "07:00", "08:55"), later], pins=pins)
    assert relaxed(close)[0] is RelaxationKind.COVER


def test_a_carer_may_be_asked_for_more_than_declared() -> None:
    """One visit a day declared and made: one more would be needed."""
    carer = a_carer(limits=Limits(days=7, visits_a_day=1))
    week = a_week(a_visit(), a_visit("v2", at="12:00"), carers=[carer])
    assert relaxed(week, {"v2": "A"}) == (
        RelaxationKind.DECLARED,
        "If A agreed to one visit more a day, A could make it at 09:00.",
    )


def test_a_stranger_may_be_introduced_before_a_short_visit() -> None:
    """B is known but off; A is there but not known."""
    week = a_week(
        a_visit(minutes=20),
        carers=[a_carer("A"), a_carer("B")],
        clients=[a_client(team=("B",))],
        shifts=[a_shift("A")],
    )
    assert relaxed(week) == (
        RelaxationKind.INTRODUCTION,
        "If A were introduced to client c1 first, A could make it at 09:00.",
    )


def test_blocks_and_gender_are_never_relaxed() -> None:
    """Whoever is blocked stays blocked."""
    block = a_pair("c1", "A", PairKind.BLOCK_SAFEGUARDING)
    kind, sentence = relaxed(a_week(a_visit(), pairs=(block,)))
    assert kind is RelaxationKind.COVER
    assert "block" not in sentence


def test_every_word_has_a_meaning() -> None:
    """A count is never shown without words."""
    assert set(MEANING) == set(Why)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks(), st.data())
def test_counts_name_everybody_and_the_referee_accepts_every_relaxation(
    week: Week, data: st.DataObject
) -> None:
    """A greedy rota less some visits: each relaxation, made, breaks nothing."""
    whole = greedy(week)
    kept = tuple(one for one in whole.assignments if data.draw(st.booleans()))
    rota = Rota(assignments=kept)
    before = Counter(judge(week, rota).codes())
    for found in reasons(week, rota):
        assert sum(found.counts.values()) == len(week.carers)
        changed = relaxed_week(week, found.relaxation)
        after = relaxed_rota(week, rota, week.visit[found.visit], found.relaxation)
        assert Counter(judge(changed, after).codes()) <= before, found.sentence
