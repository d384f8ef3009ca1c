"""The terms of the person cared for, each worked out by hand from the test prices."""

from __future__ import annotations

import pytest

from scheduler.domain.client import Gender, Rag
from scheduler.domain.pair import PairKind
from scheduler.domain.rota import Stage
from tests.builders import (
    MINUTE,
    a_carer,
    a_client,
    a_pair,
    a_past_visit,
    a_rota,
    a_visit,
    a_week,
    clock,
    critical,
)
from tests.builders_rules import the_rules
from tests.referee.checks import term

FOUR = tuple(a_carer(name) for name in "ABCD")


def test_a_critical_visit_left_out_is_a_matter_of_safety() -> None:
    """Green: 100 + 1 * 2 carers * 45 minutes = 190, and nothing under left_out."""
    week = a_week(a_visit("v1", carers=2, minutes=45, critical=critical()))
    assert term("critical_left_out", week, {}) == 190
    assert term("left_out", week, {}) == 0


def test_a_visit_to_somebody_at_high_risk_is_a_matter_of_safety() -> None:
    """Red: 1000 + 10 * 1 * 30 = 1300."""
    week = a_week(a_visit("v1"), clients=(a_client(rag=Rag.RED),))
    assert term("critical_left_out", week, {}) == 1300
    assert term("critical_left_out", week, {"v1": "A"}) == 0


def test_any_other_visit_left_out_costs_its_harm() -> None:
    """Amber: 300 + 3 * (1899 s // 60 = 31) = 393; the allocated one costs nothing."""
    week = a_week(a_visit("v1", length=1899), a_visit("v2"), clients=(a_client(rag=Rag.AMBER),))
    assert term("left_out", week, {"v2": "A"}) == 393
    assert term("critical_left_out", week, {"v2": "A"}) == 0


def test_lateness_is_paid_beyond_the_grace() -> None:
    """25 minutes late, 15 of grace: 10 * 60 s * 2 points; at bedtime 1 point a second."""
    visits = (a_visit("v1", at="09:00"), a_visit("v2", at="20:00", call="bed"))
    starts = {"v1": clock("09:25"), "v2": clock("20:25")}
    week = a_week(*visits)
    assert term("late", week, {"v1": "A", "v2": "A"}, starts) == 1200 + 600
    assert term("early", week, {"v1": "A", "v2": "A"}, starts) == 0


def test_earliness_is_paid_beyond_the_grace() -> None:
    """25 minutes early: 600 s * 1 point; at bedtime 3 points; 15 minutes cost nothing."""
    visits = (
        a_visit("v1", at="09:00"),
        a_visit("v2", at="20:00", call="bed"),
        a_visit("v3", at="12:00"),
    )
    starts = {"v1": clock("08:35"), "v2": clock("19:35"), "v3": clock("11:45")}
    everything = {"v1": "A", "v2": "A", "v3": "A"}
    assert term("early", a_week(*visits), everything, starts) == 600 + 1800


def daily_visits(number: int) -> tuple[dict[str, str], list[object]]:
    """One visit a day, each by another carer."""
    return {f"v{i}": "ABCD"[i] for i in range(number)}, [
        a_visit(f"v{i}", day=i) for i in range(number)
    ]


@pytest.mark.parametrize(
    ("number", "points"), [(1, 100), (2, 200), (3, 300 + 50), (4, 400 + 50 * 4)]
)
def test_each_face_costs_and_a_crowd_costs_more(number: int, points: int) -> None:
    """100 a face; with one call a day two are usual: 50 * (n - 2)^2 beyond."""
    who, visits = daily_visits(number)
    assert term("faces", a_week(*visits, carers=FOUR), who) == points


def test_the_usual_team_is_larger_with_more_calls_or_two_carers() -> None:
    """Four faces: usual 3 with two calls on some day, 4 if double-handed, 5 if both.

    400 + 50 * 1, 400, 400. A second visit that nobody makes is still a second call.
    """
    who, visits = daily_visits(4)
    spare = a_visit("spare", at="18:00")
    double = a_visit("spare", at="18:00", day=5, carers=2)
    assert term("faces", a_week(*visits, spare, carers=FOUR), who) == 450
    assert term("faces", a_week(*visits, double, carers=FOUR), who) == 400
    both = a_visit("spare", at="18:00", carers=2)
    assert term("faces", a_week(*visits, both, carers=FOUR), who) == 400


