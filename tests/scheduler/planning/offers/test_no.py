"""When the answer is no: why, what stops each carer, and the nearest yes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scheduler.domain.carer import Limits
from scheduler.domain.errors import InputError
from scheduler.domain.units import ClientId
from tests.builders import (
    a_carer,
    a_client,
    a_past_visit,
    a_pin,
    a_shift,
    a_visit,
    a_week,
    clock,
)
from tests.scheduler.planning.offers.asking import asked, team_of_a


def test_a_no_has_its_reason_and_the_nearest_yes_first() -> None:
    """Nobody works before ten: a reason, and ten as the nearest."""
    week = team_of_a(shifts=[a_shift("A", 0, "10:00"), a_shift("B", 0, "13:00")])
    answer = asked(week, {}, "08:30")
    assert not answer.is_yes
    assert answer.reason == (
        "Within 15 min of 08:30 nobody can make it. Carers: 2 no shift at that time."
    )
    assert answer.offers[0].start == clock("10:00")


def test_the_nearest_yes_may_be_a_long_way_off() -> None:
    """Wished for at three in the morning; A begins at ten."""
    answer = asked(team_of_a(shifts=[a_shift("A", 0, "10:00")]), {}, "03:00")
    assert not answer.somebody_works
    assert answer.offers[0].start == clock("10:00")


def test_a_day_on_which_nobody_works_has_no_other_time_and_says_so() -> None:
    """There is a shift on Monday only; the wish is for Tuesday."""
    answer = asked(team_of_a(shifts=[a_shift("A", 0)]), {"v1": "A"}, "09:00", day=1)
    assert answer.offers == ()
    assert answer.reason.endswith("Nor is there any other time that day.")


@pytest.mark.parametrize(
    ("week", "others", "says"),
    [
        ({}, ["11:00"], "1 busy with other visits"),
        ({"carers": [a_carer("A", limits=Limits(days=7, visits_a_day=0))]}, [], "1 no hours left"),
        ({"minutes": {("home-A", "at-c1"): None}}, [], "1 too far to travel"),
        ({"carers": [a_carer("A", dbs_expires=None)]}, [], "1 no criminal-records check that day"),
        (
            {
                "history": (a_past_visit("c9", "A", at="23:50"),),
                "clients": [a_client("c1", team=("A",)), a_client("c9")],
                "carers": [a_carer("A")],
            },
            [],
            "1 too little rest",
        ),
    ],
)
def test_a_no_names_what_stops_each_carer(
    week: dict[str, Any], others: list[str], says: str
) -> None:
    """A is the only one, and would be free at eleven but for one thing."""
    more = [a_visit(f"o{n}", f"c{n + 5}", at=at, slack=0) for n, at in enumerate(others)]
    around = "10:30" if "history" in week else "11:00"
    base: dict[str, Any] = {"carers": [a_carer("A")], "clients": [a_client(team=("A",))]}
    given_week = a_week(a_visit("v1", at="06:00"), *more, **(base | week))
    answer = asked(given_week, {one.id: "A" for one in more}, around)
    assert not answer.is_yes
    assert answer.reason.startswith(
        f"Within 15 min of {around} nobody can make it. Carers: {says}."
    )


def test_one_of_two_carers_free_lacks_a_partner() -> None:
    """B is off."""
    week = team_of_a(shifts=[a_shift("A", 0)], clients=[a_client(team=("A", "B"))])
    week = replace(week, visits=(replace(week.visits[0], carers=2),))
    answer = asked(week, {}, "11:00")
    assert "1 no shift at that time, 1 free, but nobody to make a pair with" in answer.reason


def test_a_time_the_client_is_visited_already_is_said_to_be() -> None:
    """c1 has a long second call about eleven: it is no carer who stands in the way."""
    second = a_visit("v2", at="10:15", minutes=90, call="lunch", slack=0)
    answer = asked(team_of_a(second), {"v1": "A", "v2": "A"}, "11:00")
    assert answer.reason == (
        "Within 15 min of 11:00 the client has another visit, "
        "or a gap rule or the day's end forbids it."
    )


def test_what_is_past_is_refused_and_never_offered() -> None:
    """At ten: nine is past; for half past ten nothing before ten is offered, and nobody
    who has begun is moved.
    """
    week = team_of_a(a_visit("v2", "c2", at="10:00"))
    now = clock("10:00")
    with pytest.raises(InputError, match="2026-06-01 08:00 is past: it is 2026-06-01 10:00"):
        asked(week, {}, "08:00", first_open=now)
    answer = asked(week, {"v2": "A"}, "10:30", first_open=now)
    assert answer.offers
    assert all(one.start >= now for offer in answer.offers for one in offer.change.assignments)
    begun = asked(week, {"v1": "A"}, "11:00", first_open=now)
    assert begun.reason == "Visit v1 has begun already."


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ({"client": ClientId("c9")}, "no client c9"),
        ({"call": "supper"}, "no call supper in this week; they have: call"),
        ({"day": 9}, "2026-06-10 is not in the week"),
        ({"around": 99_999}, "no time of day"),
    ],
)
def test_a_bad_question_is_named(wish: dict[str, object], says: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(InputError, match=says):
        asked(team_of_a(), {"v1": "A"}, "09:00", **wish)


def test_a_pinned_visit_is_not_moved() -> None:
    """The reason is the pin."""
    answer = asked(team_of_a(pins=(a_pin("v1", "A"),)), {"v1": "A"}, "11:00")
    assert (answer.is_yes, answer.offers) == (False, ())
    assert "pinned" in answer.reason
