"""D1, D2 and K1: every visit once, by the right number of people, and as pinned."""

from __future__ import annotations

import pytest

from scheduler.domain.rota import Pin, Rota, RunPin
from scheduler.domain.units import CarerId, VisitId
from scheduler.referee import judge
from tests.builders import MINUTE, a_carer, a_pin, a_rota, a_visit, a_week, an_assignment, clock
from tests.referee.checks import codes, codes_of

TWO = (a_carer("A"), a_carer("B"))


def test_a_double_up_with_two_people_is_legal() -> None:
    """Two distinct carers for a visit that needs two."""
    week = a_week(a_visit("v1", carers=2), carers=TWO)
    assert codes_of(week, {"v1": ("A", "B")}) == ()


@pytest.mark.parametrize("who", ["A", ("A", "A"), ("A", "nobody"), ("A", "B", "C"), ()])
def test_a_double_up_without_two_distinct_known_people_breaks_d1(who: tuple[str, ...]) -> None:
    """One person, the same one twice, a stranger to the week, three people, nobody."""
    week = a_week(a_visit("v1", carers=2), carers=(*TWO, a_carer("C")))
    assert codes_of(week, {"v1": who}) == ("D1",)


def test_two_people_for_a_single_visit_break_d1() -> None:
    """A visit for one carer is not made by two."""
    week = a_week(a_visit("v1"), carers=TWO)
    assert codes_of(week, {"v1": ("A", "B")}) == ("D1",)


def test_a_visit_assigned_twice_breaks_d2() -> None:
    """The same visit is given to A and, again, to B."""
    visit = a_visit("v1")
    week = a_week(visit, carers=TWO)
    once, again = an_assignment(visit, "A"), an_assignment(visit, "B")
    assert codes(week, Rota(assignments=(once,))) == ()
    assert codes(week, Rota(assignments=(once, again))) == ("D2",)


def test_a_visit_that_is_not_in_the_week_breaks_d2() -> None:
    """A rota for last week's visit."""
    week = a_week(a_visit("v1"))
    verdict = judge(week, Rota(assignments=(an_assignment(a_visit("gone"), "A"),)))
    assert verdict.codes() == ("D2",)
    assert verdict.breaches[0].visits == (VisitId("gone"),)


def test_a_pinned_carer_who_does_not_come_breaks_k1() -> None:
    """The visit is pinned to A and given to B."""
    week = a_week(a_visit("v1"), carers=TWO, pins=(a_pin("v1", "A"),))
    assert codes_of(week, {"v1": "A"}) == ()
    assert codes_of(week, {"v1": "B"}) == ("K1",)


def test_a_pinned_start_that_moves_breaks_k1() -> None:
    """The visit is pinned to 09:10 and planned a minute later."""
    week = a_week(a_visit("v1"), pins=(a_pin("v1", start=clock("09:10")),))
    assert codes_of(week, {"v1": "A"}, {"v1": clock("09:10")}) == ()
    assert codes_of(week, {"v1": "A"}, {"v1": clock("09:10") + MINUTE}) == ("K1",)


def test_somebody_outside_the_pinned_team_breaks_k1() -> None:
    """A double-up pinned to A, B and C: two of them keep it, one of them and D break it."""
    visit = a_visit("v1", carers=2)
    team = Pin(visit=visit.id, team=tuple(CarerId(one) for one in "ABC"))
    week = a_week(visit, carers=(*TWO, a_carer("C"), a_carer("D")), pins=(team,))
    assert codes_of(week, {"v1": ("C", "A")}) == ()
    assert codes_of(week, {"v1": ("C", "D")}) == ("K1",)


@pytest.mark.parametrize(
    ("who", "starts", "broken"),
    [
        ({"v1": "A", "v2": "A", "v3": "B"}, {}, 0),
        ({"v2": "A", "v3": "B"}, {}, 0),
        ({"v1": "B", "v2": "A", "v3": "B"}, {}, 1),
        ({"v1": "A", "v2": "A", "v3": "B"}, {"v2": clock("12:00") + MINUTE}, 1),
        ({"v1": "A", "v2": "A", "v3": "A"}, {}, 1),
        ({"v1": "B", "v2": "B", "v3": "A"}, {}, 3),
    ],
)
def test_a_pinned_run_that_changes_breaks_k1(
    who: dict[str, str], starts: dict[str, int], broken: int
) -> None:
    """A's Monday is v1 and v2: it may lose one to nobody, not to B or another minute, and
    gain none; each visit that breaks this is one breach.
    """
    visits = (
        a_visit("v1", "c1", at="09:00"),
        a_visit("v2", "c2", at="12:00"),
        a_visit("v3", "c3", at="15:00"),
    )
    plain = a_week(*visits, carers=TWO)
    reference = a_rota(plain, {"v1": "A", "v2": "A", "v3": "B"})
    run = RunPin(carer=CarerId("A"), day=0)
    week = a_week(*visits, carers=TWO, reference=reference, run_pins=(run,))
    assert codes_of(week, who, starts) == ("K1",) * broken


def test_a_pinned_visit_that_nobody_makes_breaks_nothing() -> None:
    """It is left out, which has its own price."""
    week = a_week(a_visit("v1"), pins=(a_pin("v1", "A"),))
    assert codes_of(week, {}) == ()


def test_a_breach_says_whom_it_concerns() -> None:
    """Ids, rule, kind, limit and value are data; the sentence is for people."""
    week = a_week(a_visit("v1", day=2, carers=2), carers=TWO)
    (found,) = judge(week, a_rota(week, {"v1": "A"})).breaches
    assert (found.code, found.rule, found.kind.value) == ("D1", "V11", "H")
    assert (found.visits, found.carers, found.clients) == (("v1",), ("A",), ("c1",))
    assert (found.day, found.limit, found.value) == (2, 2, 1)
    assert found.sentence == "Visit v1 needs two carers and is given to A."
