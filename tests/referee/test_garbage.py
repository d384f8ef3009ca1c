"""Whatever stands in a rota, the referee answers with breaches and never with an error."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain.rota import Assignment, Break, Rota
from scheduler.referee import judge
from tests.builders import a_carer, a_shift, a_visit, a_week, home_of, place_of
from tests.builders_rules import the_rules
from tests.referee.checks import codes
from tests.referee.synthetic import a_legal_week

WEEK, LEGAL = a_legal_week(1)

visits = st.sampled_from([*(visit.id for visit in WEEK.visits), "", "unknown"])
carers = st.sampled_from([*(carer.id for carer in WEEK.carers), "", "unknown"])
places = st.sampled_from([*(place.id for place in WEEK.places), "nowhere"])
moments = st.one_of(st.integers(-(10**13), 10**13), st.integers(-(10**5), 8 * 10**5), st.just(0))
assignments = st.builds(
    Assignment, visit=visits, carers=st.lists(carers, max_size=4).map(tuple), start=moments
)
breaks = st.builds(Break, carer=carers, place=places, start=moments, end=moments)
rotas = st.builds(
    Rota,
    assignments=st.lists(assignments, max_size=25).map(tuple),
    breaks=st.lists(breaks, max_size=4).map(tuple),
)


@given(rota=rotas)
@settings(max_examples=60, deadline=None)
def test_no_rota_raises_and_no_term_is_negative(rota: Rota) -> None:
    """Unknown ids, wrong numbers of carers, moments millennia away."""
    verdict = judge(WEEK, rota)
    assert all(points >= 0 for points in verdict.terms.values())
    assert all(points >= 0 for points in verdict.cost)
    assert all(one.sentence.endswith(".") for one in verdict.breaches)


@given(start=moments)
@settings(max_examples=40, deadline=None)
def test_a_start_far_away_is_outside_its_window(start: int) -> None:
    """Any start outside the window of the visit is an A5, however far."""
    first = replace(LEGAL.assignments[0], start=start)
    visit = WEEK.visit[first.visit]
    found = codes(WEEK, replace(LEGAL, assignments=(first, *LEGAL.assignments[1:])))
    assert ("A5" in found) == (not visit.earliest <= start <= visit.latest)


def test_an_empty_rota_breaks_nothing() -> None:
    """Everything is left out, which costs."""
    verdict = judge(WEEK, Rota(assignments=()))
    assert verdict.is_legal
    assert verdict.terms["critical_left_out"] > 0


def test_an_empty_week_is_legal_and_free() -> None:
    """Nobody is cared for and nobody works."""
    verdict = judge(a_week(carers=()), Rota(assignments=()))
    assert verdict.is_legal
    assert not any(verdict.cost)


@pytest.mark.parametrize("modes", [(), ("boat",)])
def test_a_carer_who_cannot_travel_reaches_nobody(modes: tuple[str, ...]) -> None:
    """No mode, or one without a matrix: neither the way there nor the way home can be made."""
    week = a_week(a_visit("v1"), carers=(a_carer(modes=modes),))
    assert codes(week, Rota(assignments=(Assignment(visit="v1", carers=("A",), start=32400),))) == (
        "A3",
        "A3",
    )


def test_a_shift_from_an_unknown_place_cannot_be_reached() -> None:
    """A place that is in no matrix."""
    week = a_week(a_visit("v1"))
    shift = a_shift(start_place=place_of("mars"))
    lost = replace(week, shifts=(shift,))
    assert codes(lost, Rota(assignments=(Assignment(visit="v1", carers=("A",), start=32400),))) == (
        "A3",
    )


def test_a_mode_without_a_figure_has_no_longest_leg() -> None:
    """Rules that name no limit allow any leg that can be made, and none that cannot."""
    rules = the_rules(travel={"longest_leg": {}, "longest_commute": {}})
    rota = Rota(assignments=(Assignment(visit="v1", carers=("A",), start=32400),))
    there = (home_of("A"), place_of("c1"))
    assert codes(a_week(a_visit("v1"), rules=rules, minutes={there: 600}), rota) == ()
    lost = a_week(a_visit("v1"), rules=rules, minutes={there: None})
    assert codes(lost, rota) == ("A3", "A3")
