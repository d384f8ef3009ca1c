"""Moves made by hand: priced as two whole judgements would, and said as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain.errors import InputError
from scheduler.domain.rota import Rota, RunPin
from scheduler.domain.units import CarerId, VisitId
from scheduler.domain.week import Week
from scheduler.planning.greedy import greedy
from scheduler.planning.moves import Move, price, rota_with, scene_of
from scheduler.referee import Breach, judge
from tests.builders import a_carer, a_client, a_past_visit, a_rota, a_visit, a_week, clock
from tests.strategies import CARERS, assignments_of, weeks

MOST = settings(max_examples=60, deadline=None)


@st.composite
def moved(draw: st.DrawFn) -> tuple[Week, Rota, list[Move]]:
    """A rota, often with breaches, and one to three moves of it."""
    week = draw(weeks())
    if week.reference is not None and draw(st.booleans()):
        pin = RunPin(carer=CarerId(draw(st.sampled_from(CARERS))), day=0)
        week = replace(week, run_pins=(pin,))
    if draw(st.booleans()):
        rota = greedy(week)
    else:
        made = tuple(draw(assignments_of(one)) for one in week.visits if draw(st.booleans()))
        rota = Rota(assignments=made)
    names = draw(st.lists(st.sampled_from(list(week.visits)), min_size=1, max_size=3, unique_by=id))
    return week, rota, [_move(draw, week, visit.id) for visit in names]


def _move(draw: st.DrawFn, week: Week, name: VisitId) -> Move:
    new = draw(assignments_of(week.visit[name]))
    return draw(
        st.sampled_from(
            [
                Move(visit=name, carers=()),
                Move(visit=name, carers=new.carers),
                Move(visit=name, start=new.start),
                Move(visit=name, carers=new.carers, start=new.start),
                Move(visit=name),
            ]
        )
    )


@MOST
@given(moved())
def test_a_move_costs_the_difference_of_two_whole_rotas(
    given: tuple[Week, Rota, list[Move]],
) -> None:
    """By term and by tier, to the point; legal or not."""
    week, rota, moves = given
    scene = scene_of(week, rota)
    found = price(scene, moves)
    before, after = judge(week, rota), judge(week, rota_with(scene, moves))
    changed = {
        name: after.terms[name] - before.terms[name]
        for name in after.terms
        if after.terms[name] != before.terms[name]
    }
    assert {one.rule: one.points for one in found.parts} == changed
    assert found.cost == tuple(b - a for a, b in zip(before.cost, after.cost, strict=True))


@MOST
@given(moved())
def test_a_move_breaks_what_the_whole_referee_finds(
    given: tuple[Week, Rota, list[Move]],
) -> None:
    """Sentence by sentence: what is new is added, what is gone is mended."""
    week, rota, moves = given
    scene = scene_of(week, rota)
    found = price(scene, moves)
    before = judge(week, rota).breaches
    after = judge(week, rota_with(scene, moves)).breaches
    new = [one for one in after if one not in before]
    assert [one for one in found.added if one not in new] == []
    for one in new:
        if one not in found.added:
            assert any(_missed(one) <= _missed(other) for other in before if _same(one, other))
    gone = [one for one in before if not any(_same(one, other) for other in after)]
    assert sorted(one.sentence for one in found.mended) == sorted(one.sentence for one in gone)
    assert all(one in after for one in found.remaining)


def _same(one: Breach, other: Breach) -> bool:
    return (one.code, one.about, one.limit) == (other.code, other.about, other.limit)


def _missed(one: Breach) -> int:
    return 0 if one.limit is None or one.value is None else abs(one.value - one.limit)


@MOST
@given(moved())
def test_the_inverse_moves_take_everything_back(given: tuple[Week, Rota, list[Move]]) -> None:
    """The price of undoing is the price of doing, turned round."""
    week, rota, moves = given
    scene = scene_of(week, replace(rota, breaks=()))
    there = price(scene, moves)
    back = [
        Move(visit=name, carers=() if one is None else one.carers, start=one and one.start)
        for name, one in ((move.visit, scene.made.get(move.visit)) for move in moves)
    ]
    undone = price(scene_of(week, rota_with(scene, moves)), back)
    assert undone.cost == tuple(-points for points in there.cost)


def _two_calls() -> tuple[Week, Rota]:
    """Breakfast at C1 and lunch at C2, 30 minutes from each other; B has never met C1."""
    first = a_visit("v1", client="c1", agreed=clock("09:00"))
    noon = clock("12:00")
    second = a_visit("v2", client="c2", agreed=noon, earliest=noon - 1800, latest=noon + 1800)
    week = a_week(
        first,
        second,
        carers=[a_carer("A"), a_carer("B")],
        clients=[a_client("c1"), a_client("c2")],
        history=(a_past_visit("c1", "A", day=-2),),
    )
    return week, a_rota(week, {"v1": "A", "v2": "A"})


def test_a_new_face_and_twenty_minutes_are_said() -> None:
    """In the words a planner uses, counted from the two rotas."""
    week, rota = _two_calls()
    start = clock("09:20")
    found = price(scene_of(week, rota), [Move(visit=VisitId("v1"), carers=("B",), start=start)])
    assert "B is a new face for client c1" in found.words
    assert "A no longer comes to client c1" in found.words
    assert "late by 20 minutes (agreed 09:00)" in found.words
    (timing,) = found.effects.timings
    assert (timing.before, timing.after) == (0, 1200)
    assert {one.carer for one in found.effects.loads} == {"A", "B"}


def test_of_several_moves_it_is_said_which_is_late() -> None:
    """By day, call and client."""
    week, rota = _two_calls()
    moves = [
        Move(visit=VisitId("v1"), start=clock("09:20")),
        Move(visit=VisitId("v2"), start=clock("11:50")),
    ]
    found = price(scene_of(week, rota), moves)
    assert "late by 20 minutes (agreed 09:00): the Mon call visit of client c1" in found.words
    assert "early by 10 minutes (agreed 12:00): the Mon call visit of client c2" in found.words


def test_a_visit_taken_off_is_said_and_can_be_given_again() -> None:
    """Nobody makes it, at the price of a visit left out; giving it back costs as much less."""
    week, rota = _two_calls()
    scene = scene_of(week, rota)
    off = price(scene, [Move(visit=VisitId("v1"), carers=())])
    assert off.is_legal
    assert off.words[0].startswith("nobody makes the Mon")
    bare = scene_of(week, rota_with(scene, [Move(visit=VisitId("v1"), carers=())]))
    again = price(bare, [Move(visit=VisitId("v1"), carers=("A",))])
    assert again.cost == tuple(-points for points in off.cost)
    assert again.after[VisitId("v1")] is not None


def test_what_makes_no_sense_is_refused_with_all_of_it() -> None:
    """An unknown visit, an unknown carer, one carer too many, one visit twice."""
    week, rota = _two_calls()
    scene = scene_of(week, rota)
    moves = [
        Move(visit=VisitId("v3")),
        Move(visit=VisitId("v1"), carers=("Z",)),
        Move(visit=VisitId("v2"), carers=("A", "B")),
        Move(visit=VisitId("v2")),
    ]
    with pytest.raises(InputError) as refused:
        price(scene, moves)
    text = str(refused.value)
    assert "There is no visit v3" in text
    assert "There is no carer Z" in text
    assert "Visit v2 needs one carer" in text
    assert "Visit v2 is moved twice" in text
    with pytest.raises(InputError, match="no move"):
        price(scene, [])
