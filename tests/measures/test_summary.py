"""The whole of the measures on one small week, by hand."""

from __future__ import annotations

import json
from dataclasses import replace

from scheduler.domain.horizon import Horizon
from scheduler.domain.rota import Rota
from scheduler.domain.units import CarerId, ClientId
from scheduler.domain.week import Week
from scheduler.measures import Floor, measure, measure_history
from scheduler.measures.clients import cap_of
from scheduler.measures.figures import Share
from scheduler.referee import judge
from tests.builders import (
    MONDAY,
    a_carer,
    a_client,
    a_past_visit,
    a_rota,
    a_visit,
    a_week,
    critical,
)
from tests.builders_rules import VISITS

C1, C2 = ClientId("c1"), ClientId("c2")
HOUR = 3600


def a_small_week() -> tuple[Week, Rota]:
    """Client c1 has breakfast and tea every day, c2 one critical visit nobody makes.

    A makes all breakfasts, B the teas, each as agreed. The week before, 14 carers took
    turns: each made one visit.
    """
    visits = [
        a_visit(f"{call}{day}", "c1", at=at, day=day, call=call)
        for day in range(7)
        for call, at in (("breakfast", "08:00"), ("tea", "17:00"))
    ]
    history = tuple(
        a_past_visit("c1", f"K{14 + 2 * day + turn}", day=day, at=at)
        for day in range(-7, 0)
        for turn, at in enumerate(("08:00", "17:00"))
    )
    week = a_week(
        *visits,
        a_visit("v", "c2", critical=critical()),
        carers=[a_carer("A"), a_carer("B")],
        clients=[a_client("c1", main_carer=CarerId("A")), a_client("c2")],
        history=history,
    )
    who = {visit.id: "A" if visit.call == "breakfast" else "B" for visit in visits}
    return week, a_rota(week, who)


def test_the_headlines_of_a_small_week() -> None:
    """2 carers in the week and 14 before it: 16 in 14 days; 14 of 15 visits made, on time."""
    week, rota = a_small_week()
    found = measure(week, rota, {C1: Floor(least=1, found=1, proven=True)}).summary
    assert (found["visits"], found["unallocated"], found["unallocated_critical"]) == (15, 1, 1)
    assert found["distinct_14d_median"] == found["worst_client_distinct"] == 16
    assert found["distinct_14d_clients"] == 1
    assert (found["distinct_period_worst"], found["excess_worst"]) == (2, 1)
    assert (found["on_time_share"], found["time_critical_on_time_share"]) == (1, None)
    assert (found["main_carer_share"], found["new_faces"]) == (0.5, 2)
    assert found["contact_hours"] == 7
    assert found["travel_hours"] == 0


def test_every_headline_wanted_is_there() -> None:
    """The names other programs read."""
    week, rota = a_small_week()
    assert {
        "hard_breaches",
        "visits",
        "unallocated",
        "distinct_14d_median",
        "distinct_14d_p90",
        "worst_client_distinct",
        "on_time_share",
        "time_critical_on_time_share",
        "travel_hours",
        "referee_cost",
    } <= measure(week, rota).summary.keys()


def test_cost_and_breaches_are_the_referees() -> None:
    """Nothing of them is computed again."""
    week, rota = a_small_week()
    verdict = judge(week, rota)
    found = measure(week, rota, verdict=verdict).summary
    assert found["referee_cost"] == verdict.cost
    assert found["hard_breaches"] == len(verdict.breaches)


def test_known_faces_grow_within_the_week() -> None:
    """A is known to c1 from the fourth breakfast on, B from the fourth tea: 8 of 14."""
    week, rota = a_small_week()
    client = measure(week, rota).clients[C1]
    assert client.faces.known == Share(numerator=8, denominator=14)
    assert client.faces.main_carer == Share(numerator=7, denominator=14)
    assert (client.calls_a_day, client.double_handed) == (2, False)


def test_the_cap_counts_history_too() -> None:
    """16 carers in 14 days are more than 3 usual and 2: over the cap; c2 saw nobody."""
    week, rota = a_small_week()
    found = measure(week, rota)
    assert (found.clients[C1].cap, found.clients[C1].over_cap) == (5, True)
    assert found.clients[C2].over_cap is None
    assert found.over_cap == Share(numerator=1, denominator=1)