def test_two_carers_together_are_two_faces() -> None:
    """One double-up: 2 * 100."""
    week = a_week(a_visit("v1", carers=2), carers=FOUR)
    assert term("faces", week, {"v1": ("A", "B")}) == 200


def test_faces_of_a_fortnight_count_against_the_cap() -> None:
    """Cap 2 + 2 = 4. Planned A, B, C; in the window A, X, Y: u = 5, 400 * 1.

    The window of 14 days in a week of 7 reaches back to day -7; Z came on day -8.
    """
    who, visits = daily_visits(3)
    past = [
        a_past_visit(carer="A", day=-1),
        a_past_visit(carer="X", day=-7),
        a_past_visit(carer="Y", day=-3),
        a_past_visit(carer="Z", day=-8),
    ]
    assert term("window_faces", a_week(*visits, carers=FOUR, history=past), who) == 400


def test_what_history_has_exceeded_is_not_charged_again() -> None:
    """Five came in the window and the cap is 2: A, one of them, costs nothing.

    B is a sixth: 400 * (6 - 5)^2, where against the cap alone it would be 400 * 4^2.
    """
    past = [a_past_visit(carer=name) for name in "AWXYZ"]
    week = a_week(a_visit("v1"), carers=FOUR, clients=(a_client(cap=2),), history=past)
    assert term("window_faces", week, {"v1": "A"}) == 0
    assert term("window_faces", week, {"v1": "B"}) == 400


def test_an_agreed_cap_goes_before_the_usual_one() -> None:
    """Three planned and a cap of 1: 400 * 2^2; with nothing planned nothing is counted."""
    who, visits = daily_visits(3)
    week = a_week(*visits, carers=FOUR, clients=(a_client(cap=1),))
    assert term("window_faces", week, who) == 1600
    assert term("window_faces", week, {}) == 0


def test_strangers_cost_more_than_acquaintances() -> None:
    """A is of the team, B came three times, C twice, D never: 120 + 300."""
    who, visits = daily_visits(4)
    past = [a_past_visit(carer="B", day=-day) for day in (1, 2, 90)]
    past += [a_past_visit(carer="C", day=-day) for day in (1, 2, 91)]
    week = a_week(*visits, carers=FOUR, clients=(a_client(team=("A",)),), history=past)
    assert term("stranger", week, who) == 420


def test_a_visit_longer_ago_than_the_known_days_is_forgotten() -> None:
    """Day -91 lies outside 90 days: a stranger, 300, once for two visits."""
    visits = (a_visit("v1"), a_visit("v2", day=1))
    week = a_week(*visits, history=(a_past_visit(day=-91),))
    assert term("stranger", week, {"v1": "A", "v2": "A"}) == 300


def test_a_known_carer_who_has_not_come_lately_is_one_more_face() -> None:
    """B came on days -8, -9 and -10, outside the window that begins on day -7: 50.

    With a visit on day -7 as well, nothing.
    """
    past = [a_past_visit(carer="B", day=-day) for day in (8, 9, 10)]
    week = a_week(a_visit("v1"), carers=FOUR, history=past)
    assert term("stranger", week, {"v1": "B"}) == 50
    lately = a_week(a_visit("v1"), carers=FOUR, history=[*past, a_past_visit(carer="B", day=-7)])
    assert term("stranger", lately, {"v1": "B"}) == 0


def test_what_matters_to_a_person_multiplies_faces_and_times() -> None:
    """25 minutes late: 1200; one stranger: 300. Faces three times, times twice as dear."""
    plain = a_week(a_visit("v1", at="09:00"), carers=FOUR)
    client = a_client(faces_weight=3, times_weight=2)
    matters = a_week(a_visit("v1", at="09:00"), carers=FOUR, clients=(client,))
    starts = {"v1": clock("09:25")}
    assert term("late", matters, {"v1": "A"}, starts) == 2 * 1200
    assert term("stranger", matters, {"v1": "A"}) == 3 * 300
    for name, times in (("faces", 3), ("near", 1)):
        ordinary = term(name, plain, {"v1": "A"}, starts)
        assert term(name, matters, {"v1": "A"}, starts) == times * ordinary > 0


