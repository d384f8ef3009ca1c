"""Offers: every one can be taken up without breaking anything, and says honestly what it does."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.domain.errors import InputError
from scheduler.domain.pair import PairKind
from scheduler.domain.rota import Rota
from scheduler.domain.units import CarerId, ClientId
from scheduler.domain.week import Week
from scheduler.planning.offers import (
    Answer,
    Certainty,
    Effect,
    Face,
    Hold,
    Wish,
    accepted,
    active,
    held_desk,
    offer_desk,
    offers,
    with_holds,
)
from scheduler.referee import judge
from tests.builders import (
    MINUTE,
    a_client,
    a_pair,
    a_rota,
    a_shift,
    a_visit,
    a_week,
    clock,
    critical,
)
from tests.scheduler.planning.legal_rotas import breaches, weeks_with_rotas
from tests.scheduler.planning.offers.asking import C1, asked, team_of_a

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks_with_rotas(), st.data())
def test_every_offer_can_be_taken_up(made: tuple[Week, Rota], data: st.DataObject) -> None:
    """Wishes for calls of any client, at any time of any day, by one carer or two: all are made,
    one by one, and the referee finds nothing broken that was not broken before.
    """
    week, rota = made
    was, desk = breaches(week, rota), offer_desk(week, rota)
    for client in sorted({visit.client for visit in week.visits}):
        own = sorted({visit.call for visit in week.visits if visit.client == client})
        wish = Wish(
            client=client,
            call=data.draw(st.sampled_from([*own, "new"])),
            day=data.draw(st.integers(0, week.horizon.days - 1)),
            around=data.draw(st.integers(0, 95)) * 15 * MINUTE,
            length=30 * MINUTE,
            carers=data.draw(st.sampled_from([1, 1, 2])),
        )
        answer = offers(desk, wish)
        assert len(answer.offers) <= 5
        assert answer.is_yes or answer.reason
        for one in answer.offers:
            after, changed = accepted(desk, one.change)
            assert breaches(after, changed) <= was, (wish, one)
            says_what_it_does(week, rota, answer, one.effect, changed)
    assert desk.counter.quote.drift() == ""


def says_what_it_does(week: Week, rota: Rota, answer: Answer, effect: Effect, after: Rota) -> None:
    """The counts are those one finds by comparing the two rotas."""
    before = {one.visit: one for one in rota.assignments}
    times: Counter[str] = Counter()
    faces = set()
    for one in after.assignments:
        was = before.get(one.visit)
        if was is None or week.visit[one.visit].client == answer.client:
            continue
        if one.start != was.start:
            times[week.visit[one.visit].client] += 1
        if set(one.carers) != set(was.carers):
            faces.add(week.visit[one.visit].client)
    assert (effect.other_time, effect.other_carer) == (len(times), len(faces))
    assert set(before) <= {one.visit for one in after.assignments}


def test_the_time_wished_for_by_a_known_face_comes_first() -> None:
    """A is free at eleven: yes, certain, nobody else is moved."""
    answer = asked(team_of_a(), {"v1": "A"}, "11:00")
    first = answer.offers[0]
    assert (answer.is_yes, answer.reason) == (True, "")
    assert (first.carers, first.start, first.face) == ((CarerId("A"),), clock("11:00"), Face.TEAM)
    assert (first.certainty, first.effect) == (Certainty.FIRM, Effect())


def test_of_equally_good_times_one_on_whole_five_minutes_is_offered_first() -> None:
    """Who wishes for 13:46 is offered 13:45 by the known face; 13:46 itself stays possible."""
    answer = asked(team_of_a(), {"v1": "A"}, "13:46")
    starts = [one.start for one in answer.offers]
    assert starts[0] == clock("13:45")
    assert all(start % (5 * MINUTE) == 0 or start == clock("13:46") for start in starts)


def test_a_newcomer_stays_long_enough_to_be_introduced() -> None:
    """Only B works in the evening: forty minutes instead of thirty."""
    week = team_of_a(shifts=[a_shift("A", 0, "07:00", "12:00"), a_shift("B", 0, "16:00")])
    first = asked(week, {"v1": "A"}, "18:00").offers[0]
    assert (first.carers, first.face) == ((CarerId("B"),), Face.NEW)
    assert first.change.visits[0].length == 40 * MINUTE
    assert first.introduction.startswith("first visit by B: 40 min instead of 30")


def test_somebody_known_hands_a_visit_on_where_that_makes_room() -> None:
    """A is with c2 at eleven, which B could do: then A is free for c1, who is told it is asked."""
    other = a_visit("v2", "c2", at="11:00", slack=0)
    answer = asked(team_of_a(other), {"v1": "A", "v2": "A"}, "11:00")
    swap = next(one for one in answer.offers if one.carers == (CarerId("A"),) and one.off == 0)
    assert swap.certainty is Certainty.ASKING
    assert swap.effect == Effect(other_carer=1)


def test_who_hands_a_visit_on_and_still_comes_late_is_offered_as_late_and_once() -> None:
    """A is with c3 until 11:20, so at c1 by 11:35 though B takes over c2 at 11:45 or so: that is
    half an hour and more from the wish, and said once, whatever time B goes to c2.
    """
    before, after = a_visit("v3", "c3", at="10:50", slack=0), a_visit("v2", "c2", at="11:45")
    only_a = a_pair("c3", "B", PairKind.BLOCK_NO_FAULT)
    week = team_of_a(before, after, pairs=(only_a,))
    answer = asked(week, {"v1": "A", "v2": "A", "v3": "A"}, "11:00")
    handed = [one for one in answer.offers if one.certainty is Certainty.ASKING]
    assert [one.start for one in handed] == [clock("11:35")]
    far = [abs(one.off) > week.rules.visits.grace for one in answer.offers]
    assert far == sorted(far)


def test_two_carers_come_together() -> None:
    """A and B both, at the time wished for."""
    week = team_of_a(clients=[a_client(team=("A", "B"))])
    week = replace(week, visits=(replace(week.visits[0], carers=2),))
    first = asked(week, {"v1": ("A", "B")}, "11:00").offers[0]  # type: ignore[dict-item]
    assert (set(first.carers), first.start) == ({"A", "B"}, clock("11:00"))


def test_the_client_is_not_visited_twice_at_once() -> None:
    """c1 has a second call from 11:00 to 11:30: nothing is offered across it."""
    second = a_visit("v2", at="11:00", call="lunch", slack=0)
    answer = asked(team_of_a(second), {"v1": "A", "v2": "A"}, "11:00")
    assert answer.offers
    for one in answer.offers:
        length = one.change.visits[0].length
        assert one.start + length <= clock("11:00") or one.start >= clock("11:30")


def test_a_call_on_a_day_it_is_not_made_is_one_more() -> None:
    """The call is made on Monday; on Tuesday it would be a new visit, the old one stays."""
    answer = asked(team_of_a(), {"v1": "A"}, "09:00", day=1)
    assert answer.visit.id == "c1-call-2026-06-02"
    assert answer.offers[0].start == clock("09:00", 1)


def test_a_time_critical_call_is_for_somebody_else_to_agree() -> None:
    """The options come with a note."""
    week = a_week(a_visit("v1", critical=critical(), slack=15))
    assert "has to agree" in asked(week, {"v1": "A"}, "10:00").note


def test_a_hold_blocks_and_expires() -> None:
    """A is the only one; held at eleven for c1, c2 cannot have it until the hold has expired."""
    week = a_week(a_visit("v1"), a_visit("v2", "c2", at="15:00"))
    rota = a_rota(week, {"v1": "A", "v2": "A"})
    desk = offer_desk(week, rota)
    wish = Wish(client=C1, call="call", day=0, around=clock("11:00"))
    hold = Hold(
        id="H1",
        expires=NOW + timedelta(hours=4),
        first_day=week.horizon.first_day,
        change=offers(desk, wish).offers[0].change,
    )
    other = replace(wish, client=ClientId("c2"))

    def start_at(now: datetime) -> int:
        held = held_desk(week, rota, [hold], now)
        return offers(held, other).offers[0].start

    assert start_at(NOW) != clock("11:00")
    assert start_at(NOW + timedelta(hours=4)) == clock("11:00")
    assert judge(*with_holds(week, rota, [hold], NOW)).is_legal


def test_a_slot_that_a_held_move_would_leave_is_nobody_elses() -> None:
    """c1 is held at eleven instead of nine; should the hold lapse, A is with c1 at nine."""
    week = a_week(a_visit("v1", slack=0), a_visit("v2", "c2", at="15:00", slack=0))
    rota = a_rota(week, {"v1": "A", "v2": "A"})
    wish = Wish(client=C1, call="call", day=0, around=clock("11:00"))
    change = offers(offer_desk(week, rota), wish).offers[0].change
    hold = Hold(
        id="H1", expires=NOW + timedelta(hours=4), first_day=week.horizon.first_day, change=change
    )
    other = Wish(client=ClientId("c2"), call="call", day=0, around=clock("09:00"))
    unheld = offer_desk(*with_holds(week, rota, [hold], NOW))
    assert offers(unheld, other).offers[0].start == clock("09:00")
    held = held_desk(week, rota, [hold], NOW)
    for one in offers(held, other).offers:
        assert one.start + 40 * MINUTE < clock("09:00") or one.start > clock("09:30")
        assert judge(*accepted(offer_desk(week, rota), one.change)).is_legal


def test_a_hold_needs_a_time_zone() -> None:
    """Without one nobody could say when it expires."""
    with pytest.raises(InputError, match="no time zone"):
        active([], datetime(2026, 6, 1, 9))  # noqa: DTZ001 -- that is the point