def test_as_many_carers_as_the_cap_are_not_too_many() -> None:
    """16 in 14 days are within an agreed cap of 16 and over one of 15."""
    week, rota = a_small_week()
    for cap, over in ((16, False), (15, True)):
        agreed = tuple(replace(one, cap=cap) for one in week.clients)
        assert measure(replace(week, clients=agreed), rota).clients[C1].over_cap is over


def test_a_client_without_history_meets_fewer() -> None:
    """The same rota without the week before: 2 carers in 14 days, within the cap."""
    week, rota = a_small_week()
    found = measure(replace(week, history=()), rota)
    assert found.summary["distinct_14d_median"] == 2
    assert found.summary["distinct_14d_days"] == 7
    assert found.clients[C1].over_cap is False


def test_history_alone_is_measured_by_the_same_definitions() -> None:
    """14 visits by 14 carers in the week before: no two alike; the rota plays no part."""
    week, _ = a_small_week()
    found = measure_history(week)
    before = found.clients[C1].continuity
    assert (before.visits, before.carers, before.coc, before.secon) == (14, 14, 0, 0)
    assert found.clients[C1].service_distinct == 14
    assert found.clients[C2].continuity.carers is None
    assert found.continuity.distinct.median == 14
    assert found.clients[C1].new_faces == 14


def test_thirteen_in_nineteen_is_seen_and_so_is_its_cure() -> None:
    """Four calls a day by 13 in rotation for 19 days, then for 19 days by a team of 3."""
    clocks = ("07:30", "12:00", "16:30", "21:00")
    history = tuple(
        a_past_visit("c1", f"K{(4 * (day + 19) + turn) % 13}", day=day, at=at)
        for day in range(-19, 0)
        for turn, at in enumerate(clocks)
    )
    visits = [
        a_visit(f"v{day}-{turn}", "c1", at=at, day=day)
        for day in range(19)
        for turn, at in enumerate(clocks)
    ]
    week = a_week(
        *visits,
        carers=[a_carer(name) for name in "ABC"],
        history=history,
        days=19,
        horizon=Horizon(first_day=MONDAY, days=19),
    )
    rota = a_rota(week, {visit.id: "ABC"[visit.day % 3] for visit in visits})
    before, after = measure_history(week), measure(week, rota)
    assert before.clients[C1].distinct_at_end[19] == 13
    assert round(before.clients[C1].continuity.coc or 0, 4) == 0.0649
    assert after.clients[C1].faces.distinct_at_end == {14: 3, 19: 3, 28: 16}
    assert after.clients[C1].faces.distinct_at_most[19] == 16


def test_an_empty_rota_is_measured_without_complaint() -> None:
    """Nobody comes: everything that needs a visit is unknown, and nothing is 0 by mistake."""
    week, _ = a_small_week()
    found = measure(week, Rota(assignments=()))
    assert (found.summary["unallocated"], found.summary["distinct_period_median"]) == (15, None)
    assert found.summary["on_time_share"] is None


def test_an_assignment_that_makes_no_sense_is_not_measured() -> None:
    """A visit given twice counts once; a carer named twice is one face."""
    week, rota = a_small_week()
    twice = Rota(assignments=(*rota.assignments, *rota.assignments))
    doubled = Rota(
        assignments=tuple(replace(one, carers=one.carers * 2) for one in rota.assignments)
    )
    plain = measure(week, rota).clients[C1].faces.continuity
    assert measure(week, twice).clients[C1].faces.continuity == plain
    assert measure(week, doubled).clients[C1].faces.continuity == plain


def test_measures_are_json() -> None:
    """Everything survives a round of JSON, with shares beside their counts."""
    week, rota = a_small_week()
    found = json.loads(json.dumps(measure(week, rota).to_json()))
    assert found["clients"]["c1"]["faces"]["known"] == {
        "numerator": 8,
        "denominator": 14,
        "share": 0.571429,
    }
    assert found["carers"]["A"]["workload"]["visits"] == 7
    assert found["version"] == "1.0"
    assert json.dumps(measure_history(week).to_json())


def test_caps_follow_handedness_and_calls() -> None:
    """Usual teams 2, 3, 4 and 5 with 2 or 3 more; a cap agreed with the client is kept."""
    one, two = [a_visit("v1")], [a_visit("v1"), a_visit("v2", at="17:00")]
    double = [a_visit("v1", carers=2)]
    plain = a_client()
    assert [cap_of(plain, due, VISITS) for due in (one, two, double, [*two, *double])] == [
        4,
        5,
        7,
        8,
    ]
    assert cap_of(a_client(cap=3), two, VISITS) == 3