def test_dislikes_are_paid_per_part() -> None:
    """A is avoided on day 0 only: 500. B is preferred, so A is not: 40 on each of two days."""
    pairs = (a_pair("c1", "A", PairKind.AVOID, 0, 0), a_pair("c1", "B", PairKind.PREFER))
    week = a_week(a_visit("v1"), a_visit("v2", day=1), carers=FOUR, pairs=pairs)
    assert term("dislike", week, {"v1": "A", "v2": "A"}) == 500 + 2 * 40
    assert term("dislike", week, {"v1": "B", "v2": "B"}) == 0


def test_a_preference_that_has_ended_costs_nothing() -> None:
    """B was preferred until day 0; on day 1 anybody may come."""
    pairs = (a_pair("c1", "B", PairKind.PREFER, None, 0),)
    week = a_week(a_visit("v1", day=1), pairs=pairs)
    assert term("dislike", week, {"v1": "A"}) == 0


def test_another_gender_and_no_shared_language_cost() -> None:
    """60 for a man or somebody unrecorded where a woman is preferred; 30 without a language."""
    client = a_client(gender_prefer=Gender.FEMALE, languages=frozenset({"pl", "en"}))
    carers = (
        a_carer("A", gender=Gender.FEMALE, languages=frozenset({"en"})),
        a_carer("B", gender=Gender.MALE, languages=frozenset({"pl"})),
        a_carer("C", languages=frozenset({"cy"})),
    )
    week = a_week(a_visit("v1"), clients=(client,), carers=carers)
    points = {name: term("dislike", week, {"v1": name}) for name in "ABC"}
    assert points == {"A": 0, "B": 60, "C": 90}


def test_a_call_that_wanders_costs_beyond_the_steady_spread() -> None:
    """10 minutes early on one day and 20 late on another: (30 - 20) minutes * 1 point.

    Another call of the same client is apart.
    """
    visits = [a_visit(f"v{day}", day=day) for day in range(3)]
    other = a_visit("v9", at="18:00", call="bed")
    starts = {
        "v0": clock("08:50"),
        "v1": clock("09:20", 1),
        "v2": clock("09:00", 2),
        "v9": clock("18:30"),
    }
    week = a_week(*visits, other)
    assert term("uneven", week, dict.fromkeys(starts, "A"), starts) == 600


@pytest.mark.parametrize(
    ("stage", "name", "carer", "start"),
    [
        (Stage.DRAFT, "drift", 10, 5),
        (Stage.PUBLISHED, "moved", 600, 200),
        (Stage.FROZEN, "moved", 6000, 2000),
    ],
)
def test_departures_from_the_reference_cost_by_its_stage(
    stage: Stage, name: str, carer: int, start: int
) -> None:
    """Of A and B only B stays: one carer. 11 minutes later: one start; 10 would be free.

    A visit left out costs each of its carers and no start.
    """
    week = a_week(
        a_visit("v1", carers=2), a_visit("v2", at="14:00"), a_visit("v3", at="18:00"), carers=FOUR
    )
    reference = a_rota(week, {"v1": ("A", "B"), "v2": "C", "v3": "C"}, stage=stage)
    now = a_week(*week.visits, carers=FOUR, reference=reference)
    starts = {"v1": clock("09:00") + 11 * MINUTE, "v3": clock("18:10")}
    who = {"v1": ("B", "D"), "v3": "C"}
    assert term(name, now, who, starts) == carer + start + carer
    other = "moved" if name == "drift" else "drift"
    assert term(other, now, who, starts) == 0


def test_a_reference_visit_that_is_gone_costs_nothing() -> None:
    """The visit was cancelled; nobody moved."""
    before = a_week(a_visit("v1"), a_visit("v2", at="14:00"))
    reference = a_rota(before, {"v1": "A", "v2": "A"}, stage=Stage.PUBLISHED)
    week = a_week(a_visit("v1"), reference=reference)
    assert term("moved", week, {"v1": "A"}) == 0


def test_the_prices_are_those_of_the_rules() -> None:
    """With faces at 7 points one face costs 7."""
    week = a_week(a_visit("v1"), rules=the_rules(prices={"face": 7}))
    assert term("faces", week, {"v1": "A"}) == 7
