"""Two rotas side by side: what changes, for whom, and who is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.write.plans.compare_page import counts_words
from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.planning.compare import Change, Comparison, compare
from scheduler.planning.frontier import Aim
from scheduler.planning.greedy import greedy
from tests.builders import HOUR, MINUTE, a_carer, a_past_visit, a_rota, a_visit, a_week, clock
from tests.strategies import assignments_of, weeks

GRACE = 10
"""Minutes a start may move before anybody is told: ``moved_grace`` of the test rules."""


def a_pair_of_days() -> Week:
    """Client c1 at nine on two days, c2 once at noon for two carers; A has been with c1."""
    return a_week(
        a_visit("v1", at="09:00"),
        a_visit("v2", at="09:00", day=1),
        a_visit("v3", "c2", at="12:00", carers=2),
        carers=[a_carer(name) for name in "ABC"],
        history=(a_past_visit("c1", "A"),),
        days=2,
    )


FIRST = {"v1": "A", "v2": "A", "v3": ["A", "B"]}


def between(who: dict[str, object], moved: dict[str, int] | None = None) -> Comparison:
    """The first rota beside another; ``moved`` are minutes later."""
    week = a_pair_of_days()
    at = {
        name: week.visit[name].agreed + minutes * MINUTE  # type: ignore[index]
        for name, minutes in (moved or {}).items()
    }
    return compare(week, a_rota(week, FIRST), a_rota(week, who, at))  # type: ignore[arg-type]


def test_the_same_rota_is_no_change_for_anybody() -> None:
    """Nothing is listed and nobody is told."""
    found = between(FIRST)
    assert found.visits == found.clients == found.carers == ()
    assert found.client_notices == found.carer_notices == ()
    assert found.same == 3
    assert found.trade == "The same in every figure."


def test_a_visit_that_changes_in_two_ways_is_not_taken_for_two() -> None:
    """C instead of A, and twenty minutes later: one visit of three, told as both."""
    found = between(FIRST | {"v2": "C"}, {"v2": 20})
    assert counts_words(found).startswith(
        "2 visits are the same; of the other 1 (some in two ways): 1 other carer, 1 other time. "
    )


def test_another_carer_is_told_to_all_three() -> None:
    """C instead of A on the second day: the client and both carers hear of it."""
    found = between(FIRST | {"v2": "C"})
    (change,) = found.visits
    assert (change.gone, change.come, change.kinds) == (("A",), ("C",), {Change.CARER})
    (client,) = found.clients
    assert (client.faces, client.come, client.gone) == ((1, 2), ("C",), ())
    assert client.strangers == ("C",)
    assert [n.lines for n in found.client_notices] == [("Tue call visit: C instead of A",)]
    told = {notice.person: notice.lines for notice in found.carer_notices}
    assert told == {
        "A": ("Tue call visit of client c1, 09:00: no longer yours",),
        "C": ("Tue call visit of client c1, 09:00: now yours",),
    }
    lost, gained = found.carers
    assert (lost.visits, lost.lost, lost.days_lost) == ((3, 2), 1, (1,))
    assert (gained.visits, gained.gained, gained.days_gained) == ((0, 1), 1, (1,))


@pytest.mark.parametrize(
    ("minutes", "kind", "told"),
    [(GRACE, Change.SHIFTED, 0), (GRACE + 1, Change.MOVED, 1), (-GRACE - 1, Change.MOVED, 1)],
)
def test_only_a_real_move_is_news(minutes: int, kind: Change, told: int) -> None:
    """Ten minutes are no news, eleven are, either way; both are listed."""
    found = between(FIRST, {"v1": minutes})
    assert found.visits[0].kinds == {kind}
    assert found.visits[0].moved == minutes * MINUTE
    assert len(found.client_notices) == len(found.carer_notices) == told
    assert found.clients[0].off_time == (0, abs(minutes) * MINUTE)
    if told:
        new = clock("09:11") if minutes > 0 else clock("08:49")
        words = f"{new // HOUR:02d}:{new % HOUR // MINUTE:02d} instead of 09:00"
        assert found.client_notices[0].lines == (f"Mon call visit: {words}",)


def test_two_carers_in_the_other_order_are_the_same() -> None:
    """Who of a double-up is named first is nobody's news."""
    assert between(FIRST | {"v3": ["B", "A"]}).visits == ()


def test_a_visit_nobody_makes_any_more_is_told_first_in_the_sentence() -> None:
    """And the other way about it is now made."""
    less = {name: who for name, who in FIRST.items() if name != "v1"}
    found = between(less)
    assert found.counts[Change.DROPPED] == 1
    assert found.trade.startswith("1 visit fewer is made;")
    assert found.client_notices[0].lines == ("Mon call visit: nobody comes",)
    week = a_pair_of_days()
    back = compare(week, a_rota(week, less), a_rota(week, FIRST))
    assert back.counts[Change.MADE] == 1
    assert back.client_notices[0].lines == ("Mon call visit: A, 09:00; nobody came before",)


def test_the_figures_of_both_stand_beside_each_other() -> None:
    """One face more and 15 minutes off time, as worked out by hand."""
    found = between(FIRST | {"v2": "C"}, {"v1": 15})
    assert found.after.aims[Aim.FACES] - found.before.aims[Aim.FACES] == 1
    assert found.after.aims[Aim.OFF_TIME] - found.before.aims[Aim.OFF_TIME] == 15
    assert "1 client sees one face more" in found.trade
    assert "starts 15 minutes farther from agreed times" in found.trade


@st.composite
def two_rotas(draw: st.DrawFn) -> tuple[Week, Rota, Rota]:
    """A random week, a plain rota of it, and the same with some visits made anyhow."""
    week = draw(weeks())
    before = greedy(week)
    anyhow = {
        visit.id: draw(st.none() | assignments_of(visit))
        for visit in week.visits
        if draw(st.booleans())
    }
    kept = [one for one in before.assignments if one.visit not in anyhow]
    made = [one for one in anyhow.values() if one is not None]
    return week, before, replace(before, assignments=(*kept, *made), breaks=())


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(two_rotas())
def test_what_is_gained_one_way_is_lost_the_other(case: tuple[Week, Rota, Rota]) -> None:
    """Swapping the two rotas swaps gains and losses, for each client and carer; every visit is
    the same or listed; nobody is told without a real change, and nobody with one is forgotten.
    """
    week, before, after = case
    there, back = compare(week, before, after), compare(week, after, before)
    assert there.same + len(there.visits) == len(week.visits)
    assert [one.visit for one in there.visits] == [one.visit for one in back.visits]
    assert there.counts[Change.MADE] == back.counts[Change.DROPPED]
    for one, other in zip(there.clients, back.clients, strict=True):
        assert (one.come, one.gone, one.faces) == (other.gone, other.come, other.faces[::-1])
    for carer, other_way in zip(there.carers, back.carers, strict=True):
        assert (carer.gained, carer.moved) == (other_way.lost, other_way.moved)
        assert carer.paid == other_way.paid[::-1]
    real = [change for change in there.visits if change.is_real]
    assert {notice.person for notice in there.client_notices} == {one.client for one in real}
    assert sum(len(notice.lines) for notice in there.client_notices) == len(real)
    assert {n.person for n in there.carer_notices} == {c.carer for c in there.carers if c.is_real}
    parts = sum(len(one.come) + len(one.gone) for one in there.visits)
    assert parts == sum(one.gained + one.lost for one in there.carers)
